"""How high a sound rises, at its samples and between them: its true peaks (ITU-R BS.1770-4)."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

from fic_audio.model import Db

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16] | NDArray[np.float32]

SILENCE = Db(-100.0)

REACH = 16
"""Samples on each side that the interpolation looks at."""
PHASES = 4
"""As BS.1770 has it: four times as many samples."""
NEAR = 0.6
"""Only around samples this near to a height can the sound rise above it between them."""
AT_ONCE = 20_000
"""Samples that are looked at together, to bound the memory."""


def height(samples: Samples) -> float:
    """The highest of them, or of what lies between them; its first and last few are taken as they
    are, for nobody knows what is beside them. Agrees with ffmpeg's ebur128 within 0.1 dB on speech.
    """
    if not len(samples):
        return 0.0
    highest = max(float(samples.max()), -float(samples.min()))
    at, heights = tops(samples, NEAR * highest)
    inner = heights[(at >= REACH) & (at < len(samples) - REACH)]
    return max(highest, float(inner.max(initial=0.0)))


def decibels(share: float) -> Db:
    """The level (dBFS) of such a share of full scale; silence has -100."""
    return Db(20 * math.log10(share)) if share > 0 else SILENCE


def tops(samples: Samples, least: float) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Which samples are at least so high and not 0, and how high the sound is at each of them, or
    less than a sample to either side. Both of shape (n,)."""
    import numpy as np

    loud = (samples >= least) | (samples <= -least)
    found = np.flatnonzero(loud if least > 0 else samples)
    heights = np.empty(len(found), np.float32)
    padded = np.pad(samples, REACH + 1)  # by one more than is looked at: silence has a window, too
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * REACH + 1)[1:]
    for start in range(0, len(found), AT_ONCE):
        around = windows[found[start : start + AT_ONCE]].astype(np.float32)
        # Not `@`: that starts a thread for each core, and others encode on them.
        between = np.einsum("st,tp->sp", around, _kernel())
        heights[start : start + AT_ONCE] = np.abs(between).max(axis=1)
    return found, heights


@cache
def _kernel() -> NDArray[np.float32]:
    """Windowed sincs that give the sound nowhere, a quarter, a half, ... of a sample to either
    side; of shape (2 * REACH + 1, 2 * PHASES - 1)."""
    import numpy as np

    at = np.arange(-REACH, REACH + 1)[:, None]
    distance = at - np.arange(1 - PHASES, PHASES) / PHASES
    window = np.cos(np.pi * distance / (2 * REACH + 2)) ** 2
    kernel: NDArray[np.float32] = (np.sinc(distance) * window).astype(np.float32)
    return kernel
