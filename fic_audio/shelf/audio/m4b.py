"""Chapters' pieces in AAC -> one M4B that knows where each of them begins.

A piece is encoded from the chapter's WAV, not from its MP3, and its frames are joined as they are.
An encoder puts a frame of silence before the sound and fills the last frame up, which would add ten
seconds to a book of 300 chapters: so the last frame or two of a chapter, which are silence, give
way to the next one's first. Each chapter begins as encoded, within half a frame of where it would
by the lengths before it, and the list tells where to the sample.
"""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from mutagen import MutagenError
from mutagen.mp4 import MP4

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.model import Hz
from fic_audio.shelf.audio import codecs, embedded_cover, mp4_tags, tags
from fic_audio.shelf.audio.embedded_cover import Picture
from fic_audio.shelf.audio.mp4_tags import is_of as is_of
from fic_audio.shelf.manifest import Manifest

BITRATE = 64
"""In kbit/s."""
RATE = Hz(44_100)
FRAME = 1024
"""Samples; so many are put before the sound, too."""
TIMESCALE = "1000"
"""A chapter's length is counted in parts of a second as small as this, in 32 bits. ffmpeg's own
choice is so fine that three minutes are too long for it."""
MOST = 255
"""The list by Nero can count no further, and some players would show that part of it alone."""
LONGEST = 255
"""Bytes of a title in that list."""

# A third of the time of the other, and nearer to the original by 8 dB.
_CODEC = ("-c:a", "aac", "-aac_coder", "fast")
_FORM = ("mp4a.40.2", RATE, 1)
_MORE = "…"
_SPECIAL = re.compile(r"([=;#\\\n])")


def encode(wav: Path, out: Path, filters: str, bitrate: int = BITRATE) -> None:
    """Encodes a chapter's WAV to a piece for `bind` (kbit/s), `filters` applied at `RATE`.

    Raises OutputError.
    """
    codecs.encode(wav, out, filters, RATE, (*_CODEC, "-b:a", f"{bitrate}k", "-f", "mp4"))


def bind(
    book: Manifest, pieces: Sequence[Path], cover: Path | None, out: Path, *, lyrics: str = ""
) -> None:
    """Writes an M4B of the book's chapters, one piece for each, with both lists of chapters.

    The sound is not encoded again. `lyrics`: all that is said in it, if it is to be in it. Raises
    OutputError.
    """
    if not pieces or len(pieces) != len(book.episodes):
        counts = f"{len(book.episodes)} chapters and {len(pieces)} pieces"
        raise OutputError(f"{out}: can't be made of {counts}; run produce again")
    image = _picture(cover) if cover else None
    with atomic.replacing(out) as part:
        frames = part.with_suffix(".aac.part")
        try:
            starts = _join(pieces, frames)
            _wrap(book, frames, starts, part)
            voices = dict.fromkeys(book.voices.values())
            mp4_tags.tag(part, book.metadata, voices, image, lyrics=lyrics, made_from=book.words)
        except OutputError as why:
            raise OutputError(str(why).replace(str(part), str(out))) from why
        except OSError as error:
            raise OutputError(f"{out}: can't be written: {error.strerror}") from error
        finally:
            frames.unlink(missing_ok=True)


def _picture(cover: Path) -> Picture:
    try:
        return embedded_cover.describe_picture(cover.read_bytes())
    except OSError as error:
        raise OutputError(
            f"{cover}: can't be read: {error.strerror}; give another cover"
        ) from error
    except OutputError as why:
        raise OutputError(f"{cover}: {why}") from why


def _join(pieces: Sequence[Path], out: Path) -> list[int]:
    """Writes all pieces as one stream (ADTS); gives the frames where they begin, and the end."""
    starts, length = [0], 0
    with out.open("wb") as file:
        for number, piece in enumerate(pieces, 1):
            samples, sound = _open(piece)
            ends = _ends(sound)
            if (len(ends) - 1) * FRAME < samples:
                raise OutputError(f"{piece}: is damaged; run produce again")
            length += samples
            kept = min(max(round(length / FRAME) - starts[-1], 1), len(ends))
            if number == len(pieces):
                kept = len(ends)
            file.write(memoryview(sound)[: ends[kept - 1]])
            starts.append(starts[-1] + kept)
    # Of the first piece the silence at the head is not played.
    return [*starts[:-1], starts[-1] - 1]


