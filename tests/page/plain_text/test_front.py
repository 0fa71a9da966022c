"""Telling the header from the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.pages import story

STORY = "Naruto stands very still. The rain falls on the city and on him.\n"


def test_labels_in_any_order_and_spelling(tmp_path: Path) -> None:
    """Header lines become metadata, whatever their order, case and marks."""
    found = story(
        tmp_path,
        "**Category/Rating:** GEN/T\nFANDOM: Naruto\nby: Ann B.\nTitle: Rain\n"
        "Pairing(s): Naruto x Sakura\nWord Count: 1,212\nBeta'd by: Cy\n\n" + STORY,
    )
    told = found.metadata
    assert (told.title, told.authors, told.fandoms) == ("Rain", ("Ann B.",), ("Naruto",))
    assert (told.relationships, told.rating, told.words) == (("Naruto x Sakura",), "GEN/T", 1212)
    assert told.other == (("Beta'd by", "Cy"),)
    assert found.chapters[0].text == STORY


def test_a_value_runs_on(tmp_path: Path) -> None:
    """A summary over several lines, or below its label, is whole."""
    found = story(tmp_path, "Title: A\nSummary: Two captains,\none map.\nRating: T\n\n" + STORY)
    assert found.metadata.summary == "Two captains, one map."
    found = story(tmp_path, "A\n\nSummary:\n\nOne.\n\nTwo.\n\nChapter 1\n\n" + STORY)
    assert found.metadata.summary == "One. Two."


@pytest.mark.parametrize(
    ("told", "series", "part"),
    [
        ("Part 2 of the Night Lines series", "Night Lines", "2"),
        ("Tales of the Drowned Valley, part 2", "Tales of the Drowned Valley", "2"),
        ("Night Lines #3", "Night Lines", "3"),
        ("Night Lines (Book 4)", "Night Lines", "4"),
        ("Platform 9, and after", "Platform 9, and after", ""),
    ],
)
def test_a_series_and_its_part(tmp_path: Path, told: str, series: str, part: str) -> None:
    found = story(tmp_path, f"Title: A\nSeries: {told}\n\n{STORY}").metadata
    assert (found.series, found.part) == (series, part)


def test_a_list_is_not_cut_within_brackets(tmp_path: Path) -> None:
    warned = "thin ice (everybody is fine, and so is the goat), swearing"
    found = story(tmp_path, f"Title: A\nWarnings: {warned}\n\n{STORY}").metadata
    assert found.warnings == ("thin ice (everybody is fine, and so is the goat)", "swearing")


def test_a_story_right_below_its_header(tmp_path: Path) -> None:
    """Without a blank line between, the story is not taken for the last value."""
    found = story(tmp_path, "Title: A\nRating: T\n" + STORY * 2)
    assert found.chapters[0].text == STORY * 2


@pytest.mark.parametrize(
    ("top", "title", "author"),
    [
        ("EMMA\n\nBy Jane Austen\n\n\n", "EMMA", "Jane Austen"),
        ("Persuasion\n\nby\n\nJane Austen\n\n(1818)\n\n", "Persuasion", "Jane Austen"),
        ("THE LAMPS\n\nby halfpennylight\n\n", "THE LAMPS", "halfpennylight"),
        ("Three Misfits\n\nMorraine\n\nSummary: x\n\n", "Three Misfits", "Morraine"),
    ],
)
def test_title_pages(tmp_path: Path, top: str, title: str, author: str) -> None:
    """A title and a byline without labels are found, and are not story."""
    found = story(tmp_path, f"{top}Chapter 1\n\n{STORY}")
    assert (found.metadata.title, found.metadata.authors) == (title, (author,))
    assert found.front == top


def test_a_lone_title_stays_in_the_story(tmp_path: Path) -> None:
    """A first line that may be a title names the story, and is still read."""
    found = story(tmp_path, "The Long Night\n\n" + STORY)
    assert found.metadata.title == "The Long Night"
    assert not found.front


@pytest.mark.parametrize(
    "text",
    [
        "For three days the rain had fallen.\n\n" + STORY,
        "By noon she was gone.\n\n" + STORY,
        "“Rating: terrible,” he said.\n\n" + STORY,
        "The night belongs to the wolves.\n\nChapter 1\n\n" + STORY,
        "I do not own a gun.\n\n***\n\n" + STORY,
        "Title: A\n",
    ],
)
def test_story_is_never_header(tmp_path: Path, text: str) -> None:
    """In doubt a line is story."""
    assert story(tmp_path, text).front == ""


def test_notes_end_at_a_break(tmp_path: Path) -> None:
    """A note before the story is metadata; the paragraph after the break is story."""
    found = story(tmp_path, "A/N: Hi all!\n\nThanks for the reviews.\n\n---\n\nThanks, he said.\n")
    assert found.metadata.notes == ("Hi all! Thanks for the reviews.",)
    assert found.chapters[0].text == "Thanks, he said.\n"


def test_what_is_said_to_readers_above_the_first_chapter(tmp_path: Path) -> None:
    """It is no chapter of its own, but notes."""
    said = "Hi everyone! Sorry for the wait, I hope you enjoy this chapter."
    found = story(tmp_path, f"A\nby wren\n\n{said}\n\nMy cat was ill.\n\nChapter 1\n\n{STORY}")
    assert found.metadata.notes == (said, "My cat was ill.")
    assert len(found.chapters) == 1


def test_a_prologue_without_a_heading_is_story(tmp_path: Path) -> None:
    found = story(tmp_path, f"I was sorry for him. You know why.\n\nChapter 1\n\n{STORY}")
    assert not found.front
    assert len(found.chapters) == 2


def test_the_first_story(data_dir: Path) -> None:
    """The header of the story that this project was started for is told from its text."""
    from fic_audio.page.read import read

    found = read(data_dir / "seed" / "promises.txt")
    told = found.metadata
    assert (told.title, told.fandoms, told.words) == ("Promises", ("Naruto",), 1212)
    assert (told.relationships, told.rating) == (("Naruto x Sakura",), "PG(+?)")
    assert told.dedication.startswith("Dedicated to Aubreywitch")
    assert found.chapters[0].text.startswith("Naruto stands very still")
