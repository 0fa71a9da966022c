"""How long a correction takes until its chapter is decided again, and until all is.

python tests/bench/redecide.py                          # a novel of 100,000 words, a fan fiction
python tests/bench/redecide.py story.txt                # a story of yours
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from corpora import works

from fic_audio.model import Kind
from fic_audio.project import Project

CORRECTIONS = 12
BUILT_IN = (("pdnc", "AnneOfGreenGables"), ("fanfiction", "splatoon_begin_again"))


def written(corpus: str, name: str) -> str:
    """A work as a file with its chapters."""
    story = next(work for work in works(corpus) if work.name == name).segmented()[0]
    chapters = enumerate(story.chapters, 1)
    return "\n\n".join(f"# Chapter {n}\n\n{chapter.text}" for n, chapter in chapters)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    begin = time.process_time()
    work()
    return 1000 * (time.process_time() - begin)


def measure(text: str) -> str:
    """A row of the table."""
    random = Random(1)
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder, "story.md")
        story.write_text(text, encoding="utf-8")
        opened = timed(lambda: Project.open(story))
        project = Project.open(story)
        found = [each for each in project.lines(limit=10**6).lines if each.kind is Kind.DIALOGUE]
        people = [name for each in found for name, _ in each.candidates]
        doubtful = [each for each in found if each.confidence < 0.9]
        said: list[float] = []
        settled: list[float] = []
        for line in random.sample(doubtful, min(CORRECTIONS, len(doubtful))):
            person = random.choice([name for name, _ in line.candidates[1:]] or people)
            said.append(timed(lambda: project.say([line.id], person)))  # noqa: B023
            settled.append(timed(project.settle))
    words = len(text.split())
    cells = (f"{median(each):,.0f} ({max(each):,.0f})" for each in (said, settled))
    return f"| {words:,} | {opened / 1000:,.1f} s | {' | '.join(cells)} |"


if __name__ == "__main__":
    print("| words | opening | decided and written, ms | the rest, ms |")
    print("|---|---|---|---|")
    if len(sys.argv) > 1:
        print(measure(Path(sys.argv[1]).read_text(encoding="utf-8")))
    else:
        for corpus, name in BUILT_IN:
            print(measure(written(corpus, name)), flush=True)
