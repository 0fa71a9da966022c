"""Who is no person, as the text tells it."""

from __future__ import annotations

import pytest

from fic_audio.model import Being, Chapter, Character, Metadata
from fic_audio.page.segment import segment
from fic_audio.script.characters import find_characters
from fic_audio.script.characters.beings import being_of

TALK = '\n\n"Stop it," Pip said.\n\n"Why?" Pip asked.\n\n"No," said Pip.\n\n"Now," said Tessa.'


def characters(text: str) -> dict[str, Character]:
    chapter = Chapter("", text + TALK)
    found = find_characters([chapter], [segment(chapter, "en")], Metadata())
    return {each.name: each for each in found}


@pytest.mark.parametrize(
    ("text", "being"),
    [
        ("The ghost Pip drifted through the wall.", "ghost"),
        ("A small, dented robot named Pip rolled in.", "robot"),
        ("Pip, the ship's computer, lowered the lights.", "computer"),
        ("The old dragon Pip folded his wings.", "dragon"),
        ("Pip, a ghost who had never left the mill, sighed.", "ghost"),
        ("Pip was an android. The rain ran off. Pip was an android, after all.", "robot"),
    ],
)
def test_the_narration_tells_what_somebody_is(text: str, being: str) -> None:
    assert characters(text)["Pip"].being == being


@pytest.mark.parametrize(
    "text",
    [
        "Pip was a ghost of herself.",
        "Pip looked like a ghost.",
        "Pip was a dragon about the washing up.",
        "Before her coffee Pip was a robot.",
        "Pip drew the dragon.",
        "Pip's robot whirred.",
        "Pip turned the computer off.",
        '"You are a robot, Pip," Tessa said. "Pip, the robot!"',
        "Pip, the ghost hunter, sighed.",
    ],
)
def test_in_doubt_somebody_is_a_person(text: str) -> None:
    """Words for beings that are said of people, or of something else beside them."""
    assert characters(text)["Pip"].being is Being.PERSON


def test_who_speaks_under_a_description_is_what_it_says() -> None:
    said = '"Please state your deck," said the ship\'s computer.\n\n"Nine," Pip said.'
    found = characters(f'{said}\n\n"Deck nine," the computer said.')
    assert found["the computer"].being is Being.COMPUTER
    assert found["Tessa"].being is Being.PERSON


@pytest.mark.parametrize("name", ["Ghost", "the Dragon", "Robot Jones", "the dragon's son"])
def test_what_people_are_called_makes_no_being(name: str) -> None:
    assert being_of([name]) is Being.PERSON
