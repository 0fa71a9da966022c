"""A chapter -> its spans: narration, speech, thought, message, note, heading, break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fic_audio.language.tongues import Tongue, tongue_of
from fic_audio.model import Chapter, Kind, Mark, MarkKind, Span
from fic_audio.page import layout
from fic_audio.page.segment.asides import without_asides
from fic_audio.page.segment.blocks import Marked, set_apart, told_in_italics
from fic_audio.page.segment.capitals import capitals
from fic_audio.page.segment.chat_rows import below_names, lines_apart
from fic_audio.page.segment.chats import chats, stretches
from fic_audio.page.segment.dashes import dashed, is_dashed
from fic_audio.page.segment.epigraphs import epigraphs
from fic_audio.page.segment.inline import written_kind
from fic_audio.page.segment.letters import letters
from fic_audio.page.segment.messages import addressed
from fic_audio.page.segment.minds import Mind, minds, shown
from fic_audio.page.segment.notes import inline_notes, notes
from fic_audio.page.segment.quotes import Quotation, Side, Style, quotations, sides_of, style_of
from fic_audio.page.segment.refrain import refrains
from fic_audio.page.segment.scenes import is_sign
from fic_audio.page.segment.split import same_quotation
from fic_audio.page.segment.spoken_italics import spoken_italics
from fic_audio.page.segment.thoughts import bare_thoughts, tagged_quotes, thoughts
from fic_audio.page.segment.tiles import Piece, tiled
from fic_audio.page.segment.turns import goes_on, marked, opens_with_dash, turn
from fic_audio.page.segment.typewriter import usual
from fic_audio.page.segment.unspoken import is_unspoken
from fic_audio.page.segment.unspoken import shown as on_signs
from fic_audio.page.segment.verse import lyrics, songs

__all__ = ["habits", "segment"]

_SENTENCE = re.compile(r"[.!?…:;,—–-][\"'”’*_)]*$")
_KINDS = {
    MarkKind.HEADING: Kind.HEADING,
    MarkKind.NOTE: Kind.NOTE,
    MarkKind.BREAK: Kind.BREAK,
    MarkKind.FOOTNOTE: Kind.NOTE,
    MarkKind.IMAGE: Kind.NARRATION,
}


@dataclass(slots=True)
class _Page:
    """What a chapter's paragraphs need to know of the whole chapter."""

    text: str
    style: Style
    dashed: bool
    italics: Marked
    tongue: Tongue | None = None
    """The ways of a language other than English."""
    turns: frozenset[int] = frozenset()
    """The begins of the paragraphs that a dash opens as speech, in such a language."""
    sides: Mapping[str, Side] = field(default_factory=dict)
    """What the quotation marks of such a language do."""
    apart: frozenset[int] = frozenset()
    """The paragraphs that italics only set apart: a flashback."""
    minds: list[Mind] = field(default_factory=list)
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


def habits(chapters: Sequence[Chapter]) -> frozenset[str]:
    """The marks of its own that a story is shown to put around speech, in whichever chapter."""
    return shown([chapter.text for chapter in chapters]) if len(chapters) > 1 else frozenset()


