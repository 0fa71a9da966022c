"""Words with their places."""

from __future__ import annotations

import pytest
from hypothesis import given

from fic_audio.text.tokens import READER, words
from tests.page.pages import prose


@given(prose)
def test_words_know_their_places(text: str) -> None:
    """Every word stands where it says, in reading order, none over another."""
    found = words(text)
    assert all(
        text[word.start : word.end].startswith(word.text) or word.text == READER for word in found
    )
    ends = [0, *(word.end for word in found)]
    assert all(end <= word.start for end, word in zip(ends, found, strict=False))


def test_a_part_of_a_text_is_read_in_the_offsets_of_the_whole() -> None:
    """Words of a range keep their places in the whole text."""
    text = "Tobin rows. Mara sings."
    assert [(word.start, word.text) for word in words(text, 12, 17)] == [(12, "Mara")]


@pytest.mark.parametrize(
    ("text", "word", "possessive"),
    [
        ("Tobin's", "Tobin", True),
        ("Tobin’s", "Tobin", True),
        ("it's", "it's", False),
        ("Who’s", "Who’s", False),
        ("don't", "don't", False),
        ("O'Hara", "O'Hara", False),
    ],
)
def test_only_an_owner_loses_the_ending(text: str, word: str, possessive: bool) -> None:
    """A possessive ending is left off; a contraction is part of its word."""
    (found,) = words(text)
    assert (found.text, found.possessive) == (word, possessive)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hi, y/n's here", ["Hi", READER, "here"]),
        ("Hi, [Your Name]!", ["Hi", READER]),
        ("Hi, ____!", ["Hi", READER]),
        ("Continue? Y/N", ["Continue", "Y", "N"]),
        ("and/nor", ["and", "nor"]),
        ("Lord D____ rows", ["Lord", "D", "rows"]),
    ],
)
def test_a_blank_for_the_readers_name_is_a_word(text: str, found: list[str]) -> None:
    """However it is written, it is one and the same word."""
    assert [word.text for word in words(text)] == found
