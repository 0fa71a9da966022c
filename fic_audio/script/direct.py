"""Lines -> cues: the text for the ear, the voice, and the pause behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fic_audio.config import Footnotes, Images, Notes, Pauses
from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Cue, Kind, Line, Ms
from fic_audio.script.aside import Asides
from fic_audio.script.cast import Cast, Role
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.speakable import EAR, Ear, speakable
from fic_audio.script.words import first_sentence

SHORT = 60
"""Characters up to which a sentence is said in one breath with the next."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line that is said in one breath."""

    line: Line
    start: int
    text: str
    role: Role


def direct(
    chapter: Chapter,
    lines: Sequence[Line],
    cast: Cast,
    pauses: Pauses,
    *,
    notes: Notes = "skip",
    footnotes: Footnotes = "place",
    images: Images = "describe",
    pronounce: Lexicon | Mapping[str, str] | None = None,
    ear: Ear = EAR,
) -> tuple[Cue, ...]:
    """What is to be spoken of a chapter, in order. Lines that hold nothing to be said have no cue;
    a break is a pause. Pauses depend on what lies between two cues (see `Pauses`)."""
    asides = Asides(chapter, lines)
    found: list[Cue] = []
    last: _Piece | None = None
    scene = 0
    broke = False
    for line in asides.ordered(notes, footnotes, images):
        if line.span.kind is Kind.BREAK:
            broke = True
            continue
        for piece in _pieces(asides, line, cast, pronounce, last, ear):
            if last is not None:
                footnote = asides.is_footnote(line) or asides.is_footnote(last.line)
                pause = pauses.paragraph if footnote else _pause(last, piece, pauses)
                pause = pauses.scene if broke else pause
                found[-1] = replace(found[-1], pause=pause)
                opens = piece.line.span.kind is Kind.HEADING and piece.line is not last.line
                scene += broke or opens
            broke = False
            role = piece.role
            found.append(Cue(piece.text, role.voice, role.delivery, Ms(0), scene, piece.start))
            last = piece
    return tuple(found)


def _pieces(
    asides: Asides,
    line: Line,
    cast: Cast,
    pronounce: Lexicon | Mapping[str, str] | None,
    last: _Piece | None,
    ear: Ear,
) -> Iterator[_Piece]:
    role = cast.role(line.speaker)
    begin = line.span.start
    if opening := asides.opening(line, last.line if last else None):
        yield _Piece(line, begin, opening, role)
    if (name := asides.senders.get(begin)) is not None:
        if said := speakable(name, pronounce, ear):
            yield _Piece(line, begin, said, role)
        return
    for start, end in sentences(asides.text, begin, line.span.end):
        if said := speakable(asides.said(start, end), pronounce, ear):
            yield _Piece(line, start, said, role)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]`; a short one goes with the next.

    >>> list(sentences("Go! Now! Run, and do not look back until you reach the tram.", 0, 60))
    [(0, 60)]
    """
    begin = at = start
    while at < end:
        at = first_sentence(text, at, end)
        if at >= end or at - begin > SHORT:
            yield begin, at
            begin = at
    if begin < end:
        yield begin, end


def _pause(last: _Piece, now: _Piece, pauses: Pauses) -> Ms:
    """The silence between two pieces with no break between."""
    before, behind = last.line.span, now.line.span
    if before.kind is Kind.HEADING and before != behind:
        return pauses.heading
    if Kind.NOTE in (before.kind, behind.kind) and before.kind is not behind.kind:
        return pauses.scene
    if before.paragraph == behind.paragraph:
        return pauses.sentence if before == behind else pauses.quote
    if before.kind in SPOKEN_BY_CHARACTERS and behind.kind in SPOKEN_BY_CHARACTERS:
        return pauses.turn
    return pauses.paragraph
