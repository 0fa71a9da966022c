"""A story's metadata -> the ID3 tags of its chapters, as audiobook players read them.

ID3v2.3 in UTF-16 with several values joined by "; " is the one form that Audiobookshelf, Jellyfin,
Plex and old players all read completely. There are no chapter frames: in a file that is itself a
chapter they would replace the real chapter list.
"""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from mutagen import MutagenError, id3

from fic_audio.errors import OutputError
from fic_audio.model import Lufs, Metadata
from fic_audio.shelf.audio import tags as values
from fic_audio.shelf.audio.tags import ENCODER, SEPARATOR
from fic_audio.shelf.audio.tags import Place as Place

REFERENCE = Lufs(-18.0)
"""Loudness (LUFS) that ReplayGain 2 brings every file to."""

_UTF16 = id3.Encoding.UTF16


def tag(
    path: Path,
    metadata: Metadata,
    place: Place,
    narrators: Sequence[str],
    *,
    cover: bytes | None = None,
    lufs: float | None = None,
    peak: float | None = None,
    lyrics: str = "",
) -> None:
    """Writes the tags into a finished MP3, in place of any it has. Raises OutputError.

    `cover`: a JPEG. `lufs` and `peak`: measured loudness and true peak (dBFS) of the file, for
    ReplayGain.
    """
    tags = id3.ID3()
    more = (*_gain(lufs, peak), *_cover(cover), *_lyrics(metadata, lyrics))
    for frame in (*_frames(metadata, place, narrators), *more):
        tags.add(frame)
    tags.update_to_v23()
    # update_to_v23 drops the sort order, which v2.3 readers understand nevertheless.
    if sort := values.sort(metadata):
        tags.add(id3.TSOA(encoding=_UTF16, text=[sort]))
    try:
        tags.save(path, v1=0, v2_version=3, v23_sep=SEPARATOR, padding=lambda info: 0)
    except (MutagenError, OSError) as error:
        raise OutputError(f"{path}: can't be tagged: {error}") from error


def is_of(path: Path, metadata: Metadata) -> bool:
    """Whether a file was made by fic-audio from this story."""
    try:
        tags = id3.ID3(path)
    except (MutagenError, OSError):
        return False

    def text(name: str) -> str:
        return str(tags[name].text[0]) if name in tags else ""

    album, author = values.title(metadata.title), values.author(metadata)
    return text("TENC") == ENCODER and text("TALB") == album and text("TPE2") == author


def _frames(metadata: Metadata, place: Place, narrators: Sequence[str]) -> Iterator[id3.Frame]:
    author = values.author(metadata)
    texts = {
        "TIT2": values.title(place.title),
        "TIT3": values.join(metadata.fandoms),
        "TALB": values.title(metadata.title),
        "TPE1": author,
        "TPE2": author,
        "TCOM": values.join(narrators),
        "TRCK": f"{place.number}/{place.count}",
        "TPOS": "1/1",
        "TCON": values.GENRE,
        "TDRC": values.year(metadata),
        "TCOP": values.rights(metadata),
        "TPUB": values.publisher(metadata.url),
        "TLAN": values.language(metadata),
        "TIT1": values.group(metadata),
        "MVNM": values.clean(metadata.series),
        "MVIN": values.part(metadata),
        "TENC": ENCODER,
    }
    for name, text in texts.items():
        if text:
            yield getattr(id3, name)(encoding=_UTF16, text=[text])
    for desc, text in values.own(metadata).items():
        if text:
            yield id3.TXXX(encoding=_UTF16, desc=desc, text=[text])
    if summary := values.summary(metadata):
        yield id3.COMM(encoding=_UTF16, lang="eng", desc="", text=[summary])
    if url := values.web(metadata.url):
        yield id3.WOAS(url=url)


def _gain(lufs: float | None, peak: float | None) -> Iterator[id3.Frame]:
    """The frames of ReplayGain; none for silence, which has no loudness."""
    texts = {}
    if lufs is not None and math.isfinite(lufs):
        texts["REPLAYGAIN_TRACK_GAIN"] = f"{REFERENCE - lufs:+.2f} dB"
    if peak is not None and math.isfinite(peak):
        texts["REPLAYGAIN_TRACK_PEAK"] = f"{10 ** (peak / 20):.6f}"
    for desc, text in texts.items():
        yield id3.TXXX(encoding=_UTF16, desc=desc, text=[text])


def gain(path: Path) -> tuple[float, float]:
    """The loudness (LUFS) and true peak (dBTP) in the tags of a file; NaN if they are missing."""
    try:
        tags = id3.ID3(path)
        gain_text, peak = (str(tags[f"TXXX:REPLAYGAIN_TRACK_{name}"]) for name in ("GAIN", "PEAK"))
        return REFERENCE - float(gain_text.split()[0]), 20 * math.log10(float(peak))
    except (MutagenError, OSError, KeyError, ValueError, IndexError):
        return math.nan, math.nan


def has_lyrics(path: Path) -> bool:
    """Whether a file contains its text."""
    try:
        return bool(id3.ID3(path).getall("USLT"))
    except (MutagenError, OSError):
        return False


def _lyrics(metadata: Metadata, text: str) -> Iterator[id3.Frame]:
    """The frame with the text, for players that show it."""
    if text:
        language = values.language(metadata) or "und"
        yield id3.USLT(encoding=_UTF16, lang=language, desc="", text=text)


def _cover(jpeg: bytes | None) -> Iterator[id3.Frame]:
    if jpeg:
        kind, front = "image/jpeg", id3.PictureType.COVER_FRONT
        # Old players look for the end of the empty description as if it were Latin-1.
        yield id3.APIC(encoding=id3.Encoding.LATIN1, mime=kind, type=front, desc="", data=jpeg)
