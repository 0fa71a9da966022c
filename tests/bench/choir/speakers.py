"""Who sings in the choir: Kokoro's voices, and voices made of them that Kokoro lacks.

    python tests/bench/choir/speakers.py LESSONS

makes the lessons of those: a teacher's sound analysed by WORLD (Morise et al. 2016), its height,
throat, range, tilt and breath changed, and put together again. The network then learns the result
like any other voice, so that it costs nothing when it speaks.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from lessons import VOICES, save

RATE = 24_000


@dataclass(frozen=True)
class Change:
    """What is changed of a teacher's voice."""

    of: str
    height: float = 1.0
    throat: float = 1.0
    """How much shorter the throat is: the formants move up by it."""
    range: float = 1.0
    tilt: float = 0.0
    """dB an octave above 500 Hz."""
    breath: float = 0.0
    """0 to 1"""
    gender: str = ""
    """Where it is another than the teacher's."""


CHANGED = {
    "girl": Change("af_jessica", 1.4, 1.2, 1.1),
    "child": Change("bf_lily", 1.25, 1.14, 1.1, gender="neutral"),
    "boy": Change("af_river", 1.12, 1.14, 1.1, gender="male"),
    "grandmother": Change("bf_emma", 0.92, 0.9, 0.7, breath=0.3),
    "old_woman": Change("af_kore", 1.1, 0.93, 0.75, breath=0.35),
    "grandfather": Change("bm_fable", 0.95, 0.95, 0.7, -1.0, 0.3),
    "giant": Change("am_onyx", 0.8, 0.84, 0.9),
}
SPEAKERS = [*VOICES, *CHANGED]


def language_and_gender(name: str) -> tuple[str, str]:
    """As Kokoro's names say it: af_heart is an American woman."""
    change = CHANGED.get(name)
    own = change.of if change else name
    gender = {"f": "female", "m": "male"}[own[1]]
    return {"a": "en-US", "b": "en-GB"}[
        own[0]
    ], change.gender if change and change.gender else gender


def lessons(folder: Path, speaker: str | int, kind: str = "sound") -> list[dict[str, Any]]:
    """What was made for a speaker so far. A changed voice has its teacher's melodies, moved."""
    name = SPEAKERS[speaker] if isinstance(speaker, int) else speaker
    change = CHANGED.get(name)
    at = folder / kind / (change.of if change and kind == "melody" else name)
    found = []
    for path in sorted(at.glob("[0-9][0-9][0-9][0-9].npz")):
        with np.load(path) as stored:
            lesson = dict(stored)
        if change and kind == "melody":
            lesson["f0"] = moved(lesson["f0"], change)
        found.append(lesson)
    return found


def moved(f0: np.ndarray, change: Change) -> np.ndarray:
    """The pitch of the frames, higher or lower and wider or narrower, as the change says."""
    voiced = f0 > 40
    if not voiced.any():
        return f0
    middle = np.median(f0[voiced])
    to = middle * change.height * (np.maximum(f0, 1.0) / middle) ** change.range
    return np.where(voiced, to, f0).astype(np.float32)


def changed(lesson: dict[str, Any], change: Change) -> dict[str, Any]:
    """The same sentence in the changed voice."""
    import pyworld

    audio = lesson["audio"].astype(np.float64)
    f0, at = pyworld.harvest(audio, RATE, f0_floor=60, f0_ceil=500, frame_period=5)
    envelope = pyworld.cheaptrick(audio, f0, at, RATE)
    noise = pyworld.d4c(audio, f0, at, RATE)
    frequency = np.linspace(0, RATE / 2, envelope.shape[1])
    place = np.clip(frequency / change.throat, 0, RATE / 2) / (RATE / 2) * (len(frequency) - 1)
    low = np.floor(place).astype(int)
    high, share = np.minimum(low + 1, len(frequency) - 1), place - low
    log = np.log(envelope)
    envelope = np.exp(log[:, low] * (1 - share) + log[:, high] * share)
    envelope *= 10 ** (change.tilt * np.log2(np.maximum(frequency, 500) / 500) / 10)
    noise = (noise[:, low] * (1 - share) + noise[:, high] * share) ** (1 - change.breath)
    voiced = f0 > 0
    middle = np.median(f0[voiced])
    pitch = np.where(
        voiced, middle * change.height * (np.maximum(f0, 1.0) / middle) ** change.range, 0.0
    )
    made = pyworld.synthesize(
        pitch, np.ascontiguousarray(envelope), np.ascontiguousarray(noise), RATE, 5
    )[: len(audio)]
    made = np.pad(made, (0, len(audio) - len(made)))
    made *= np.sqrt(np.mean(audio**2) / max(np.mean(made**2), 1e-12))
    return lesson | {
        "audio": made.astype(np.float16),
        "f0": moved(lesson["f0"], change),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("lessons", type=Path)
    at = arguments.parse_args().lessons
    for name, change in CHANGED.items():
        (at / "sound" / name).mkdir(parents=True, exist_ok=True)
        for number, lesson in enumerate(lessons(at, change.of)):
            path = at / "sound" / name / f"{number:04d}.npz"
            if not path.exists():
                save(path, changed(lesson, change))
        print(name, flush=True)


if __name__ == "__main__":
    main()
