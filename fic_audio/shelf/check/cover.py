"""A picture -> what is wrong with it as a cover."""

from __future__ import annotations

from io import BytesIO

SMALLEST = 1400
"""Smallest side in pixels, as Apple requires."""
_LARGEST = 10_000


def trouble(data: bytes) -> str:
    """What is wrong with a cover; empty for a square JPEG in colour, large enough and complete."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.format != "JPEG":
                return f"it is a {picture.format}, no JPEG"
            width, height = picture.size
            if width != height:
                return f"it is not square but {width} by {height}"
            if not SMALLEST <= width <= _LARGEST:
                return f"it has {width} pixels a side; {SMALLEST} to 3000 are right"
            if picture.mode != "RGB":
                return f"its colours are {picture.mode}; players take RGB"
            picture.load()
    except Exception as why:  # Whatever a reader stumbles over, players may, too.
        return f"it can't be read: {why}"
    return ""
