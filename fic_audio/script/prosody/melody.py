"""A piece of a line -> the same with its emphasised words marked and its ending told.

Narration ends as it always does, and its words are emphasised less than those of speech.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fic_audio.config import Direction
from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Ending, Line
from fic_audio.script.prosody.emphasis import find_emphasised, mark_emphasised
from fic_audio.script.prosody.endings import find_ending
from fic_audio.script.prosody.pauses import Piece

EMPHASIS: Mapping[Direction, float] = {"plain": 0.0, "light": 0.5, "full": 1.0}
NARRATED = 0.5
"""How much of it is left in narration."""


class Melody:
    """What the melody of a chapter's pieces is to tell. plain: nothing."""

    def __init__(
        self, chapter: Chapter, lines: Sequence[Line], direction: Direction, *, english: bool
    ) -> None:
        self._text = chapter.text
        self._emphasis = EMPHASIS[direction]
        self._english = english
        self._words = find_emphasised(chapter, lines) if self._emphasis else {}

    def shape(self, piece: Piece) -> Piece:
        if not self._emphasis or piece.language:
            return piece
        speech = piece.line.span.kind in SPOKEN_BY_CHARACTERS
        written = piece.instead or self._text[piece.start : piece.end]
        ending = find_ending(written, english=self._english) if speech else Ending.PLAIN
        if piece.instead:
            return replace(piece, delivery=replace(piece.delivery, ending=ending))
        said = mark_emphasised(self._text, piece.start, piece.end, piece.said, self._words)
        emphasis = self._emphasis * (1 if speech else NARRATED) if said != piece.said else 0.0
        return replace(
            piece, said=said, delivery=replace(piece.delivery, ending=ending, emphasis=emphasis)
        )
