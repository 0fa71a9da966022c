"""Which of somebody's names is the main one, and what gender they tell."""

from __future__ import annotations

import pytest

from fic_audio.model import Gender
from fic_audio.script.characters.name_mentions import NameMentions
from fic_audio.script.characters.person import Person, gender_of


def main(**counts: int) -> str:
    names = {tuple(name.split("_")): NameMentions(narrated=n) for name, n in counts.items()}
    return " ".join(Person(names).main())


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        ({"Ilse": 90, "Ilse_Varn": 3}, "Ilse Varn"),
        ({"Varn": 90, "Ilse_Varn": 3}, "Ilse Varn"),
        ({"Ilse": 90, "Ilse_Varn": 2}, "Ilse"),
        ({"Ilse": 900, "Ilse_Varn": 3}, "Ilse"),
        ({"Miss_Varn": 90, "Ilse_Varn": 9}, "Miss Varn"),
        ({"Varn": 10, "Captain_Varn": 4}, "Captain Varn"),
        ({"Varn": 90, "Captain_Varn": 4}, "Varn"),
        ({"Varn": 10, "Mr_Varn": 4}, "Varn"),
    ],
)
def test_the_main_name(counts: dict[str, int], name: str) -> None:
    """The name most used; the full one if it is no rarity, and a rank that is often said."""
    assert main(**counts) == name


@pytest.mark.parametrize(
    ("name", "he", "she", "gender"),
    [
        ("Hermione", 4, 1, Gender.FEMALE),
        ("Charles", 0, 5, Gender.FEMALE),
        ("Charles", 0, 3, Gender.FEMALE),
        ("Charles", 0, 2, Gender.MALE),
        ("Charles", 1, 5, Gender.MALE),
        ("Leslie", 0, 1, Gender.FEMALE),
        ("Quorn", 3, 1, Gender.MALE),
        ("Velina", 0, 0, Gender.FEMALE),
        ("Velina", 1, 0, Gender.MALE),
    ],
)
def test_pronouns_and_first_names(name: str, he: int, she: int, gender: Gender) -> None:
    """A few stray pronouns do not outweigh a first name that tells; many do."""
    assert gender_of(Person({(name,): NameMentions(he=he, she=she)}))[0] is gender
