"""Whether cores are left idle: one giant chapter, 500 tiny ones, and a story as they are.

    python tests/bench/schedule.py [WORDS] [SHAPE...]

WORDS in all, 60,000 by default, in chapters by SHAPE: giant (one), normal (4,000 words each), tiny
(100 each). Needs Linux. Prints for each its wall and processor time, and the share of the cores
that had something of ours to do: of twenty looks a second, the threads of all our processes that
run or could, the cores at most. That is what other programs on the machine change least.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from speed import family
from tales import tale

SHAPES = {"giant": 0, "normal": 4000, "tiny": 100}
CORES = len(os.sched_getaffinity(0))


def runnable(root: int) -> int:
    """Threads of the process and its descendants that run or could."""
    count = 0
    for pid in family(root):
        with suppress(OSError):  # it has just ended
            for task in Path(f"/proc/{pid}/task").iterdir():
                count += (task / "stat").read_text().rpartition(")")[2].split()[0] == "R"
    return count


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(story: Path, folder: Path) -> tuple[float, float, list[int]]:
    """Seconds, seconds of processor time, and the cores with something to do at each look."""
    command = [sys.executable, "-m", "fic_audio", "produce", str(story), "-o", str(folder), "-q"]
    start, before = time.perf_counter(), processor()
    process = subprocess.Popen([*command, "--no-cache"], stdout=subprocess.DEVNULL)
    looks = []
    while process.poll() is None:
        looks.append(min(runnable(process.pid), CORES))
        time.sleep(0.05)
    if process.returncode:
        sys.exit(f"fic-audio ended with {process.returncode}")
    return time.perf_counter() - start, processor() - before, looks


def main() -> None:
    """Runs the shapes one after another and prints a row for each."""
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    print(f"{words} words, {CORES} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{'shape':8} {'chapters':>8} {'wall':>8} {'CPU':>8} {'words/min':>10}  cores with work")
    for shape in sys.argv[2:] or SHAPES:
        each = SHAPES[shape] or words
        with tempfile.TemporaryDirectory() as name:
            story = Path(name) / "story.txt"
            story.write_text(tale(shape.title(), words // each, each))
            wall, used, looks = measure(story, Path(name) / "out")
        share = [looks.count(cores) / len(looks) for cores in range(CORES + 1)]
        told = ", ".join(f"{cores}: {part:.0%}" for cores, part in enumerate(share))
        rate = words / wall * 60
        print(f"{shape:8} {words // each:8} {wall:6.1f} s {used:6.1f} s {rate:10.0f}  {told}")


if __name__ == "__main__":
    main()
