"""Pictures that strangers made -> squares."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, cast

from fic_audio.errors import OutputError

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_MOST_BYTES = 50_000_000
_MOST_PIXELS = 50_000_000
_LEAST = 64
_NEARLY = 1.03
"""A side so much longer than the other is cut, not filled up."""
_GIVE = "give a JPEG, PNG, WebP or GIF file"


class TooLargeError(OutputError):
    """A picture that is larger than any cover."""


def open_picture(data: bytes) -> Image.Image:
    """A picture in RGB as it is meant to be seen: upright, its first frame, before white.

    Raises OutputError where it is broken, too large or too small.
    """
    from PIL import Image

    if len(data) > _MOST_BYTES:
        raise TooLargeError(f"the cover picture has {len(data) // 10**6} MB; give a smaller one")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it thinks a bomb: our own limit is below
            picture = Image.open(BytesIO(data), formats=_FORMATS)
            _measure(picture)
            return _upright(picture)
    except OutputError:
        raise
    except Image.DecompressionBombError as error:
        raise TooLargeError(f"the cover picture has too many pixels; {_GIVE} of fewer") from error
    # A file made to break its decoder breaks it in any way.
    except Exception as error:
        why = "is broken or of a kind that is not known"
        raise OutputError(f"the cover picture {why}; {_GIVE}") from error


def square_picture(picture: Image.Image, size: int) -> Image.Image:
    """A square of that many pixels a side; what it doesn't fill is its own colours, blurred."""
    from PIL import Image, ImageEnhance, ImageFilter, ImageOps

    best = Image.Resampling.LANCZOS
    if max(picture.size) <= min(picture.size) * _NEARLY:
        return ImageOps.fit(picture, (size, size), best)
    whole = ImageOps.contain(picture, (size, size), best)
    small = ImageOps.fit(picture, (size // 8, size // 8), Image.Resampling.BOX)
    small = small.filter(ImageFilter.GaussianBlur(size / 160))
    ground = ImageEnhance.Brightness(small).enhance(0.7).resize((size, size))
    ground.paste(whole, ((size - whole.width) // 2, (size - whole.height) // 2))
    return ground


def _measure(picture: Image.Image) -> None:
    width, height = picture.size
    pixels = f"the cover picture has {width} x {height} pixels"
    if width * height > _MOST_PIXELS:
        raise TooLargeError(f"{pixels}; {_GIVE} of at most 7000 x 7000")
    if min(width, height) < _LEAST:
        raise OutputError(f"{pixels}; {_GIVE} of 1400 x 1400 or more")


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import Image, ImageOps

    picture.draft("RGB", (4000, 4000))
    picture.load()
    picture = _eight_bits(picture)
    with suppress(Exception):  # its notes may be broken where the picture is not
        picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        picture = Image.new("RGBA", clear.size, "white")
        picture.alpha_composite(clear)
    return picture.convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Grey of finer steps as grey of 256; else the picture."""
    if picture.mode.startswith("I;16"):
        return _spread(picture.convert("I"), 0, 65535)
    if picture.mode not in ("I", "F"):
        return picture
    if picture.mode == "I":  # as a PNG of 16 bits may come, too
        return _spread(picture, 0, 65535)
    low, high = cast("tuple[float, float]", picture.getextrema())
    return _spread(picture, low, high)


def _spread(grey: Image.Image, low: float, high: float) -> Image.Image:
    """The range as black to white."""
    slope = 255 / ((high - low) or 1)
    # It takes no function but a straight line, and reads that out of this.
    return grey.point(lambda value: value * slope - low * slope).convert("L")