def _open(piece: Path) -> tuple[int, bytes]:
    """How many samples the sound of a piece has, and its frames (ADTS)."""
    if not piece.is_file():
        raise OutputError(f"{piece}: is missing; run produce again")
    try:
        info: Any = MP4(piece).info
    except MutagenError as error:
        raise OutputError(f"{piece}: is damaged; run produce again") from error
    if (info.codec, info.sample_rate, info.channels) != _FORM:
        raise OutputError(f"{piece}: not a piece of an M4B; run produce again")
    try:
        copied = ("-map", "0:a:0", "-c", "copy", *codecs.UNFLUSHED, "-f", "adts", "pipe:1")
        sound, _ = ffmpeg(("-f", "mp4", "-i", codecs.plain(piece), *copied))
    except OutputError as why:
        raise OutputError(f"{piece}: is damaged: {why}; run produce again") from why
    return round(info.length * RATE) - FRAME, sound


def _ends(sound: bytes) -> list[int]:
    """Where each frame ends, as its header (ADTS) tells."""
    ends, at = [], 0
    while at + 7 <= len(sound):
        at += (sound[at + 3] & 3) << 11 | sound[at + 4] << 3 | sound[at + 5] >> 5
        ends.append(at)
    return ends


def _wrap(book: Manifest, frames: Path, starts: Sequence[int], out: Path) -> None:
    """Puts a stream into a file with the lists of chapters."""
    chapters = ("-f", "ffmetadata", "-i", "pipe:0")
    # The silence at the head lies before time zero: a reader is told to skip it.
    sound = ("-itsoffset", f"{-FRAME / RATE:.9f}", "-f", "aac", "-i", codecs.plain(frames))
    only = ("-map", "1:a", "-c", "copy", "-map_metadata", "0", "-map_chapters", "0")
    language = tags.language(book.metadata)
    spoken = ("-metadata:s:a:0", f"language={language}") if language else ()
    flags = "+faststart+disable_chpl" if len(book.episodes) > MOST else "+faststart"
    form = ("-brand", "M4B ", "-movflags", flags, "-movie_timescale", TIMESCALE, "-f", "mp4")
    titles = [episode.title for episode in book.episodes]
    data = _chapters(titles, starts).encode()
    try:
        ffmpeg((*chapters, *sound, *only, *spoken, *codecs.EXACT, *form, codecs.plain(out)), data)
    except OutputError as why:
        raise OutputError(f"{out}: {why}") from why


def _chapters(titles: Sequence[str], starts: Sequence[int]) -> str:
    """The list as ffmpeg reads it (FFMETADATA)."""
    parts = [
        f"[CHAPTER]\nTIMEBASE=1/{RATE}\nSTART={start * FRAME}\nEND={end * FRAME}\ntitle="
        + _escaped(_cut(title) or f"Chapter {number}")
        for number, (title, (start, end)) in enumerate(
            zip(titles, pairwise(starts), strict=True), 1
        )
    ]
    return "\n".join([";FFMETADATA1", *parts, ""])


def _escaped(title: str) -> str:
    # ffmpeg drops a chapter whose title ends in a backslash, however that is written.
    return _SPECIAL.sub(r"\\\1", title) + (" " if title.endswith("\\") else "")


def _cut(title: str) -> str:
    """A title in at most `LONGEST` bytes of UTF-8, no character by half."""
    text = tags.title(title)
    if len(text.encode()) <= LONGEST:
        return text
    return text.encode()[: LONGEST - len(_MORE.encode())].decode(errors="ignore").rstrip() + _MORE
