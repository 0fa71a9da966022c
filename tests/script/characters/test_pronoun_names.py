"""Those whom a story never calls anything but "he" and "she"."""

from __future__ import annotations

import pytest

from fic_audio.config import Part
from fic_audio.model import NARRATOR, Gender, Metadata
from fic_audio.script.characters import find_characters
from tests.script.scripts import found, page, speakers

STAIRS = (
    'He looked up the stairs.\n\n"You could come down," he said.\n\n"I could," she answered. '
    '"I won\'t."\n\n"All right," he said. "I\'ll wait."'
)


def test_two_without_names_speak() -> None:
    people = found(STAIRS)
    assert [(name, person.gender) for name, person in people.items()] == [
        ("he", Gender.MALE),
        ("she", Gender.FEMALE),
    ]
    assert speakers(STAIRS, tuple(people.values())) == ["he", "she", "she", "he", "he"]


def test_a_tag_between_two_quotations_counts_once() -> None:
    assert found(STAIRS)["she"].why == '"she" speaks once'


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ('"It leaks," said Ada. She yawned. "It leaks," he said.', ["Ada", "he"]),
        ('"It leaks," said Odo. He yawned. "It leaks," he said.', ["Odo"]),
        ('"It leaks," said the ferryman. "It leaks," he said.', ["the ferryman"]),
    ],
)
def test_whoever_may_be_meant_is_no_second_person(text: str, people: list[str]) -> None:
    """A cast with somebody of that gender, or of a gender that is not told, may hold him."""
    assert list(found(text)) == people


def test_the_teller_is_not_meant() -> None:
    """Beside a nameless "I" there is somebody else."""
    text = 'I woke.\n\n"Coffee?" he asked.\n\n"Please," I said. I yawned.\n\n"Milk?"'
    people = found(text)
    assert list(people) == ["he"]
    assert speakers(text, tuple(people.values())) == ["he", NARRATOR, "he"]


def test_one_of_several_tellers_may_be_meant() -> None:
    """In the other's part of the story."""
    mira = 'Mira\'s POV\n\nI sat down. "A lamp," I told Oskar.\n\n"Yes?" Oskar said.\n\n'
    oskar = 'Oskar\'s POV\n\nI got up. "A chair," I told Mira.\n\n"Good," she said.'
    assert set(found(mira + oskar)) == {"Mira", "Oskar"}


def test_a_chapter_begins_with_whom_the_last_one_named() -> None:
    she = '"Row," she said.\n\n"No," said Odo. He yawned.'
    read = page('"It leaks," said Ada.\n\nAda wept over her boat.', she, she)
    people = find_characters(read.chapters, read.spans, Metadata())
    assert {person.name for person in people} == {"Ada", "Odo"}


FAR = "The rain went on.\n\n" * 13
SHE = '"Row," she said.\n\n"No," said Odo. He yawned.\n\n"Please," she said.\n\n'


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (f'"It leaks," said Ada. Ada wept over her boat.\n\n{FAR}{SHE}', {"Ada", "Odo", "she"}),
        (f'"It leaks," said Ada. Ada wept over her boat.\n\n{SHE}', {"Ada", "Odo"}),
        (f'"It leaks," said the widow. The widow wept.\n\n{SHE}', {"the widow", "Odo"}),
        (f"{SHE * 3}{FAR}Ada sat. Ada wept. She was Ada.\n\n{SHE * 3}", {"Ada", "Odo", "she"}),
        (f"Ada sat. Ada wept. She was Ada.\n\n{SHE * 3}{FAR}{SHE}", {"Ada", "Odo"}),
    ],
)
def test_who_is_not_about_is_not_meant(text: str, people: set[str]) -> None:
    """Where most of what "she" says is far from any place that names a woman, she is another."""
    assert set(found(text)) == people


def test_nobody_is_added_to_a_cast_that_is_whole() -> None:
    assert list(found(STAIRS, Part("Ada", gender=Gender.FEMALE), only=True)) == ["Ada"]


def test_who_is_named_right_before_the_tag_is_meant() -> None:
    text = 'The door let Quorn in. "It leaks," she said.\n\n"Yes," said Odo. He yawned.'
    assert {name: person.gender for name, person in found(text).items()} == {
        "Quorn": Gender.FEMALE,
        "Odo": Gender.MALE,
    }


def test_nobody_who_only_acts_speaks() -> None:
    assert found('"Row!" He pulled. "Row!" He pulled.') == {}


SLED = (
    '"Sit," said Oskar. He yawned.\n\n"Why?" She kicked the sled.\n\n"Vesk, sit," said Oskar. "It '
    'is not far."\n\n"Very well," said Vesk.\n\n"Good." Oskar pulled.\n\n"Is it?" She sat.'
)


def test_the_only_one_who_can_be_meant_is_a_woman() -> None:
    """Oskar is a man, and nothing else tells of Vesk."""
    assert found(SLED)["Vesk"].gender is Gender.FEMALE
    assert "female: the only one" in found(SLED)["Vesk"].why


def test_of_two_who_can_be_meant_nothing_is_told() -> None:
    text = SLED + '\n\n"Brask!" Vesk shouted.\n\n"Yes," said Brask.'
    assert found(text)["Vesk"].gender is Gender.UNKNOWN
    assert found(text)["Brask"].gender is Gender.UNKNOWN
