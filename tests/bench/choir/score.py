"""How near the choir comes to its teacher, voice by voice, on lines that no training saw.

    python tests/bench/choir/score.py LESSONS [NAME...]

The choir speaks the lines of `voices.py`, measured as there; its teacher is heard in the lessons
with sound: its likeness to the student's voice, and its predicted opinion on four of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import mean, median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

import soxr
from speakers import RATE, lessons

from fic_audio import voices as catalogue
from voices import HEARD_AT, critic, encoder, measured_once

OPINIONS = 4


def teacher(at: Path, name: str) -> tuple[float, np.ndarray]:
    """Predicted opinion and speaker embedding."""
    sounds = [each["audio"].astype(np.float32) for each in lessons(at, name)]
    sounds = [soxr.resample(sound, RATE, HEARD_AT) for sound in sounds]
    sounds = [sound * np.float32(0.05 / np.sqrt(np.mean(sound**2))) for sound in sounds]
    long = sorted(sounds, key=len)[-OPINIONS:]
    return mean(map(critic(), long)), encoder()(sounds)


def main() -> None:
    at, asked = Path(sys.argv[1]), sys.argv[2:]
    figures = []
    print("| name | voice | mos | teacher's | wer | f0 | words a minute | likeness to teacher |")
    print("|---|---|---|---|---|---|---|---|")
    for voice in catalogue.load():
        if voice.engine != "choir" or (asked and voice.name not in asked):
            continue
        own = measured_once(voice)
        opinion, embedding = teacher(at, voice.id)
        likeness = float(own.embedding @ embedding)
        figures.append((own.mos, likeness, own.wer))
        print(
            f"| {voice.name} | {voice.id} | {own.mos:.2f} | {opinion:.2f} | {own.wer:.3f} "
            f"| {own.f0} | {own.wpm} | {likeness:.2f} |",
            flush=True,
        )
    for nth, name in enumerate(("mos", "likeness", "wer")):
        values = [each[nth] for each in figures]
        print(f"{name}: median {median(values):.3f}, from {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    main()
