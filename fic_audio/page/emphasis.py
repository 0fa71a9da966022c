"""A text -> its stretches between asterisks or underscores."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from fic_audio.page import layout

_SHORTEST = 3
"""Letters that are stressed within a word."""


class Emphasis(NamedTuple):
    """A stretch with its marks."""

    start: int
    end: int
    strong: bool
    """Between two or three marks: bold."""


_RUN = re.compile(r"(\*{1,3}|(?<![A-Za-z0-9_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![A-Za-z0-9_]))")


def find_emphases(text: str, start: int, end: int) -> Iterator[Emphasis]:
    """Every stretch of a paragraph that opens and closes with the same marks; none in another.

    >>> list(find_emphases("a *b* _c d_ 2*3", 0, 15))
    [Emphasis(start=2, end=5, strong=False), Emphasis(start=6, end=11, strong=False)]
    """
    opened: re.Match[str] | None = None
    for mark in _RUN.finditer(text, start, end):
        after = text[mark.end()] if mark.end() < end else " "
        before = text[mark.start() - 1] if mark.start() > start else " "
        if opened is None:
            if not after.isspace() and not (before.isalnum() and mark[0][0] == "_"):
                opened = mark
        elif mark[0] == opened[0] and not before.isspace():
            yield Emphasis(opened.start(), mark.end(), len(mark[0]) > 1)
            opened = None
        elif mark[0] == opened[0] and not after.isspace():
            opened = mark


class Bare:
    """A text without its marks of emphasis: as people read it."""

    def __init__(self, text: str) -> None:
        self._text = text
        ranges = (marks(text, *paragraph) for paragraph in layout.split_paragraphs(text))
        self._marks = sorted(mark for found in ranges for mark in found)

    def of(self, start: int, end: int) -> str:
        """A range of it."""
        kept: list[str] = []
        for low, high in self._marks[bisect_left(self._marks, (start,)) :]:
            if low >= end:
                break
            kept.append(self._text[start:low])
            start = high
        return "".join([*kept, self._text[start:end]])


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The marks in a paragraph that surely are some: stars within words may be what a censor left.

    >>> list(marks("*a* sh*t, f*ck **A/N:**", 0, 23))
    [(0, 1), (2, 3), (15, 17), (21, 23)]
    """
    for found in find_emphases(text, start, end):
        opening = _RUN.match(text, found.start)
        size = len(opening[0]) if opening else 1
        low, high = found.start + size, found.end - size
        inside = text[low:high]
        within = _is_letter(text, found.start - 1, start) or _is_letter(text, found.end, 0, end)
        if within and (len(inside) < _SHORTEST or not inside.isalpha()):
            continue
        yield found.start, low
        yield high, found.end
        if size < found.end - found.start:
            yield from marks(text, low, high)


def _is_letter(text: str, at: int, start: int, end: int | None = None) -> bool:
    return start <= at < (len(text) if end is None else end) and text[at].isalnum()
