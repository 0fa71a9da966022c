"""What only people do and have."""

from __future__ import annotations

import pytest

from fic_audio.model import Gender
from fic_audio.script.characters.human_signs import read_relation, shows_human
from fic_audio.text.tokens import words
from tests.script.scripts import found


@pytest.mark.parametrize(
    ("text", "human"),
    [
        ("Orla nods.", True),
        ("Orla shook her head.", True),
        ("Orla’s pale face", True),
        ("Orla’s harbour", False),
        ("Orla stood on a hill.", False),
        ("Orla. Frowns were seen.", False),
        ("Orla, smiling", False),
        ("Orla", False),
    ],
)
def test_what_people_do_and_have(text: str, human: bool) -> None:
    """People nod and have faces; towns stand, and have harbours."""
    assert shows_human(text, words(text), 0) is human


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("my grandfather, Orla, sat", Gender.MALE),
        ("my grandfather Orla", Gender.MALE),
        ("Tobin's little sister Orla sat", Gender.FEMALE),
        ("her sister, Orla and", None),
        ("the sister Orla", None),
        ("her boat, Orla, sank", None),
        ("her sister Orla's", None),
        ("her sister's Orla", None),
    ],
)
def test_a_relation_is_a_person(text: str, gender: Gender | None) -> None:
    """Whoever is named as somebody's sister is a woman; a boat is nobody's."""
    spelt = words(text)
    at = [word.text for word in spelt].index("Orla")
    assert read_relation(text, spelt, at, at) is gender


def test_who_is_named_as_a_relation_alone() -> None:
    """A name that a story gives once is a person's if it is a grandfather's."""
    text = 'My grandfather, Abel Quorn, sat. I stood.\n\n"It leaks," my grandfather said.'
    (person,) = (each for each in found(text).values() if "my grandfather" in each.names())
    assert (person.name, person.gender) == ("Abel Quorn", Gender.MALE)
