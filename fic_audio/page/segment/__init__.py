"""A chapter -> its spans: narration, speech, thought, message, note, heading, break."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from fic_audio.model import Chapter, Kind, Mark, MarkKind, Span
from fic_audio.page import layout
from fic_audio.page.segment.asides import without_asides
from fic_audio.page.segment.dashes import dashed, is_dashed
from fic_audio.page.segment.epigraphs import epigraphs
from fic_audio.page.segment.inline import written_kind
from fic_audio.page.segment.letters import letters
from fic_audio.page.segment.messages import messages
from fic_audio.page.segment.minds import Mind, minds
from fic_audio.page.segment.notes import inline_notes, notes
from fic_audio.page.segment.quotes import Quotation, Style, quotations, style_of
from fic_audio.page.segment.split import same_quotation
from fic_audio.page.segment.thoughts import bare_thoughts, tagged_quotes, thoughts
from fic_audio.page.segment.unspoken import is_unspoken, shown
from fic_audio.page.segment.verse import songs

__all__ = ["segment"]

_SENTENCE = re.compile(r"[.!?…:;,—–-][\"'”’*_)]*$")
_KINDS = {
    MarkKind.HEADING: Kind.HEADING,
    MarkKind.NOTE: Kind.NOTE,
    MarkKind.BREAK: Kind.BREAK,
}


class _Piece(NamedTuple):
    """A span to be, without the white space around it."""

    start: int
    end: int
    kind: Kind
    paragraph: int
    quote: int | None = None


@dataclass(slots=True)
class _Page:
    """What a chapter's paragraphs need to know of the whole chapter."""

    text: str
    style: Style
    dashed: bool
    italics: list[tuple[int, int]]
    minds: list[Mind] = field(default_factory=list)
    """What is said or thought in marks of its own: `::Come here!::`."""
    quote: int = -1
    """The number of the last quotation."""
    open: bool = False
    """The last paragraph left its quotation open."""
    pieces: list[_Piece] = field(default_factory=list)

    def is_italic(self, start: int, end: int) -> bool:
        """Whether one of the reader's italics covers a whole range."""
        at = bisect_left(self.italics, (start + 1,)) - 1
        return at >= 0 and self.italics[at][1] >= end - 1


def segment(chapter: Chapter) -> tuple[Span, ...]:
    """Spans that tile `chapter.text` exactly; see `Span`."""
    text = chapter.text
    if not text:
        return ()
    marks = [mark for mark in chapter.marks if mark.kind in _KINDS]
    blocks = layout.paragraphs(text, [edge for mark in marks for edge in (mark.start, mark.end)])
    kinds = _whole(text, blocks, marks)
    page = _Page(
        text,
        style_of(text),
        is_dashed(text, blocks),
        sorted((mark.start, mark.end) for mark in chapter.marks if mark.kind is MarkKind.ITALIC),
    )
    page.minds = minds(text, blocks)
    prose = [kind is None for kind in kinds]
    for number in letters(text, blocks, prose, page.is_italic):
        kinds[number] = Kind.LETTER
    prose = [kind is None for kind in kinds]
    for number in (*epigraphs(text, blocks, prose), *shown(text, blocks, prose)):
        kinds[number] = Kind.NARRATION
    prose = [kind is None for kind in kinds]
    sung = {nth: song.start for song in songs(text, blocks, prose, page.is_italic) for nth in song}
    written = messages(text, blocks, prose)
    for number, (start, end) in enumerate(blocks):
        if kinds[number] is Kind.HEADING and not any(map(str.isalnum, text[start:end])):
            continue  # the line below a heading of Markdown; its span takes it in
        if kind := kinds[number]:
            page.pieces.append(_Piece(start, end, kind, number))
        elif number in sung:
            page.quote += number == sung[number]
            page.pieces.append(_Piece(start, end, Kind.DIALOGUE, number, page.quote))
            page.open = False
        elif number in written:
            page.pieces.append(_Piece(start, written[number], Kind.NARRATION, number))
            page.pieces.append(_Piece(written[number], end, Kind.MESSAGE, number))
        else:
            _prose(page, start, end, number)
    return _tiled(text, page.pieces)


def _whole(text: str, blocks: list[tuple[int, int]], marks: list[Mark]) -> list[Kind | None]:
    """The kind of each paragraph that is of one kind throughout; None for prose."""
    kinds: list[Kind | None] = []
    ahead = sorted(marks, key=lambda mark: mark.start)
    first = 0
    for start, end in blocks:
        while first < len(ahead) and ahead[first].end <= start:
            first += 1
        kind = None
        if first < len(ahead) and ahead[first].start <= start and end <= ahead[first].end:
            kind = _KINDS[ahead[first].kind]
        kinds.append(kind or (Kind.BREAK if layout.is_break(text[start:end]) else None))
    noted = notes(text, blocks, [kind is Kind.HEADING for kind in kinds])
    return [
        Kind.NOTE if note and kind is None else kind
        for kind, note in zip(kinds, noted, strict=True)
    ]


