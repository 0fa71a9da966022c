"""Words -> glyphs, in whatever script a stranger chose to write them.

The fonts that come with the program are all that is used: a cover is the same on every machine.
What they don't hold is written in Latin letters, so that nobody is shown empty boxes. Pillow's
simple layout draws it; Arabic is shaped and right-to-left lines are ordered before.
"""

from __future__ import annotations

import lzma
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from fic_audio.shelf.text.text_cleaning import clean

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

BOLD = "NotoSerif-Bold.ttf"
REGULAR = "NotoSerif-Regular.ttf"
LONGEST = 1000

_OTHERS = (
    "NotoSansCJKjp-Bold.otf",
    "NotoSerifHebrew-Bold.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoEmoji-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansMath-Regular.ttf",
)
_EM = 100
_UNKNOWN = "\U0010fffe"
"""A character that no font has: it is drawn as the box we don't want."""
_SKINS = range(0x1F3FB, 0x1F400)
_KEYCAP = "\u20e3"


def drawable(text: str) -> str:
    """What of a text can be drawn, or what stands for it, in one line.

    >>> drawable("Cafe\\u0301 \\U0001d4e3ea \\u0e0a\\u0e32")
    'Café Tea cha'
    """
    text = unicodedata.normalize("NFC", clean(text[:LONGEST]))
    found: list[str] = []
    for char in text:
        found += _drawable(char, found[-1] if found else " ")
    return " ".join("".join(found).split())


def visual(line: str, *, rtl: bool = False) -> str:
    """A line in the order in which it is drawn from left to right, its Arabic letters joined.

    `rtl`: whether the whole that the line is of runs from right to left.
    """
    if line.isascii() and not rtl:
        return line
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line) or rtl:
        from arabic_reshaper import reshape
        from bidi.algorithm import get_display

        return str(get_display(reshape(line), base_dir="R" if rtl else "L"))
    return line


def width(line: str, face: str) -> float:
    """How wide a line in visual order is, in ems."""
    return sum(_font(name, _EM).getlength(part) / _EM for name, part in _runs(line, face))


def write(
    pen: ImageDraw.ImageDraw, x: float, y: float, line: str, face: str, size: int, colour: str
) -> None:
    """Draws a line in visual order; `x` and `y`, in pixels, are where its baseline begins."""
    for name, part in _runs(line, face):
        font = _font(name, size)
        pen.text((x, y), part, font=font, fill=colour, anchor="ls")
        x += font.getlength(part)


def _drawable(char: str, before: str) -> str:
    """What is drawn for a character behind another."""
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    if category in ("Cf", "Cn", "Co", "Me") or ord(char) in _SKINS or char == _KEYCAP:
        return ""
    if category == "Mn" and "VARIATION" in unicodedata.name(char, ""):
        return ""
    if category == "Mn" and (_face(before, BOLD) != BOLD or unicodedata.combining(before)):
        # Vowel signs of Hebrew and Arabic, which are read without; and heaps of accents.
        return ""
    if _face(char, BOLD):
        return char
    simple = unicodedata.normalize("NFKC", char)
    return simple if all(_face(each, BOLD) for each in simple) else _latin(char)


def _latin(char: str) -> str:
    from anyascii import anyascii

    return "".join(each for each in str(anyascii(char)) if each.isprintable())


def _runs(line: str, face: str) -> list[tuple[str, str]]:
    """Parts of a line, each with the font that has all of it; what none has is left out."""
    faces: list[tuple[str, str]] = []
    for char in line:
        before = faces[-1][0] if faces and unicodedata.combining(char) else face
        if name := _face(char, before):
            faces.append((name, char))
    return [
        (name, "".join(char for _, char in group))
        for name, group in groupby(faces, key=lambda pair: pair[0])
    ]


@lru_cache(maxsize=4096)
def _face(char: str, first: str) -> str:
    """The first font that has a character, or nothing."""
    return next((name for name in (first, *_OTHERS) if _has(name, char)), "")


def _has(name: str, char: str) -> bool:
    if char == " ":
        return name in (BOLD, REGULAR)
    return _shape(name, char) != _shape(name, _UNKNOWN)


@lru_cache(maxsize=256)
def _shape(name: str, char: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (64, 64))
    ImageDraw.Draw(picture).text((16, 44), char, font=_font(name, 32), fill=255, anchor="ls")
    return picture.tobytes()


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(BytesIO(_data(name)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _data(name: str) -> bytes:
    packed = files("fic_audio") / "data" / "fonts" / f"{name}.xz"
    return lzma.decompress(packed.read_bytes())