def segment(
    chapter: Chapter, language: str = "", known: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """Spans that tile `chapter.text` exactly; see `Span`.

    `language`: the story's IETF tag. `known`: its `habits`.
    """
    if not chapter.text:
        return ()
    marks = [mark for mark in chapter.marks if mark.kind in _KINDS]
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    bold = Marked(chapter.marks, MarkKind.BOLD)
    blocks = layout.paragraphs(chapter.text, edges)
    blocks = lines_apart(chapter.text, blocks, edges, bold.covers)
    kinds = _whole(chapter, blocks, marks)
    seen = usual(chapter.text, blocks)
    text, blocks = seen.text, seen.inside(blocks)
    page = _Page(
        text,
        style_of(text),
        is_dashed(text, blocks),
        Marked(chapter.marks, MarkKind.ITALIC),
    )
    if tongue := tongue_of(language):
        page.tongue, page.dashed = tongue, False
        page.style = page.style if tongue.single else Style.DOUBLE
        page.turns = opens_with_dash(text, blocks, tongue)
        page.sides = sides_of(text, spaceless=tongue.spaceless)
    page.minds = sorted(
        minds(text, blocks, bold.ranges, known)
        + spoken_italics(text, blocks, page.italics.ranges)
        + capitals(text, blocks)
    )
    apart = set_apart(text, blocks, page.prose(blocks, kinds), chapter.marks)
    kinds = [apart.get(number, kind) for number, kind in enumerate(kinds)]
    for number in letters(text, blocks, page.prose(blocks, kinds), page.italics.covers):
        kinds[number] = Kind.LETTER
    prose = page.prose(blocks, kinds)
    for number in (*epigraphs(text, blocks, prose), *on_signs(text, blocks, prose)):
        kinds[number] = Kind.NARRATION
    prose = page.prose(blocks, kinds)
    found = songs(text, blocks, prose, page.italics.covers)
    verse = lyrics(text, blocks, prose, page.italics.covers)
    sung = {number: song.start for song in found for number in song}
    if not verse <= sung.keys():
        sung = {}
        later = refrains(text, blocks, prose, page.italics.covers, verse)
        for number in (*verse, *later):
            kinds[number] = Kind.NARRATION
        prose = page.prose(blocks, kinds)
    page.apart = frozenset(told_in_italics(text, blocks, prose, page.italics.covers))
    sent = chats(text, blocks, prose, bold.covers) | below_names(text, blocks, prose)
    said = frozenset(bisect_right(blocks, (mind.start, len(text))) - 1 for mind in page.minds)
    told = frozenset(() if sent else addressed(text, blocks, prose)) - said
    for number, (start, end) in enumerate(blocks):
        if kinds[number] is Kind.HEADING and not any(map(str.isalnum, text[start:end])):
            continue  # the line below a heading of Markdown; its span takes it in
        if kind := kinds[number]:
            page.pieces.append(Piece(start, end, kind, number))
        elif number in sung:
            page.quote += number == sung[number]
            page.pieces.append(Piece(start, end, Kind.DIALOGUE, number, page.quote))
            page.open = False
        elif number in sent:
            page.quote += sent[number].kind is Kind.DIALOGUE
            for low, high, kind in stretches(text, start, end, sent[number]):
                quote = page.quote if kind is Kind.DIALOGUE else None
                page.pieces.append(Piece(low, high, kind, number, quote))
            page.open = False
        elif number in told:
            page.pieces.append(Piece(start, end, Kind.MESSAGE, number))
        else:
            _prose(page, start, end, number)
    edge = seen.edges()
    pieces = [
        piece._replace(start=edge.get(piece.start, piece.start), end=edge.get(piece.end, piece.end))
        for piece in page.pieces
    ]
    return tiled(chapter.text, pieces)


def _whole(chapter: Chapter, blocks: list[tuple[int, int]], marks: list[Mark]) -> list[Kind | None]:
    """The kind of each paragraph that is of one kind throughout; None for prose."""
    text = chapter.text
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
        if kinds[-1] is None and is_sign(text, start, end):
            kinds[-1] = Kind.HEADING
    noted = notes(text, blocks, kinds, chapter.title)
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
            page.pieces.append(Piece(part.start, part.end, kind, number))
            at = part.end
            continue
        page.quote += not (_goes_on(page, start, last, part) and page.quote >= 0)
        page.pieces.append(Piece(part.start, part.end, Kind.DIALOGUE, number, page.quote))
        at, last = part.end, part
    page.pieces += _narration(page, at, end, number)
    text_end = page.text[max(start, end - 6) : end]
    # Speech carried on over paragraphs ends each with a sentence; a lost mark may stand anywhere.
    page.open = last is not None and not last.closed and _SENTENCE.search(text_end) is not None


def _goes_on(page: _Page, start: int, last: Quotation | None, part: Quotation) -> bool:
    """Whether a quotation of the paragraph at `start` goes on with the one before it."""
    if last is None:
        return page.open and start not in page.turns and (part.start == start or not part.opened)
    if page.tongue:
        return goes_on(page.text, last, part, page.tongue)
    return same_quotation(page.text, last, part)


def _spoken(page: _Page, start: int, end: int) -> list[tuple[Quotation, Kind]]:
    """The paragraph's quotations that somebody says or writes."""
    text = page.text
    if page.tongue:
        parts = (
            turn(text, start, end, page.tongue)
            if start in page.turns
            else marked(text, start, end, page.tongue, page.style, page.sides)
        )
        return _with_minds(page, start, end, [(part, Kind.DIALOGUE) for part in parts])
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


def _narration(page: _Page, start: int, end: int, number: int) -> Iterator[Piece]:
    """Narration between two quotations, with the thoughts and notes in it."""
    text = page.text
    if start >= end:
        return
    inside = [(low, high, Kind.NOTE) for low, high in inline_notes(text, start, end)]
    if number not in page.apart:
        ranges = page.italics.ranges
        first, last = bisect_left(ranges, (start,)), bisect_left(ranges, (end,))
        italics = [(low, high) for low, high in ranges[first:last] if high <= end]
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
            yield Piece(at, low, Kind.NARRATION, number)
        quote = None
        if kind is Kind.DIALOGUE:
            page.quote += 1
            quote = page.quote
        yield Piece(low, high, kind, number, quote)
        at = high
    if at < end:
        yield Piece(at, end, Kind.NARRATION, number)
