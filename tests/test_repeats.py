"""Signs repeated without end take no more time than other texts of their length.

`tests/bench/repeats.py` tries hundreds; these were too slow once.
"""

from __future__ import annotations

import pytest

from fic_audio.config import Part, Pauses
from fic_audio.model import Story
from fic_audio.page.read.markdown import read_markdown
from fic_audio.page.read.web import read_html
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.characters import find_characters
from fic_audio.script.normalize import normalize
from fic_audio.script.prosody.direction import LONGEST, direct_lines, split_sentences
from fic_audio.voices import load
from tests.growth import grows_with_its_size

MANY = 40_000
"""Characters: what takes their square takes a minute or more."""


def repeated(fragment: str, characters: int) -> str:
    return fragment * (characters // len(fragment))


@pytest.mark.parametrize(
    ("fragment", "end"),
    [
        (" ", "x"), ("!", "x"), (".", "x"), ("*", "x"), ("?", "x"), ("[", "x"), ("[a](", "x"),
        (",", "x"), (" ,", "x"), ("a/", "b"), ("f*a ", "x"), ("a St. ", "x"), ("#", "x"),
        ("999,", "9"), ("999,", "999th"), ("-", "x"), (" -", "x"), ("a'", "b"), ("http://", "x"),
        ("\N{FACE WITH TEARS OF JOY}", "x"), ("\N{WOMAN}\N{ZERO WIDTH JOINER}", "x"),
    ],
)  # fmt: skip
def test_text_for_the_ear(fragment: str, end: str) -> None:
    """Whatever is written without end is soon said."""
    assert grows_with_its_size(
        lambda size: f"She had {repeated(fragment, size)}{end} of them.", normalize, MANY
    )


@pytest.mark.parametrize("fragment", ["a<", "<a b", "<p><i>a", "<!--", "&amp;"])
def test_a_page(fragment: str) -> None:
    """Tags without end are soon read."""
    begin = "<html><body><p>Mara said, “Come in.”</p>"
    assert grows_with_its_size(
        lambda size: f"{begin}{repeated(fragment, size)}".encode(), read_html, MANY
    )


@pytest.mark.parametrize("begin", ["by", "#"])
@pytest.mark.parametrize("line", [" ", "#\t", "_", "by ", "* "])
def test_the_first_line(begin: str, line: str) -> None:
    """A line that is long enough for a book is no title, and soon seen to be none."""

    def story(size: int) -> str:
        return f"{begin} {repeated(line, size)}x\n\nMara said, “Come in.”\n"

    assert grows_with_its_size(story, read_markdown, MANY)


def test_people_without_end() -> None:
    """1,500 people, each with one line: not each is compared with all."""
    names = [f"{first}{second}{third}a" for first in "BCDFGHJKLM" for second in "aeiou" for third in
             "bcdfghjklmnpqrstvwxyzbcdfghjkl"]  # fmt: skip

    def story(people: int) -> tuple[int, Story]:
        said = (f'"Here I am," said {name}.\n\n' for name in names[:people])
        return people, read_markdown("".join(said))

    def made(told: tuple[int, Story]) -> None:
        count, story = told
        spans = [segment(chapter) for chapter in story.chapters]
        people = find_characters(story.chapters, spans, story.metadata)
        lines = attribute_speakers(story.chapters, spans, people)
        parts = cast_voices(story.chapters, lines, people, load(), Part())
        direct_lines(story.chapters[0], lines[0], parts, Pauses())
        assert len(people) > 2 * count / 3

    assert grows_with_its_size(story, made, 1500)


def test_names_in_a_play() -> None:
    """The names that lines bear are looked for once, not each in every chapter."""

    def play(lines: int) -> Story:
        names = (f"name_{n % (lines // 20)}" for n in range(lines))
        return read_markdown(
            "".join(
                f"**{name}:** I was there, and so were you.\n\n({name}) came in.\n\n"
                for name in names
            )
        )

    def people(story: Story) -> None:
        find_characters(
            story.chapters, [segment(chapter) for chapter in story.chapters], story.metadata
        )

    assert grows_with_its_size(play, people, 3000)


def test_a_sentence_without_end_is_said_in_breaths() -> None:
    """Its parts are as long as can be kept in memory, and no word is cut or lost."""
    text = "Mara Tobin " * 3000
    parts = list(split_sentences(text, 0, len(text)))
    assert "".join(text[start:end] for start, end in parts) == text
    assert max(end - start for start, end in parts) <= LONGEST
    assert all(text[end - 1].isspace() for _, end in parts)


def test_a_word_without_end_is_said_in_breaths() -> None:
    """Where no white space stands, a sign or a letter has to do."""
    for text in ("999," * 5000, "ん" * 20_000):
        parts = list(split_sentences(text, 0, len(text)))
        assert "".join(text[start:end] for start, end in parts) == text
        assert max(end - start for start, end in parts) <= LONGEST
