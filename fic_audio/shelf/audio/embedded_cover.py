"""A cover -> the properties that audio files record of it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from fic_audio.errors import OutputError

MIME = {"JPEG": "image/jpeg", "PNG": "image/png"}
"""Types of picture that every player shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    """Content of the file."""
    mime: str
    width: int
    height: int
    """In pixels."""


def describe_picture(data: bytes) -> Picture:
    """The picture in a JPEG or PNG file. Raises OutputError for any other file."""
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
