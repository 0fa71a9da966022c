"""Words a second and memory of finding the cast and the speakers, on one core.

python tests/bench/attribution_cost.py 100000     # one row of the table
python tests/bench/attribution_cost.py 100000 100 # the same in chapters of some 100 words
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpora import Work, works

from fic_audio.model import Chapter
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.characters import find_characters


def joined(words: int) -> list[Chapter]:
    """Chapters of the novels, one after the other, until there are so many words."""
    found: list[Chapter] = []
    while words > 0:
        for work in works("pdnc"):
            for chapter in work.segmented()[0].chapters:
                if words > 0:
                    found.append(chapter)
                    words -= len(chapter.text.split())
    return found


def cut(chapters: Sequence[Chapter], words: int) -> list[Chapter]:
    """The chapters cut between paragraphs into such of some so many words."""
    found: list[Chapter] = []
    for chapter in chapters:
        part: list[str] = []
        for paragraph in chapter.text.split("\n\n"):
            part.append(paragraph)
            if len(" ".join(part).split()) >= words:
                found.append(Chapter("", "\n\n".join(part)))
                part = []
        if part:
            found.append(Chapter("", "\n\n".join(part)))
    return found


def cost(words: int, each: int = 0) -> None:
    """Prints words a second of each stage and the peak memory; run in a process of its own."""
    novel = next(work for work in works("pdnc") if work.name == "AnneOfGreenGables")
    attribute_speakers(*_short(novel))  # loads the model
    chapters = joined(words) if words > 150_000 else list(novel.segmented()[0].chapters)
    chapters = cut(chapters, each) if each else chapters
    words = sum(len(chapter.text.split()) for chapter in chapters)
    metadata = novel.segmented()[0].metadata
    times = [time.process_time()]
    spans = [segment(chapter) for chapter in chapters]
    times.append(time.process_time())
    people = find_characters(chapters, spans, metadata, [])
    times.append(time.process_time())
    attribute_speakers(chapters, spans, people)
    times.append(time.process_time())
    spent, names, said = (after - before for before, after in pairwise(times))
    peak = _peak()
    print(
        f"| {words:,} | {words / spent:,.0f} | {words / names:,.0f} | {words / said:,.0f} "
        f"| {words / (names + said):,.0f} | {words / sum((spent, names, said)):,.0f} | {peak} MB |"
    )


def _peak() -> int:
    """The most memory this program has had, in MB. getrusage would count its parent's, too."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def _short(work: Work) -> tuple[Sequence[Chapter], Sequence[Any], Sequence[Any]]:
    story, spans = work.segmented()
    return story.chapters[:1], spans[:1], []


def costs() -> Iterator[str]:
    yield (
        "| words | segmenting | finding the cast | attribution | cast and attribution "
        "| all three | peak memory |"
    )
    yield "|---" * 7 + "|"
    for words in (100_000, 1_000_000):
        command = [sys.executable, __file__, str(words)]
        yield subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    cost(*map(int, sys.argv[1:]))
