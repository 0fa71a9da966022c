"""Stories in the shapes that readers have: a folder a case, `input.*` and what is right of it.

`expect.txt` holds a line for each expectation:

    says "words" = NAME|NAME        somebody of these names says the piece with these words
    says-not "words" = NAME|NAME    nobody of these names does
    same "words" "words"            both pieces have one speaker; differ: two
    kind "words" = KIND|KIND        what the piece is
    spoken "words"                  the voice is given them to say; unspoken: it is not
    chapters = N
    title N = TITLE
    story-title = TITLE
    author = NAME
    cast-has = NAME                 cast-has-not = NAME
    gender NAME = GENDER

Lines that begin with "#" say what the case is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.commands import SILENT, Fic

CASES = sorted(path for path in (Path(__file__).parent / "field").iterdir() if path.is_dir())


class Told:
    """What the commands tell of a story."""

    def __init__(self, fic: Fic, path: Path) -> None:
        self.fic, self.path = fic, path

    @cached_property
    def pieces(self) -> list[dict[str, Any]]:
        return self._rows("script", str(self.path), "--json")

    @cached_property
    def cast(self) -> list[dict[str, Any]]:
        return self._rows("cast", str(self.path), "--json")

    @cached_property
    def plan(self) -> dict[str, Any]:
        (plan,) = self._rows("produce", str(self.path), "--dry-run", "--json", *SILENT)
        return plan

    @cached_property
    def ear(self) -> str:
        return " / ".join(piece["ear"] for piece in self.pieces if piece["ear"])

    def piece(self, words: str) -> dict[str, Any]:
        return next(p for p in self.pieces if flat(words) in flat(p["text"]))

    def names(self, words: str) -> set[str]:
        """All names of who says a piece, and the words that they are made of."""
        speaker = str(self.piece(words)["speaker"])
        known = {speaker}
        for each in self.cast:
            if each["name"] == speaker:
                known.update(each["aliases"])
        return {part.casefold() for name in known for part in (name, *name.split())}

    def _rows(self, *command: str) -> list[dict[str, Any]]:
        ran = self.fic(*command)
        assert ran.code == 0, ran.err
        return [json.loads(line) for line in ran.out.splitlines()]


def flat(text: str) -> str:
    return " ".join(text.split())


def says(told: Told, words: str, names: str) -> bool:
    return any(name.strip().casefold() in told.names(words) for name in names.split("|"))


def same(told: Told, words: str, others: str) -> bool:
    return bool(told.piece(words)["speaker"] == told.piece(others)["speaker"])


def title(told: Told, number: str, wanted: str) -> bool:
    return bool(told.plan["files"][int(number) - 1]["title"] == wanted)


def in_cast(told: Told, name: str) -> bool:
    everybody = {n.casefold() for each in told.cast for n in (each["name"], *each["aliases"])}
    return name.casefold() in everybody


def gender(told: Told, name: str, wanted: str) -> bool:
    for each in told.cast:
        if name in (each["name"], *each["aliases"]):
            return bool(each["gender"] == wanted)
    return False


HOLDS: dict[str, Callable[..., bool]] = {
    "says": says,
    "says-not": lambda told, words, names: not says(told, words, names),
    "same": same,
    "differ": lambda told, words, others: not same(told, words, others),
    "kind": lambda told, words, kinds: told.piece(words)["kind"] in kinds.split("|"),
    "spoken": lambda told, words: flat(words) in flat(told.ear),
    "unspoken": lambda told, words: flat(words) not in flat(told.ear),
    "chapters": lambda told, count: max(p["chapter"] for p in told.pieces) == int(count),
    "title": title,
    "story-title": lambda told, wanted: told.plan["title"] == wanted,
    "author": lambda told, name: name in told.plan["story"]["authors"],
    "cast-has": in_cast,
    "cast-has-not": lambda told, name: not in_cast(told, name),
    "gender": gender,
}

ROW = re.compile(
    r'(?P<verb>\S+)(?P<quoted>(?: "[^"]*")*)(?: (?P<about>[^=]+?))?(?: = (?P<value>.+))?'
)


def arguments(row: str) -> tuple[str, list[str]]:
    """A line of `expect.txt` -> its verb, and what it is about."""
    found = ROW.fullmatch(row)
    assert found, row
    parts = re.findall(r'"([^"]*)"', found["quoted"])
    return found["verb"], [*parts, *filter(None, (found["about"], found["value"]))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_story_in_the_shape_that_readers_have(case: Path, fic: Fic) -> None:
    (path,) = case.glob("input.*")
    told = Told(fic, path)
    rows = (case / "expect.txt").read_text(encoding="utf-8").splitlines()
    wrong = []
    for row in rows:
        if not row or row.startswith("#"):
            continue
        verb, about = arguments(row)
        if not HOLDS[verb](told, *about):
            wrong.append(row)
    assert not wrong
