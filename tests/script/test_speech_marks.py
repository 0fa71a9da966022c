"""The marks around speech, which nobody hears."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind, Span
from fic_audio.script.speech_marks import strip_speech_marks


def heard(text: str, kind: Kind = Kind.DIALOGUE) -> str:
    low, high = strip_speech_marks(text, Span(kind, 0, len(text), 0))
    return text[low:high]


@pytest.mark.parametrize(
    "said",
    ["[Row home.]", "{Row home.}", "=Row home.=", "/Row home./", "''Row home.''", "``Row home.''",
     "´Row home.´", "**[Row home.]**", "::Row home.::\n\n", "‹Row home.›", ",,Row home.''"],
)  # fmt: skip
def test_marks_of_speech_are_left_off(said: str) -> None:
    assert heard(said) == "Row home."


@pytest.mark.parametrize("said", ["[laughs] Row home.", '"Row [north]."', "'Tis late.", "[]", "''"])
def test_other_words_stay_whole(said: str) -> None:
    """A direction at the begin, brackets inside, a lost letter, marks around nothing."""
    assert heard(said) == said


def test_brackets_of_the_narrator_stay() -> None:
    assert heard("[Quest accepted.]", Kind.NARRATION) == "[Quest accepted.]"
