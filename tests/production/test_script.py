"""A story's script, and the same again as its listener corrects it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from fic_audio.config import Config, Part
from fic_audio.model import Gender, Kind
from fic_audio.page.read import read
from fic_audio.production.script import Script, ScriptWriter, write_script
from fic_audio.script.sheet import Sheet, parse

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.*"))
PLAIN = Config()
SHEET = Path("story.script.txt")


def corrected(script: Script, random: Random) -> Sheet:
    """The sheet of a script in which somebody has given a line to somebody else."""
    rows = script.sheet().split("\n")
    name = random.choice([each.name for each in script.characters])
    body = range(rows.index("== Cast ==") + 1, len(rows))
    first = next(n for n in body if rows[n].startswith("=="))
    last = next(n for n in reversed(body) if rows[n].startswith("== Kept"))
    spoken = [n for n in range(first, last) if rows[n][:1].strip("|#=") and ": " in rows[n]]
    at = random.choice(spoken)
    rows[at] = f"! {name}: {rows[at].partition(': ')[2]}"
    return parse("\n".join(rows), SHEET)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_corrections_one_after_the_other(path: Path) -> None:
    """A script that was corrected again and again is the script of its last sheet."""
    story, random = read(path), Random(7)
    writer = ScriptWriter(story, PLAIN, path)
    script = writer.script(writer.corrections(()))
    assert script == write_script(story, PLAIN, (), path)
    for _ in range(3):
        sheet = corrected(script, random)
        script = writer.script(writer.corrections([sheet]))
        assert script == write_script(story, PLAIN, [sheet], path)


def test_with_characters_set_down() -> None:
    """What would be found without them is what it is from the beginning, too."""
    story = read(SEEDS[1])
    parts = (Part("Corin", ("the conductor",), Gender.MALE),)
    config = replace(PLAIN, characters=parts)
    writer = ScriptWriter(story, config)
    first = writer.script(writer.corrections(()))
    assert first == write_script(story, config)
    sheet = corrected(first, Random(1))
    again = writer.script(writer.corrections([sheet]))
    assert again == write_script(story, config, [sheet])
    assert again.unasked is not None


def test_nobody_speaks_who_is_no_person() -> None:
    """A name that the listener strikes out is in nobody's mouth any more."""
    story = read(SEEDS[1])
    name = next(
        line.speaker
        for lines in write_script(story, PLAIN).lines
        for line in lines
        if line.span.kind is Kind.DIALOGUE and line.speaker
    )
    without = write_script(story, replace(PLAIN, nobody=(name.upper(),)))
    assert name not in {person.name for person in without.characters}
    assert name not in {line.speaker for lines in without.lines for line in lines}
    assert without.unasked is not None
    assert name in {person.name for person in without.unasked.characters}
