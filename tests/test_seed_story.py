"""The story this program was started for comes out as a careful reader would read it aloud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fic_audio.model import NARRATOR, Character, Gender, Kind, Line, Span, Story
from fic_audio.page.read import read
from fic_audio.page.segment import segment
from fic_audio.script import characters
from fic_audio.script.attribution import attribute_speakers

SPOKEN = [
    ("Naruto", '"Why…"'),
    ("Naruto", '"Why didn\'t any of you call me back?"'),
    ("Sakura", '"Na…Naruto,"'),
    ("Sakura", "\"I'm...I'm so sorry.\""),
    ("Naruto", '"Sakura-chan,"'),
    ("Naruto", '"I promise, I will fix this,"'),
    ("Naruto", '"I promise,"'),
    ("Naruto", '"Sakura,"'),
    ("Sakura", '"I promised too,"'),
    ("Naruto", '"Make sure she stays,"'),
    ("Naruto", '"I love you too, Sakura, I always have,"'),
    ("Naruto", '"I promise."'),
]
"""Who says each piece of speech. The two marked quotations that nobody says are not among them."""


@pytest.fixture(scope="module")
def path(data_dir: Path) -> Path:
    return data_dir / "seed" / "promises.txt"


@pytest.fixture(scope="module")
def story(path: Path) -> Story:
    return read(path)


@pytest.fixture(scope="module")
def spans(story: Story) -> list[tuple[Span, ...]]:
    return [segment(chapter) for chapter in story.chapters]


@pytest.fixture(scope="module")
def people(story: Story, spans: list[tuple[Span, ...]]) -> tuple[Character, ...]:
    return characters.find_characters(story.chapters, spans, story.metadata)


@pytest.fixture(scope="module")
def lines(
    story: Story, spans: list[tuple[Span, ...]], people: Sequence[Character]
) -> tuple[Line, ...]:
    (only,) = attribute_speakers(story.chapters, spans, people)
    return only


def test_the_file_is_front_and_spans(
    path: Path, story: Story, spans: list[tuple[Span, ...]]
) -> None:
    """Front matter and spans, joined, are the file."""
    text = "".join(
        chapter.text[span.start : span.end]
        for chapter, parts in zip(story.chapters, spans, strict=True)
        for span in parts
    )
    assert story.front + text == path.read_text(encoding="utf-8")


def test_header_and_dedication_are_no_story(story: Story) -> None:
    """The header is metadata, and the story begins behind the dedication."""
    (chapter,) = story.chapters
    assert (story.metadata.title, story.metadata.fandoms) == ("Promises", ("Naruto",))
    assert story.metadata.relationships == ("Naruto x Sakura",)
    assert "Aubreywitch" in story.metadata.dedication
    assert "Aubreywitch" not in chapter.text
    assert chapter.text.startswith("Naruto stands very still")


def test_who_says_what(story: Story, lines: tuple[Line, ...]) -> None:
    """Every quotation is found, and has the speaker that the text tells of."""
    (chapter,) = story.chapters
    said = [
        (line.speaker, chapter.text[line.span.start : line.span.end].strip())
        for line in lines
        if line.span.kind is Kind.DIALOGUE
    ]
    assert said == SPOKEN


@pytest.mark.parametrize("words", ['"Let\'s go home, Naruto,"', '"I promise it will be okay,"'])
def test_nobody_says_what_was_not_said(story: Story, lines: tuple[Line, ...], words: str) -> None:
    """Quotations that never escape her lips are the narrator's."""
    (chapter,) = story.chapters
    at = chapter.text.index(words)
    (line,) = (each for each in lines if each.span.start <= at < each.span.end)
    assert (line.span.kind, line.speaker) == (Kind.NARRATION, NARRATOR)
    assert at + len(words) <= line.span.end


def test_the_message_remembered_is_hers(story: Story, lines: tuple[Line, ...]) -> None:
    """The paragraph without marks, whispered to a clone, is Sakura's."""
    (chapter,) = story.chapters
    (line,) = (each for each in lines if each.span.kind is Kind.MESSAGE)
    assert chapter.text[line.span.start :].startswith("You're an idiot. You're an idiot and I love")
    assert line.speaker == "Sakura"


def test_a_split_quotation_is_one(lines: tuple[Line, ...]) -> None:
    """The halves of a sentence around its tag share a number."""
    numbers = [line.span.quote for line in lines if line.span.kind is Kind.DIALOGUE]
    assert numbers[0] == numbers[1]
    assert numbers[2] == numbers[3]
    assert numbers[4] != numbers[5]


def test_who_is_in_it(people: Sequence[Character]) -> None:
    """Naruto is a man and Sakura a woman, and the places and peoples named have no voice."""
    genders = {person.name: person.gender for person in people}
    assert genders["Naruto"] is Gender.MALE
    assert genders["Sakura"] is Gender.FEMALE
    assert genders.keys() <= {"Naruto", "Sakura", "Sasuke"}
