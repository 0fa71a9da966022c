"""A text -> its stretches between asterisks or underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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
    if text.find("*", start, end) < 0 and text.find("_", start, end) < 0:
        return
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


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The marks in a paragraph that surely are some: stars within words may be what a censor left.

    >>> list(marks("*a* sh*t, f*ck **A/N:**", 0, 23))
    [(0, 1), (2, 3), (15, 17), (21, 23)]
    """
    for outer, inner in _surely(text, start, end):
        yield outer[0], inner[0]
        yield inner[1], outer[1]
        yield from marks(text, *inner)


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between such marks in a paragraph.

    >>> list(stretches("I *never* said sh*t or f*ck.", 0, 28))
    [(3, 8)]
    """
    return (inner for _, inner in _surely(text, start, end))


def _surely(text: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches that surely are marked, with their marks and without."""
    for found in find_emphases(text, start, end):
        opening = _RUN.match(text, found.start)
        size = len(opening[0]) if opening else 1
        low, high = found.start + size, found.end - size
        inside = text[low:high]
        within = _is_letter(text, found.start - 1, start) or _is_letter(text, found.end, 0, end)
        if not within or (len(inside) >= _SHORTEST and inside.isalpha()):
            yield (found.start, found.end), (low, high)


def _is_letter(text: str, at: int, start: int, end: int | None = None) -> bool:
    return start <= at < (len(text) if end is None else end) and text[at].isalnum()
