"""Several files as one story."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read import STDIN, read

PAGE = "<html><head><title>{title}</title></head><body><p>{words}</p></body></html>"


def test_a_folder_is_one_story_in_natural_order(tmp_path: Path) -> None:
    """Chapter 10 follows chapter 9, not chapter 1, and the folder's name is the title."""
    folder = tmp_path / "The Long Way"
    folder.mkdir()
    for number in (10, 9, 1):
        (folder / f"ch{number}.txt").write_text(f"Words of part {number}.\n")
    story = read(folder)
    assert [chapter.text.strip() for chapter in story.chapters] == [
        f"Words of part {number}." for number in (1, 9, 10)
    ]
    assert story.metadata.title == "The Long Way"


def test_the_files_give_their_chapters_titles(tmp_path: Path) -> None:
    """A chapter without a heading is called like its file."""
    (tmp_path / "01 - Rain.txt").write_text("It rained.")
    (tmp_path / "02 - Sun.txt").write_text("Chapter 2: The Sun\n\nIt did not.")
    titles = [chapter.title for chapter in read(tmp_path).chapters]
    assert titles == ["01 - Rain", "Chapter 2: The Sun"]


def test_what_is_no_part_is_left_alone(tmp_path: Path) -> None:
    """Covers, sheets, hidden files and inner folders are no chapters."""
    (tmp_path / "one.txt").write_text("One.")
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "one.script.txt").write_text("a sheet")
    (tmp_path / ".hidden.txt").write_text("hidden")
    (tmp_path / "more.txt").mkdir()
    assert [chapter.text for chapter in read(tmp_path).chapters] == ["One."]


def test_a_folder_without_a_story(tmp_path: Path) -> None:
    """A folder of pictures is named, with what to give instead."""
    (tmp_path / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(StoryError, match="no story in this folder"):
        read(tmp_path)


def test_pages_of_one_work_keep_its_title(tmp_path: Path) -> None:
    """Chapters saved one by one are one work, with what any of them says of it."""
    first, second = tmp_path / "1.html", tmp_path / "2.html"
    first.write_text(PAGE.format(title="Rain", words="It rained."))
    second.write_text(PAGE.format(title="Rain", words="It went on raining."))
    story = read(first, second)
    assert story.metadata.title == "Rain"
    assert len(story.chapters) == 2


def test_a_bad_part_is_named(tmp_path: Path) -> None:
    """The error tells which of the files is none."""
    (tmp_path / "1.txt").write_text("One.")
    (tmp_path / "2.txt").write_bytes(b"")
    with pytest.raises(StoryError, match=r"2\.txt: the file is empty"):
        read(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A story may be piped in, in any format."""
    raw = PAGE.format(title="Rain", words="It rained.").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert read(STDIN).metadata.title == "Rain"


def test_nothing_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty pipe is told as such."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(StoryError, match="standard input: the file is empty"):
        read(STDIN)
