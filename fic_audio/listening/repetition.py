"""The samples of a line -> how much it sounds as if something were said twice in a row.

A recogniser may leave out what is said twice. But a voice says the same words in nearly the same
way, so each moment is like the one that is a repetition later, all along it. Moments are compared
by their cepstrum without its finer part, so that the melody, which is another each time, does not
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from fic_audio.listening.doubts import Doubt
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.recogniser import HOP, RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fic_audio.listening.recogniser import Samples

    Numbers = NDArray[np.float32]

SIZE = 512
"""The length of a frame in samples."""
LOWEST, HIGHEST = 80.0, 7500.0
"""Hertz."""
BANDS, CEPSTRA = 32, 12
SHORTEST, LONGEST = 25, 150
"""Frames of what is said twice."""
ALONG = 0.85
"""Share of it in which both times are compared: the second ends otherwise, before a stop."""
QUIET = 6.0
"""How far (natural logarithm of power) below its loud parts a line has no voice."""
STEADY = 1.0
"""Standard deviation of a cepstrum below which there is a hum or nothing."""
VOICED = 0.5
"""Share of what is compared that has a voice."""
ALIKE, SURE = 0.5, 40.0
"""Distance from which on something does not sound as if it were said twice, and how much a distance
tells (natural logarithm). One good line of 700 was under .56, of those with a repetition seven in
ten were under .5."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """What sounds most as if it were said twice."""

    distance: float
    """Between the two, in standard deviations of the line: 1 for what has nothing in common."""
    length: float
    """Seconds of one of them."""


def doubt_repetition(
    samples: Samples, sounds: Sequence[Sequence[str]], sound: float
) -> Doubt | None:
    """How much a line sounds as if something were said twice that is written once.

    `sounds`: those of each of its words. `sound`: seconds of one of them.
    """
    found = None if _says_twice(sounds) else find_repetition(samples)
    if found is None:
        return None
    fault = Fault(FaultKind.REPEATED, f"for {found.length:.1f} s", 1.0)
    return Doubt(fault, (found.distance - ALIKE) * SURE, round(found.length / sound))


def _says_twice(sounds: Sequence[Sequence[str]]) -> bool:
    """Whether words follow themselves."""
    return any(
        sounds[at : at + count] == sounds[at + count : at + 2 * count]
        for count in range(1, len(sounds) // 2 + 1)
        for at in range(len(sounds) - 2 * count + 1)
    )


def find_repetition(samples: Samples) -> Repetition | None:
    """None if the line is too short for any, or no speech. `samples`: `RATE` a second."""
    import numpy as np

    if len(samples) < SIZE + 2 * SHORTEST * HOP:
        return None
    frames = np.lib.stride_tricks.sliding_window_view(samples, SIZE)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(SIZE).astype(np.float32))) ** 2
    bands = np.log(power @ _bands() + 1e-6)
    loud = bands.mean(axis=1)
    voiced = loud > np.percentile(loud, 95) - QUIET
    shape = bands @ _cosines()
    spread = shape[voiced].std(axis=0)
    if spread.min() < STEADY:
        return None
    shape /= spread
    found = [
        Repetition(_least(shape, voiced, lag), lag * HOP / RATE)
        for lag in range(SHORTEST, min(LONGEST, len(shape) // 2) + 1)
    ]
    return min(found, key=lambda each: each.distance)


def _least(shape: Numbers, voiced: NDArray[np.bool_], lag: int) -> float:
    """The least distance of a stretch as long as a lag from what follows so much later."""
    import numpy as np

    distance = np.sqrt(np.mean((shape[:-lag] - shape[lag:]) ** 2, axis=1))
    both = voiced[:-lag] & voiced[lag:]
    size = int(lag * ALONG)
    means, shares = _means(distance, size), _means(both, size)
    return float(np.min(np.where(shares >= VOICED, means, np.inf)))


def _means(values: NDArray[np.generic], size: int) -> NDArray[np.float64]:
    """Of each so many values in a row."""
    import numpy as np

    sums = np.cumsum(np.insert(values.astype(np.float64), 0, 0.0))
    means: NDArray[np.float64] = (sums[size:] - sums[:-size]) / size
    return means


@cache
def _bands() -> Numbers:
    """Shares of each frequency in bands as wide as the ear's (O'Shaughnessy's mel)."""
    import numpy as np

    def mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
        return 2595 * np.log10(1 + hertz / 700)

    places = mel(np.linspace(0, RATE / 2, SIZE // 2 + 1))[:, None]
    lowest, highest = map(float, mel(np.array([LOWEST, HIGHEST])))
    edges = np.linspace(lowest, highest, BANDS + 2)
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (places - low) / (middle - low), (high - places) / (high - middle)
    bands: Numbers = np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
    return bands


@cache
def _cosines() -> Numbers:
    """From bands to cepstra, loudness left out."""
    import numpy as np

    orders = np.arange(1, CEPSTRA + 1)
    waves: Numbers = np.cos(np.pi * np.outer(np.arange(BANDS) + 0.5, orders) / BANDS).astype(
        np.float32
    )
    return waves
