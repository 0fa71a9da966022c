"""What it costs when a serial grows: five chapters become seven, one edited, one renamed.

    python tests/bench/serial.py [WORDS]

Chapters of so many words (2,000 by default), the default engine, all formats and a feed. Counts the
lines that are spoken (clips new in the cache) and the chapters encoded, beside the first run and a
run of all seven from nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tales import tale

FORMATS = [word for form in ("m4b", "captions", "html", "epub") for word in ("--format", form)]
ENGINE = ["--engine", "pyttsx3"]


def run(folder: Path, cache: Path, *command: str) -> tuple[float, int, int]:
    """Seconds, new clips, and chapters encoded."""
    before = sum(1 for _ in cache.rglob("*.clip"))
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "fic_audio", *command, "--json", "-q"],
        cwd=folder,
        env={**os.environ, "FIC_AUDIO_CACHE": str(cache)},
        check=True,
        capture_output=True,
        text=True,
    )
    took = time.perf_counter() - start
    made = json.loads(done.stdout.splitlines()[0])["files"]
    fresh = sum(not file["kept"] for file in made)
    return took, sum(1 for _ in cache.rglob("*.clip")) - before, fresh


def main() -> None:
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    whole = tale("The Long Road", 7, words)
    parts = whole.split("\nChapter ")
    head, chapters = parts[0], parts[1:]
    now = list(chapters)
    now[1] = now[1].rstrip() + "\n\nThen it rained, and nobody minded.\n\n"
    title, _, rest = now[3].partition("\n")
    now[3] = f"{title}: Again\n{rest}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fic-audio.toml").write_text('engine = "pyttsx3"\n')
        (folder / "five.txt").write_text("\nChapter ".join((head, *chapters[:5])))
        (folder / "seven.txt").write_text("\nChapter ".join((head, *now)))
        shelf = "audio/The Long Road"
        figures = {"the first five": run(folder, folder / "clips", "produce", "five.txt", *FORMATS)}
        feed = [sys.executable, "-m", "fic_audio", "feed", shelf, "--url", "https://example.org/r/"]
        subprocess.run(feed, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        figures["update to seven"] = run(folder, folder / "clips", "update", shelf, "seven.txt")
        again = ("produce", "seven.txt", *FORMATS, "-o", "anew")
        figures["all seven anew"] = run(folder, folder / "others", *again)
    for what, (seconds, clips, fresh) in figures.items():
        print(f"{what}: {seconds:.1f} s, {clips} lines spoken, {fresh} chapters encoded")


if __name__ == "__main__":
    main()
