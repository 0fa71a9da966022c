"""Kin who are somebody with a name."""

from __future__ import annotations

import pytest

from fic_audio.config import Part
from fic_audio.model import Gender
from tests.script.scripts import found

APART = "It rained.\n\n" * 20
VARNS = (
    "Mrs. Varn sat with Ilse by the stove, and Sir Ash Pell slept.\n\n"
    '"It leaks," said Ilse Varn. She was wet.\n\n"Row," said Odo Pell. He was tired.\n\n'
)


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("her mother", "Mrs. Varn"),
        ("Ilse's mother", "Mrs. Varn"),
        ("his father", "Sir Ash Pell"),
    ],
)
def test_parents_have_the_name_of_a_child(description: str, name: str) -> None:
    """ "Her mother" is Mrs. Varn, who is about, where a woman is a Varn."""
    people = found(f'{VARNS}"It floats," said {description}.\n\n' * 2)
    assert description in people[name].aliases
    assert description not in people


def test_a_mother_of_a_cast_that_is_set_down() -> None:
    """She is known by what she is called there, too, and nobody comes in."""
    cast = [
        Part("Mrs. Varn", gender=Gender.FEMALE),
        Part("Ilse Varn", gender=Gender.FEMALE),
        Part("Odo Pell", gender=Gender.MALE),
    ]
    text = f'{VARNS}"It floats," said her mother.\n\n"Row," said the stoker. The stoker sat.\n\n'
    people = found(text * 2, *cast, only=True)
    assert list(people) == ["Mrs. Varn", "Ilse Varn", "Odo Pell"]
    assert people["Mrs. Varn"].aliases == ("her mother",)


def test_ilses_mother_is_her_mother() -> None:
    """Both descriptions of one mother go to Mrs. Varn."""
    text = VARNS + '"It floats," said {} mother.\n\n'
    people = found(text.format("Ilse's") + text.format("her"))
    assert {"Ilse's mother", "her mother"} <= set(people["Mrs. Varn"].aliases)


def test_a_husband_has_the_name_of_a_wife() -> None:
    """ "Her husband" is Mr. Varn, where Mrs. Varn is."""
    text = 'Mrs. Varn sat by the stove. Mr. Varn slept.\n\n"It leaks," she said.\n\n'
    people = found(f'{text}"It floats," said her husband.\n\n' * 2)
    assert "her husband" in people["Mr. Varn"].aliases


@pytest.mark.parametrize(
    "text",
    [
        VARNS + APART + '"It floats," said her mother.\n\n' + APART,
        VARNS + '"Row on," said Mrs. Varn.\n\n"It floats," said her mother.\n\n',
        'Mrs. Pell sang with Nan.\n\n"Row on," said Nan Pell. She was out.\n\n'
        + VARNS
        + '"It floats," said her mother.\n\n',
        VARNS.replace("Mrs. Varn", "Miss Varn") + '"It floats," said her mother.\n\n',
    ],
)
def test_whose_mother_it_is_stays_open(text: str) -> None:
    """Nobody who is far off, who speaks with her mother, who is one of two, or who is a Miss."""
    assert not any("her mother" in person.aliases for person in found(text * 2).values())


def test_once_may_be_any_mother() -> None:
    """ "Her mother" who speaks once may be another's; Ilse's is not."""
    assert "her mother" not in found(f'{VARNS}"It floats," said her mother.')["Mrs. Varn"].aliases
    people = found(f'{VARNS}"It floats," said Ilse\'s mother.')
    assert "Ilse's mother" in people["Mrs. Varn"].aliases


def test_an_aunt_may_have_another_name() -> None:
    """ "Her aunt" is the only Mrs. there, if she speaks more than once."""
    text = (
        'Mrs. Quill sat by the stove. Ilse came in, and she was wet.\n\n"It leaks," said Ilse.\n\n'
        'Odo rowed. He was tired.\n\n"It floats," said her aunt.\n\n'
    )
    assert "her aunt" not in found(text)["Mrs. Quill"].aliases
    assert "her aunt" in found(text + APART + text)["Mrs. Quill"].aliases


def test_a_sister_is_one_of_those_about() -> None:
    """ "Her sister" is nobody of her own where two women are about, for each is named."""
    text = '{}\n\nIt rained.\n\n"It leaks," said Odo.\n\n"It floats," said her sister.\n\n'
    one = "Ilse nodded. She rowed."
    assert "her sister" in found(text.format(one))
    assert "her sister" not in found(text.format(f"{one} Mara nodded. She slept."))


@pytest.mark.parametrize(
    ("description", "same"),
    [("the boy", True), ("the old man", True), ("the man", False), ("the other man", False)],
)
def test_who_is_always_about(description: str, same: bool) -> None:
    """ "The boy" who speaks often is the only one who is about whenever he does; "the man" may be
    anyone."""
    scene = (
        'Odo came in. He sat down.\n\n"It leaks," said Mara.\n\n'
        f'"It floats," said {description}.\n\n"It sinks," said Mara.\n\n'
    )
    people = found((scene + APART) * 4)
    assert (description in people["Odo"].aliases) is same


def test_who_speaks_with_the_boy_is_not_he() -> None:
    """Two who speak by turns are two."""
    scene = 'Odo came in. He sat.\n\n"It leaks," said Odo.\n\n"It floats," said the boy.\n\n'
    assert "the boy" not in found((scene + APART) * 4)["Odo"].aliases
