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


def thoughts(text: str) -> list[str]:
    return parts(text, Kind.THOUGHT)


def test_a_song_between_the_paragraphs_has_one_voice() -> None:
    """Its lines are the narrator's, however thought-like they sound."""
    text = (
        "The radio was on.\n\n*Oh, I was a stone, my love,*\n*and you were rain*\n\n"
        '"Turn it off," said Wren.\n\n*So carry me down, carry me down*\n\n*Carry me down!*'
    )
    assert thoughts(text) == []
    assert spoken(text) == ['"Turn it off,"']


def test_single_lines_of_a_song() -> None:
    """Three lines or more that end without a stop are one song, and so is what rhymes with them."""
    text = (
        "*This is the winter of my heart,*\n\nHe rose.\n\n*the snow is at the door*\n\nHe sat.\n\n"
        "*I knew you'd leave me from the start*\n\nHe lay.\n\n*I don't know what it's for.*\n\n"
        "*I have to go,* he thought.\n\n*Why me?*"
    )
    assert thoughts(text) == ["*I have to go,*", "*Why me?*"]


def test_where_some_is_the_narrators_all_of_it_is() -> None:
    """A song that is taken up later without a word of who sings it has no second voice."""
    text = f"Mara sang:\n\n{FIRST}\n\n{SECOND}\n\nHe wept.\n\n{FIRST}\n\n{SECOND}\n\nIt rained."
    assert spoken(text) == []
    assert thoughts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "*I can't do this.*\n\n*Why is it always me?*\n\nShe sang.",
        '"Row."\n\n*Oh God. What have I done?*\n\n*I have to go.*\n\n"No."',
        "*I should go,* she thought. *I should go home.*",
    ],
)
def test_thoughts_in_a_row_are_no_song(text: str) -> None:
    assert len(thoughts(text)) == 2
