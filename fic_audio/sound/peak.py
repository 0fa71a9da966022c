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


def height(samples: Samples, known: float = 0.0) -> float:
    """The highest of them, or of what lies between them, or `known` if that is higher.

    The first and last few are taken as they are, for nobody knows what is beside them. Agrees with
    ffmpeg's ebur128 within 0.1 dB on speech.
    """
    _, heights = tops(samples, NEAR * known)
    return max(known, float(heights.max(initial=0.0)))


def decibels(share: float) -> Db:
    """The level (dBFS) of such a share of full scale; silence has -100."""
    return Db(20 * math.log10(share)) if share > 0 else SILENCE


def tops(samples: Samples, least: float) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Which samples are at least so high and not 0, and how high the sound is at each of them, or
    less than a sample to either side. Both of shape (n,)."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    if least > 0:
        found = np.flatnonzero((samples >= least) | (samples <= -least))
    else:
        found = np.flatnonzero(samples)
    heights = np.abs(samples[found].astype(np.float32))
    # Between two samples it rises above both only beside one that is higher than its neighbours.
    inner = np.flatnonzero((found >= REACH) & (found < len(samples) - REACH))
    for start in range(0, len(inner), AT_ONCE):
        some = inner[start : start + AT_ONCE]
        before, behind = (
            np.abs(samples[found[some] + step].astype(np.float32)) for step in (-1, 1)
        )
        some = some[(heights[some] >= before) & (heights[some] >= behind)]
        around = sliding_window_view(samples, 2 * REACH + 1)[found[some] - REACH]
        # Not `@`: that starts a thread for each core, and others encode on them.
        between = np.einsum("st,tp->sp", around.astype(np.float32), _kernel())
        heights[some] = np.maximum(heights[some], np.abs(between).max(axis=1))
    return found, heights


@cache
def _kernel() -> NDArray[np.float32]:
    """Windowed sincs that give the sound a quarter, a half, three quarters of a sample to either
    side, one in a column; of shape (2 * REACH + 1, 2 * PHASES - 2)."""
    import numpy as np

    at = np.arange(-REACH, REACH + 1)[:, None]
    shifts = np.array([step / PHASES for step in range(1 - PHASES, PHASES) if step])
    distance = at - shifts
    window = np.cos(np.pi * distance / (2 * REACH + 2)) ** 2
    kernel: NDArray[np.float32] = (np.sinc(distance) * window).astype(np.float32)
    return kernel
