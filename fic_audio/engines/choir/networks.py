"""The three networks of the choir: phonemes -> features -> melody -> spectra.

Grown on hibari's network (Apache-2.0) with lessons of Kokoro's voices (Apache-2.0); how, and what
they are good for, tells `MODEL_CARD.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fic_audio import onnx
from fic_audio.engines.choir.speakers import FOLDER, HOW
from fic_audio.errors import EngineError

Floats = NDArray[np.float32]
Counts = NDArray[np.int64]

BINS = 601


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks make of the phonemes, before it is directed."""

    text: Floats
    """[128, L]"""
    features: Floats
    """[192, L]"""
    durations: Floats
    """[L], in units of 25 ms, not rounded yet."""


class Networks:
    """Loaded when first used, and kept: a few megabytes each, for all speakers together."""

    def read(self, ids: list[int], speaker: int) -> Reading:
        """Phonemes, with the pads at both ends, as a speaker says them."""
        given = {"ids": np.array([ids], np.int64), "speaker": np.array([speaker], np.int64)}
        text, features, durations = _run(self._text, given)
        return Reading(text[0], features[0], durations[0])

    def melody(self, reading: Reading, durations: Counts, speaker: int) -> tuple[Floats, Floats]:
        """-> pitch in Hz (under 40: none) and energy of each frame."""
        spread = np.repeat(reading.features, durations, axis=1)[None]
        given = {"features": spread, "speaker": np.array([speaker], np.int64)}
        f0, energy = _run(self._melody, given)
        return f0[0], energy[0]

    def sound(
        self, reading: Reading, frames: Counts, melody: tuple[Floats, Floats], speaker: int
    ) -> Floats:
        """-> the spectra [5, 601, n] of n frames. `frames`: of which phoneme each is."""
        f0, energy = melody
        given = {
            "text": reading.text[None, :, frames],
            "f0": f0[None],
            "energy": energy[None],
            "speaker": np.array([speaker], np.int64),
        }
        (spectra,) = _run(self._sound, given)
        told: Floats = spectra[0].reshape(5, BINS, -1)
        return told

    @cached_property
    def _text(self) -> Any:
        return _load("text")

    @cached_property
    def _melody(self) -> Any:
        return _load("melody")

    @cached_property
    def _sound(self) -> Any:
        return _load("sound")


def _run(session: Any, given: dict[str, Any]) -> list[Any]:
    try:
        told: list[Any] = session.run(None, given)
    except Exception as why:  # onnxruntime's errors have no common base
        raise EngineError(f"the choir could not speak: {why}") from why
    return told


def _load(name: str) -> Any:
    path = FOLDER / f"{name}.onnx"
    try:
        return onnx.open_session(path.read_bytes())
    except ImportError as why:  # on Windows it wants a library of Microsoft's
        raise EngineError(f"onnxruntime can't be loaded: {why}") from why
    except Exception as why:
        raise EngineError(f"{path} is missing or damaged ({why}); {HOW}") from why