def _prose(page: _Page, start: int, end: int, number: int) -> None:
    """Adds the pieces of a paragraph of prose."""
    found = _spoken(page, start, end)
    at = start
    last: Quotation | None = None
    for part, kind in found:
        page.pieces += _narration(page, at, part.start, number)
        if kind is not Kind.DIALOGUE:
            page.pieces.append(_Piece(part.start, part.end, kind, number))
            at = part.end
            continue
        goes_on = page.open and (part.start == start or not part.opened)
        if last is not None:
            goes_on = same_quotation(page.text, last, part)
        page.quote += not (goes_on and page.quote >= 0)
        page.pieces.append(_Piece(part.start, part.end, Kind.DIALOGUE, number, page.quote))
        at, last = part.end, part
    page.pieces += _narration(page, at, end, number)
    text_end = page.text[max(start, end - 6) : end]
    # Speech carried on over paragraphs ends each with a sentence; a lost mark may stand anywhere.
    page.open = last is not None and not last.closed and _SENTENCE.search(text_end) is not None


def _spoken(page: _Page, start: int, end: int) -> list[tuple[Quotation, Kind]]:
    """The paragraph's quotations that somebody says or writes."""
    text = page.text
    if page.dashed and (found := dashed(text, start, end)):
        return [(part, Kind.DIALOGUE) for part in found]
    spoken: list[tuple[Quotation, Kind]] = []
    before = start
    listed = False
    noted = inline_notes(text, start, end)
    for part in quotations(text, start, end, page.style):
        if any(low <= part.start < high for low, high in noted):
            continue
        if part.opened and (kind := written_kind(text, start, end, part, before)):
            spoken.append((part, kind))
            before = part.end
            continue
        listed = is_unspoken(text, start, end, part, before, listed)
        if not listed:
            spoken += ((piece, Kind.DIALOGUE) for piece in without_asides(text, part))
        before = part.end
    return _with_minds(page, start, end, spoken)


def _with_minds(
    page: _Page, start: int, end: int, spoken: list[tuple[Quotation, Kind]]
) -> list[tuple[Quotation, Kind]]:
    """The quotations of a paragraph and its telepathy; of what overlaps, the first."""
    first = bisect_left(page.minds, start, key=lambda mind: mind.start)
    last = bisect_left(page.minds, end, key=lambda mind: mind.start)
    if first == last:
        return spoken
    found = spoken + [
        (Quotation(mind.start, mind.end), Kind.DIALOGUE if mind.spoken else Kind.THOUGHT)
        for mind in page.minds[first:last]
        if mind.end <= end
    ]
    kept: list[tuple[Quotation, Kind]] = []
    for part, kind in sorted(found, key=lambda item: item[0].start):
        if not kept or part.start >= kept[-1][0].end:
            kept.append((part, kind))
    return kept


def _narration(page: _Page, start: int, end: int, number: int) -> Iterator[_Piece]:
    """Narration between two quotations, with the thoughts and notes in it."""
    text = page.text
    if start >= end:
        return
    inside = [(low, high, Kind.NOTE) for low, high in inline_notes(text, start, end)]
    first = bisect_left(page.italics, (start,))
    last = bisect_left(page.italics, (end,))
    italics = [(low, high) for low, high in page.italics[first:last] if high <= end]
    inside += thoughts(text, start, end, italics)
    inside += [(low, high, Kind.THOUGHT) for low, high in bare_thoughts(text, start, end)]
    if page.style is Style.DOUBLE:
        inside += [
            (low, high, Kind.DIALOGUE if spoken else Kind.THOUGHT)
            for low, high, spoken in tagged_quotes(text, start, end)
        ]
    at = start
    for low, high, kind in sorted(inside, key=lambda found: found[0]):
        if low < at:
            continue
        if at < low:
            yield _Piece(at, low, Kind.NARRATION, number)
        quote = None
        if kind is Kind.DIALOGUE:
            page.quote += 1
            quote = page.quote
        yield _Piece(low, high, kind, number, quote)
        at = high
    if at < end:
        yield _Piece(at, end, Kind.NARRATION, number)


def _tiled(text: str, pieces: list[_Piece]) -> tuple[Span, ...]:
    """The pieces as spans without gaps.

    White space beside narration belongs to it, all other to the span before.
    """
    solid = [piece for piece in pieces if text[piece.start : piece.end].strip()]
    if not solid:
        return (Span(Kind.BREAK, 0, len(text), 0),)
    starts = [0]
    for before, piece in pairwise(solid):
        start = piece.start
        if before.paragraph == piece.paragraph and piece.kind is not Kind.NARRATION:
            start = max(before.end, piece.start)
        starts.append(start)
    return tuple(
        Span(piece.kind, start, end, piece.paragraph, piece.quote)
        for piece, start, end in zip(solid, starts, [*starts[1:], len(text)], strict=True)
    )
