from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fic_audio.shelf.artwork import fonts
from fic_audio.shelf.artwork.fonts import BOLD, width
from fic_audio.shelf.artwork.text_layout import Block, fit

LONG = "In which the ravens come home to a house that nobody remembers building, and stay for tea"


def box(text: str, high: int = 900, most: int = 99) -> Block:
    return fit(fonts.drawable(text), BOLD, 1400, high, 260, 60, most)


def test_a_short_title_is_as_large_as_may_be() -> None:
    """One word fills no more than a line, at the largest size."""
    assert (box("Rain").lines, box("Rain").size) == (("Rain",), 260)


def test_a_long_title_is_smaller_and_has_lines() -> None:
    """Its words stand whole and in order."""
    block = box(LONG)
    assert " ".join(block.lines) == LONG
    assert block.whole
    assert 60 <= block.size < 200


def test_lines_are_of_like_length() -> None:
    """No word is left alone in the last."""
    block = fit("The quiet between the stars", BOLD, 1400, 300, 120, 60)
    wide = [width(line, BOLD) for line in block.lines]
    assert len(wide) == 2
    assert min(wide) > 0.5 * max(wide)


def test_a_long_word_is_made_smaller_before_it_is_cut() -> None:
    """Thirty letters stay one word."""
    assert box("Donaudampfschifffahrtskapitän").lines == ("Donaudampfschifffahrtskapitän",)


def test_a_word_that_fits_in_no_size_is_cut() -> None:
    """All of it is there."""
    block = box("x" * 300)
    assert "".join(block.lines) == "x" * 300
    assert not block.whole


def test_what_is_too_much_in_the_smallest_size_ends_with_an_ellipsis() -> None:
    """It begins as the title does."""
    block = box("many words " * 90)
    assert block.lines[-1].endswith("…")
    assert block.size == 60
    assert block.lines[0].startswith("many words")


def test_at_most_so_many_lines() -> None:
    """Names of forty authors are not a page."""
    block = box("author, " * 40, most=2)
    assert len(block.lines) == 2
    assert block.lines[-1].endswith("author…")


def test_lines_break_after_dashes_and_slashes() -> None:
    """Names that are joined may part there."""
    block = fit("Alexandrina/Bartholomew", BOLD, 700, 900, 120, 90)
    assert block.lines == ("Alexandrina/", "Bartholomew")


def test_chinese_breaks_anywhere_but_before_its_stops() -> None:
    """No line begins with a comma or ends with an opening quotation mark."""
    block = fit("「雨の中の約束」、" * 12, BOLD, 700, 900, 100, 40)
    assert len(block.lines) > 3
    assert not [line for line in block.lines if line[0] in "、」" or line[-1] == "「"]


def test_nothing_makes_no_lines() -> None:
    """An empty title takes no room."""
    assert (box("").lines, box("").height) == ((), 0)


@pytest.mark.parametrize(
    ("text", "rtl"), [("שלום, שלום rain", True), ("rain falls on שלום", False)]
)
def test_the_direction_is_that_of_most_letters(text: str, rtl: bool) -> None:
    """It tells the side where lines begin."""
    assert box(text).rtl is rtl


words = st.text(st.sampled_from("abcdefg  -/约束한국שלوع🐉(“”),."), max_size=120)


@settings(max_examples=80, deadline=None)
@given(words, st.integers(80, 900))
def test_lines_fit_in_their_box(text: str, high: int) -> None:
    """None is wider, and all together are not higher."""
    block = box(text, high)
    for line in block.lines:
        assert width(line, BOLD) * block.size <= 1400 * 1.02
    assert block.height <= max(high, 61 * 1.5)
