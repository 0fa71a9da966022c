"""Paragraphs of a chat -> a paragraph for each of its lines.

A chat often stands in one block, with a line end and no blank line between what two people write;
in a text that is wrapped by hand such a block looks like one paragraph. Where its lines begin as a
chat's do, each is a paragraph of its own. And where a line of its own says who writes, and when,
as apps copy it ("sunny — Today at 9:41"), what stands below it is the same paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from fic_audio.model import Kind
from fic_audio.page import layout
from fic_audio.page.segment.chats import CLOCK, FREE, SHAPES, ChatLine, find_chats, is_event

Blocks = Sequence[tuple[int, int]]


class _Row(NamedTuple):
    start: int
    end: int
    block: int
    """The number of the paragraph it stands in."""


_LONGEST = 90
"""Characters of a line that says who writes."""
_DAY = (
    r"(?:(?P<day>today|yesterday)|(?:last\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})"
)
_STAMP = rf"(?:{_DAY},?(?:[ ]at)?[ ]{{1,3}})?{CLOCK}"
_HEADER = re.compile(
    rf"[*_]{{0,2}}@?(?P<name>{FREE}?)[*_]{{0,2}}(?:[ ]{{0,3}}[—–•·|,-])?[ ]{{1,3}}[*_]{{0,2}}"
    rf"[\[(]?{_STAMP}[\])]?[*_]{{0,2}}:?",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    rf"[*_]{{0,2}}[\[(]{_STAMP}[\])][ ]{{1,3}}[*_]{{0,2}}@?(?P<name>{FREE})[*_]{{0,2}}:?",
    re.IGNORECASE,
)
"""`[9:41 AM] Sunny Pell`"""
_FIGURE = re.compile(r"\d")
_NO_NAMES = frozenset(
    """at by on in until till from to since around about after before was is it the day date time
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january
    february march april may june july august september october november december morning noon
    afternoon evening night midnight""".split()
)
"""No name that writes holds one of these before the time of day; a scene's place and date do."""
_NEAR = 2
"""Paragraphs within which the next such line follows."""
_QUOTES = "\"“«'‘"
_SMALL = re.compile(r"[^\w\s]*[a-z]")


def sender_above(row: str) -> str:
    """The name in a line that says no more than who writes below it, and when; else empty.

    >>> [sender_above(row) for row in ("sunny — Today at 9:41", "[9:41 AM] Bo Pell", "at 9:41")]
    ['sunny', 'Bo Pell', '']
    """
    match = _header(row, 0, len(row))
    return match["name"] if match else ""


def _header(text: str, start: int, end: int) -> re.Match[str] | None:
    if end - start > _LONGEST or not _FIGURE.search(text, start, end):
        return None
    match = _HEADER.fullmatch(text, start, end) or _STAMPED.fullmatch(text, start, end)
    if not match or not _NO_NAMES.isdisjoint(match["name"].casefold().split()):
        return None
    return match if any(map(str.isalpha, match["name"])) else None


