"""A chapter's WAV -> its MP3, as loud as the profile asks and never louder than it allows."""

from __future__ import annotations

import contextlib
import math
import re
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fic_audio.errors import OutputError
from fic_audio.model import Db, Hz, Lufs
from fic_audio.sound.ffmpeg import SINGLE, ffmpeg
from fic_audio.sound.level import REFERENCE


@dataclass(frozen=True, slots=True)
class Profile:
    """What a finished chapter must be: one channel, constant bit rate."""

    lufs: Lufs
    """Integrated loudness, met within 0.5. One channel at -19 sounds like two at -16."""
    peak: Db
    """The highest true peak (dBTP) of the encoded file."""
    bitrate: int
    """In kbit/s."""


RATE = Hz(44_100)
"""The sample rate that every shop and player takes."""

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        "audiobook": Profile(Lufs(-19.0), Db(-3.0), 96),
        "acx": Profile(Lufs(-19.0), Db(-3.0), 192),
        "podcast": Profile(Lufs(-19.0), Db(-1.0), 96),
        "small": Profile(Lufs(-19.0), Db(-3.0), 64),
    }
)

MARGIN, MARGIN_BELOW_96K = Db(1.0), Db(1.8)
"""Room for what encoding adds to a peak: up to 0.9 dB, at 64k 1.7, measured on all our voices."""

EFFORT = "7"
"""LAME's `-compression_level`. 0 to 7 differ by 0.4 dB of distortion at 96k; 7 takes two thirds of
the time of 5 and half that of 2."""

ROUNDS = 4
"""At most so many measurements. Levelled speech takes one or two."""
CLOSE = 0.2
"""Near enough, in LU."""
SHALLOW = 0.3
"""The least that a decibel of gain is taken to bring where the limiter eats the rest."""

SAMPLE, PIECE = 180, 3
"""In seconds: of a longer file so much is measured, in pieces of that length. For chapters of 4 to
12 minutes that came within 0.07 LU of the whole on average, and 0.2 at most."""

SILENT = Lufs(-70.0)
"""The absolute gate of BS.1770; ffmpeg gives it for silence. Nothing to make louder."""

MOST = Db(36.0)
"""No gain above this: hiss is not speech."""


def master(wav: Path, mp3: Path, profile: str = "audiobook", *, bitrate: int | None = None) -> None:
    """Encodes the WAV as the profile of that name tells, with another bit rate (kbit/s) if given.

    The file appears whole or not at all, and carries no tags. Raises OutputError.
    """
    wanted = PROFILES[profile]
    if bitrate:
        wanted = replace(wanted, bitrate=bitrate)
    part = mp3.with_name(f".{mp3.name}.part")
    try:
        _encode(wav, part, _filters(wav, wanted), wanted)
        part.replace(mp3)
    except (wave.Error, EOFError) as why:
        raise OutputError(f"{wav}: is no WAV file: {why}") from why
    except OSError as why:
        raise OutputError(f"{mp3}: can't be written: {why.strerror}") from why
    except OutputError as why:
        raise OutputError(f"{mp3}: {why}") from why
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def loudness(sound: Path, filters: str = "anull") -> Lufs:
    """Its integrated loudness (ITU-R BS.1770, EBU R128), after the filters if any are given.

    Raises OutputError for a file that ffmpeg can't read.
    """
    # At the file's own rate and without true peaks: oversampling takes four times as long.
    return _ebur128((*SINGLE, "-i", sound), filters)


def _ebur128(source: Sequence[str | Path], filters: str, data: bytes = b"") -> Lufs:
    graph = f"{filters},ebur128=framelog=quiet"
    _, said = ffmpeg((*source, "-af", graph, "-f", "null", "-"), data)
    found = re.findall(r"\bI:\s+(-?[\d.]+|-?inf|nan) LUFS", said)
    measured = float(found[-1]) if found else math.nan
    return Lufs(measured) if math.isfinite(measured) else SILENT


def _filters(wav: Path, profile: Profile) -> str:
    """The gain and the limiter after which the encoded file is as loud as it should be."""
    scale = _scale(profile.bitrate)
    margin = MARGIN if profile.bitrate >= 96 else MARGIN_BELOW_96K
    ceiling = profile.peak - margin - scale
    target = profile.lufs - scale
    gain, slope = target - REFERENCE, 1.0
    before: tuple[float, float] | None = None
    for _ in range(ROUNDS):
        measured = _estimate(wav, _limiter(gain, ceiling))
        if measured <= SILENT:
            return "anull"
        if abs(target - measured) < CLOSE:
            break
        if before and gain != before[0]:
            slope = min(max((measured - before[1]) / (gain - before[0]), SHALLOW), 1.0)
        before = gain, measured
        gain = min(gain + (target - measured) / slope, MOST)
    # At the higher rate, where peaks between the samples have samples of their own: in our
    # brightest voice they rose 3.6 dB above the others.
    return f"aresample={RATE},{_limiter(gain, ceiling)},aformat=s16p"


def _limiter(gain: float, ceiling: float) -> str:
    volume, limit = (10 ** (level / 20) for level in (gain, ceiling))
    settings = "level=false:attack=3:release=50:latency=true"
    return f"alimiter=level_in={volume:.5f}:limit={limit:.5f}:{settings}"


def _estimate(wav: Path, filters: str) -> Lufs:
    """The loudness of a WAV after those filters; of a long one, by a part of it, evenly spread.

    Measuring all of it would take a quarter of the time of encoding, each time.
    """
    with wave.open(str(wav), "rb") as file:
        rate, length = file.getframerate(), file.getnframes()
        if length <= SAMPLE * rate:
            return loudness(wav, filters)
        parts = []
        for start in range(0, length, length * PIECE // SAMPLE):
            file.setpos(start)
            parts.append(file.readframes(PIECE * rate))
    raw = ("-f", "s16le", "-ac", "1", "-ar", str(rate), "-i", "pipe:0")
    return _ebur128((*SINGLE, *raw), filters, b"".join(parts))


def _scale(bitrate: int) -> float:
    """By how many decibels LAME lowers its input, at that bit rate (measured, LAME 3.100)."""
    return -0.445 if bitrate <= 160 else -0.265 if bitrate <= 192 else 0.0


def _encode(wav: Path, mp3: Path, filters: str, profile: Profile) -> None:
    source = (*SINGLE, "-i", wav, "-map_metadata", "-1", "-af", filters)
    # The Xing header ("Info" in a constant bit rate) tells players length, delay and padding.
    layout = ("-write_xing", "1", "-write_id3v1", "0", "-id3v2_version", "0")
    codec = ("-c:a", "libmp3lame", "-compression_level", EFFORT, "-b:a", f"{profile.bitrate}k")
    # Not flushed: that is a system call for each of 140,000 frames an hour.
    form = ("-ac", "1", "-ar", str(RATE), *layout, "-flush_packets", "0", "-f", "mp3")
    ffmpeg((*source, *codec, *form, mp3))
