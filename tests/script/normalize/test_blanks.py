"""What a story leaves blank for its reader, as it is said."""

from __future__ import annotations

import pytest

from fic_audio.script.normalize import normalize


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Morning, Y/N!", "Morning, your name!"),
        ("(Y/N)'s hat", "your name's hat"),
        ("[Name] ran.", "your name ran."),
        ("(Y/N) (L/N)", "your name last name"),
        ("(h/c) hair", "hair colour hair"),
        ("your e/c eyes", "your eye colour eyes"),
        ("Mr. ____ left.", "Mr. blank left."),
        ("Continue? [Y/N]", "Continue? yes or no"),
        ("Continue? Y/N", "Continue? yes or no"),
    ],
)
def test_a_blank_is_said_in_words(written: str, said: str) -> None:
    """The letters of a blank are never spelled out, and no stroke is heard."""
    assert normalize(written) == said


@pytest.mark.parametrize("text", ["his (first) name", "a (name) of sorts", "9/10", "and/or"])
def test_what_is_no_blank_stays(text: str) -> None:
    """Brackets and strokes that mean something else are left to the others."""
    assert "your name" not in normalize(text)
    assert "blank" not in normalize(text)
