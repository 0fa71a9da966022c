"""How time and memory grow with a story, up to a million words, and with one chapter of 12 hours.

    python tests/bench/growth.py [--most 100000] [--plot tests/bench/growth.svg]

Stories of chapters of 3,000 words from `tales.py`, the default engine, an empty cache each time.
Beyond `--most` words only the first three chapters are voiced: everything before that, and all that
is kept in memory, is of the whole story. Needs Linux for memory; the plot needs matplotlib.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from speed import produce
from tales import tale

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
CHAPTER = 3_000
TWELVE_HOURS = 110_000
"""Words of the giant chapter."""


def measured(title: str, chapters: int, words: int, *more: str) -> tuple[float, float, int]:
    """Seconds, megabytes, and the words of the story."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        story = folder / "story.txt"
        story.write_text(tale(title, chapters, words), encoding="utf-8")
        seconds, peak = produce(story, folder, *more)
        return seconds, peak, len(story.read_text("utf-8").split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--giant", action="store_true", help="the chapter of 12 hours alone")
    asked = parser.parse_args()
    if asked.giant:
        seconds, peak, words = measured("Giant", 1, TWELVE_HOURS)
        print(f"one chapter of {words:,} words: {seconds:.0f} s, {peak:.0f} MB")
        return
    rows = []
    for size in SIZES:
        few = ("--chapters", "1-3") if size > asked.most else ()
        rows.append((*measured("Growth", max(1, size // CHAPTER), min(size, CHAPTER), *few), few))
        seconds, peak, words, _ = rows[-1]
        note = (
            " (three chapters voiced)" if few else f", {words / seconds * 60:,.0f} words a minute"
        )
        print(f"{words:>9,} words: {seconds:7.1f} s, {peak:4.0f} MB{note}", flush=True)
    if asked.plot:
        plot(asked.plot, rows)


def plot(path: Path, rows: list[tuple[float, float, int, tuple[str, ...]]]) -> None:
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5))
    whole = [row for row in rows if not row[3]]
    left.loglog([row[2] for row in whole], [row[0] for row in whole], "o-")
    left.set(xlabel="words", ylabel="seconds", title="time, all chapters voiced")
    right.semilogx([row[2] for row in rows], [row[1] for row in rows], "o-")
    right.axhline(400, linestyle="--", color="grey")
    right.set(xlabel="words", ylabel="MB, all processes", title="peak memory", ylim=(0, 450))
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
