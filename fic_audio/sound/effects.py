"""What a style does to a clip: thoughts are near and dark, a telephone is narrow, minds echo.

Gentle on purpose: an effect is to tell what a line is, not to be listened to. The loudness stays as
it was, and what echoes has died away a quarter of a second after the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from fic_audio.model import Clip, Db, Style
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


EFFECTS: Mapping[Style, Effect] = MappingProxyType(
    {
        Style.THOUGHT: Effect(high=3000, floor=Db(-6.0), room=Db(-20.0)),
        # The band of a telephone (ITU-T G.712).
        Style.PHONE: Effect(low=300, high=3400, drive=1.5),
        Style.TELEPATHY: Effect(room=Db(-12.0), double=Db(-9.0)),
        Style.MEMORY: Effect(high=4000, floor=Db(-4.0), room=Db(-11.0)),
    }
)
LATER = 0.018
"""Seconds: closer, and two voices sound as through a pipe; farther, as two speakers."""
SLOPE = 0.4
"""Octaves over which a filter grows to its full strength."""


def apply_style(clip: Clip, style: Style) -> Clip:
    """The clip as its style colours it, as loud as before; a clip of another style as it is."""
    effect = EFFECTS.get(style)
    if effect is None or not clip.pcm:
        return clip
    import numpy as np

    dry = np.frombuffer(clip.pcm, "<i2").astype(np.float32)
    wet = _through(dry, lambda at: _band(at, effect), clip.rate)
    if effect.drive:
        full = float(np.abs(wet).max()) or 1.0
        wet = np.tanh(wet / full * effect.drive) * full
    if effect.double is not None:
        later = round(LATER * clip.rate)
        wet = np.pad(wet, (0, later))
        wet[later:] += _gain(effect.double) * wet[:-later]
    if effect.room is not None:
        wet = _echoing(wet, clip.rate, effect.room)
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


def _echoing(sound: Samples, rate: int, loud: Db) -> Samples:
    """In a small room: noise that dies away, as many echoes are."""
    import numpy as np

    length = round(TAIL * rate)
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
