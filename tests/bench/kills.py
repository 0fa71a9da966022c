"""Kills runs at random moments; the run after each ends in the same files as one left in peace.

    python tests/bench/kills.py [STORY] [--times 50] [--seed 1] [--engine pyttsx3]

Every time begins in an empty folder with an empty cache; a run that came to its end before it was
killed does not count. Half of the kills are SIGKILL, which no
program hears; the others are SIGTERM and SIGINT in turn.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutagen.mp3 import MP3

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGINT)


def command(story: Path, folder: Path, engine: str) -> list[str]:
    out = str(folder / "audio")
    return [sys.executable, "-m", "fic_audio", "produce", str(story), "-o", out, "--engine", engine]


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "FIC_AUDIO_CACHE": str(folder / "clips")}


def run(story: Path, folder: Path, engine: str) -> float:
    """Runs to the end; seconds."""
    begun = time.monotonic()
    done = subprocess.run(
        command(story, folder, engine), env=environment(folder), capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.monotonic() - begun


def kill(story: Path, folder: Path, engine: str, after: float, number: int) -> bool:
    """Runs, and ends it so many seconds later; whether it was still running."""
    process = subprocess.Popen(
        command(story, folder, engine),
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(number)
        process.wait()
        return True


def found(folder: Path) -> dict[str, float]:
    """Every file that is there, hidden ones too, with its length in seconds."""
    return {
        path.name: round(MP3(path).info.length, 3) if path.suffix == ".mp3" else 0.0
        for path in (folder / "audio").rglob("*")
        if path.is_file()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("story", type=Path, nargs="?", default="seeds/lanterns_over_hollowmere.md")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", default="pyttsx3")
    asked = parser.parse_args()
    moments = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as peace:
        whole = run(asked.story, Path(peace), asked.engine)
        wanted = found(Path(peace))
    killed = different = runs = 0
    while killed < asked.times:
        runs += 1
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            moment = moments.uniform(0.05, 0.95) * whole
            sign = SIGNALS[killed % len(SIGNALS)]
            killed += kill(asked.story, folder, asked.engine, moment, sign)
            run(asked.story, folder, asked.engine)
            if (now := found(folder)) != wanted:
                different += 1
                print(f"{sign.name} after {moment:.1f} s: {now} instead of {wanted}", flush=True)
    print(
        f"{runs} runs of {whole:.1f} s each, {killed} killed under way; "
        f"{different} ended in other files"
    )


if __name__ == "__main__":
    main()
