"""Colours and patterns for covers, each made of a story's own numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

_FINE = 2
"""Patterns are drawn so many times larger: their edges come out smooth."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that go together, as "#rrggbb"."""

    ground: str
    ink: str
    """For the title."""
    accent: str
    """For smaller words, and in the pattern."""
    second: str
    third: str


PALETTES = (
    Palette("#14213d", "#fff8e7", "#fca311", "#8d99ae", "#3a5a98"),
    Palette("#1b3a2f", "#f4f1de", "#e9c46a", "#81b29a", "#3d6b56"),
    Palette("#3b1f3f", "#fff1e6", "#ffb4a2", "#b5838d", "#6d4c7d"),
    Palette("#3d1308", "#fff3e0", "#ffb703", "#e76f51", "#8c2f1b"),
    Palette("#073b4c", "#f7fff7", "#ffd166", "#06b58c", "#118ab2"),
    Palette("#2b2d42", "#edf2f4", "#f29c9c", "#8d99ae", "#565f7e"),
    Palette("#4a0e1e", "#fff5ec", "#f2c078", "#c1666b", "#7d2e3c"),
    Palette("#241e4e", "#f5f3ff", "#a5b4fc", "#f4a6c1", "#5a4fcf"),
    Palette("#faf3e0", "#2b2118", "#9c3d1c", "#d9a441", "#3f6c71"),
    Palette("#eaf4f4", "#16324f", "#1f6f78", "#8fc1b5", "#f2a65a"),
    Palette("#fdecef", "#4a1c2f", "#a8324a", "#f2a1b3", "#6b7fa3"),
    Palette("#eef3e6", "#22331d", "#3f6b35", "#a7c796", "#d98e5f"),
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a pattern is drawn on, in its own fine pixels."""

    pen: ImageDraw.ImageDraw
    width: int
    height: int
    colours: tuple[str, ...]
    """Those besides the ground."""
    ground: str
    numbers: Random

    def below(self, count: int) -> int:
        return int(self.numbers.random() * count)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.numbers.random()

    def colour(self) -> str:
        return self.colours[self.below(len(self.colours))]

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def draw(width: int, height: int, palette: Palette, numbers: Random) -> Image.Image:
    """A pattern of that size in pixels; the same numbers give the same pattern."""
    from PIL import Image, ImageDraw

    fine = Image.new("RGB", (width * _FINE, height * _FINE), palette.ground)
    colours = (palette.accent, palette.second, palette.third)
    pattern = _PATTERNS[int(numbers.random() * len(_PATTERNS))]
    pattern(_Sheet(ImageDraw.Draw(fine), *fine.size, colours, palette.ground, numbers))
    return fine.resize((width, height), Image.Resampling.BOX)


def _quarters(sheet: _Sheet) -> None:
    """Square tiles, each with a quarter of a disc in a corner, or a whole one."""
    side = sheet.height / (2 + sheet.below(3))
    for row in range(round(sheet.height / side)):
        for column in range(math.ceil(sheet.width / side)):
            x, y = column * side, row * side
            under, over = sheet.below(4), sheet.below(3)
            colours = (sheet.ground, *sheet.colours)
            ground, disc = colours[under], colours[(under + 1 + over) % 4]
            sheet.pen.rectangle((x, y, x + side, y + side), fill=ground)
            corner = sheet.below(5)
            if corner == 4:
                sheet.disc(x + side / 2, y + side / 2, side * 0.36, disc)
                continue
            cx, cy = x + side * (corner % 2), y + side * (corner // 2)
            start = (0, 90, 270, 180)[corner]
            box = (cx - side, cy - side, cx + side, cy + side)
            sheet.pen.pieslice(box, start, start + 90, fill=disc)


def _triangles(sheet: _Sheet) -> None:
    """Squares that are cut in two."""
    side = sheet.height / (3 + sheet.below(3))
    for row in range(round(sheet.height / side)):
        for column in range(math.ceil(sheet.width / side)):
            x, y = column * side, row * side
            corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
            del corners[sheet.below(4)]
            sheet.pen.rectangle((x, y, x + side, y + side), fill=sheet.colour())
            sheet.pen.polygon(corners, fill=(sheet.ground, *sheet.colours)[sheet.below(4)])


def _hills(sheet: _Sheet) -> None:
    """A disc in the sky behind lines of hills."""
    width, height = sheet.width, sheet.height
    sheet.pen.rectangle((0, 0, width, height), fill=sheet.colours[2])
    radius = height * sheet.between(0.18, 0.27)
    sheet.disc(
        width * sheet.between(0.2, 0.8), height * sheet.between(0.3, 0.42), radius, sheet.colours[0]
    )
    colours = _shades(sheet.colours[2], sheet.ground, 5)[1:]
    for number, colour in enumerate(colours):
        level = height * (0.42 + 0.15 * number)
        waves = [(sheet.between(1, 2.6), sheet.between(0, math.tau)) for _ in range(2)]
        tops = [
            (x, level + height * 0.07 * sum(math.sin(x / width * 6 * f + at) for f, at in waves))
            for x in range(0, width + 9, 8)
        ]
        sheet.pen.polygon([(0, height), *tops, (width, height)], fill=colour)


def _scales(sheet: _Sheet) -> None:
    """Rows of overlapping rings, like waves or scales."""
    radius = sheet.width / (4 + sheet.below(4)) / 2
    rings: tuple[str, ...]
    rings = (sheet.colours[0], sheet.ground, sheet.colours[1], sheet.ground, sheet.colours[2])
    for row in range(-1, math.ceil(sheet.height / radius * 2) + 3):
        for column in range(-1, math.ceil(sheet.width / radius / 2) + 2):
            x = column * radius * 2 + (row % 2) * radius
            turn = (0, 0, 0, 2, 4)[sheet.below(5)]
            for number, colour in enumerate((*rings, sheet.ground, *rings)[turn : turn + 5]):
                sheet.disc(x, row * radius / 2 + radius, radius * (1 - number * 0.19), colour)


def _petals(sheet: _Sheet) -> None:
    """Leaves, four to a flower."""
    side = sheet.height / (2 + sheet.below(3))
    columns = math.ceil(sheet.width / side) // 2 + 2
    flowers = [sheet.colour() for _ in range(columns * 4)]
    for row in range(round(sheet.height / side)):
        for column in range(math.ceil(sheet.width / side)):
            x, y = column * side, row * side
            rising = (row + column) % 2 == 0
            leaf = _leaf(x, y, side) if rising else _leaf(x + side, y, -side)
            sheet.pen.polygon(leaf, fill=flowers[(row + 1) // 2 * columns + (column + 1) // 2])
            sheet.disc(x + side * (not rising), y + side, side * 0.1, sheet.colours[2])


def _leaf(x: float, y: float, side: float) -> list[tuple[float, float]]:
    """Between two corners of a square that lie across from each other."""
    steps = [math.pi / 2 * step / 24 for step in range(25)]
    high = abs(side)
    one = [(x + side * math.sin(at), y + high * (1 - math.cos(at))) for at in steps]
    other = [(x + side * (1 - math.cos(at)), y + high * math.sin(at)) for at in steps]
    return one + other[::-1]


def _rays(sheet: _Sheet) -> None:
    """Beams from a rising disc."""
    x, y = sheet.width * sheet.between(0.25, 0.75), sheet.height * sheet.between(0.75, 1.05)
    count = 2 * (9 + sheet.below(6))
    reach = sheet.width * 1.3
    shades = (sheet.colours[2], sheet.ground)
    for number in range(count):
        start = 360 / count * number
        box = (x - reach, y - reach, x + reach, y + reach)
        sheet.pen.pieslice(box, start, start + 360 / count, fill=shades[number % 2])
    for size, colour in ((0.46, sheet.colours[1]), (0.38, sheet.ground), (0.3, sheet.colours[0])):
        sheet.disc(x, y, sheet.height * size, colour)


def _ribbons(sheet: _Sheet) -> None:
    """Slanted stripes, broad and narrow."""
    slant = sheet.height * sheet.between(0.5, 1.0) * (-1, 1)[sheet.below(2)]
    x, last = -abs(slant), ""
    while x < sheet.width + abs(slant):
        broad = sheet.width * sheet.between(0.015, 0.085)
        choice = [each for each in (sheet.ground, *sheet.colours) if each != last]
        last = choice[sheet.below(len(choice))]
        edge = [
            (x, 0),
            (x + broad, 0),
            (x + broad - slant, sheet.height),
            (x - slant, sheet.height),
        ]
        sheet.pen.polygon(edge, fill=last)
        x += broad


def _orbits(sheet: _Sheet) -> None:
    """Rings around a few middles, and what travels on them."""
    step = sheet.width * sheet.between(0.035, 0.05)
    x, y = sheet.width * sheet.between(0.15, 0.85), sheet.height * sheet.between(0.2, 0.8)
    for number in range(math.ceil(sheet.width / step), 0, -1):
        radius = number * step
        box = (x - radius, y - radius, x + radius, y + radius)
        sheet.pen.ellipse(box, outline=sheet.colours[2], width=max(int(step * 0.1), 1))
        if number > 1:
            at = sheet.between(0, math.tau)
            size = step * sheet.between(0.2, 0.55)
            where = (x + radius * math.cos(at), y + radius * math.sin(at))
            sheet.disc(*where, size, sheet.colours[sheet.below(2)])
    sheet.disc(x, y, step * 1.1, sheet.colours[0])


def _shades(first: str, last: str, count: int) -> list[str]:
    """Colours from one to the other."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (first, last)]
    parts = [number / (count - 1) for number in range(count)]
    mixed = [[a + (b - a) * part for a, b in zip(*ends, strict=True)] for part in parts]
    return ["#" + "".join(f"{round(value):02x}" for value in colour) for colour in mixed]


_PATTERNS: tuple[Callable[[_Sheet], None], ...] = (
    _quarters,
    _triangles,
    _hills,
    _scales,
    _petals,
    _rays,
    _ribbons,
    _orbits,
)
