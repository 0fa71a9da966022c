"""What a listener changes is heard where it was changed, and in no other voice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Fic

FERRY = """Title: The Ferry

"Is it far?" Wren asked. She looked at the water, and she shivered.

"An hour," Captain Odo Marsh said. He spat. "Sit down, girl."

"I am sitting," said Wren.

"Then sit lower," Odo said.

"Who is that?" Tilda asked. Tilda held up her lamp, and she frowned.

"Nobody," said Wren.

"Somebody," the ferryman said. "I can hear the oars."

"You hear nothing," Odo said, and he laughed.
"""
KILN = """Title: The Kiln

"Too hot," Bram Marsh said. He wiped his face.

"It is a kiln," said Ottilie. She was not looking at him.

"Marsh," said Kell, "open the door."

"Open it yourself," Bram said.

"The old potter would have opened it," the ferryman said.

"And he is dead," said Ottilie.
"""


@pytest.fixture
def two(fic: Fic) -> Fic:
    (fic.folder / "ferry.txt").write_text(FERRY)
    (fic.folder / "kiln.txt").write_text(KILN)
    return fic


def voices(fic: Fic, story: str) -> dict[str, str]:
    rows = map(json.loads, fic("cast", story, "--json").out.splitlines())
    return {row["name"]: row["voice"] for row in rows}


def test_a_written_cast_changes_nothing(two: Fic) -> None:
    """Neither in its own story nor in another of the folder, where a brother has the surname."""
    before = {story: voices(two, story) for story in ("ferry.txt", "kiln.txt")}
    two("cast", "ferry.txt", "--write")
    assert {story: voices(two, story) for story in before} == before
    assert "Bram Marsh" in before["kiln.txt"]


def test_the_narrator_of_a_written_cast_is_a_remark(two: Fic) -> None:
    """Each story of the folder chooses its own; the listener may keep one for all."""
    two("cast", "ferry.txt", "--write")
    text = Path("fic-audio.toml").read_text()
    assert "# [narrator]\n# voice = " in text
    Path("fic-audio.toml").write_text(text.replace("# [narr", "[narr").replace("# voice", "voice"))
    assert two("cast", "kiln.txt").code == 0


def test_a_correction_changes_no_voice(two: Fic) -> None:
    """Not even where the one with most to say loses lines, or somebody new has some."""
    before = voices(two, "ferry.txt")
    two("script", "ferry.txt", "-o", "ferry.script.txt")
    sheet = Path("ferry.script.txt").read_text()
    sheet = sheet.replace('Wren: "I am', 'Tilda: "I am').replace('Wren: "Nobody', 'Nan: "Nobody')
    Path("ferry.script.txt").write_text(sheet.replace("== Cast ==", "== Cast ==\n\nNan: new"))
    after = voices(two, "ferry.txt")
    assert set(after) - set(before) == {"Nan"}
    assert {name: after[name] for name in before} == before
    assert after["Nan"] not in before.values()


def test_a_gender_that_is_set_down_changes_that_voice_alone(two: Fic) -> None:
    before = voices(two, "ferry.txt")
    Path("fic-audio.toml").write_text('[characters.Tilda]\ngender = "male"\n')
    after = voices(two, "ferry.txt")
    assert {name for name in before if before[name] != after[name]} <= {"Tilda"}
