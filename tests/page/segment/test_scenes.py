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
