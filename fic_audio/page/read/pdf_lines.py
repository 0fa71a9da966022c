"""A PDF's pages -> lines of text with their place, size and slant."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from typing import Any

_ITALIC = re.compile(r"italic|oblique|slanted|\+?(?:CMTI|SFTI|CMSL)\d|[-,]It$|Ital$", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|\+?(?:CMBX|SFBX)\d", re.IGNORECASE)
_SLANTED = 1 << 6
_NUMBER = re.compile(r"\W*(?:page\s*)?(?:#|[ivxl]{1,6})(?:\s*(?:/|of)\s*#)?\W*", re.IGNORECASE)
MOST_CHARACTERS = 20_000_000


@dataclass(slots=True)
class Line:
    """A line; places in points from the page's lower left corner."""

    left: float
    right: float
    base: float
    size: float
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    """(words, italic, bold)"""

    @property
    def text(self) -> str:
        return "".join(words for words, _, _ in self.runs)


def lines_of(document: Any) -> list[list[Line]]:
    """The lines of each page, without numbers of pages and running heads."""
    pages: list[list[Line]] = []
    count = 0
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        count += words.count_chars()
        if count > MOST_CHARACTERS:
            break
        pages.append([line for line in _lines(words) if line.text.strip()])
        words.close()
        page.close()
    return _without_furniture(pages)


def _lines(words: Any) -> list[Line]:
    import pypdfium2.raw as pdfium

    found: list[Line] = []
    line: Line | None = None
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    x, y = ctypes.c_double(), ctypes.c_double()
    box = [ctypes.c_double() for _ in range(4)]
    looks: dict[tuple[bytes, int], tuple[bool, bool]] = {}
    for nth in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(words.raw, nth)
        if code in (10, 13):
            line = None
            continue
        pdfium.FPDFText_GetCharOrigin(words.raw, nth, x, y)
        if not (isfinite(x.value) and isfinite(y.value)):
            x.value, y.value = (line.right, line.base) if line else (0.0, 0.0)
        if pdfium.FPDFText_IsGenerated(words.raw, nth) == 1:
            if line is not None and line.runs:
                text, italic, bold = line.runs[-1]
                line.runs[-1] = (f"{text} ", italic, bold)
            continue
        pdfium.FPDFText_GetCharBox(words.raw, nth, *box)
        if not isfinite(box[1].value):
            box[1].value = x.value
        pdfium.FPDFText_GetFontInfo(words.raw, nth, name, 256, flags)
        key = (name.value, flags.value)
        if key not in looks:
            font = name.value.decode("latin-1")
            slanted = bool(_ITALIC.search(font)) or bool(flags.value & _SLANTED)
            looks[key] = (slanted, bool(_BOLD.search(font)))
        look = looks[key]
        # Cells of a table stand on the same line, a little higher or lower.
        if line is not None and abs(y.value - line.base) > 1 and x.value - line.right > 15:
            line = None
        if line is None:
            size = round(pdfium.FPDFText_GetFontSize(words.raw, nth), 1)
            line = Line(x.value, x.value, y.value, size)
            found.append(line)
        # A hyphen at a line's end has no character of its own here.
        char = (
            "\u00ad"
            if code in (2, 0xFFFE)
            else chr(code)
            if 32 <= code < 0xD800 or (0xE000 <= code < 0x110000)
            else " "
        )
        if char != " ":
            if line.right == line.left:
                line.left = x.value  # some indent by spaces
            line.right = max(line.right, box[1].value)
        if line.runs and (line.runs[-1][1:] == look or char == " "):
            line.runs[-1] = (line.runs[-1][0] + char, *line.runs[-1][1:])
        else:
            line.runs.append((char, *look))
    return found


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Without first and last lines that return on many pages or soon, but for their numbers."""
    edges: dict[str, dict[int, int]] = {}
    for number, page in enumerate(pages):
        for line in (page[0], page[-1]) if page else ():
            edges.setdefault(_sign(line), {})[number] = round(line.base)
    least = max(3, len(pages) // 4)
    drop = {
        sign
        for sign, found in edges.items()
        if len(found) >= least
        or (len(found) > 1 and (_NUMBER.fullmatch(sign) or _returns(list(found.items()))))
    }
    kept = []
    for page in pages:
        lines = list(page)
        for _ in range(2):
            if len(lines) > 1 and _sign(lines[0]) in drop:
                del lines[0]
            if len(lines) > 1 and _sign(lines[-1]) in drop:
                del lines[-1]
        kept.append(lines)
    return kept


def _returns(found: list[tuple[int, int]]) -> bool:
    """Whether a line stands at the same height of the next page or the one after, each time: a
    chapter's title above its pages, on the left or the right ones alone."""
    steps = [(there - here, abs(low - high)) for (here, high), (there, low) in pairwise(found)]
    return all(pages <= 2 and points <= 1 for pages, points in steps)


def _sign(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))
