"""How loud a sound is, and how high its true peak: all of a file, or as much of it as tells."""

from __future__ import annotations

import math
import re
import wave
from collections.abc import Sequence
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import BLOCKS, SINGLE, ffmpeg
from fic_audio.model import Db, Hz, Lufs
from fic_audio.sound.pcm import FULL_SCALE
from fic_audio.sound.peak import REACH, decibels, height

SILENT = Lufs(-70.0)
"""The absolute gate of BS.1770; ffmpeg gives it for silence."""

PIECES, PIECE = 60, 3
"""Of a longer WAV so many pieces are measured, of so many seconds. For chapters of 4 to 12 minutes
that came within 0.07 LU of the whole on average, and 0.2 at most."""

FINISHED = 12
"""Pieces of a finished file whose loudness is measured."""


def loudness(sound: Path) -> Lufs:
    """Its integrated loudness (ITU-R BS.1770, EBU R128). Raises OutputError for a file that ffmpeg
    can't read."""
    # At the file's own rate and without true peaks: oversampling takes four times as long.
    return _ebur128(("-i", sound))


def loudness_of(pcm: bytes, rate: Hz) -> Lufs:
    """That of 16-bit samples of one channel."""
    return _ebur128(("-f", "s16le", "-ac", "1", "-ar", str(rate), "-i", "pipe:0"), pcm)


def excerpt(wav: Path) -> tuple[bytes, Hz]:
    """As much of a WAV as tells how loud it is: pieces of a long one, evenly spread, and else all.

    Raises wave.Error or EOFError for what is none.
    """
    with wave.open(str(wav), "rb") as file:
        rate, length = Hz(file.getframerate()), file.getnframes()
        if not (places := _spread(length / rate, PIECES, 0.0)):
            return file.readframes(length), rate
        parts = []
        for start in places:
            file.setpos(round(start * rate))
            parts.append(file.readframes(PIECE * rate))
    return b"".join(parts), rate


def _spread(length: float, pieces: int, phase: float) -> list[float]:
    """Where so many pieces begin that stand evenly in a sound of so many seconds; none where it is
    hardly longer than they are. `phase`, 0 to 1: how far each is moved towards the next, so that
    what misled one measurement does not mislead another."""
    step = length / pieces
    return (
        [at * step + phase * (step - PIECE) for at in range(pieces)] if step > 1.1 * PIECE else []
    )


def measure_mp3(mp3: Path) -> tuple[Lufs, Db]:
    """About how loud an encoded file is, by parts of it, and its true peak.

    The peak is looked for everywhere: an encoder may raise one by two decibels where nothing in the
    WAV is remarkable. Raises OutputError for what can't be decoded.
    """
    import soundfile  # decodes in this process: ffmpeg takes three times as long

    parts, highest = [], 0.0
    try:
        with soundfile.SoundFile(mp3) as file:
            rate = Hz(file.samplerate)
            places = _spread(file.frames / rate, FINISHED, 0.5)
            wanted = {round(start / PIECE) for start in places}
            blocks = file.blocks(PIECE * rate, 2 * REACH, dtype="float32")
            for number, block in enumerate(blocks):
                highest = height(block, highest)
                if not places or number in wanted:
                    parts.append((block * FULL_SCALE).astype("<i2").tobytes())
    except soundfile.LibsndfileError as why:
        raise OutputError(f"{mp3}: can't be decoded: {why.error_string}") from why
    return loudness_of(b"".join(parts), rate), decibels(highest)


def _ebur128(source: Sequence[str | Path], data: bytes = b"") -> Lufs:
    graph = f"asetnsamples={BLOCKS}:p=0,ebur128=framelog=quiet"
    return _integrated(ffmpeg((*SINGLE, *source, "-af", graph, "-f", "null", "-"), data)[1])


def _integrated(said: str) -> Lufs:
    found = re.findall(r"\bI:\s+(-?[\d.]+|-?inf|nan) LUFS", said)
    measured = float(found[-1]) if found else math.nan
    return Lufs(measured) if math.isfinite(measured) else SILENT
