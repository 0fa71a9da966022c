"""A chapter's WAV -> its MP3, as loud as the profile asks and never louder than it allows."""

from __future__ import annotations

import contextlib
import math
import re
import wave
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fic_audio.errors import OutputError
from fic_audio.model import Db, Hz, Lufs
from fic_audio.sound.ffmpeg import SINGLE, ffmpeg
from fic_audio.sound.pcm import FULL_SCALE, max_sample


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

MARGIN = Db(1.2)
"""Room for what encoding adds to a peak: 0.4 to 0.9 dB, measured on our voices at 64 to 192k."""

LIMITED = 0.08
"""A limiter at work in more of the time than this may cost loudness that is worth measuring: speech
needs it in 3 or 4 % and loses 0.1 to 0.2 LU."""

EFFORT = "7"
"""LAME's `-compression_level`. 0 to 7 differ by 0.4 dB of distortion at 96k; 7 takes two thirds of
the time of 5 and half that of 2."""

ROUNDS = 3
"""At most so many measurements more."""
AGAIN = 2.0
"""What is turned up is limited more in its turn: half of the gain arrives, or less."""
CLOSE = 0.3
"""Near enough, in LU."""

SILENT = Lufs(-70.0)
"""The absolute gate of BS.1770; ffmpeg gives it for silence. Nothing to make louder."""

MOST = Db(40.0)
"""No gain above this: hiss is not speech."""


def master(wav: Path, mp3: Path, profile: str = "audiobook", *, bitrate: int | None = None) -> None:
    """Encodes the WAV as the profile of that name tells, with another bit rate (kbit/s) if given.

    The file appears whole or not at all, and carries no tags. Raises OutputError.
    """
    wanted = PROFILES[profile]
    if bitrate:
        wanted = replace(wanted, bitrate=bitrate)
    filters = _filters(wav, wanted)
    part = mp3.with_name(f".{mp3.name}.part")
    try:
        _encode(wav, part, filters, wanted)
        part.replace(mp3)
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
    graph = f"{filters},ebur128=framelog=quiet"
    _, said = ffmpeg((*SINGLE, "-i", sound, "-af", graph, "-f", "null", "-"))
    found = re.findall(r"\bI:\s+(-?[\d.]+|-?inf|nan) LUFS", said)
    measured = float(found[-1]) if found else math.nan
    return Lufs(measured) if math.isfinite(measured) else SILENT


def _filters(wav: Path, profile: Profile) -> str:
    """Gain and, where it would carry a peak over the ceiling, a limiter."""
    measured = loudness(wav)
    scale = _scale(profile.bitrate)
    if measured <= SILENT:
        return "anull"
    gain = min(profile.lufs - scale - measured, MOST)
    ceiling = profile.peak - MARGIN - scale
    limited = _share_above(wav, ceiling - gain)
    if not limited:
        return f"volume={gain:.2f}dB"
    if limited > LIMITED:
        for _ in range(ROUNDS):
            missing = profile.lufs - scale - loudness(wav, _limited(gain, ceiling))
            if abs(missing) < CLOSE:
                break
            gain = min(gain + AGAIN * missing, MOST)
    return _limited(gain, ceiling)


def _limited(gain: float, ceiling: float) -> str:
    limit = 10 ** (ceiling / 20)
    return (
        f"volume={gain:.2f}dB:precision=float,"
        f"alimiter=limit={limit:.5f}:level=false:attack=5:release=50:latency=true"
    )


def _scale(bitrate: int) -> float:
    """By how many decibels LAME lowers its input, at that bit rate (measured, LAME 3.100)."""
    return -0.445 if bitrate <= 160 else -0.265 if bitrate <= 192 else 0.0


def _share_above(wav: Path, level: float) -> float:
    """The share of its fiftieths of a second that have a sample above that level (dBFS)."""
    threshold = FULL_SCALE * 10 ** (level / 20)
    blocks = above = 0
    with wave.open(str(wav), "rb") as file:
        size = 2 * (file.getframerate() // 50)
        while data := memoryview(file.readframes(250 * size)):
            for start in range(0, len(data), size):
                blocks += 1
                above += max_sample(data[start : start + size], 2) > threshold
    return above / max(blocks, 1)


def _encode(wav: Path, mp3: Path, filters: str, profile: Profile) -> None:
    source = (*SINGLE, "-i", wav, "-map_metadata", "-1", "-af", filters)
    # The Xing header ("Info" in a constant bit rate) tells players length, delay and padding.
    layout = ("-write_xing", "1", "-write_id3v1", "0", "-id3v2_version", "0")
    codec = ("-c:a", "libmp3lame", "-compression_level", EFFORT, "-b:a", f"{profile.bitrate}k")
    # Not flushed: that is a system call for each of 140,000 frames an hour.
    form = ("-ac", "1", "-ar", str(RATE), *layout, "-flush_packets", "0", "-f", "mp3")
    ffmpeg((*source, *codec, *form, mp3))
