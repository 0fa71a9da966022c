"""Words set in a box: as large as fits, in lines of like length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fic_audio.shelf.artwork import fonts
from fic_audio.shelf.text.text_cleaning import is_rtl

_LEADING, _ARABIC_LEADING = 1.2, 1.45
"""From one baseline to the next, in ems; Arabic goes deep and high."""
_STEP = 0.94
_OPENING = "([{«“‘「『（〈《【〔¿¡"
_CLOSING = ")]}»”’」』）〉》】〕、。，．！？：；,.!?:;…ー々ゃゅょっャュョッ"
# Between these a line may end: ideographs, kana and pictures; Korean has spaces.
_FREE = "\u2600-\u27bf\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0003ffff"
_UNIT = re.compile(
    rf"\s+|[{re.escape(_OPENING)}]*[{_FREE}][{re.escape(_CLOSING)}]*"
    rf"|[^\s{_FREE}]+?(?:[-–—/|~]+(?=\S)|(?=[{re.escape(_OPENING)}]*[{_FREE}])|(?=\s)|$)|\S"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that fit, in visual order."""

    lines: tuple[str, ...]
    size: int
    """In pixels; 0 where there are no words."""
    face: str
    rtl: bool
    leading: float = _LEADING
    """From one baseline to the next, in ems."""
    whole: bool = True
    """Whether no word was cut and none left out."""

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * self.leading)


def fit(
    text: str, face: str, width: int, height: int, largest: int, smallest: int, most: int = 99
) -> Block:
    """Sets a `drawable` text in a box of that many pixels, in at most so many lines.

    Words are cut only where they fit in no size, and lines left out only where they are too many
    in the smallest.
    """
    rtl = is_rtl("", [text])
    arabic = any(unicodedata.bidirectional(char) == "AL" for char in text)
    leading = _ARABIC_LEADING if arabic else _LEADING
    units = [(unit, fonts.width(fonts.visual(unit), face)) for unit in _units(text)]

    def block(lines: Sequence[str], size: int, whole: bool) -> Block:
        shown = tuple(fonts.visual(line, rtl=rtl) for line in lines)
        return Block(shown, size, face, rtl, leading, whole)

    if not units:
        return block((), 0, True)
    for cut in (False, True):
        for size in _sizes(largest, smallest):
            room = width / size
            pieces = list(_pieces(units, room, face)) if cut else units
            count = min(most, int(height / (size * leading)))
            lines = _wrapped(pieces, room)
            if lines and len(lines) <= count:
                return block(_balanced(pieces, room, len(lines)), size, not cut)
    lines, size = lines or [text], smallest
    kept = list(lines[: max(count, 1)])
    while kept[-1] and fonts.width(fonts.visual(kept[-1] + "…"), face) > room:
        kept[-1] = kept[-1][:-1].rstrip()
    return block([*kept[:-1], kept[-1].rstrip(",;: ") + "…"], size, False)


def _units(text: str) -> Iterator[str]:
    """Parts behind which a line may end; spaces are parts of their own."""
    yield from _UNIT.findall(text)


def _sizes(largest: int, smallest: int) -> Iterator[int]:
    size = largest
    while size > smallest:
        yield size
        size = min(int(size * _STEP), size - 1)
    yield smallest


def _pieces(
    units: Sequence[tuple[str, float]], room: float, face: str
) -> Iterator[tuple[str, float]]:
    """The units, the ones that are too wide cut."""
    for unit, wide in units:
        if wide <= room:
            yield unit, wide
            continue
        share = max(int(len(unit) * room / wide * 0.9), 1)
        for at in range(0, len(unit), share):
            piece = unit[at : at + share]
            yield piece, fonts.width(fonts.visual(piece), face)


def _wrapped(units: Sequence[tuple[str, float]], room: float) -> list[str]:
    """Lines none of which is wider; none at all where a unit is."""
    lines, wide = [""], 0.0
    for unit, more in units:
        if unit.isspace():
            lines[-1] += " "
            wide += more
        elif more > room:
            return []
        elif wide + more > room:
            lines.append(unit)
            wide = more
        else:
            lines[-1] += unit
            wide += more
    return [line.strip() for line in lines if line.strip()]


def _balanced(units: Sequence[tuple[str, float]], room: float, count: int) -> list[str]:
    """As many lines, the longest as short as can be."""
    low, high = room / 2, room
    for _ in range(10):
        middle = (low + high) / 2
        if 0 < len(_wrapped(units, middle)) <= count:
            high = middle
        else:
            low = middle
    return _wrapped(units, high)
