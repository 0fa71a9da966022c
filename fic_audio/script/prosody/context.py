"""Cues -> the words around each that it is spoken with, where it is less than a sentence.

The parts of a speech that its tag splits are said in one breath, and a line of a word or two sounds
clipped alone: an engine that can speaks it among its neighbours, and gives the line by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fic_audio.engines.phonemes import plain
from fic_audio.model import SPOKEN_BY_CHARACTERS, Cue, Kind
from fic_audio.script.prosody.pauses import Piece
from fic_audio.text.sentences import ends_sentence

FEW = 3
"""Words up to which a cue is spoken among its neighbours."""
REACH = 60
"""Characters of the words on either side: an engine takes time for them, too."""

_CLAUSE_END = re.compile(r"[.!?…,;:—–][\"'”’)]*\s+")


def add_context(cues: Sequence[Cue], pieces: Sequence[Piece]) -> list[Cue]:
    """The cues of a chapter, made of these pieces, with the words around them."""
    return [
        replace(
            cue,
            before=_end(_beside(cues, pieces, at, -1)),
            after=_beginning(_beside(cues, pieces, at, 1)),
        )
        for at, cue in enumerate(cues)
    ]


def _beside(cues: Sequence[Cue], pieces: Sequence[Piece], at: int, side: int) -> str:
    """What is spoken with a cue on one side of it; mostly nothing."""
    if not _is_text(pieces[at]):
        return ""
    part = _part(pieces, at, side)
    first = at if side > 0 else part
    if part is not None and first is not None and not ends_sentence(plain(cues[first].text)):
        return plain(cues[part].text)
    if len(plain(cues[at].text).split()) > FEW:
        return ""
    if part is None and _part(pieces, at, -side) is None:
        part = at + side
    near = part is not None and 0 <= part < len(cues) and cues[part].scene == cues[at].scene
    return plain(cues[part].text) if near and part is not None and _is_text(pieces[part]) else ""


def _part(pieces: Sequence[Piece], at: int, side: int) -> int | None:
    """The next part, on one side, of the line or of the same person's speech in a paragraph."""
    here = pieces[at].line
    there = at + side
    while 0 <= there < len(pieces) and _one_paragraph(pieces[there], pieces[at]):
        line = pieces[there].line
        speech = here.span.kind in SPOKEN_BY_CHARACTERS and line.span.kind is here.span.kind
        if _is_text(pieces[there]) and (line is here or (speech and line.speaker == here.speaker)):
            return there
        there += side
    return None


def _one_paragraph(one: Piece, other: Piece) -> bool:
    return one.line.span.paragraph == other.line.span.paragraph


def _is_text(piece: Piece) -> bool:
    """Whether it is of the story's running text, and in its language."""
    return piece.start < piece.end and not piece.language and piece.line.span.kind != Kind.HEADING


def _beginning(text: str) -> str:
    """As much as is spoken along, cut behind a clause or at least a word."""
    if len(text) <= REACH:
        return text
    cuts = [match.end() for match in _CLAUSE_END.finditer(text, 0, REACH)]
    return text[: cuts[-1] if cuts else text.rfind(" ", 0, REACH) + 1].rstrip()


def _end(text: str) -> str:
    if len(text) <= REACH:
        return text
    start = len(text) - REACH
    cut = _CLAUSE_END.search(text, start) or re.compile(r"\s+").search(text, start)
    return text[cut.end() :] if cut else ""
