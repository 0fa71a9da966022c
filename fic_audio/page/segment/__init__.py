"""A chapter -> its spans: narration, speech, thought, message, note, heading, break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from fic_audio.language.dialogue_conventions import conventions_of
from fic_audio.model import Chapter, Kind, Mark, MarkKind, Span
from fic_audio.page import layout
from fic_audio.page.segment.asides import without_asides
from fic_audio.page.segment.blocks import MarkRanges, find_italic_narration, find_set_apart
from fic_audio.page.segment.capital_speech import find_capital_speech
from fic_audio.page.segment.chat_rows import below_names, separate_lines
from fic_audio.page.segment.chats import find_chats, stretches
from fic_audio.page.segment.dash_dialogue import (
    find_quotes_and_dashes,
    goes_on,
    opens_with_dash,
    read_turn,
)
from fic_audio.page.segment.dashes import find_dash_speech, is_dashed
from fic_audio.page.segment.draft import Draft
from fic_audio.page.segment.epigraphs import find_epigraphs
from fic_audio.page.segment.letters import find_letters
from fic_audio.page.segment.messages import find_unquoted_messages
from fic_audio.page.segment.notes import find_inline_notes, find_notes
from fic_audio.page.segment.quotes import (
    Quotation,
    Style,
    find_quotations,
    sides_of,
    style_of,
)
from fic_audio.page.segment.refrain import find_refrains
from fic_audio.page.segment.scare_quotes import find_shown as on_signs
from fic_audio.page.segment.scare_quotes import is_unspoken
from fic_audio.page.segment.scenes import is_sign
from fic_audio.page.segment.split_quotes import same_quotation
from fic_audio.page.segment.spoken_italics import find_spoken_italics
from fic_audio.page.segment.telepathy import find_marked_speech, find_signs
from fic_audio.page.segment.thoughts import find_bare_thoughts, find_tagged_quotes, find_thoughts
from fic_audio.page.segment.tiling import Piece, tile_text
from fic_audio.page.segment.typewriter_quotes import normalize_quotes
from fic_audio.page.segment.verse import find_lyrics, find_songs
from fic_audio.page.segment.written_quotes import written_kind

__all__ = ["habits", "segment"]

_SENTENCE = re.compile(r"[.!?…:;,—–-][\"'”’*_)]*$")
_KINDS = {
    MarkKind.HEADING: Kind.HEADING,
    MarkKind.NOTE: Kind.NOTE,
    MarkKind.BREAK: Kind.BREAK,
    MarkKind.FOOTNOTE: Kind.NOTE,
    MarkKind.IMAGE: Kind.NARRATION,
}


def habits(chapters: Sequence[Chapter]) -> frozenset[str]:
    """The marks of its own that a story is shown to put around speech, in whichever chapter."""
    return find_signs([chapter.text for chapter in chapters]) if len(chapters) > 1 else frozenset()


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
    bold = MarkRanges(chapter.marks, MarkKind.BOLD)
    blocks = layout.split_paragraphs(chapter.text, edges)
    blocks = separate_lines(chapter.text, blocks, edges, bold.covers)
    kinds = _whole(chapter, blocks, marks)
    seen = normalize_quotes(chapter.text, blocks)
    text, blocks = seen.text, seen.inside(blocks)
    draft = Draft(
        text,
        style_of(text),
        is_dashed(text, blocks),
        MarkRanges(chapter.marks, MarkKind.ITALIC),
    )
    if tongue := conventions_of(language):
        draft.tongue, draft.dashed = tongue, False
        draft.style = draft.style if tongue.single else Style.DOUBLE
        draft.turns = opens_with_dash(text, blocks, tongue)
        draft.sides = sides_of(text, spaceless=tongue.spaceless)
    draft.minds = sorted(
        find_marked_speech(text, blocks, bold.ranges, known)
        + find_spoken_italics(text, blocks, draft.italics.ranges)
        + find_capital_speech(text, blocks)
    )
    apart = find_set_apart(text, blocks, draft.prose(blocks, kinds), chapter.marks)
    kinds = [apart.get(number, kind) for number, kind in enumerate(kinds)]
    for number in find_letters(text, blocks, draft.prose(blocks, kinds), draft.italics.covers):
        kinds[number] = Kind.LETTER
    prose = draft.prose(blocks, kinds)
    for number in (*find_epigraphs(text, blocks, prose), *on_signs(text, blocks, prose)):
        kinds[number] = Kind.NARRATION
    prose = draft.prose(blocks, kinds)
    found = find_songs(text, blocks, prose, draft.italics.covers)
    verse = find_lyrics(text, blocks, prose, draft.italics.covers)
    sung = {number: song.start for song in found for number in song}
    if not verse <= sung.keys():
        sung = {}
        later = find_refrains(text, blocks, prose, draft.italics.covers, verse)
        for number in (*verse, *later):
            kinds[number] = Kind.NARRATION
        prose = draft.prose(blocks, kinds)
    draft.apart = frozenset(find_italic_narration(text, blocks, prose, draft.italics.covers))
    sent = find_chats(text, blocks, prose, bold.covers) | below_names(text, blocks, prose)
    said = frozenset(bisect_right(blocks, (mind.start, len(text))) - 1 for mind in draft.minds)
    told = frozenset(() if sent else find_unquoted_messages(text, blocks, prose)) - said
    for number, (start, end) in enumerate(blocks):
        if kinds[number] is Kind.HEADING and not any(map(str.isalnum, text[start:end])):
            continue  # the line below a heading of Markdown; its span takes it in
        if kind := kinds[number]:
            draft.pieces.append(Piece(start, end, kind, number))
        elif number in sung:
            draft.quote += number == sung[number]
            draft.pieces.append(Piece(start, end, Kind.DIALOGUE, number, draft.quote))
            draft.open = False
        elif number in sent:
            draft.quote += sent[number].kind is Kind.DIALOGUE
            for low, high, kind in stretches(text, start, end, sent[number]):
                quote = draft.quote if kind is Kind.DIALOGUE else None
                draft.pieces.append(Piece(low, high, kind, number, quote))
            draft.open = False
        elif number in told:
            draft.pieces.append(Piece(start, end, Kind.MESSAGE, number))
        else:
            _prose(draft, start, end, number)
    edge = seen.edges()
    pieces = [
        piece._replace(start=edge.get(piece.start, piece.start), end=edge.get(piece.end, piece.end))
        for piece in draft.pieces
    ]
    return tile_text(chapter.text, pieces)


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
    noted = find_notes(text, blocks, kinds, chapter.title)
    return [
        Kind.NOTE if note and kind is None else kind
        for kind, note in zip(kinds, noted, strict=True)
    ]


def _prose(draft: Draft, start: int, end: int, number: int) -> None:
    """Adds the pieces of a paragraph of prose."""
    found = _spoken(draft, start, end)
    at = start
    last: Quotation | None = None
    for part, kind in found:
        draft.pieces += _narration(draft, at, part.start, number)
        if kind is not Kind.DIALOGUE:
            draft.pieces.append(Piece(part.start, part.end, kind, number))
            at = part.end
            continue
        draft.quote += not (_goes_on(draft, start, last, part) and draft.quote >= 0)
        draft.pieces.append(Piece(part.start, part.end, Kind.DIALOGUE, number, draft.quote))
        at, last = part.end, part
    draft.pieces += _narration(draft, at, end, number)
    text_end = draft.text[max(start, end - 6) : end]
    # Speech carried on over paragraphs ends each with a sentence; a lost mark may stand anywhere.
    draft.open = last is not None and not last.closed and _SENTENCE.search(text_end) is not None


def _goes_on(draft: Draft, start: int, last: Quotation | None, part: Quotation) -> bool:
    """Whether a quotation of the paragraph at `start` goes on with the one before it."""
    if last is None:
        return draft.open and start not in draft.turns and (part.start == start or not part.opened)
    if draft.tongue:
        return goes_on(draft.text, last, part, draft.tongue)
    return same_quotation(draft.text, last, part)


def _spoken(draft: Draft, start: int, end: int) -> list[tuple[Quotation, Kind]]:
    """The paragraph's quotations that somebody says or writes."""
    text = draft.text
    if draft.tongue:
        parts = (
            read_turn(text, start, end, draft.tongue)
            if start in draft.turns
            else find_quotes_and_dashes(text, start, end, draft.tongue, draft.style, draft.sides)
        )
        return _with_minds(draft, start, end, [(part, Kind.DIALOGUE) for part in parts])
    if draft.dashed and (found := find_dash_speech(text, start, end)):
        return [(part, Kind.DIALOGUE) for part in found]
    spoken: list[tuple[Quotation, Kind]] = []
    before = start
    listed = False
    noted = find_inline_notes(text, start, end)
    for part in find_quotations(text, start, end, draft.style):
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
    return _with_minds(draft, start, end, spoken)


