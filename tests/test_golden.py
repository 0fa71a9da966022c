"""A case is a folder: a story, and beside it the lines that a person has read and judged.

`pytest --save-golden` writes the lines anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from fic_audio.model import NARRATOR, Kind
from fic_audio.page.read import read
from fic_audio.page.segment import segment
from fic_audio.script import names
from fic_audio.script.attribute import attribute

GOLDEN = Path(__file__).parent / "golden"
SEEDS = Path(__file__).parents[1] / "seeds"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/story.txt"))
REACHED = {
    "the_last_tram": 0.95,
    "what_the_lighthouse_keeps": 0.95,
    "lanterns_over_hollowmere": 0.95,
}
"""Share of a seed's quotations whose speaker is found; a little below what was measured."""
MARKS = re.compile(r"[\"'“”‘’*_\s]+")


class Said(NamedTuple):
    """A span of a story with its words."""

    kind: Kind
    speaker: str | None
    text: str


def script(path: Path) -> list[Said]:
    """Everything in a story's chapters, in order, with who says it."""
    story = read(path)
    spans = [segment(chapter) for chapter in story.chapters]
    people = names.find(story.chapters, spans, story.metadata)
    return [
        Said(line.span.kind, line.speaker, chapter.text[line.span.start : line.span.end])
        for chapter, lines in zip(
            story.chapters, attribute(story.chapters, spans, people), strict=True
        )
        for line in lines
    ]


def rendered(said: list[Said]) -> str:
    """One line a span: its kind, its speaker ("-" the narrator, "·" nobody) and its words."""
    shown = [{NARRATOR: "-", None: "·"}.get(each.speaker, each.speaker or "") for each in said]
    wide = max(map(len, shown))
    return "".join(
        f"{each.kind:<9}  {who:<{wide}} | {each.text.replace(chr(10), '⏎')}\n"
        for each, who in zip(said, shown, strict=True)
    )


@pytest.mark.parametrize("case", CASES)
def test_lines(case: str, request: pytest.FixtureRequest) -> None:
    """The lines of a story are those that were judged right."""
    lines = GOLDEN / case / "lines.txt"
    now = rendered(script(GOLDEN / case / "story.txt"))
    if request.config.getoption("--save-golden"):
        lines.write_text(now, encoding="utf-8", newline="\n")
    assert now == lines.read_text(encoding="utf-8")
