"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given

from fic_audio.text.sentences import ends_sentence, first_sentence, last_sentence, sentence_ends
from tests.page.pages import prose


@given(prose)
def test_ends_ascend_and_lie_in_the_text(text: str) -> None:
    """Every end is behind the one before it and within the text, which ends as sentences do."""
    ends = list(sentence_ends(text))
    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) and ends_sentence(text[:end]) for end in ends)


@pytest.mark.parametrize("line", ["He rows.", "“Row!”", "*He rows…* ", "(She sings?)"])
def test_a_line_ends_with_its_sentence(line: str) -> None:
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["He rows", "“Row,”", "Dinner:", "3.5 miles", ""])
def test_a_line_stops_in_mid_sentence(line: str) -> None:
    assert not ends_sentence(line)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("He rows. She sings.", "He rows."),
        ("Mr. Pell rows. She sings.", "Mr. Pell rows."),
        ("J. Pell rows. She sings.", "J. Pell rows."),
        ("“Mr. Pell” rows. She sings.", "“Mr. Pell” rows."),
        ("Pell and Co. row. She sings.", "Pell and Co. row."),
        ("It was I. She sings.", "It was I."),
        ("He rows!” She sings.", "He rows!”"),
        ("He rows 3.5 miles. She sings.", "He rows 3.5 miles."),
        ("He rows… and rows. She sings.", "He rows…"),
        ("He rows", "He rows"),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    """A sentence ends with its stop and the marks behind it, not with an abbreviation."""
    assert text[: first_sentence(text, 0, len(text))] == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("He rows. She sings", " She sings"),
        ("He rows. She sings.  ", " She sings.  "),
        ("He rows past Mrs. Pell", "He rows past Mrs. Pell"),
        ("He rows", "He rows"),
    ],
)
def test_last_sentence(text: str, sentence: str) -> None:
    """The last sentence begins behind the last stop that has words behind it."""
    assert text[last_sentence(text, 0, len(text)) :] == sentence
