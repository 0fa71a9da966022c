"""Paragraphs -> the song or chant that somebody is heard to sing in them, without quotation marks.

Verse in italics, or between notes (♪), below a line that says who sings it ("Mara began to sing:")
is speech of the singer: DIALOGUE. Verse of which nobody says that it is sung, such as the lyrics a
story is built around, stays with the narrator, who reads it; so does an inscription in verse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from fic_audio.page.segment.words import SUBJECT

Blocks = Sequence[tuple[int, int]]

_SINGS = (
    r"(?:sang|sings?|sung|singing|chant(?:ed|s|ing)?|hum(?:med|s|ming)?|croon(?:ed|s|ing)?"
    r"|intone[ds]?|warble[ds]?|recite[ds]?|caroll?(?:ed|s))"
)
_ANNOUNCED = re.compile(
    rf"\b{SUBJECT}\s+(?:(?:\w+ly|had|has|then|and|began|begins|started|starts|to|was|is)\s+)*"
    rf"{_SINGS}\b[^.!?:;\"“”]{{0,60}}[:,…—–]\s*$"
)
_NOTES = "♪♫🎵🎶"
_REACH = 120
_WIDEST = 90
"""Characters of a line of verse."""
_LONGEST = 40
"""Paragraphs of one song."""


def songs(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> Iterator[range]:
    """The paragraphs of each song that somebody sings.

    `prose` tells which paragraphs are no headings, breaks or notes; `italic`, whether a range is
    in italics by the reader's marks.
    """
    end_of_last = 0
    for first in range(1, len(blocks)):
        start, end = blocks[first - 1]
        if first < end_of_last or text[end - 1] not in ":,…—–" or not prose[first - 1]:
            continue
        if not _ANNOUNCED.search(text, max(start, end - _REACH), end):
            continue
        last = first
        while (
            last < min(len(blocks), first + _LONGEST)
            and prose[last]
            and _is_verse(text, *blocks[last], italic)
        ):
            last += 1
        if last > first:
            end_of_last = last
            yield range(first, last)


def _is_verse(text: str, start: int, end: int, italic: Callable[[int, int], bool]) -> bool:
    marked = text[start] in "*_" and text[end - 1] in "*_"
    noted = text[start] in _NOTES
    if not (marked or noted or italic(start, end)):
        return False
    return all(len(row) <= _WIDEST for row in text[start:end].splitlines())
