"""Songs and chants without quotation marks."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import numbers, parts, spoken

FIRST, SECOND = "*Haul away the lantern*", "*And leave the dark behind*"


@pytest.mark.parametrize("lead", ["Mara sang:", "Then she softly began to sing,", "They chanted:"])
def test_the_singer_is_named(lead: str) -> None:
    """Verse below a line that says who sings is one speech over all its lines."""
    text = f"{lead}\n\n{FIRST}\n\n{SECOND}\n\nIt rained."
    assert spoken(text) == [FIRST, SECOND]
    assert numbers(text) == [0, 0]


def test_notes_around_it() -> None:
    """Verse between signs of music is sung like verse in italics."""
    assert spoken("Mara hummed, low:\n\n♪ la la lantern ♪") == ["♪ la la lantern ♪"]


@pytest.mark.parametrize("lead", ["The stone bore a verse:", "It rained.", "She sang it again."])
def test_nobody_sings(lead: str) -> None:
    """Verse of which nobody says that it is sung is the narrator's."""
    assert spoken(f"{lead}\n\n{FIRST}\n\n{SECOND}") == []


def test_a_song_ends_with_its_verse() -> None:
    """What is set as prose is no longer sung, and the next song is another speech."""
    text = f"Mara sang:\n\n{FIRST}\n\nHe wept.\n\nTobin sang:\n\n{SECOND}"
    assert numbers(text) == [0, 1]
    assert "He wept." in parts(text, Kind.NARRATION)[1]
