"""Paragraphs and scene breaks."""

from __future__ import annotations

import pytest

from fic_audio.page.layout import is_break, split_paragraphs


@pytest.mark.parametrize(
    "line",
    ["***", "* * *", "~*~*~", "-----", "o0o0o", "oOo", "xXx", "XOXOX", "#", "◊", "⁂", ". . .",
     "-*-", "=====", "<<<>>>", "--LINE BREAK--", "[line break]", "~", "🦢🦢🦢", "-x-x-x-",
     "SGASGASGA", "[time skip]", "x"],
)  # fmt: skip
def test_breaks(line: str) -> None:
    """A line of ornaments, of x and o, or that says so, is a scene break."""
    assert is_break(line)


@pytest.mark.parametrize(
    "line",
    ["", "Ooh!", "?!", "HAHAHA", "I", "no", '"..."', "X marks the spot", "Time change", "1984"],
)
def test_no_breaks(line: str) -> None:
    """Words and cries are no scene break."""
    assert not is_break(line)


def _paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in split_paragraphs(text)]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    """A line end in the middle of a wrapped sentence ends no paragraph."""
    text = (
        "It was the seventh lamp from the corner that went out first, and Mr.\nPenhallow took it."
    )
    assert _paragraphs(text) == [text]


def test_a_paragraph_a_line() -> None:
    """In a text with long lines each line end ends a paragraph."""
    line = "word " * 40
    assert len(_paragraphs(f"{line}\nShort.\n{line}")) == 3


def test_short_lines_of_talk_are_paragraphs() -> None:
    """Talk without blank lines between is not run together."""
    assert _paragraphs('"Hi there, Ann."\n"Hello."\n"How are you today, then?"') == [
        '"Hi there, Ann."', '"Hello."', '"How are you today, then?"',
    ]  # fmt: skip


def test_line_ends_of_all_kinds() -> None:
    """Windows, Unix and old Mac line ends, and blank lines made of them, end paragraphs alike."""
    for end in ("\r\n", "\n", "\r", "\u2028"):
        assert _paragraphs(f"a{end}{end}b") == ["a", "b"]


def test_a_break_stands_alone() -> None:
    """A scene break is a paragraph also where no blank lines are around it."""
    assert _paragraphs("He left.\n***\nShe stayed.") == ["He left.", "***", "She stayed."]
