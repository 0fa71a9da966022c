"""Covers: drawn from what a story says of itself, or made of a picture that is given.

Square JPEGs in RGB, as players and podcast directories want them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from fic_audio import atomic
from fic_audio.model import Metadata
from fic_audio.shelf.artwork import fonts, patterns
from fic_audio.shelf.artwork.patterns import Palette
from fic_audio.shelf.artwork.text_layout import Block, fit

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SIZE, LEAST = 1600, 1400
"""Pixels a side; Apple wants 1400 to 3000."""
MOST_BYTES = 500_000

_UNITS = 1600
"""What the measures here are fractions of: a side."""
_MARGIN = 120
_BANDS = (690, 560, 420)
"""Heights of the pattern: the more words, the less of it."""
_LARGEST, _LARGE, _SMALLEST = 270, 132, 62
"""Sizes of the title; from `_LARGE` on it can be read on a thumbnail."""
_QUALITIES = (92, 88, 82, 75, 65, 50, 30, 10)


def draw(metadata: Metadata, out: Path, size: int = SIZE) -> None:
    """Draws a cover of that many pixels a side: the same story has the same. Raises OutputError."""
    save(_drawn(metadata, size), out)


def take(data: bytes, out: Path, size: int = SIZE) -> None:
    """Makes a cover of a picture in a file's bytes; it is never distorted.

    A picture that isn't square stands whole before a blurred one. Raises OutputError where the
    bytes are no picture, or none for a cover.
    """
    from fic_audio.shelf.artwork.cover_image import open_picture, square_picture

    save(square_picture(open_picture(data), size), out)


def save(picture: Image.Image, out: Path) -> None:
    """Writes a picture as a JPEG of at most `MOST_BYTES`. Raises OutputError."""
    data = _jpeg(picture)
    if len(data) > MOST_BYTES and picture.width > LEAST:
        data = _jpeg(picture.resize((LEAST, LEAST)))
    atomic.write_bytes(out, data)


def _jpeg(picture: Image.Image) -> bytes:
    """As good as the bytes allow."""
    for quality in _QUALITIES:
        data = BytesIO()
        picture.save(data, "JPEG", quality=quality, subsampling=0, optimize=True)
        if data.tell() <= MOST_BYTES:
            break
    return data.getvalue()


def _drawn(metadata: Metadata, size: int) -> Image.Image:
    from PIL import Image, ImageDraw

    numbers = Random(_seed(metadata))
    palette = patterns.PALETTES[int(numbers.random() * len(patterns.PALETTES))]
    scale = size / _UNITS
    margin, wide = round(_MARGIN * scale), size - 2 * round(_MARGIN * scale)
    fandom = _block(metadata.fandoms, fonts.BOLD, wide, scale, 62, 1)
    author = _block(metadata.authors, fonts.REGULAR, wide, scale, 82, 2)
    title, band = _title(metadata.title, wide, size - margin, fandom, author, scale)
    if 0 < title.size < author.size * 1.3:
        author = _block(metadata.authors, fonts.REGULAR, wide, scale, 58, 2)
    cover = Image.new("RGB", (size, size), palette.ground)
    cover.paste(patterns.draw(size, band, palette, numbers), (0, 0))
    pen = ImageDraw.Draw(cover)
    pen.rectangle((0, band, size, band + max(round(10 * scale), 1)), fill=palette.accent)
    _write(pen, cover, palette, band, (fandom, title, author), scale)
    return cover


def _seed(metadata: Metadata) -> bytes:
    story = "\0".join((metadata.title, *metadata.authors, metadata.url))
    return hashlib.sha256(story.encode(errors="backslashreplace")).digest()


def _block(names: Iterable[str], face: str, wide: int, scale: float, size: int, most: int) -> Block:
    """Names, in a line or a few."""
    text = ", ".join(filter(None, map(fonts.drawable, _first(names))))
    smallest = round(size * 0.7 * scale)
    return fit(text, face, wide, wide, round(size * scale), smallest, most)


def _first(names: Iterable[str]) -> Iterable[str]:
    """So many that more couldn't be shown."""
    return [name for name, _ in zip(names, range(fonts.LONGEST // 20), strict=False)]


def _title(
    text: str, wide: int, bottom: int, fandom: Block, author: Block, scale: float
) -> tuple[Block, int]:
    """The title and the height of the pattern above it, in pixels."""
    text = fonts.drawable(text)
    for tried in _BANDS:
        band = round(tried * scale)
        others = fandom.height + author.height + round(150 * scale)
        last = tried == _BANDS[-1]
        smallest = round((_SMALLEST if last else _LARGE) * scale)
        largest = round(_LARGEST * scale)
        title = fit(text, fonts.BOLD, wide, bottom - band - others, largest, smallest)
        if title.whole:
            break
    return title, band if title.lines else bottom - others


def _write(
    pen: ImageDraw.ImageDraw,
    cover: Image.Image,
    palette: Palette,
    band: int,
    blocks: tuple[Block, Block, Block],
    scale: float,
) -> None:
    """The fandom under the pattern, the author at the foot, the title between them."""
    fandom, title, author = blocks
    margin, size = round(_MARGIN * scale), cover.width
    top = band + round(70 * scale)
    foot = size - margin - author.height + round(24 * scale)
    _lines(pen, fandom, top, size, margin, palette.accent)
    top += fandom.height + round(24 * scale) * bool(fandom.lines)
    spare = max(foot - top - title.height, 0)
    _lines(pen, title, top + round(min(spare * 0.4, 90 * scale)), size, margin, palette.ink)
    _lines(pen, author, foot, size, margin, palette.ink)


def _lines(
    pen: ImageDraw.ImageDraw, block: Block, top: int, size: int, margin: int, colour: str
) -> None:
    """Lines from the side where reading begins."""
    for number, line in enumerate(block.lines):
        wide = fonts.width(line, block.face) * block.size
        x = size - margin - wide if block.rtl else margin
        y = top + block.size * (number * block.leading + 0.92)
        fonts.write(pen, x, y, line, block.face, block.size, colour)
