"""What is asked of a story, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio import config
from fic_audio.project import OneLiner, Project, SayAs, TaggedSilent, WhoIs, WhoSays
from tests.project.projects import SEEDS, opened

STORY = """\
Title: The Boat
Characters: Mara Voss, Tobin, Wren

Mara and Tobin sat in the boat. Mara looked at Tobin, and Tobin at Mara.

"It leaks," said Mara.

"It always did," said Tobin.

"Not this much."

"Bail, then," the ferryman said.

"I do," said Mara. Xyqthiel was far. She knew Xyqthiel, wanted to see Xyqthiel, and Xyqthiel alone.

"Go home," said Greta.
"""


def boat(folder: Path) -> Project:
    (folder / "boat.txt").write_text(STORY)
    (folder / config.NAME).write_text('engine = "pyttsx3"\n')
    return Project.open(folder / "boat.txt")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_people_then_lines_then_names(path: Path, tmp_path: Path) -> None:
    """Answers that settle most are asked for first; lines come by their doubt."""
    asked = opened(tmp_path, path).questions()
    order = [WhoIs, OneLiner, TaggedSilent, WhoSays, SayAs]
    kinds = [order.index(type(each)) for each in asked]
    assert kinds == sorted(kinds)
    sure = [each.confidence for each in asked if isinstance(each, WhoSays)]
    assert sure == sorted(sure)


def test_who_is_only_described(tmp_path: Path) -> None:
    """Somebody without a name is asked for, with what is said in that voice, until it is known."""
    project = boat(tmp_path)
    (first,) = [each for each in project.questions() if isinstance(each, WhoIs)]
    assert (first.description, first.lines) == ("the ferryman", 1)
    assert [each.text for each in first.samples] == ['"Bail, then,"']
    project.merge("Tobin", "the ferryman")
    assert not any(isinstance(each, WhoIs) for each in project.questions())


def test_who_hardly_speaks(tmp_path: Path) -> None:
    """One with a line or two may be another; whoever was named by the listener is not asked for."""
    project = boat(tmp_path)
    asked = [each for each in project.questions() if isinstance(each, OneLiner)]
    (greta,) = [each for each in asked if each.person == "Greta"]
    assert greta.lines == 1
    project.confirm([greta.samples[0].id])
    asked = [each for each in project.questions() if isinstance(each, OneLiner)]
    assert "Greta" not in {each.person for each in asked}


def test_who_is_listed_and_never_speaks(tmp_path: Path) -> None:
    """The names of the file's own list whose bearers have no line; those who speak under a part of
    their name are none."""
    silent = [each.name for each in boat(tmp_path).questions() if isinstance(each, TaggedSilent)]
    assert silent == ["Wren"]


def test_a_doubtful_quotation_is_asked_for_once(tmp_path: Path) -> None:
    """All parts of a quotation are one question, and none once it is confirmed."""
    project = opened(tmp_path)
    asked = [each for each in project.questions(names=False) if isinstance(each, WhoSays)]
    assert asked
    ids = [name for each in asked for name in each.ids]
    assert len(set(ids)) == len(ids)
    doubtful = {each.id for each in project.lines(limit=10_000).lines if each.is_doubtful}
    assert doubtful <= set(ids)
    project.confirm(asked[0].ids)
    rest = [each for each in project.questions(names=False) if isinstance(each, WhoSays)]
    assert asked[0].ids[0] not in {name for each in rest for name in each.ids}


def test_names_that_may_be_said_wrong(tmp_path: Path) -> None:
    """A name in no dictionary is asked for, until it is told how it is said."""
    project = boat(tmp_path)
    (asked,) = [
        each for each in project.questions() if isinstance(each, SayAs) and each.word == "Xyqthiel"
    ]
    assert asked.lines
    assert asked.said
    project.say_as("Xyqthiel", "ZICK-theel")
    words = {each.word for each in project.questions() if isinstance(each, SayAs)}
    assert "Xyqthiel" not in words
