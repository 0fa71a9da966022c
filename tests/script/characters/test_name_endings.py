"""What the ending of a name tells of its bearer."""

from __future__ import annotations

import pytest

from fic_audio.model import Gender
from fic_audio.script.characters.name_endings import guess_gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Velina", Gender.FEMALE),
        ("Oreldo", Gender.MALE),
        ("VELINA", Gender.FEMALE),
        ("Quorn", Gender.UNKNOWN),
        ("Brixy", Gender.UNKNOWN),
        ("X", Gender.UNKNOWN),
    ],
)
def test_made_up_names(name: str, gender: Gender) -> None:
    assert guess_gender(name) is gender


def test_a_name_of_either_gender_tells_nothing() -> None:
    """Whatever other names end like it."""
    assert guess_gender("Sasha") is Gender.UNKNOWN
