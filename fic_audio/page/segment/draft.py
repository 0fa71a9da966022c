"""What is known of a chapter while its spans are being cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fic_audio.language.dialogue_conventions import DialogueConventions
from fic_audio.model import Kind
from fic_audio.page.segment.blocks import MarkRanges
from fic_audio.page.segment.quotes import (
    Side,
    Style,
)
from fic_audio.page.segment.telepathy import MarkedSpeech
from fic_audio.page.segment.tiling import Piece


@dataclass(slots=True)
class Draft:
    """What a chapter's paragraphs need to know of the whole chapter."""

    text: str
    style: Style
    dashed: bool
    italics: MarkRanges
    tongue: DialogueConventions | None = None
    """The ways of a language other than English."""
    turns: frozenset[int] = frozenset()
    """The begins of the paragraphs that a dash opens as speech, in such a language."""
    sides: Mapping[str, Side] = field(default_factory=dict)
    """What the quotation marks of such a language do."""
    apart: frozenset[int] = frozenset()
    """The paragraphs that italics only set apart: a flashback."""
    minds: list[MarkedSpeech] = field(default_factory=list)
    """What is said or thought in marks of its own: `::Come here!::`."""
    quote: int = -1
    """The number of the last quotation."""
    open: bool = False
    """The last paragraph left its quotation open."""
    pieces: list[Piece] = field(default_factory=list)

    def prose(self, blocks: Sequence[tuple[int, int]], kinds: Sequence[Kind | None]) -> list[bool]:
        """Which paragraphs may yet turn out to be of one kind throughout."""
        pairs = zip(blocks, kinds, strict=True)
        return [kind is None and start not in self.turns for (start, _), kind in pairs]
