"""Pitch and spectra of frames -> samples, as hibari's family of networks gives them.

A network says of each frame of 12.5 ms how five spectra look: level and phase of what beats with
the pitch, level of noise, level and phase of the rest. With the spectrum P of a train of pulses of
that pitch and with noise Z, the sound is the inverse of

    exp(level) exp(i pi tanh(phase)) P + exp(noise) Z + exp(rest) exp(i phase of the rest)

(hibari-tts, `hibari.dsp`, which brings the transforms). It is computed in windows: a long sentence
would take a hundred megabytes, and the C library keeps what once was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from hibari import dsp
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Complex = NDArray[np.complex64]

FRAME = 300
"""Samples of a frame: 12.5 ms at 24 kHz."""
WINDOW = 400
"""Frames that are made at once, at most."""
MARGIN = 30
"""Frames beside a window that are computed with it: the layers of the choir's last network look
that far, the transforms less."""
LOUDEST = 7.0
"""The greatest logarithm of a level."""


def synthesize(f0: Floats, wanted: slice, spectra_of: Callable[[slice], Floats]) -> Floats:
    """The samples of the frames `wanted`. `f0`: Hz of all frames, under 40 for none.

    `spectra_of` gives the spectra [5, 601, n] of a slice of the frames. Seeded: the same frames
    are the same samples.
    """
    pulses = dsp.pulses(f0)
    noise = np.random.default_rng(0)
    parts = []
    for window in _windows(wanted):
        seen = slice(max(0, window.start - MARGIN), min(len(f0), window.stop + MARGIN))
        sound = _sound(spectra_of(seen), pulses[FRAME * seen.start : FRAME * seen.stop], noise)
        begin = FRAME * (window.start - seen.start)
        parts.append(sound[begin : begin + FRAME * (window.stop - window.start)])
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def _windows(wanted: slice) -> Iterator[slice]:
    """The frames in windows of about the same length."""
    length = wanted.stop - wanted.start
    count = -(-length // WINDOW)
    ends = [wanted.start + length * nth // count for nth in range(count + 1)] if count else []
    return (slice(*pair) for pair in pairwise(ends))


def _sound(spectra: Floats, pulses: Floats, random: np.random.Generator) -> Floats:
    level, phase, noise, rest, rest_phase = spectra
    bins, frames = level.shape
    spectrum: Complex = dsp.stft(pulses, frames)
    spectrum *= _polar(level, np.pi * np.tanh(phase))
    hiss = random.standard_normal((bins, 2 * frames), dtype=np.float32).view(np.complex64)
    hiss *= _linear(noise)
    spectrum += hiss
    spectrum += _polar(rest, rest_phase)
    sound: Floats = dsp.ola(spectrum)
    return sound


def _linear(level: Floats) -> Floats:
    linear: Floats = np.exp(np.minimum(level, LOUDEST))
    return linear


def _polar(level: Floats, phase: Floats) -> Complex:
    made = np.empty(level.shape, np.complex64)
    np.cos(phase, out=made.real)
    np.sin(phase, out=made.imag)
    made *= _linear(level)
    return made
