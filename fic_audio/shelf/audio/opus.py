"""A chapter in Opus: small, for a phone; tagged like its MP3.

Several values of one tag are joined, as in the MP3: some readers see only the first of several.
"""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mutagen import MutagenError
from mutagen.flac import Picture as Block
from mutagen.id3 import PictureType
from mutagen.oggopus import OggOpus

from fic_audio.errors import OutputError
from fic_audio.model import Hz, Metadata
from fic_audio.shelf.audio import codecs, embedded_cover
from fic_audio.shelf.audio import tags as values
from fic_audio.shelf.audio.embedded_cover import Picture
from fic_audio.shelf.audio.tags import Place

BITRATE = 32
"""Average bit rate in kbit/s."""
RATE = Hz(48_000)

_CODEC = ("-c:a", "libopus", "-application", "voip", "-vbr", "on")
# Streams are otherwise counted from 0, which some tools take for none.
_FORM = ("-serial_offset", "1", "-f", "ogg")
_DEPTH = 24
_COVER = "metadata_block_picture"


def encode(wav: Path, out: Path, filters: str, bitrate: int = BITRATE) -> None:
    """Encodes a chapter's WAV with a variable bit rate (kbit/s), `filters` applied at `RATE`.

    Raises OutputError.
    """
    codecs.encode(wav, out, filters, RATE, (*_CODEC, "-b:a", f"{bitrate}k", *_FORM))


def tag(
    path: Path,
    metadata: Metadata,
    place: Place,
    narrators: Sequence[str],
    cover: bytes = b"",
    *,
    lyrics: str = "",
) -> None:
    """Writes the tags into a finished file, in place of any it has, and the cover, if any (a JPEG
    or PNG). Raises OutputError.

    There is no tag for loudness (R128), since the sound is as loud as it should be.
    """
    try:
        image = embedded_cover.describe_picture(cover) if cover else None
        file: Any = OggOpus(path)
        file.tags.clear()
        file.tags.update(_comments(metadata, place, narrators))
        if lyrics:
            file.tags["lyrics"] = lyrics
        if image:
            file.tags[_COVER] = b64encode(_block(image).write()).decode("ascii")
        file.save(path, padding=lambda info: 0)
    except (MutagenError, OSError, OutputError) as error:
        raise OutputError(f"{path}: can't be tagged: {error}") from error


def is_of(path: Path, metadata: Metadata) -> bool:
    """Whether a file was made by fic-audio from this story."""
    try:
        tags: Any = OggOpus(path).tags
    except (MutagenError, OSError):
        return False

    def text(name: str) -> str:
        return str((tags.get(name) or [""])[0])

    album, author = values.title(metadata.title), values.author(metadata)
    ours = text("encoded-by") == values.ENCODER
    return ours and text("album") == album and text("albumartist") == author


def _comments(metadata: Metadata, place: Place, narrators: Sequence[str]) -> Mapping[str, str]:
    author, voices = values.author(metadata), values.join(narrators)
    comments = {
        "title": values.title(place.title),
        "subtitle": values.join(metadata.fandoms),
        "album": values.title(metadata.title),
        "artist": author,
        "albumartist": author,
        "composer": voices,
        "performer": voices,
        "tracknumber": str(place.number),
        "tracktotal": str(place.count),
        "discnumber": "1",
        "disctotal": "1",
        "genre": values.GENRE,
        "date": values.year(metadata),
        "description": values.summary(metadata),
        "copyright": values.rights(metadata),
        "organization": values.publisher(metadata.url),
        "language": values.language(metadata),
        "grouping": values.group(metadata),
        "albumsort": values.sort(metadata),
        "encoded-by": values.ENCODER,
        "url": values.web(metadata.url),
        **{name.lower(): text for name, text in values.own(metadata).items()},
    }
    return {name: text for name, text in comments.items() if text}


def _block(image: Picture) -> Block:
    block = Block()
    block.type = PictureType.COVER_FRONT
    block.mime, block.data = image.mime, image.data
    block.width, block.height, block.depth = image.width, image.height, _DEPTH
    return block
