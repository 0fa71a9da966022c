"""Single lines of a song that stand below it, between the paragraphs."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import parts

OPENING = (
    "The jukebox came on behind them, as it did at about this hour of every night, and half of the"
    " bar groaned.\n\n*There's a lamp on the water, a lamp on the shore,*\n"
    "*and my mother is calling me in from the moor*\n\n"
    '"I know this one," said Wren.\n\n'
)


def thoughts(text: str) -> list[str]:
    return parts(OPENING + text, Kind.THOUGHT)


@pytest.mark.parametrize(
    "line",
    [
        "The song went on.\n\n*I'll be home when the herring are out.*",
        'She shrugged.\n\n*And I never, never, never will come home.*\n\n"Oh?"',
        "She shrugged.\n\n*I was a fool and I opened the door.*",
    ],
)
def test_a_line_known_for_verse_is_the_songs(line: str) -> None:
    """The song is told to go on above it, or it repeats a word, or rhymes."""
    assert thoughts(f"{line}\n\nIt rained.") == []


@pytest.mark.parametrize(
    "line",
    [
        "*I can't do this anymore.*",
        "*She never, never, never tells me anything.*",
        "*Why does it always rain on my birthday?*",
    ],
)
def test_a_thought_stays_one(line: str) -> None:
    """A song in the chapter does not make what is thought later a line of it."""
    assert thoughts(f"She bit her lip.\n\n{line}\n\nIt rained.") == [line]


@pytest.mark.parametrize(
    ("before", "after"),
    [("A thought came to her.", "It rained."), ("She sat.", "That was what she thought of it.")],
)
def test_what_is_called_a_thought_is_one(before: str, after: str) -> None:
    """Whatever it rhymes with."""
    line = "*I was a fool and I opened the door.*"
    assert thoughts(f"{before}\n\n{line}\n\n{after}") == [line]


def test_a_mark_of_its_own() -> None:
    """Whose songs stand between underscores, and thoughts between asterisks, tells them apart."""
    text = OPENING.replace("*", "_") + (
        "She sat. *I hate this bar,* she thought.\n\n_The boats are all out on the bay._\n\n"
        "She drank.\n\n*I want to go home.*\n\nIt rained."
    )
    assert parts(text, Kind.THOUGHT) == ["*I hate this bar,*", "*I want to go home.*"]


def test_without_a_song() -> None:
    """A line that might be verse is a thought where no song is."""
    line = "*And I never, never, never will come home.*"
    assert parts(f"She bit her lip.\n\n{line}\n\nIt rained.", Kind.THOUGHT) == [line]
