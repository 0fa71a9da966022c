"""What styles and beings do to a clip: thoughts are near and dark, a telephone is narrow, minds
echo; a robot sounds of metal, a dragon of a long throat, a ghost from afar.

Gentle on purpose: an effect is to tell what a line is, not to be listened to, and every word has to
be understood. The loudness stays as it was, and what echoes has died away a quarter of a second
after the last word, a ghost's in half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from fic_audio.model import Being, Clip, Db, Style
from fic_audio.sound.pcm import FULL_SCALE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

VERSION = "1"
"""Counts the changes of this file that can be heard."""
TAIL = 0.25
"""Seconds that a room goes on behind the last word."""
FADE = 0.03
"""Seconds in which it ends."""
SEED = 1
GONE = Db(-60.0)


@dataclass(frozen=True, slots=True)
class Effect:
    """Frequencies in Hz; `room` and `double` against the voice itself."""

    low: float = 0.0
    """Under it the voice grows weaker."""
    high: float = 0.0
    """Above it, too; 0 for neither."""
    floor: Db = GONE
    """How much weaker at most."""
    drive: float = 0.0
    """How far a small loudspeaker is overdriven."""
    room: Db | None = None
    """How loud the echo of a room is."""
    double: Db | None = None
    """How loud the voice is heard a second time, a little later."""
    tail: float = TAIL
    """Seconds that the room goes on behind the last word."""
    throat: float = 1.0
    """How many times as high the resonances of the throat stand."""
    beat: float = 0.0
    """How many times a second the voice swells: slowly it growls, fast it buzzes."""
    depth: float = 0.0
    """How much of the voice comes and goes with it."""
    metal: Db | None = None
    """How loud it rings in a pipe."""


EFFECTS: Mapping[Style | Being, Effect] = MappingProxyType(
    {
        Style.THOUGHT: Effect(high=3000, floor=Db(-6.0), room=Db(-20.0)),
        # The band of a telephone (ITU-T G.712).
        Style.PHONE: Effect(low=300, high=3400, drive=1.5),
        Style.TELEPATHY: Effect(room=Db(-12.0), double=Db(-9.0)),
        Style.MEMORY: Effect(high=4000, floor=Db(-4.0), room=Db(-11.0)),
        Being.GHOST: Effect(low=220, floor=Db(-6.0), room=Db(-9.0), double=Db(-10.0), tail=0.5),
        Being.ROBOT: Effect(low=150, floor=Db(-9.0), beat=62.0, depth=0.35, metal=Db(-6.0)),
        Being.COMPUTER: Effect(
            low=180, high=7000, floor=Db(-12.0), room=Db(-17.0), double=Db(-8.0)
        ),
        Being.DRAGON: Effect(throat=0.86, beat=27.0, depth=0.3, room=Db(-14.0)),
    }
)
LATER = 0.018
"""Seconds: closer, and two voices sound as through a pipe; farther, as two speakers."""
PIPE, RINGS = 0.0066, 4
"""Seconds that sound takes through a pipe and back, and how often it goes."""
SLOPE = 0.4
"""Octaves over which a filter grows to its full strength."""


def apply_effect(clip: Clip, cause: Style | Being) -> Clip:
    """The clip as a style or a being colours it, as loud as before; as it is where they have no
    effect."""
    effect = EFFECTS.get(cause)
    if effect is None or not clip.pcm:
        return clip
    import numpy as np

    dry = np.frombuffer(clip.pcm, "<i2").astype(np.float32)
    wet = _through(_voiced(dry, effect, clip.rate), lambda at: _band(at, effect), clip.rate)
    if effect.drive:
        full = float(np.abs(wet).max()) or 1.0
        wet = np.tanh(wet / full * effect.drive) * full
    if effect.double is not None:
        later = round(LATER * clip.rate)
        wet = np.pad(wet, (0, later))
        wet[later:] += _gain(effect.double) * wet[:-later]
    if effect.room is not None:
        wet = _echoing(wet, clip.rate, effect.room, effect.tail)
    power, before = float(np.sum(wet**2)), float(np.sum(dry**2))
    # What is added behind the words does not make them softer.
    wet *= np.sqrt(before / power) if power > 0 else 0.0
    peak = float(np.abs(wet).max())
    if peak > FULL_SCALE:
        wet *= FULL_SCALE / peak
    fade = min(round(FADE * clip.rate), len(wet))
    wet[len(wet) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    wet[: fade // 10] *= np.linspace(0, 1, fade // 10, dtype=np.float32)
    return Clip(np.round(wet).astype("<i2").tobytes(), clip.rate)


def _voiced(sound: Samples, effect: Effect, rate: int) -> Samples:
    """The voice as another throat has it."""
    import numpy as np

    if effect.throat != 1.0:
        from fic_audio.engines.pitch import shift_pitch

        sound = shift_pitch(sound, rate, 0.0, effect.throat)
    if effect.metal is not None:
        there = round(PIPE * rate)
        rung = np.pad(sound, (0, RINGS * there))
        for nth in range(1, RINGS + 1):
            gain = _gain(effect.metal) ** nth
            rung[nth * there : nth * there + len(sound)] += gain * sound
        sound = rung
    if effect.beat:
        swell = 0.5 - 0.5 * np.cos(2 * np.pi * effect.beat / rate * np.arange(len(sound)))
        sound = sound * (1 - effect.depth * swell).astype(np.float32)
    return sound


def _through(sound: Samples, response: Callable[[Samples], Samples], rate: int) -> Samples:
    """The sound, each frequency (Hz) as strong as the response says."""
    import numpy as np

    size = 1 << (len(sound) + rate // 10).bit_length()
    spectrum = np.fft.rfft(sound, size)
    spectrum *= response(np.fft.rfftfreq(size, 1 / rate).astype(np.float32))
    filtered: Samples = np.fft.irfft(spectrum, size)[: len(sound)].astype(np.float32)
    return filtered


def _band(at: Samples, effect: Effect) -> Samples:
    import numpy as np

    octaves = np.zeros_like(at)
    heard = np.maximum(at, 1.0)
    if effect.low:
        octaves = np.maximum(octaves, np.log2(effect.low / heard))
    if effect.high:
        octaves = np.maximum(octaves, np.log2(heard / effect.high))
    strength = np.clip(octaves / SLOPE, 0, 1)
    response: Samples = (10 ** (effect.floor * strength / 20)).astype(np.float32)
    return response


def _echoing(sound: Samples, rate: int, loud: Db, tail: float) -> Samples:
    """In a small room: noise that dies away, as many echoes are."""
    import numpy as np

    length = round(tail * rate)
    noise = np.random.default_rng(SEED).standard_normal(length)
    echo = noise * 10 ** (-3 * np.arange(length) / length)
    echo[: rate // 200] = 0  # the walls are some way off
    echo *= _gain(loud) / np.sqrt(np.sum(echo**2))
    size = 1 << (len(sound) + length).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echo, size), size)
    room: Samples = np.pad(sound, (0, length)) + wet[: len(sound) + length].astype(np.float32)
    return room


def _gain(level: Db) -> float:
    gain: float = 10 ** (level / 20)
    return gain
