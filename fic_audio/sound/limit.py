"""A WAV -> one that is louder, and nowhere higher than a ceiling: a gain, and a limiter.

The limiter looks ahead: the sound is lowered before a peak comes, and let go slowly behind it, so
that no edge is heard. Peaks between the samples count like others.
"""

from __future__ import annotations

import math
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.model import Hz
from fic_audio.sound.pcm import FULL_SCALE
from fic_audio.sound.peak import NEAR, tops

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 1000
"""So many times a second the gain is reckoned; in between it runs straight."""
ATTACK, RELEASE = 4, 60
"""Steps before and behind a peak in which the sound is lowered for it."""
MARGIN = ATTACK + RELEASE + 2
"""Steps on either side of what is worked on that are heard as well."""
TWICE = 20 * math.log10(2)
"""Decibels."""
BLOCK = 10_000
"""Steps that are worked on at once, to bound the memory: ten seconds are 1 to 2 MB as floats."""


@dataclass(frozen=True, slots=True)
class Level:
    """Decibels of gain, and the level (dBTP) above which nothing comes out."""

    gain: float
    ceiling: float


def limit(wav: Path, out: Path, level: Level) -> None:
    """Writes the WAV of one channel with that gain under that ceiling.

    Raises OSError, and wave.Error or EOFError for what is no WAV.
    """
    with wave.open(str(wav), "rb") as file, wave.open(str(out), "wb") as made:

        def read(first: int, end: int) -> bytes:
            file.setpos(first)
            return file.readframes(end - first)

        made.setparams(file.getparams())
        for pcm in _limited(file.getnframes(), Hz(file.getframerate()), level, read):
            made.writeframes(pcm)


def limit_samples(pcm: bytes, rate: Hz, level: Level) -> bytes:
    """16-bit samples with that gain under that ceiling."""

    def read(first: int, end: int) -> bytes:
        return pcm[2 * first : 2 * end]

    return b"".join(_limited(len(pcm) // 2, rate, level, read))


def _limited(
    length: int, rate: Hz, level: Level, read: Callable[[int, int], bytes]
) -> Iterator[memoryview]:
    """Block by block; each is worked on with what is heard shortly before and behind it."""
    step = max(rate // STEPS, 1)
    block, margin = BLOCK * step, MARGIN * step
    for start in range(0, length, block):
        first = max(start - margin, 0)
        pcm = _block(read(first, min(start + block + margin, length)), step, level)
        yield memoryview(pcm)[2 * (start - first) :][: 2 * block]


def _block(pcm: bytes, step: int, level: Level) -> bytes:
    import numpy as np

    samples = np.frombuffer(pcm, "<i2")
    gain, ceiling = 10 ** (level.gain / 20), 10 ** (level.ceiling / 20) * (FULL_SCALE + 1)
    # One row a step.
    rows = np.zeros((-(-len(samples) // step), step), np.float32)
    flat = rows.reshape(-1)[: len(samples)]
    np.multiply(samples, np.float32(gain), out=flat)
    at, heights = tops(samples, NEAR * ceiling / gain)
    over = heights > ceiling / gain
    if over.any():
        excess = np.zeros(len(rows), np.float32)
        np.maximum.at(excess, at[over] // step, 20 * np.log10(heights[over] * gain / ceiling))
        _lower(rows, _held(excess))
    np.rint(flat, out=flat)
    return np.clip(flat, -FULL_SCALE, FULL_SCALE, out=flat).astype("<i2").tobytes()


def _lower(rows: NDArray[np.float32], decibels: NDArray[np.float32]) -> None:
    """Lowers each row, of one step, by as much as is told for it at least."""
    import numpy as np

    # Between two steps by what the greater of them needs, so that both are low enough throughout.
    edges = np.maximum(np.append(decibels, 0), np.append(0, decibels))
    some = np.flatnonzero(np.maximum(edges[:-1], edges[1:]))
    way = np.arange(rows.shape[1], dtype=np.float32) / rows.shape[1]
    start, end = edges[some, None], edges[some + 1, None]
    rows[some] *= np.exp2((start + (end - start) * way) * np.float32(-1 / TWICE))


def _held(excess: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far to lower each step, so that all excess goes and none of it suddenly."""
    import numpy as np

    padded = np.pad(excess, (RELEASE, ATTACK))
    held = np.zeros_like(excess)
    for at, share in enumerate(_shape()):
        np.maximum(held, padded[at : at + len(excess)] * share, out=held)
    return held


@cache
def _shape() -> NDArray[np.float32]:
    """Which part of an excess is taken away from the steps around it: first from the one `RELEASE`
    steps behind it, last from the one `ATTACK` steps before."""
    import numpy as np

    at = np.arange(-RELEASE, ATTACK + 1)
    way = np.where(at < 0, at / (RELEASE + 1), at / (ATTACK + 1))
    shape: NDArray[np.float32] = (np.cos(np.pi / 2 * way) ** 2).astype(np.float32)
    return shape
