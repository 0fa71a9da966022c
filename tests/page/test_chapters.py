"""Finding chapters by their headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.page.plain_text.headings import find_headings
from fic_audio.page.read import read
from tests.page.pages import story

STORY = "The rain fell on the city and went on falling.\n\n"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Chapter 3: The Long Night", "Chapter 3: The Long Night"),
        ("CHAPTER III.", "Chapter III"),
        ("CHAPTER III. THE NIGHT", "Chapter III: The Night"),
        ("Chapter One - Title", "Chapter One: Title"),
        ("Part Two", "Part Two"),
        ("Book First", "Book First"),
        ("Ch. 4", "Ch. 4"),
        ("Act II", "Act II"),
        ("~ Chapter 4 ~", "Chapter 4"),
        ("**Chapter 4**", "Chapter 4"),
        ("Epilogue", "Epilogue"),
        ("Interlude: Rain", "Interlude: Rain"),
        ("Chapter 3 (Part 1 of 2)", "Chapter 3 (Part 1 of 2)"),
        ("Chapter 3 (Part 1 of 2): Ice", "Chapter 3 (Part 1 of 2): Ice"),
        ("Chapter 3 - Ice (Part 1)", "Chapter 3: Ice (Part 1)"),
        ("Chapter 4a", "Chapter 4a"),
        ("Chapter 2/10", "Chapter 2/10"),
        ("✨ Chapter 2 ✨", "Chapter 2"),
        ("🌙 Chapter Two: Moon 🌙", "Chapter Two: Moon"),
        ("【Chapter 2】", "Chapter 2"),
        ("chapter 2", "chapter 2"),
        ("Omake 1", "Omake 1"),
        ("Side Story 2: The Goat", "Side Story 2: The Goat"),
        ("Extra 1", "Extra 1"),
        ("Extra: The Goat", "Extra: The Goat"),
    ],
)
def test_headings(line: str, title: str) -> None:
    """A heading is known in every common shape."""
    assert [heading.title for heading in find_headings(f"{STORY}{line}\n\n{STORY}")] == [title]


@pytest.mark.parametrize(
    "line",
    [
        "Part of him knew.",
        "Chapter 3 was boring.",
        "Part One of the plan was simple.",
        '"Chapter 3," he said.',
        "Chapter Notes",
        "12",
        "I",
        "Act like it.",
        "Extra",
        "Day 1",
        "Day 4 of the siege was quiet.",
        "i",
        "1/3",
        "part two",
        "One: the door was open.",
    ],
)
def test_no_headings(line: str) -> None:
    """Words of the story are no heading, nor is a number that stands alone."""
    assert find_headings(f"{STORY}{line}\n\n{STORY}") == []


def test_bare_numbers_in_sequence(tmp_path: Path) -> None:
    """Bare numbers head chapters where they run in sequence."""
    found = story(tmp_path, f"~ 1 ~\n\n{STORY}~ 2 ~\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (("Day 1: Snow", "Day 3: Ice"), ["Day 1: Snow", "Day 3: Ice"]),
        (("Day One", "Day Two"), ["Day One", "Day Two"]),
        (("Prompt 1", "Prompt 2"), ["Prompt 1", "Prompt 2"]),
        (("i.", "ii.", "iii."), ["I", "II", "III"]),
        (("1/3", "2/3", "3/3"), ["1/3", "2/3", "3/3"]),
        (("One: Snow", "Two: Ice"), ["One: Snow", "Two: Ice"]),
        (("1", "2", "+1"), ["1", "2", "+1"]),
    ],
)
def test_what_counts_heads_chapters(
    tmp_path: Path, lines: tuple[str, ...], titles: list[str]
) -> None:
    """Days, prompts and parts of a whole head chapters where their numbers rise."""
    found = story(tmp_path, "".join(f"{line}\n\n{STORY}" for line in lines))
    assert [chapter.title for chapter in found.chapters] == titles


def test_days_inside_chapters(tmp_path: Path) -> None:
    """Below chapter headings, days open no chapter."""
    found = story(tmp_path, f"Chapter 1\n\nDay 1\n\n{STORY}Day 2\n\n{STORY}Chapter 2\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == ["Chapter 1", "Chapter 2"]


def test_a_text_with_the_headings_of_markdown(tmp_path: Path) -> None:
    """A title and chapters behind `#` are found in plain text; the text stays whole."""
    text = f"# The Tide\n\n## Low Water\n\n{STORY}## High Water\n\n{STORY}"
    found = story(tmp_path, text)
    assert found.metadata.title == "The Tide"
    assert [chapter.title for chapter in found.chapters] == ["Low Water", "High Water"]
    assert found.front + "".join(chapter.text for chapter in found.chapters) == text


def test_bare_numbers_inside_chapters(tmp_path: Path) -> None:
    """Below chapter headings, bare numbers head sections that open no chapter."""
    found = story(tmp_path, f"Chapter 1\n\nI\n\n{STORY}II\n\n{STORY}Chapter 2\n\nI\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == ["Chapter 1", "Chapter 2"]


def test_a_volume_opens_with_its_chapter(tmp_path: Path) -> None:
    """Headings with no words between them open one chapter together."""
    found = story(tmp_path, f"VOLUME I\n\nCHAPTER I\n\n{STORY}CHAPTER II\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == ["Volume I, Chapter I", "Chapter II"]


def test_a_title_below_its_number(tmp_path: Path) -> None:
    """A title on the line below belongs to the heading; the first sentence does not."""
    found = story(tmp_path, f"CHAPTER I.\nI GO TO STYLES\n\n{STORY}Chapter II\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == [
        "Chapter I: I Go to Styles",
        "Chapter II",
    ]


def test_a_contents_list_makes_no_chapters(tmp_path: Path) -> None:
    """Chapter lines with nothing between them are a list, and stand before the story."""
    lines = "Chapter 1: A\nChapter 2: B\nChapter 3: C\n"
    body = "".join(f"{line}\n\n{STORY}" for line in lines.splitlines())
    found = story(tmp_path, f"Contents\n\n{lines}\n{body}")
    assert len(found.chapters) == 3
    assert found.front == f"Contents\n\n{lines}\n"


def test_words_before_the_first_heading(tmp_path: Path) -> None:
    """Story above the first heading is a chapter of its own."""
    found = story(tmp_path, f"{STORY}Chapter 1\n\n{STORY}")
    assert [chapter.title for chapter in found.chapters] == ["", "Chapter 1"]


@pytest.mark.parametrize(
    ("novel", "count"),
    [
        ("ARoomWithAView", 20), ("AlicesAdventuresInWonderland", 12), ("AnneOfGreenGables", 38),
        ("DaisyMiller", 2), ("Emma", 55), ("HowardsEnd", 44), ("NightAndDay", 34),
        ("NorthangerAbbey", 31), ("Persuasion", 24), ("SenseAndSensibility", 50),
        ("TheAgeOfInnocence", 34), ("TheAwakening", 39), ("TheGambler", 17),
        ("TheMysteriousAffairAtStyles", 13), ("TheSignOfTheFour", 12), ("TheSportOfTheGods", 18),
    ],
)  # fmt: skip
def test_novels(data_dir: Path, novel: str, count: int) -> None:
    """Whole novels fall into the chapters they have."""
    assert len(read(data_dir / "corpora" / "pdnc" / novel / "text.txt").chapters) == count
