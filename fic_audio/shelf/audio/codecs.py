"""A chapter's WAV -> a file in another codec than the MP3."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import BLOCKS, SINGLE, ffmpeg
from fic_audio.model import Hz

UNFLUSHED = ("-flush_packets", "0")
"""Larger buffer: otherwise each of 150,000 frames an hour is a system call."""
EXACT = ("-fflags", "+bitexact", "-flags:a", "+bitexact", *UNFLUSHED)
"""No date, version or random number, so that the same sound gives the same bytes."""


def encode(wav: Path, out: Path, filters: str, rate: Hz, form: Sequence[str]) -> None:
    """Encodes a WAV to one channel at that rate, `filters` applied there, untagged.

    `form` gives ffmpeg the codec and container. The file is never left half-finished. Raises
    OutputError.
    """
    if not wav.is_file():
        raise OutputError(f"{wav}: is missing; run produce again")
    chain = f"asetnsamples={BLOCKS}:p=0,aresample={rate}{filters and ','}{filters}"
    source = (*SINGLE, "-max_size", str(2 * BLOCKS), "-f", "wav", "-i", plain(wav))
    sound = ("-map", "0:a:0", "-map_metadata", "-1", "-af", chain, "-ac", "1", "-ar", str(rate))
    with atomic.replacing(out) as part:
        try:
            ffmpeg((*source, *sound, *EXACT, *form, plain(part)))
        except OutputError as why:
            raise OutputError(f"{out}: {why}") from why


def plain(path: Path) -> str:
    """A path that ffmpeg takes for a file whatever its name; to it, "a:b" is a protocol."""
    return f"file:{path}"
