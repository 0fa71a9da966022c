"""Text as a terminal may show it: without codes, in columns, broken between words."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from fic_audio.controls import BIDI, CONTROLS, SURROGATES

Row = Sequence[object]

LEAST_COLUMN = 24
"""Least width of a column into which text is folded."""

_CONTROLS = re.compile(f"[{CONTROLS}{SURROGATES}{BIDI}]")


def plain(text: str) -> str:
    """Text from a story without control codes, safe to show in a terminal."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n"))


def table(rows: Iterable[Row], header: Row = (), width: int | None = None) -> Iterator[str]:
    """Rows as columns of equal width; the last column runs on, or at the terminal's edge goes on
    below itself: no word is broken."""
    width = width or columns(sys.stdout)
    cells = [[" ".join(plain(str(cell)).split()) for cell in row] for row in (header, *rows)]
    cells = [row for row in cells if row]
    widths = (
        [min(40, max(len(row[column]) for row in cells)) for column in range(len(cells[0]) - 1)]
        if cells
        else []
    )
    for row in cells:
        fixed = (cut_text(cell, size).ljust(size) for cell, size in zip(row, widths, strict=False))
        line = "  ".join((*fixed, row[-1])).rstrip()
        yield from fold_text(line, width, sum(widths) + 2 * len(widths))


def columns(stream: TextIO) -> int | None:
    """Width of a terminal; None for a file or a pipe, where rows are not folded."""
    return shutil.get_terminal_size().columns if stream.isatty() else None


def fold_text(text: str, width: int | None, indent: int = 4) -> Iterator[str]:
    """A row on as many as a terminal needs, broken between words, indented from the second on."""
    if width is None or len(text) <= width:
        yield text
        return
    if indent > width - LEAST_COLUMN:
        indent = 4
    yield from textwrap.wrap(
        text,
        width,
        subsequent_indent=" " * indent,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )


def cut_text(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(1, width - 1)] + "…"


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> count(1, "line"), count(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
