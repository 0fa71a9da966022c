"""Those who are described first and named then."""

from __future__ import annotations

import pytest

from tests.script.scripts import found

TALK = '"It leaks," said Mara.\n\n"Good," said Orm.\n\n'


@pytest.mark.parametrize(
    "text",
    [
        '"Halt," said the dragon.\n\n"Who is it?" said Mara.\n\n"My name is Orm."\n\n' + TALK,
        '"Halt," said the dragon.\n\n"I am Orm," the dragon said.\n\n' + TALK,
        '"Halt," said the dragon Orm.\n\n' + TALK + '"So," said Mara.\n\n"Halt," said the dragon.',
        'The dragon Orm slept.\n\n"Halt," the dragon said.\n\n' + TALK,
        '"Halt," said the dragon, whose name was Orm.\n\n' + TALK,
        'There sat a dragon named Orm.\n\n"Halt," the dragon said.\n\n' + TALK,
        '"Halt," said the dragon.\n\nThe dragon\'s name was Orm.\n\n' + TALK,
    ],
)
def test_who_is_named_after_a_while(text: str) -> None:
    """Who says his name, or is given it, is the one described before."""
    people = found(text)
    assert "the dragon" in people["Orm"].aliases
    assert "the dragon" not in people


def test_he_may_be_new() -> None:
    """Who came as "a dragon" is so called too."""
    people = found('"Halt," said a dragon.\n\n"I am Orm," said the dragon.\n\n' + TALK)
    assert {"the dragon", "a dragon"} <= set(people["Orm"].aliases)


@pytest.mark.parametrize(
    "text",
    [
        '"Who?" said the dragon.\n\n"My name is Orm Varn."\n\n"Orm," said the dragon.\n\n' + TALK,
        TALK + 'The dragon Orm had raised slept.\n\n"Halt," the dragon said.',
        '"I am Orm," said the dragon.\n\n"And I am Ash," said the dragon.\n\n"I see," said Ash.\n\n'
        + TALK,
    ],
)
def test_who_is_somebody_else(text: str) -> None:
    """Whoever answers the dragon is not the dragon, nor is who has one; two are not one."""
    people = found(text)
    assert "the dragon" not in people["Orm"].aliases


def test_there_is_many_a_man() -> None:
    """A man who says his name is "the man" for a while; not he of another evening."""
    text = '"Halt," said the man.\n\n"I am Orm," the man said.\n\n' + TALK
    assert "the man" in found(text)["Orm"].aliases
    later = "It rained.\n\n" * 20 + '"Halt," said the man.\n\n"No," said Mara.'
    assert "the man" not in found(text + later)["Orm"].aliases
