"""How old somebody is, as the text tells it."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Character, Gender, Metadata
from fic_audio.page.segment import segment
from fic_audio.script.characters import find_characters
from fic_audio.script.characters.age_words import age_of

TALK = '\n\n"Stop it," Pip said.\n\n"Why?" Pip asked.\n\n"No," said Pip.\n\n"Now," said Tessa.'


def pip(text: str) -> Character:
    chapter = Chapter("", text + TALK)
    people = find_characters([chapter], [segment(chapter, "en")], Metadata())
    return next(each for each in people if "Pip" in each.name)


@pytest.mark.parametrize(
    ("text", "age", "gender"),
    [
        ("Pip was a small boy of six in a red hat.", "child", "male"),
        ("Pip, a very old woman with a stick, laughed.", "elder", "female"),
        ("Pip was a girl of fifteen, and she rolled her eyes.", "young", "female"),
        ("Pip, a man past eighty, nodded.", "elder", "male"),
        ("Pip was a lanky fifteen-year-old boy.", "young", "male"),
        ("A boy of six named Pip came in.", "child", "male"),
        ("An old woman, Pip, sat there.", "elder", "female"),
        ("The old woman's name was Pip.", "elder", "female"),
        ("A small boy of six stood at the door. His name was Pip.", "child", "male"),
        ("Her grandmother, Pip, nodded.", "elder", "female"),
    ],
)
def test_a_description_tells_age_and_gender(text: str, age: str, gender: str) -> None:
    """Behind the name, before it, and before it is known."""
    assert (pip(text).age, str(pip(text).gender)) == (age, gender)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Pip, six, was crying.", "child"),
        ("Pip was twelve years old.", "child"),
        ("Pip was seven or eight.", "child"),
        ("Pip had turned nine that spring.", "child"),
        ("Pip could not have been more than six.", "child"),
        ("Pip was a teenager.", "young"),
        ("Pip was twenty-two and in love.", "young"),
        ("Pip was thirty-four.", "adult"),
        ("Pip was in her seventies.", "elder"),
        ("Old Pip, who was past eighty, shook his head.", "elder"),
        ("Pip, at eighty-two, still swam.", "elder"),
        ("Pip looked up. He was six.", "child"),
        ("The boy by the rail was no more than seven. His name was Pip.", "child"),
        ("“Pip is only six!” Tessa said.", "child"),
    ],
)
def test_years_tell_an_age(text: str, age: str) -> None:
    assert pip(text).age == age


@pytest.mark.parametrize(
    "text",
    [
        "When Pip was six, the house burned.",
        "Six years ago Pip had come here.",
        "Pip was ten when her mother died.",
        "Pip had been six then.",
        "If Pip were a boy of six, she would understand.",
    ],
)
def test_another_time_is_not_now(text: str) -> None:
    assert pip(text).age == ""


@pytest.mark.parametrize(
    "text",
    [
        "Pip was six feet tall.",
        "Pip was six years older than her.",
        "Pip was twelve minutes late.",
        "Pip was eighty percent sure.",
        "Pip was two steps ahead.",
        "Pip turned seven pages.",
        "Pip was four and twenty.",
    ],
)
def test_not_every_number_is_an_age(text: str) -> None:
    assert pip(text).age == ""


@pytest.mark.parametrize(
    "text",
    [
        "Pip was an old friend.",
        "Pip came from Old Town.",
        "Good old Pip smiled.",
        "Pip was old enough to know.",
        "Pip was an only child.",
        "Pip was a child psychologist.",
        "Pip was the eldest of six.",
        "Pip was an old hand at this.",
    ],
)
def test_old_and_child_have_other_meanings(text: str) -> None:
    assert pip(text).age == ""


@pytest.mark.parametrize(
    "text",
    [
        "Pip acted like a boy of six.",
        "Pip was not a child.",
        "Pip was no longer a child.",
        "Beside Pip, a boy of six, red-haired, was crying.",
        "Pip's son was six.",
        "The mother of Pip was past eighty.",
    ],
)
def test_what_is_compared_denied_or_somebody_elses(text: str) -> None:
    assert pip(text).age == ""


def test_what_is_told_plainly_counts_more_than_a_nickname() -> None:
    text = "“Come here, old Pip,” Tessa said. Old Pip grinned. Pip was a boy of nine."
    assert pip(text).age == "child"


def test_a_gender_that_is_known_is_not_told_anew() -> None:
    """A girl is not the boy beside her."""
    text = "Pip shook her head. She sat. She ate. She sang. Pip, she said. " * 3
    assert pip(text + "Pip, a boy of six, laughed.").gender is Gender.FEMALE


def test_the_reason_is_told() -> None:
    assert pip("Pip was a small boy of six.").why.endswith('child: "a small boy of six"')


@pytest.mark.parametrize(
    ("names", "age"),
    [
        (["the six-year-old"], "child"),
        (["Nell", "the old woman"], "elder"),
        (["my grandfather"], "elder"),
        (["the teenager"], "young"),
        (["the older man"], ""),
        (["his old friend"], ""),
        (["Odo"], ""),
    ],
)
def test_names_tell_an_age(names: list[str], age: str) -> None:
    assert age_of(names) == age
