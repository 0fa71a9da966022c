"""Moves the pitch of speech and leaves its length and the throat (the formants) as they were.

TD-PSOLA (Moulines and Charpentier, 1990): one grain of sound for each beat of the vocal cords, set
down closer together or farther apart. Beside it, phase vocoders such as Rubber Band make a voice
hoarse at three semitones. What has no pitch stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Floats = NDArray[np.float64]

LEAST = 0.05
"""Semitones that nobody hears."""
LOW, HIGH = 60.0, 500.0
"""Hz between which a voice is looked for."""
HOP, FRAME = 0.005, 0.04
"""Seconds between two looks at the pitch, and how much each sees: two beats of the lowest voice."""
BLOCK = 1_000
"""Frames looked at together: more would take more memory and no less time."""
COARSE = 8_000
"""Hz at which the pitch is looked for."""
VOICED = 0.45
"""How like itself, a beat later, a voiced frame is."""
QUIET = 0.01
"""Of the loudest frame's amplitude: under it nobody speaks."""
JUMP = 0.35
"""The price of a change of pitch, for each octave."""
HIGHER = 0.03
"""The price of each octave down: two beats are as like themselves as one."""
STRAY = 0.12
"""How far from its place a beat is looked for, in beats."""


def shift_pitch(samples: Samples, rate: int, semitones: float, formant: float = 1.0) -> Samples:
    """Mono sound at `rate` Hz, its pitch moved; as many samples as before, and as loud.

    `formant` says how many times as high the resonances of voiced sounds shall stand. The same
    sound gives the same samples. Good for some five semitones and a tenth of the formants.
    """
    if (abs(semitones) < LEAST and formant == 1.0) or not np.any(samples):
        return samples
    sound = samples.astype(np.float64)
    ratio = 2 ** (semitones / 12)
    kept = np.ones(len(sound))
    moved = np.zeros(len(sound))
    for beats in _voiced(sound, rate):
        _move(sound, beats, ratio, formant, kept, moved)
    # More beats a second are louder; what has none keeps its loudness, and so must they.
    loud, louder = np.sum((sound - kept * sound) ** 2), np.sum(moved**2)
    moved *= np.sqrt(loud / louder) if louder > 0 else 0.0
    return (moved + kept * sound).astype(np.float32)


def _move(
    sound: Floats, beats: list[int], ratio: float, formant: float, kept: Floats, moved: Floats
) -> None:
    """Sets the grains of one voiced stretch down anew, and takes the old ones out of `kept`."""
    grains = []
    for before, beat, after in zip(beats, beats[1:], beats[2:], strict=False):
        window = np.concatenate([_rise(beat - before), _rise(after - beat)[::-1]])
        kept[before:after] -= window
        left, grain = _squeezed(sound[before:after] * window, beat - before, formant)
        grains.append((beat, after - before, left, grain))
    at, number = float(grains[0][0]), 0
    while at <= grains[-1][0]:
        while number + 1 < len(grains) and abs(grains[number + 1][0] - at) < abs(
            grains[number][0] - at
        ):
            number += 1
        _, span, left, grain = grains[number]
        start = round(at) - left
        first, last = max(start, 0), min(start + len(grain), len(moved))
        moved[first:last] += grain[first - start : last - start]
        at += span / 2 / ratio


def _squeezed(grain: Floats, left: int, formant: float) -> tuple[int, Floats]:
    """A grain played faster, so that it sounds of a smaller throat; its middle's place, and it."""
    if formant == 1.0:
        return left, grain
    first, last = -int(left / formant), int((len(grain) - 1 - left) / formant)
    places = np.arange(first, last + 1) * formant + left
    return -first, np.interp(places, np.arange(len(grain)), grain)


def _rise(length: int) -> Floats:
    """Half of a Hann window."""
    rise: Floats = 0.5 - 0.5 * np.cos(np.pi * (np.arange(length) + 0.5) / length)
    return rise


