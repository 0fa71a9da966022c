"""What a reader's marks make of whole paragraphs: pictures, footnotes, blocks set apart, italics.

A block set apart is a letter or a message if it reads as one, else it stays narration. Italics
over many paragraphs tell something that lies apart, a flashback or a dream: they are no thought.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from fic_audio.model import Kind, Mark, MarkKind
from fic_audio.page.segment.letter_signs import DASH_NAME, DEAR, I_OR_YOU, MAIL, NAME_ALONE, YOURS

Blocks = Sequence[tuple[int, int]]

_FEWEST = 3
"""Paragraphs wholly in italics that may tell something; fewer are thoughts."""
_TOLD = 500
"""Characters of such paragraphs that no thought fills, where nobody speaks in them."""
_LONGEST = 60
"""Paragraphs in which a letter has to end."""
_QUOTED = re.compile(r"[\"“«]")
_SALUTED = re.compile(r"[\s>*_]*(?:hi|hey|hello)\b[\w\s.’'-]{0,40}[,!:]?[\s*_]*")
_MESSAGED = re.compile(
    r"\b(?:texts?|texted|messages?|messaged|DMs?|DMed|typed|tweets?|tweeted|posted|screen|phone)\b"
    r"[^.!?\n]{0,60}:[\"'*_]*$",
    re.IGNORECASE,
)


class MarkRanges:
    """The ranges of some kinds of marks, quick to ask."""

    def __init__(self, marks: Iterable[Mark], *kinds: MarkKind) -> None:
        self.ranges = sorted((mark.start, mark.end) for mark in marks if mark.kind in kinds)

    def covers(self, start: int, end: int) -> bool:
        """Whether one of them covers a whole range, a last character aside."""
        at = bisect_left(self.ranges, (start + 1,)) - 1
        return at >= 0 and self.ranges[at][1] >= end - 1


def find_set_apart(
    text: str, blocks: Blocks, prose: Sequence[bool], marks: Iterable[Mark]
) -> dict[int, Kind]:
    """The kind of the paragraphs in blocks set apart that are letters or messages, by number."""
    found: dict[int, Kind] = {}
    starts = [start for start, _ in blocks]
    for low, high in MarkRanges(marks, MarkKind.QUOTE).ranges:
        first, stop = bisect_left(starts, low), bisect_left(starts, high)
        inside = [nth for nth in range(first, stop) if prose[nth] and blocks[nth][1] <= high]
        if not inside or len(inside) > _LONGEST or any(nth in found for nth in inside):
            continue
        if _is_letter(text, [blocks[nth] for nth in inside]):
            found |= dict.fromkeys(inside, Kind.LETTER)
        elif first and _is_message(text, blocks[first - 1], [blocks[nth] for nth in inside]):
            found |= dict.fromkeys(inside, Kind.MESSAGE)
    return found


def _is_letter(text: str, block: Blocks) -> bool:
    """Whether a block set apart begins with a header or salutation, or is signed."""
    start, end = block[0]
    rows = text[start:end].splitlines() + [text[low:high] for low, high in block[1:3]]
    if len(rows) > 1 and sum(MAIL.match(row) is not None for row in rows[:3]) > 1:
        return True
    tops = rows[:3]
    speaks = any(I_OR_YOU.search(text, low, high) for low, high in block)
    if speaks and any(DEAR.match(row[:160]) for row in tops):
        return True
    alone = NAME_ALONE.fullmatch(rows[0]) or _SALUTED.fullmatch(rows[0].casefold())
    if len(block) > 1 and alone and speaks:
        return True
    last = text[slice(*block[-1])].splitlines()[-1]
    signed = len(last) < 110 and (YOURS.fullmatch(last) or DASH_NAME.fullmatch(last))
    return bool(signed) and (speaks or len(block) > 1)


def _is_message(text: str, above: tuple[int, int], block: Blocks) -> bool:
    lead = text[max(above[0], above[1] - 120) : above[1]]
    quoted = any(_QUOTED.search(text, *paragraph) for paragraph in block)
    return _MESSAGED.search(lead) is not None and not quoted


def find_italic_narration(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> Iterator[int]:
    """The numbers of the paragraphs that italics only set apart: three or more in a row, wholly
    in italics, in which somebody speaks or which are longer than a thought."""
    run: list[int] = []
    for number in range(len(blocks) + 1):
        wholly = number < len(blocks) and prose[number] and _wholly(text, *blocks[number], italic)
        if wholly:
            run.append(number)
        else:
            if len(run) >= _FEWEST and _tells(text, [blocks[nth] for nth in run]):
                yield from run
            run = []


def _wholly(text: str, start: int, end: int, italic: Callable[[int, int], bool]) -> bool:
    mark = text[start]
    between = mark in "*_" and text[start + 1 : start + 2] != mark and text[end - 1] == mark
    return italic(start, end) or (between and text.count(mark, start, end) == 2)


def _tells(text: str, run: Blocks) -> bool:
    quoted = any(_QUOTED.search(text, start, end) for start, end in run)
    return quoted or sum(end - start for start, end in run) >= _TOLD
