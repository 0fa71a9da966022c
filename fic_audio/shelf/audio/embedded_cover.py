"""A cover -> what is told of it in a file of sound."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from fic_audio.errors import OutputError

MIME = {"JPEG": "image/jpeg", "PNG": "image/png"}
"""The kinds that every player shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    """The file as it is."""
    mime: str
    width: int
    height: int
    """In pixels."""


def describe_picture(data: bytes) -> Picture:
    """What a JPEG's or PNG's file holds. Raises OutputError for what is neither."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            mime = MIME.get(picture.format or "", "")
            width, height = picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise OutputError("the cover can't be read; give a JPEG or a PNG") from error
    if not mime:
        raise OutputError("the cover is neither JPEG nor PNG; give another")
    return Picture(data, mime, width, height)
