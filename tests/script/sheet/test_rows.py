from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.script.sheet.rows import Mark, key, read_spoken, show_text, spoken_row


@given(st.text().map(show_text).filter(bool), st.text().map(show_text), st.sampled_from(Mark))
def test_a_row_is_read_as_it_was_written(name: str, text: str, mark: Mark) -> None:
    """Whatever stands in a name or a text, the three parts of a row are told apart."""
    assert read_spoken(spoken_row(mark, name, text)) == (mark, name, text)


@given(st.text())
def test_a_text_is_shown_on_one_row(text: str) -> None:
    """Nothing that is shown ends a row, and showing it again changes nothing."""
    assert len(show_text(text).splitlines()) < 2
    assert show_text(show_text(text)) == show_text(text)


@pytest.mark.parametrize(
    "text", ["“Don’t, Mara…”", "'DON'T -- Mara!'", '"Don\'t,\n  Mara."', "«don’t mara»"]
)
def test_punctuation_is_no_difference(text: str) -> None:
    """A line is the same with other quotation marks, case, stops and line breaks."""
    assert key(text) == key("don't mara")


def test_a_line_without_words_is_known_by_its_marks() -> None:
    """Silence and a question are not the same line."""
    assert len({key('"…"'), key('"?!"'), key('"?"')}) == 3
