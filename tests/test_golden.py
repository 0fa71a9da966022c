"""A case is a folder: a story, and beside it the lines that a person has read and judged.

`pytest --save-golden` writes the lines anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from fic_audio.model import NARRATOR, Kind
from fic_audio.page.read import read
from fic_audio.page.segment import segment
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers
from tests.paths import SEEDS

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/story.txt"))
REACHED = {
    "the_last_tram": 0.97,
    "what_the_lighthouse_keeps": 1.0,
    "lanterns_over_hollowmere": 0.86,
}
"""Share of a seed's rows that have the right speaker, as measured."""


class Said(NamedTuple):
    """A span of a story with its words."""

    kind: Kind
    speaker: str | None
    text: str


def script(path: Path) -> list[Said]:
    """Everything in a story's chapters, in order, with who says it."""
    story = read(path)
    spans = [segment(chapter) for chapter in story.chapters]
    people = characters.find_characters(story.chapters, spans, story.metadata)
    return [
        Said(line.span.kind, line.speaker, chapter.text[line.span.start : line.span.end])
        for chapter, lines in zip(
            story.chapters,
            attribute_speakers(story.chapters, spans, people),
            strict=True,
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


class Row(NamedTuple):
    """What a person says of a stretch of a seed story."""

    speaker: str
    text: str
    kind: str


def rows(seed: str) -> list[Row]:
    listed = (GOLDEN / f"seed_{seed}" / "speakers.tsv").read_text(encoding="utf-8")
    return [Row(*line.split("\t")) for line in listed.splitlines()]


def aliases(seed: str) -> dict[str, set[str]]:
    """Every name by which each character may be called."""
    listed = json.loads((GOLDEN / f"seed_{seed}" / "characters.json").read_text(encoding="utf-8"))
    return {entry["name"]: {entry["name"], *entry["aliases"]} for entry in listed}


def matched(seed: str) -> list[tuple[Row, Said]]:
    """Each row with the span that holds its words, both in the order of the story."""
    (path,) = SEEDS.glob(f"{seed}.*")
    said = [each._replace(text=" ".join(each.text.split())) for each in script(path)]
    found = []
    at = 0
    for row in rows(seed):
        narrated = row.kind == Kind.NARRATION
        here = next(
            (
                n
                for n, each in enumerate(said[at:], at)
                if row.text == each.text or (narrated and row.text in each.text)
            ),
            None,
        )
        assert here is not None, f"{row} is no span of its own behind {said[at - 1]}"
        at = here if narrated else here + 1
        found.append((row, said[here]))
    return found


@pytest.mark.parametrize("seed", REACHED)
def test_kinds_of_a_seed(seed: str) -> None:
    """What is said, thought, written and merely quoted is told apart as a reader does."""
    assert [(row.text, each.kind) for row, each in matched(seed)] == [
        (row.text, row.kind) for row in rows(seed)
    ]


@pytest.mark.parametrize(("seed", "floor"), REACHED.items())
def test_speakers_of_a_seed(seed: str, floor: float) -> None:
    """Most of it is said by whom a reader hears."""
    known = aliases(seed)
    right = [each.speaker in known.get(row.speaker, {NARRATOR}) for row, each in matched(seed)]
    assert sum(right) / len(right) >= floor, [
        (row.speaker, each) for (row, each), ok in zip(matched(seed), right, strict=True) if not ok
    ]
