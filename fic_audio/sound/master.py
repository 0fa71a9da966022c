"""A chapter's WAV -> its MP3, as loud as the profile asks and never louder than it allows."""

from __future__ import annotations

import contextlib
import wave
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.model import Db, Lufs
from fic_audio.sound.encode import encode
from fic_audio.sound.level import REFERENCE
from fic_audio.sound.limit import Level, limit, limit_samples
from fic_audio.sound.measure import SILENT, excerpt, loudness, loudness_of, measure_mp3


@dataclass(frozen=True, slots=True)
class Profile:
    """What a finished chapter must be: one channel, constant bit rate."""

    lufs: Lufs
    """Integrated loudness, met within 0.5. One channel at -19 sounds like two at -16."""
    peak: Db
    """The highest true peak (dBTP) of the encoded file."""
    bitrate: int
    """In kbit/s."""


ALONE: AbstractContextManager[object] = contextlib.nullcontext()
"""For an encoder that nobody else works beside."""

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

ROUNDS = 4
"""At most so many measurements. Levelled speech takes one or two."""
CLOSE = 0.2
"""Near enough, in LU."""
SURE = 0.6
"""So far from the target one step still hits it: a decibel of gain brings 0.7 LU at least."""
SHALLOW = 0.3
"""The least that a decibel of gain is taken to bring where the limiter eats the rest."""

TOLERANCE = 0.5
"""In LU, of the finished file."""
DOUBT = 0.4
"""The loudness by parts is this far from the target: all of the file is measured."""
SPARE = Db(0.1)
"""Between the profile's highest peak and the one that is aimed at, when a file is made again."""
TRIES = 3
"""A chapter out of its profile is encoded again, twice at most."""

MOST = Db(36.0)
"""No gain above this: hiss is not speech."""


@dataclass(frozen=True, slots=True)
class MasteredChapter:
    """What the finished file was measured to be."""

    lufs: Lufs
    peak: Db
    """Its true peak (dBTP)."""
    trouble: str = ""
    """What it is that the profile does not allow; empty when all is well."""
    filters: str = ""
    """What ffmpeg does to the mastered WAV before another encoder, for the same loudness."""


def master(
    wav: Path,
    mp3: Path,
    profile: str = "audiobook",
    *,
    bitrate: int | None = None,
    gate: AbstractContextManager[object] = ALONE,
    at_once: int = 1,
) -> MasteredChapter:
    """Encodes the WAV as the profile of that name tells, with another bit rate (kbit/s) if given.

    `gate` is held by each encoder at work, of which a long file gets `at_once`. The file appears
    whole or not at all, and carries no tags. It is measured; out of its profile, it is made again.
    The WAV is left as it went into the encoder. Raises OutputError.
    """
    wanted = PROFILES[profile]
    if bitrate:
        wanted = replace(wanted, bitrate=bitrate)
    with atomic.replacing(mp3) as part:
        try:
            mastered = _made(wav, part, wanted, gate, at_once)
        except (wave.Error, EOFError) as why:
            raise OutputError(f"{wav}: not a WAV file: {why}") from why
        except OutputError as why:
            raise OutputError(f"{mp3}: {why}") from why
    return mastered


def _made(
    wav: Path, mp3: Path, profile: Profile, gate: AbstractContextManager[object], at_once: int
) -> MasteredChapter:
    mastered = MasteredChapter(SILENT, Db(SILENT))
    if level := _level(wav, profile):
        with atomic.replacing(wav) as loud:

            def make(level: Level) -> None:
                limit(wav, loud, level)
                encode(loud, mp3, profile.bitrate, gate, at_once)

            mastered = _master(mp3, profile, level, make)
    else:
        encode(wav, mp3, profile.bitrate, gate, at_once)
    return mastered


def _master(
    mp3: Path, profile: Profile, level: Level, make: Callable[[Level], None]
) -> MasteredChapter:
    make(level)
    mastered = _measure(mp3, profile)
    tried: list[tuple[float, float]] = []
    while mastered.trouble and len(tried) < TRIES - 1:
        tried.append((level.gain, mastered.lufs))
        over = mastered.peak - profile.peak
        lower = over + SPARE if over > 0 else 0
        level = Level(_louder(tried, profile.lufs), level.ceiling - lower)
        make(level)
        mastered = _measure(mp3, profile, whole=True)
    return mastered


def _louder(tried: Sequence[tuple[float, float]], target: float) -> float:
    """The gain that should come out at the target, after some gains and what came out at them."""
    gain, lufs = tried[-1]
    slope = 1.0
    if len(tried) > 1 and gain != tried[-2][0]:
        slope = min(max((lufs - tried[-2][1]) / (gain - tried[-2][0]), SHALLOW), 1.0)
    return min(gain + (target - lufs) / slope, MOST)


def _measure(mp3: Path, profile: Profile, *, whole: bool = False) -> MasteredChapter:
    """What the file is: its loudness by parts of it, or by all of it where those leave a doubt."""
    lufs, peak = measure_mp3(mp3)
    if whole or abs(lufs - profile.lufs) > DOUBT:
        lufs = loudness(mp3)
    troubles = []
    if abs(lufs - profile.lufs) > TOLERANCE:
        troubles.append(f"its loudness is {lufs:.1f} LUFS instead of {profile.lufs:.1f}")
    if peak > profile.peak:
        troubles.append(f"it peaks at {peak:.1f} dB, {profile.peak:.1f} is allowed")
    # What LAME lowers, other encoders don't.
    same = f"volume={_scale(profile.bitrate)}dB"
    return MasteredChapter(lufs, peak, " and ".join(troubles), same)


def _level(wav: Path, profile: Profile) -> Level | None:
    """With which the encoded file is as loud as it should be; None for a silent WAV."""
    scale = _scale(profile.bitrate)
    margin = MARGIN if profile.bitrate >= 96 else MARGIN_BELOW_96K
    ceiling = profile.peak - margin - scale
    target = profile.lufs - scale
    gain = target - REFERENCE
    pcm, rate = excerpt(wav)
    tried: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        measured = loudness_of(limit_samples(pcm, rate, Level(gain, ceiling)), rate)
        if measured <= SILENT:
            return None
        off = abs(target - measured)
        if off < CLOSE:
            break
        tried.append((gain, measured))
        gain = _louder(tried, target)
        if off < SURE:
            break
    return Level(gain, ceiling)


def _scale(bitrate: int) -> float:
    """By how many decibels LAME lowers its input, at that bit rate (measured, LAME 3.100)."""
    return -0.445 if bitrate <= 160 else -0.265 if bitrate <= 192 else 0.0
