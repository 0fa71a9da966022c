"""A newer file of a story beside the one that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.project import ChapterOf, Comparison, Project

SEA = "The boat lay low in the water, and nobody said a word while the fog came in."
SHORE = "They reached the shore at noon, tired and wet, and slept until the evening."
HILL = "Up on the hill the lamp was lit, as it had been every night for forty years."
TOWN = "In the town nobody had heard of them, and nobody wanted to hear of them now."


def file(folder: Path, name: str, *chapters: tuple[str, str], title: str = "The Boat") -> Path:
    path = folder / name
    text = "".join(f"# {head}\n\n{body}\n\n" for head, body in chapters)
    path.write_text(f"Title: {title}\nAuthor: fern\n\n{text}")
    return path


def compared(folder: Path, *now: tuple[str, str]) -> Comparison:
    before = (("Sea", SEA), ("Shore", SHORE), ("Hill", HILL))
    project = Project.open(file(folder, "old.md", *before))
    return project.compare(file(folder, "new.md", *now))


def test_nothing_is_new(tmp_path: Path) -> None:
    """The same chapters are neither new, edited, moved nor gone."""
    same = compared(tmp_path, ("Sea", SEA), ("Shore", SHORE), ("Hill", HILL))
    assert same == Comparison((), (), (), ())


def test_a_chapter_more(tmp_path: Path) -> None:
    """What the old file lacks is new."""
    got = compared(tmp_path, ("Sea", SEA), ("Shore", SHORE), ("Hill", HILL), ("Town", TOWN))
    assert got == Comparison((ChapterOf("Town", 4),), (), (), ())


def test_an_edited_chapter(tmp_path: Path) -> None:
    """It is known by its title and its text."""
    got = compared(tmp_path, ("Sea", SEA), ("Shore", SHORE + " It rained."), ("Hill", HILL))
    assert got == Comparison((), (ChapterOf("Shore", 2, 2),), (), ())


def test_a_chapter_that_was_taken_down(tmp_path: Path) -> None:
    """The others have other numbers, but were not moved."""
    got = compared(tmp_path, ("Sea", SEA), ("Hill", HILL))
    assert got == Comparison((), (), (), (ChapterOf("Shore", 2, 2),))


def test_a_chapter_in_another_place(tmp_path: Path) -> None:
    """The one that stands elsewhere among the others was moved."""
    got = compared(tmp_path, ("Hill", HILL), ("Sea", SEA), ("Shore", SHORE))
    assert got == Comparison((), (), (ChapterOf("Hill", 1, 3),), ())


def test_a_file_without_a_title(tmp_path: Path) -> None:
    """It is known by its chapters."""
    project = Project.open(file(tmp_path, "old.md", ("Sea", SEA)))
    (tmp_path / "boat (1).md").write_text(f"# Sea\n\n{SEA}\n\n# Town\n\n{TOWN}\n")
    assert project.compare(tmp_path / "boat (1).md").new == (ChapterOf("Town", 2),)


def test_another_story(tmp_path: Path) -> None:
    """A file of another title is refused."""
    project = Project.open(file(tmp_path, "old.md", ("Sea", SEA)))
    with pytest.raises(StoryError, match=r'this is "The Train", not "The Boat"'):
        project.compare(file(tmp_path, "new.md", ("Rails", TOWN), title="The Train"))
