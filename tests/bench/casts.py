"""Whole casts, heard in finished stories: how clear they are, and how far apart.

    python tests/bench/casts.py STORY... [--engine pyttsx3 --engine kokoro] [--chapters 1]

For each story and engine it makes the files as `produce` does and measures, line by line,

- wer: share of words that speech recognition (whisper base) gets wrong in 60 lines, names aside: a
  word that stands in capitals within a sentence is left out of both
- cosine: likeness of every two main voices (Resemblyzer), from all that each says; those who say
  less than eight seconds are left out
- steady: likeness of the same speaker in one chapter and in another
- time: seconds of sound for each second of work

Installed as for `voices.py`.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from statistics import median

import jiwer
import numpy as np
from numpy.typing import NDArray

from fic_audio.ffmpeg import ffmpeg
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import Manifest, TimedLine
from voices import HEARD_AT, encoder, recogniser, words

Samples = NDArray[np.float32]

LINES = 60
LEAST = 8.0
"""Seconds of a speaker."""
MAINS = 8


def heard(made: Manifest) -> list[tuple[int, TimedLine, Samples]]:
    """Each line: its chapter, what it is, and its samples at 16 kHz."""
    lines = []
    for episode in made.episodes:
        raw = ("-ac", "1", "-ar", str(HEARD_AT), "-f", "f32le", "pipe:1")
        pcm, _ = ffmpeg(("-i", made.path(episode), *raw))
        sound = np.frombuffer(pcm, np.float32)
        for line in made.lines(episode):
            start, end = (HEARD_AT * at // 1000 for at in (line.start, line.end))
            lines.append((episode.number, line, sound[start:end]))
    return lines


def without_names(text: str) -> str:
    """The words to be recognised: not those in capitals within a sentence."""
    names = {name.lower() for name in re.findall(r"(?<=[a-z,;] )[A-Z][\w'’]+", text)}
    return " ".join(word for word in words(text).split() if word not in names)


def errors(lines: list[tuple[int, TimedLine, Samples]], count: int = LINES) -> float:
    chosen = [line for line in lines if len(line[1].text.split()) >= 5]
    random.Random(1).shuffle(chosen)
    said, recognised = [], []
    pause = np.zeros(HEARD_AT // 2, np.float32)
    for _, line, sound in chosen[:count]:
        wanted = without_names(line.text)
        got = words(recogniser()(np.concatenate([pause, sound, pause])))
        dropped = set(words(line.text).split()) - set(wanted.split())
        said.append(wanted)
        recognised.append(" ".join(word for word in got.split() if word not in dropped))
    return float(jiwer.wer(said, recognised))


def likeness(lines: list[tuple[int, TimedLine, Samples]]) -> tuple[list[float], list[float]]:
    """Of every two main voices; and of each speaker in two chapters."""
    by_speaker: dict[str, list[Samples]] = defaultdict(list)
    by_chapter: dict[tuple[str, int], list[Samples]] = defaultdict(list)
    for chapter, line, sound in lines:
        by_speaker[line.speaker].append(sound)
        by_chapter[line.speaker, chapter].append(sound)

    def long(parts: list[Samples]) -> bool:
        return sum(map(len, parts)) >= LEAST * HEARD_AT

    most = sorted(by_speaker, key=lambda name: -sum(map(len, by_speaker[name])))
    mains = [name for name in most if long(by_speaker[name])][: MAINS + 1]
    voices = {name: encoder()(by_speaker[name]) for name in mains}
    pairs = [float(voices[a] @ voices[b]) for a, b in combinations(mains, 2)]
    kept: dict[str, list[Samples]] = defaultdict(list)
    for (name, _), parts in by_chapter.items():
        if long(parts):
            kept[name].append(encoder()(parts))
    same = [float(a @ b) for parts in kept.values() for a, b in combinations(parts, 2)]
    return pairs, same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--engine", action="append", default=[])
    parser.add_argument("--chapters", default="")
    asked = parser.parse_args()
    for story in asked.stories:
        for engine in asked.engine or ["pyttsx3", "auto", "kokoro"]:
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "fic_audio", "produce", story, "-o", folder, "-q"]
                command += ["--engine", engine, "--no-cache", "--force"]
                command += ["--chapters", asked.chapters] if asked.chapters else []
                start = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                took = time.perf_counter() - start
                (shelf,) = Path(folder).iterdir()
                made = manifest.load(shelf)
                lines = heard(made)
            pairs, same = likeness(lines)
            print(
                f"{story.name}, {engine}: wer {errors(lines):.3f}; "
                f"{len(pairs)} pairs, median {median(pairs):.2f}, max {max(pairs):.2f}; "
                f"steady {min(same, default=float('nan')):.2f}; "
                f"{made.length / 1000 / took:.1f} x real time",
                flush=True,
            )


if __name__ == "__main__":
    main()
