"""A file -> its sound, decoded and measured in one pass of ffmpeg."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import BLOCKS, SINGLE, Group, ffmpeg, program

RATE = 44_100
QUIET = -50
"""Level (dBFS) below which sound counts as silence."""
SHORTEST = 0.3
"""Shortest silence, in seconds, that is not counted as speech."""
AT_ONCE = 8

_CHAIN = (
    f"aresample={RATE},asetnsamples={BLOCKS}:p=0,"
    "astats=measure_perchannel=none:measure_overall=Number_of_samples,"
    f"silencedetect=n={QUIET}dB:d={SHORTEST},ebur128=peak=true:framelog=quiet"
)
# The output of a filter begins with its name; what ffmpeg prints of the file's tags never does. So
# a title can't pass for a measurement.
_FILTER = r"^\[(?:Parsed_)?{}[^\]]*\] \[info\] "
_ERROR = re.compile(r"^(?:\[[^\]\n]* @ 0x[0-9a-f]+\] )*\[(?:error|fatal|panic)\] (.*)", re.M)
_SAMPLES = re.compile(_FILTER.format("astats") + r"Number of samples: (\d+)", re.M)
_SILENCE = re.compile(_FILTER.format("silencedetect") + r"silence_(start|end): (-?[\d.e+-]+)", re.M)
_SUMMARY = re.compile(_FILTER.format("ebur128") + r"Summary:", re.M)
_LUFS = re.compile(r"^\s+I:\s+(-?[\d.]+) LUFS", re.M)
_PEAK = re.compile(r"^\s+Peak:\s+(-?[\d.]+) dBFS", re.M)


@dataclass(frozen=True, slots=True)
class MeasuredSound:
    """Measurements of a file; times in seconds."""

    length: float = 0.0
    """Length as decoded."""
    lufs: float = -math.inf
    """Integrated loudness."""
    peak: float = -math.inf
    """True peak (dBTP)."""
    silences: tuple[tuple[float, float], ...] = ()
    """Start and end of each silence, in order."""
    errors: tuple[str, ...] = ()
    """Messages of the decoder."""

    @property
    def silent(self) -> bool:
        return self.head >= self.length

    @property
    def head(self) -> float:
        """Length of the silence before the first sound."""
        return next((end for start, end in self.silences if start <= 0.01), 0.0)

    @property
    def tail(self) -> float:
        """Length of the silence after the last sound."""
        return next((end - start for start, end in self.silences if self._ends(end)), 0.0)

    @property
    def gap(self) -> tuple[float, float]:
        """Length of the longest silence between two sounds, and where it begins."""
        inner = ((b - a, a) for a, b in self.silences if a > 0.01 and not self._ends(b))
        return max(inner, default=(0.0, 0.0))

    def _ends(self, time: float) -> bool:
        return time >= self.length - 0.05


def listen(path: Path) -> MeasuredSound:
    """Decodes and measures a file. One that can't be decoded has length 0 and an error."""
    try:
        source = ("-loglevel", "level+info", *SINGLE, "-i", path, "-map", "0:a:0")
        _, log = ffmpeg((*source, "-af", _CHAIN, "-f", "null", "-"))
    except OutputError as why:
        return MeasuredSound(errors=(str(why),))
    samples = _SAMPLES.search(log)
    length = int(samples[1]) / RATE if samples else 0.0
    summary = log[max((match.end() for match in _SUMMARY.finditer(log)), default=len(log)) :]
    lufs, peak = _number(_LUFS, summary), _number(_PEAK, summary)
    return MeasuredSound(
        length, lufs, peak, tuple(_silences(log, length)), tuple(_ERROR.findall(log))
    )


def listen_to(paths: Iterable[Path]) -> Mapping[Path, MeasuredSound]:
    """Measures several files at once. Raises OutputError if there is no ffmpeg."""
    program()
    paths = list(paths)
    decoders = Group()
    pool = ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1), initializer=decoders.join)
    try:
        return dict(zip(paths, pool.map(listen, paths), strict=True))
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        decoders.kill()
        raise
    finally:
        pool.shutdown()


def _silences(log: str, length: float) -> list[tuple[float, float]]:
    times: list[list[float]] = []
    for kind, time in _SILENCE.findall(log):
        if kind == "start":
            times.append([max(float(time), 0.0), length])
        elif times:
            times[-1][1] = float(time)
    return [(start, end) for start, end in times]


def _number(pattern: re.Pattern[str], text: str) -> float:
    match = pattern.search(text)
    return float(match[1]) if match else -math.inf