def separate_lines(
    text: str, blocks: Blocks, edges: Iterable[int], bold: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """The paragraphs, with each line of a chat one of its own, together with the line above it
    that names who writes.

    `edges`: what no paragraph goes beyond. `bold`: whether a range is in bold.
    """
    rows = _rows(text, blocks)
    if len(rows) > len(blocks):
        blocks = _cut(text, rows, bold)
        rows = list(_numbered(rows, blocks))
    headed = _headed(text, rows)
    if not headed:
        return list(blocks)
    # A mark that ends within a line of a chat is the author's own: it has the last word.
    bounds = sorted(edges)
    headed = [h for h in headed if bisect_right(bounds, h.start) == bisect_left(bounds, h.end)]
    found = [(h.start, h.end) for h in headed]
    ahead = 0
    for start, end in blocks:
        while ahead < len(headed) and headed[ahead].end <= start:
            ahead += 1
        at, nth = start, ahead
        while at < end and nth < len(headed) and headed[nth].start < end:
            found += _words(text, at, headed[nth].start)
            at, nth = max(at, headed[nth].end), nth + 1
        found += _words(text, at, end)
    return sorted(found)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A range without white space around it, if it holds any words."""
    if start >= end:
        return []
    low, high = layout.strip(text, start, end)
    return [(low, high)] if low < high else []


def below_names(text: str, blocks: Blocks, prose: Sequence[bool]) -> dict[int, ChatLine]:
    """The paragraphs that begin with a line that says who writes what stands below it, by number;
    `prose` tells which paragraphs are no headings, breaks or notes."""
    number = {start: nth for nth, (start, _) in enumerate(blocks)}
    found = {number[h.start]: h for h in _headed(text, _rows(text, blocks)) if h.start in number}
    return {nth: ChatLine(h.words, Kind.MESSAGE) for nth, h in found.items() if prose[nth]}


def _rows(text: str, blocks: Blocks) -> list[_Row]:
    found: list[_Row] = []
    for number, (start, end) in enumerate(blocks):
        for row in layout.rows(text, start, end):
            low, high = layout.strip(text, row.start, row.end)
            if low < high:
                found.append(_Row(low, high, number))
    return found


def _numbered(rows: Iterable[_Row], blocks: Blocks) -> Iterator[_Row]:
    """The lines by the numbers of these paragraphs, each of which begins with one of them."""
    begins = {start: number for number, (start, _) in enumerate(blocks)}
    number = -1
    for row in rows:
        number = begins.get(row.start, number)
        yield _Row(row.start, row.end, number)


def _cut(
    text: str, rows: Sequence[_Row], bold: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """The paragraphs of these lines, cut where a line of a chat begins and where one ends."""
    ranges = [(row.start, row.end) for row in rows]
    width = layout.width_of(ranges)
    first = [not nth or rows[nth - 1].block != row.block for nth, row in enumerate(rows)]
    full = [
        not begins and layout.is_full(text, ranges[nth - 1], here, width)
        for nth, (begins, here) in enumerate(zip(first, ranges, strict=True))
    ]
    small = [_SMALL.match(text, start, end) is not None for start, end in ranges]
    prose = [
        not layout.is_break(text[start:end])
        and (
            begins
            or not (is_full or is_small)
            or any(shape.match(text, start, end) for shape in SHAPES)
        )
        for (start, end), begins, is_full, is_small in zip(ranges, first, full, small, strict=True)
    ]
    sent = find_chats(text, ranges, prose, bold)
    found: list[tuple[int, int]] = []
    in_chat = False
    for nth, (start, end) in enumerate(ranges):
        if first[nth]:
            cut, in_chat = True, nth in sent
        elif nth in sent:
            # In the midst of a sentence wrapped by hand, a name and a colon are prose.
            cut = in_chat or not full[nth]
            in_chat = cut
        else:
            ends = not full[nth] and (not small[nth] or is_event(text, start, end))
            cut = in_chat and ends
            in_chat = in_chat and not cut
        if cut:
            found.append((start, end))
        else:
            found[-1] = found[-1][0], end
    return found


class _Headed(NamedTuple):
    """A line that names who writes, and what stands below it."""

    start: int
    words: int
    end: int
    name: str
    shape: str
    """What stands around the name, with "0" for figures."""
    dated: bool
    """It says "today" or "yesterday", as apps do and scenes do not."""
    paragraph: int
    last: int
    """The paragraph in which the words end."""


def _headed(text: str, rows: Sequence[_Row]) -> list[_Headed]:
    """What stands below lines that say who writes: two near each other, or one dated so."""
    headers = {
        nth: match for nth, row in enumerate(rows) if (match := _header(text, row.start, row.end))
    }
    found: list[_Headed] = []
    for nth, match in headers.items():
        below = nth + 1
        if below >= len(rows) or below in headers or text[rows[below].start] in _QUOTES:
            continue
        last = below
        touches = _touch(text, rows[nth], rows[below])
        while last + 1 < len(rows) and last + 1 not in headers:
            here, after = rows[last], rows[last + 1]
            if layout.is_break(text[after.start : after.end]):
                break
            if here.block != after.block and not (touches and _touch(text, here, after)):
                break
            last += 1
        name, dated = match["name"].casefold(), match["day"] is not None
        start, words, end = rows[nth].start, rows[below].start, rows[last].end
        around = text[start : match.start("name")] + text[match.end("name") : match.end()]
        shape = re.sub(r"\d+|today|yesterday|[ap]\.?m\.?", "0", around, flags=re.IGNORECASE)
        found.append(
            _Headed(start, words, end, name, shape, dated, rows[nth].block, rows[last].block)
        )
    return _sure(found)


def _sure(found: Sequence[_Headed]) -> list[_Headed]:
    """Those near another of their shape, where one of these writes again; and those dated so."""
    names = Counter(one.name for one in found)
    runs: list[list[_Headed]] = []
    for one in found:
        if not runs or one.paragraph - runs[-1][-1].last > _NEAR:
            runs.append([])
        runs[-1].append(one)
    kept: list[_Headed] = []
    for run in runs:
        alike = Counter(one.shape for one in run)
        writes = {one.shape for one in run if names[one.name] > 1 and alike[one.shape] > 1}
        writes |= {one.shape for one in run if one.dated}
        kept += (one for one in run if one.shape in writes)
    return kept


def _touch(text: str, above: _Row, below: _Row) -> bool:
    """Whether no blank line stands between two lines."""
    return len(layout.NEWLINE.findall(text, above.end, below.start)) == 1
