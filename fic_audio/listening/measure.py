"""What can be measured of a line in a finished file, without a model: its level, its silences, and
its course, by which the same sound is known again."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from fic_audio.ffmpeg import SINGLE, ffmpeg
from fic_audio.listening.recogniser import RATE
from fic_audio.model import Hz, Ms
from fic_audio.shelf.audio import codecs
from fic_audio.sound.level import loudness_of_speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pcm = NDArray[np.int16]

FRAME = Ms(40)
"""Of the course of a sound."""
FLOOR = -60
"""Decibels below full scale that count as silence."""
HOLE = 45.0
"""Decibels below a line's loudest frame that are silence within it."""
CLOSE, APART = 3.0, 0.04
"""Decibels by which frames of the same sound differ at most, but for this share of them."""
DEEP = 30.0
"""Decibels below the loudest frame at which frames are no more compared."""
LEAD, TRAIL, RAMP = 25, 50, 10
"""Milliseconds at either end of a line in which it is to be quiet, and of them those in which it is
brought down in any case."""
HARD, STEP = 28.0, 18.0
"""Decibels below a line's loud parts at which its ends are still sound, and by which they stand out
from what is around it, if it breaks off. Good lines end 40 below, those that were cut 5 to 25."""
AROUND = Ms(60)
"""Of what is beside a line."""


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """A line as it lies in its file."""

    level: float | None
    """Loudness (LUFS); None if it is too short to tell, or silent."""
    peak: float
    """Level of its loudest frame (dBFS)."""
    hole: Ms
    """Longest silence within it."""
    course: str
    """Level of each frame, as text."""
    breaks_in: bool = False
    """Whether it begins in the middle of a sound."""
    breaks_off: bool = False
    """Whether it ends in the middle of a sound."""

    @property
    def silent(self) -> bool:
        return self.peak <= FLOOR


class Sound:
    """The sound of a chapter, on the disk: a long one does not fit into memory."""

    def __init__(self, pcm: Pcm) -> None:
        self._pcm = pcm

    @property
    def length(self) -> Ms:
        return Ms(len(self._pcm) * 1000 // RATE)

    def cut(self, start: int, end: int) -> bytes:
        """The samples from one time to another, in milliseconds."""
        piece: bytes = self._pcm[_at(start) : _at(end)].tobytes()
        return piece


@contextmanager
def decode(path: Path) -> Iterator[Sound]:
    """The sound of a file, for as long as the block lasts. Raises OutputError."""
    import numpy as np

    with TemporaryDirectory(prefix="fic-audio-") as folder:
        raw = Path(folder) / "sound.raw"
        form = ("-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "s16le")
        ffmpeg((*SINGLE, "-i", codecs.plain(path), *form, codecs.plain(raw)))
        empty = raw.stat().st_size < 2
        pcm = np.zeros(0, np.int16) if empty else np.memmap(raw, np.int16, "r")
        yield Sound(pcm)
        del pcm  # Windows deletes no file that is open


def measure_line(sound: Sound, start: int, end: int) -> MeasuredLine:
    """Measures a line of a chapter, from one time to another."""
    before, after = sound.cut(start - AROUND, start), sound.cut(end, end + AROUND)
    return measure(sound.cut(start, end), before, after)


def measure(pcm: bytes, before: bytes = b"", after: bytes = b"") -> MeasuredLine:
    """Measures the samples of a line, and how it stands out from those beside it."""
    import numpy as np

    samples = np.frombuffer(pcm, np.int16)
    levels = _levels_of(samples, RATE * FRAME // 1000)
    peak = float(levels.max()) if len(levels) else -100.0
    level = loudness_of_speech(pcm, Hz(RATE)) if peak > FLOOR else None
    course = base64.b64encode(np.clip(levels + 100, 0, 100).round().astype(np.uint8).tobytes())
    hard = [
        peak > FLOOR and _is_hard(inside, outside, edge)
        for inside, outside, edge in (
            (samples, np.frombuffer(before, np.int16), LEAD),
            (samples[::-1], np.frombuffer(after, np.int16)[::-1], TRAIL),
        )
    ]
    return MeasuredLine(level, peak, _hole(list(levels), peak), course.decode(), *hard)


def _is_hard(inside: Pcm, outside: Pcm, lead: int) -> bool:
    """Whether a line begins in the middle of a sound; `outside`: what is before it."""
    import numpy as np

    size = RATE // 200
    fine = _levels_of(inside, size)
    near = _levels_of(outside[: -RAMP * RATE // 1000], size)
    edge = fine[RAMP // 5 : lead // 5]
    if not len(edge) or len(near) < RAMP // 5:
        return False
    found, loud = float(edge.max()), float(np.percentile(fine, 95))
    return found > loud - HARD and found > float(near.max()) + STEP


def _levels_of(samples: Pcm, size: int) -> NDArray[np.float32]:
    """Decibels of each so many samples."""
    import numpy as np

    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float32) / 32768
    levels: NDArray[np.float32] = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-10)
    return levels


def same(one: str, other: str) -> bool:
    """Whether two courses are of one sound, however loud each is."""
    import numpy as np

    first, second = (_course(each) for each in (one, other))
    if abs(len(first) - len(second)) > 1 or not len(first) or not len(second):
        return one == other
    length = min(len(first), len(second))
    first, second = first[:length], second[:length]
    loud = (first > first.max() - DEEP) | (second > second.max() - DEEP)
    apart = first - second
    apart = np.abs(apart - np.median(apart[loud]))[loud]
    return float(np.mean(apart > CLOSE)) <= APART


def _course(text: str) -> NDArray[np.float32]:
    import numpy as np

    return np.frombuffer(base64.b64decode(text), np.uint8).astype(np.float32)


def _hole(levels: list[float], peak: float) -> Ms:
    """The longest silence between two sounds."""
    longest = run = 0
    sounded = False
    for level in levels:
        if level > max(peak - HOLE, FLOOR):
            longest = max(longest, run) if sounded else longest
            sounded, run = True, 0
        else:
            run += 1
    return Ms(longest * FRAME)


def _at(time: int) -> int:
    return max(0, RATE * time // 1000)
