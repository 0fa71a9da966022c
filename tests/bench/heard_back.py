"""A whole story heard back: is it understood, is everybody the same throughout, and even?

    python tests/bench/heard_back.py STORY [--engine auto] [--chapters 1,2] [--lines 40]

The story is produced as anybody would have it, and its finished files are heard by their lines:

- wer: share of words that speech recognition (whisper base) gets wrong, of so many lines of five
  words or more from each chapter; names are left out, as in casts.py
- self: likeness (Resemblyzer) of a speaker in one chapter and in another, and of every other line
  with the rest where there is one chapter; of those who say eight seconds or more in each
- level: loudness of a speaker's lines (BS.1770, gated), median, against the narrator's
- jumps: how far the loudness of a line is from that of the line before, where the speaker changes

To install: see voices.py.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median

import numpy as np
from casts import LEAST, errors, heard

from fic_audio.model import NARRATOR, Hz
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import TimedLine
from fic_audio.sound.level import loudness_of_speech
from voices import HEARD_AT, Samples, encoder

Heard = tuple[int, TimedLine, Samples]


def produce(story: Path, engine: str, chapters: str) -> list[Heard]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "fic_audio", "produce", story, "-o", folder, "-q"]
        command += ["--engine", engine, "--no-cache", "--force"]
        command += ["--chapters", chapters] if chapters else []
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (shelf,) = Path(folder).iterdir()
        return heard(manifest.load(shelf))


def loud(sound: Samples) -> float | None:
    return loudness_of_speech(np.round(32767 * sound).astype("<i2").tobytes(), Hz(HEARD_AT))


def seconds(parts: list[Samples]) -> float:
    return sum(map(len, parts)) / HEARD_AT


def likeness(lines: list[Heard]) -> dict[str, float]:
    """Speaker -> the least likeness to itself."""
    chapters = {chapter for chapter, _, _ in lines}
    groups: dict[str, dict[int, list[Samples]]] = defaultdict(lambda: defaultdict(list))
    for number, (chapter, line, sound) in enumerate(lines):
        groups[line.speaker][chapter if len(chapters) > 1 else number % 2].append(sound)
    found = {}
    for speaker, parts in groups.items():
        voices = [encoder()(part) for part in parts.values() if seconds(part) >= LEAST]
        if len(voices) > 1:
            found[speaker] = min(float(a @ b) for a, b in combinations(voices, 2))
    return found


def levels(lines: list[Heard]) -> tuple[dict[str, float], list[float]]:
    """Speaker -> decibels against the narrator; and the jumps where the speaker changes."""
    told = [(line.speaker, level) for _, line, sound in lines if (level := loud(sound)) is not None]
    by_speaker: dict[str, list[float]] = defaultdict(list)
    for speaker, level in told:
        by_speaker[speaker].append(level)
    reader = median(by_speaker[NARRATOR])
    jumps = [abs(b - a) for (one, a), (other, b) in pairwise(told) if one != other]
    return {name: median(own) - reader for name, own in by_speaker.items()}, jumps


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("story", type=Path)
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--chapters", default="")
    parser.add_argument("--lines", type=int, default=40)
    asked = parser.parse_args()
    lines = produce(asked.story, asked.engine, asked.chapters)
    same, (level, jumps) = likeness(lines), levels(lines)
    print("| speaker | lines | seconds | self | level |\n|---|---|---|---|---|")
    for speaker in sorted(
        level, key=lambda name: -sum(name == each.speaker for _, each, _ in lines)
    ):
        own = [sound for _, line, sound in lines if line.speaker == speaker]
        alike = f"{same[speaker]:.2f}" if speaker in same else ""
        print(f"| {speaker} | {len(own)} | {seconds(own):.0f} | {alike} | {level[speaker]:+.1f} |")
    print(
        f"jumps at a change of speaker: {len(jumps)}, median {median(jumps):.1f} dB, "
        f"nine of ten under {np.percentile(jumps, 90):.1f}, most {max(jumps):.1f}",
        flush=True,
    )
    for chapter in sorted({chapter for chapter, _, _ in lines}):
        own = [line for line in lines if line[0] == chapter]
        print(f"chapter {chapter}: word error {errors(own, asked.lines):.3f}", flush=True)


if __name__ == "__main__":
    main()