def _voiced(sound: Floats, rate: int) -> Iterator[list[int]]:
    """The beats of each voiced stretch, as positions of samples; three at least."""
    pitch = track_pitch(sound, rate)
    voiced = np.flatnonzero(np.diff(np.concatenate([[0], pitch > 0, [0]]).astype(int)))
    for first, last in zip(voiced[::2], voiced[1::2], strict=True):
        beats = _beats(sound, rate, pitch, int(first), int(last))
        if len(beats) > 2:
            yield beats


def _beats(sound: Floats, rate: int, pitch: Floats, first: int, last: int) -> list[int]:
    """From the loudest point of frames `first` to `last` outwards, each beat like its neighbour."""
    hop = HOP * rate
    start, end = int(first * hop), min(int(last * hop), len(sound))
    if start >= end:
        return []
    loudest = start + int(np.argmax(np.abs(sound[start:end])))
    beats = [loudest]
    for way in (1, -1):
        at = loudest
        while True:
            frame = min(max(int(at / hop), first), last - 1)
            beat = rate / pitch[frame]
            at = _alike(sound, at, way * round(beat), round(beat / 2), round(beat * STRAY))
            if not start <= at < end:
                break
            beats.append(at)
    return sorted(beats)


def _alike(sound: Floats, at: int, step: int, half: int, stray: int) -> int:
    """Near `at + step`, the place whose surroundings are most like those of `at`."""
    low = at + step - stray - half
    if at < half or low < 0 or max(at, at + step + stray) + half > len(sound):
        return at + step
    match = np.correlate(sound[low : at + step + stray + half], sound[at - half : at + half])
    return low + half + int(np.argmax(match))


def track_pitch(sound: Floats, rate: int) -> Floats:
    """Hz for each frame, 0 where it has none: the smoothest way through the likeliest periods."""
    step = max(rate // COARSE, 1)
    coarse = sound[: len(sound) // step * step].reshape(-1, step).mean(axis=1)
    rate_ = rate / step
    size, longest = round(FRAME * rate_), int(rate_ / LOW) + 2
    starts = (np.arange(int(len(sound) / rate / HOP) + 1) * HOP * rate_).astype(int)
    coarse = np.pad(coarse, (size // 2, size + longest))
    frames = np.lib.stride_tricks.sliding_window_view(coarse, size + longest)
    octaves = np.arange(0, np.log2(HIGH / LOW), 1 / 48)
    lags = rate_ / (HIGH / 2**octaves)
    looks = [
        _look(frames[starts[first : first + BLOCK]], size, lags)
        for first in range(0, len(starts), BLOCK)
    ]
    alike = np.concatenate([each for each, _ in looks])
    loud = np.concatenate([each for _, each in looks])
    way = _way(alike - HIGHER * octaves, JUMP * np.abs(octaves[:, None] - octaves))
    sure = alike[np.arange(len(way)), way]
    return np.where((sure > VOICED) & (loud > QUIET * loud.max()), rate_ / lags[way], 0.0)


def _look(frames: Floats, size: int, lags: Floats) -> tuple[Floats, Floats]:
    """How like themselves frames [count, samples] are at each lag, and how loud they are."""
    longest = frames.shape[1] - size
    power = 1 << int(np.ceil(np.log2(size + 2 * longest)))
    heads = np.fft.rfft(frames[:, :size], power)
    product = np.fft.irfft(np.conj(heads) * np.fft.rfft(frames, power), power)[:, :longest]
    sums = np.cumsum(np.pad(frames**2, ((0, 0), (1, 0))), axis=1)
    energy = sums[:, size : size + longest] - sums[:, :longest]
    alike = product / np.sqrt(energy[:, :1] * energy + 1e-12)
    whole = lags.astype(int)
    share = lags - whole
    return alike[:, whole] * (1 - share) + alike[:, whole + 1] * share, np.sqrt(energy[:, 0] / size)


def _way(likely: Floats, price: Floats) -> NDArray[np.intp]:
    """The best state for each frame (Viterbi): how likely it is, less the price of each change."""
    best = likely[0]
    came = []
    for row in likely[1:]:
        total = best - price
        came.append(total.argmax(axis=1).astype(np.int16))
        best = total.max(axis=1) + row
    way = [int(best.argmax())]
    for each in reversed(came):
        way.append(int(each[way[-1]]))
    return np.array(way[::-1])