def _with_minds(
    draft: Draft, start: int, end: int, spoken: list[tuple[Quotation, Kind]]
) -> list[tuple[Quotation, Kind]]:
    """The quotations of a paragraph and its telepathy; of what overlaps, the first."""
    first = bisect_left(draft.minds, start, key=lambda mind: mind.start)
    last = bisect_left(draft.minds, end, key=lambda mind: mind.start)
    if first == last:
        return spoken
    found = spoken + [
        (Quotation(mind.start, mind.end), Kind.DIALOGUE if mind.spoken else Kind.THOUGHT)
        for mind in draft.minds[first:last]
        if mind.end <= end
    ]
    kept: list[tuple[Quotation, Kind]] = []
    for part, kind in sorted(found, key=lambda item: item[0].start):
        if not kept or part.start >= kept[-1][0].end:
            kept.append((part, kind))
    return kept


def _narration(draft: Draft, start: int, end: int, number: int) -> Iterator[Piece]:
    """Narration between two quotations, with the thoughts and notes in it."""
    text = draft.text
    if start >= end:
        return
    inside = [(low, high, Kind.NOTE) for low, high in find_inline_notes(text, start, end)]
    if number not in draft.apart:
        ranges = draft.italics.ranges
        first, last = bisect_left(ranges, (start,)), bisect_left(ranges, (end,))
        italics = [(low, high) for low, high in ranges[first:last] if high <= end]
        inside += find_thoughts(text, start, end, italics)
    inside += [(low, high, Kind.THOUGHT) for low, high in find_bare_thoughts(text, start, end)]
    if draft.style is Style.DOUBLE:
        inside += [
            (low, high, Kind.DIALOGUE if spoken else Kind.THOUGHT)
            for low, high, spoken in find_tagged_quotes(text, start, end)
        ]
    at = start
    for low, high, kind in sorted(inside, key=lambda found: found[0]):
        if low < at:
            continue
        if at < low:
            yield Piece(at, low, Kind.NARRATION, number)
        quote = None
        if kind is Kind.DIALOGUE:
            draft.quote += 1
            quote = draft.quote
        yield Piece(low, high, kind, number, quote)
        at = high
    if at < end:
        yield Piece(at, end, Kind.NARRATION, number)
