"""Signs at the head of a scene."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import parts


@pytest.mark.parametrize(
    "sign",
    ["~ * ~ POV Wren ~ * ~", "Wren's POV", "[Flashback]", "-Flashback end-", "**End Flashback**"],
)
def test_a_sign_is_a_heading(sign: str) -> None:
    """Who tells, and that it lies back in time, is read on its own."""
    assert parts(f"It rained.\n\n{sign}\n\nIt had stopped.", Kind.HEADING) == [sign]


@pytest.mark.parametrize("line", ["A dream.", "Flashback to the pier, and Wren.", '"Flashback"'])
def test_words_of_the_story_are_none(line: str) -> None:
    assert parts(f"It rained.\n\n{line}\n\nIt had stopped.", Kind.HEADING) == []


@pytest.mark.parametrize(
    "line",
    [
        "Three days later...", "London, 1941", "Meanwhile, at the pier…", "That night—",
        "The following spring...", "Somewhere over the sea...", "A few hours earlier, at sea...",
        "12 March, 9:14 a.m....", "Outside Hollow Bay...",
    ],
)  # fmt: skip
def test_a_line_of_place_or_time_is_no_thought(line: str) -> None:
    """It is the narrator's, in italics too."""
    assert parts(f"It rained.\n\n*{line}*\n\nIt had stopped.", Kind.THOUGHT) == []


@pytest.mark.parametrize("line", ["Not now...", "Run, Tobin...", "I was late...", "Who, me?"])
def test_a_thought_is_no_line_of_place_or_time(line: str) -> None:
    assert parts(f"It rained.\n\n*{line}*\n\nIt had stopped.", Kind.THOUGHT) == [f"*{line}*"]
