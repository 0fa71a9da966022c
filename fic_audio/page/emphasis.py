"""A text -> its stretches between asterisks or underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Emphasis(NamedTuple):
    """A stretch with its marks."""

    start: int
    end: int
    strong: bool
    """Between two or three marks: bold."""


_RUN = re.compile(r"(\*{1,3}|(?<![A-Za-z0-9_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![A-Za-z0-9_]))")


def emphases(text: str, start: int, end: int) -> Iterator[Emphasis]:
    """Every stretch of a paragraph that opens and closes with the same marks; none in another.

    >>> list(emphases("a *b* _c d_ 2*3", 0, 15))
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
