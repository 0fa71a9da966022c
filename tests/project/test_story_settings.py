"""Settings of a story that a page offers: its header, choices, names that belong to others."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import ConfigError, UsageError
from fic_audio.model import Gender
from fic_audio.project import CHOICES, Project
from tests.project.projects import QUICK, names, opened


@pytest.fixture
def tram(tmp_path: Path) -> Project:
    return opened(tmp_path)


def text(project: Project) -> str:
    return project.settings_path.read_text()


def test_a_title_is_set_and_undone(tram: Project) -> None:
    tram.set_metadata("title", "The Very Last Tram")
    assert tram.script.story.metadata.title == "The Very Last Tram"
    tram.undo()
    assert tram.script.story.metadata.title == "The Last Tram"
    assert text(tram) == QUICK


def test_an_empty_field_is_as_in_the_file(tram: Project) -> None:
    tram.set_metadata("authors", ["somebody", "else"])
    assert tram.script.story.metadata.authors == ("somebody", "else")
    tram.set_metadata("authors", [])
    assert tram.script.story.metadata.authors == ("halfpennylight",)


def test_an_unknown_field_is_refused(tram: Project) -> None:
    with pytest.raises(UsageError, match="unknown"):
        tram.set_metadata("words", "9")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("engine", "silence"),
        ("direction", "plain"),
        ("notes", "end"),
        ("header", "none"),
        ("profile", "small"),
        ("unsure", "narrator"),
        ("formats", ["m4b", "captions"]),
        ("emoji", "silent"),
    ],
)
def test_each_choice_is_kept(tram: Project, name: str, value: str | list[str]) -> None:
    tram.set_choice(name, value)
    kept = getattr(tram.config, name)
    assert (list(kept) if isinstance(value, list) else kept) in (value, ["mp3", *value])
    tram.undo()
    assert text(tram) == QUICK


def test_every_choice_is_one_of_the_configuration(tram: Project) -> None:
    assert all(hasattr(tram.config, name) for name in CHOICES)


@pytest.mark.parametrize(("name", "value"), [("direction", "sideways"), ("formats", ["wav"])])
def test_a_wrong_choice_changes_nothing(tram: Project, name: str, value: str | list[str]) -> None:
    with pytest.raises(ConfigError):
        tram.set_choice(name, value)
    assert text(tram) == QUICK


def test_an_unknown_choice_is_refused(tram: Project) -> None:
    with pytest.raises(UsageError, match="unknown"):
        tram.set_choice("cover", "/etc/passwd")


def test_another_name_can_be_somebody_else(tram: Project) -> None:
    """The two are told from each other from then on, and the gender of the first stays."""
    assert "the old woman" not in names(tram)
    tram.split("Mrs. Pell", "the old woman")
    people = {each.name: each for each in tram.people()}
    assert "the old woman" in people
    assert "the old woman" not in people["Mrs. Pell"].aliases
    assert people["Mrs. Pell"].gender is Gender.FEMALE
    tram.undo()
    assert text(tram) == QUICK


def test_only_another_name_can_be_split_off(tram: Project) -> None:
    with pytest.raises(UsageError, match="not another name"):
        tram.split("Mrs. Pell", "Corin")


def test_a_name_is_added(tram: Project) -> None:
    tram.add_alias("Corin", "Mr. Ashdown")
    assert "Mr. Ashdown" in next(each for each in tram.people() if each.name == "Corin").aliases


def test_a_name_that_somebody_has_is_not_added(tram: Project) -> None:
    with pytest.raises(UsageError, match='already a name of "Ines"'):
        tram.add_alias("Corin", "Ines")
