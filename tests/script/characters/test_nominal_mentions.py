"""Those who have no name, and descriptions of those who have."""

from __future__ import annotations

import pytest

from fic_audio.model import NARRATOR
from tests.script.scripts import found, speakers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"It leaks," said the stoker. "Row!" the stoker said.', "the stoker"),
        ('"It leaks," said Mara.\n\n"Row!" said the barman.', "the barman"),
        ('"It leaks," said the bully-boy.\n\n"Row," said the bully-boy.', "the bully-boy"),
    ],
)
def test_whoever_speaks_is_somebody(text: str, name: str) -> None:
    """A noun of no list makes a person if it speaks twice, one that serves if it speaks once."""
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        '"It leaks," said the stoker.',
        '"It leaks," said the crowd. "It leaks," said the crowd.',
        '"It leaks," said the other. "It leaks," said the other.',
        '"It leaks," said the hostess.',
        '"It leaks," a voice said. "It leaks," another voice said.',
    ],
)
def test_nobody_in_particular(text: str) -> None:
    """Crowds, and what may be a named person for once, make nobody."""
    assert found(text) == {}


def test_who_is_told_of_as_known_is_somebody() -> None:
    """A description that speaks once makes a person if a sentence of narration begins with it."""
    text = 'Mara sat with Odo. He yawned.\n\n"It leaks," said the stoker.\n\n{}'
    assert "the stoker" in found(text.format("The stoker rubbed his neck."))
    assert "the stoker" not in found(text.format("The oars rubbed."))


@pytest.mark.parametrize(("who", "somebody"), [("freckled girl", True), ("girl", False)])
def test_who_is_told_from_others_is_somebody(who: str, somebody: bool) -> None:
    """A girl who speaks once makes a person if the story tells how she looks."""
    text = f'Odo sat in his boat. "It leaks," said the {who}.\n\n"Row," said Odo.'
    assert (f"the {who}" in found(text)) is somebody


def test_a_voice_that_goes_on_speaking_is_somebody() -> None:
    """A voice of which the story tells by no other name is a person when it speaks twice."""
    text = (
        'Mara took up the telephone. "Hello?"\n\n"Is this the ferry?" a small voice asked.\n\n'
        '"It is," Mara said.\n\n"I missed it," the voice said.\n\n"Then wait," Mara said.\n\n'
        '"I waited," the voice said.'
    )
    people = tuple(found(text).values())
    voice = "the voice"
    assert speakers(text, people) == ["Mara", voice, "Mara", voice, "Mara", voice]


@pytest.mark.parametrize("name", ["one of the guards", "one guard", "another guard"])
def test_one_of_several_is_somebody(name: str) -> None:
    """Who is told of as one of several is a person when he speaks."""
    text = f'"It leaks," said {name}. "Row!" said Mara.\n\n{name.capitalize()} nodded.'
    assert name in found(text)


@pytest.mark.parametrize("name", ["one day the guard", "another"])
def test_no_name_for_one_of_several(name: str) -> None:
    """Nobody is called "one day the guard", nor "another" alone."""
    people = found(f'"It leaks." {name.capitalize()} said, "Row!"')
    assert name not in people


def test_one_of_several_goes_on_by_pronoun() -> None:
    """What he says next, beside a pronoun, is his and not the teller's."""
    text = (
        'I walked up to the gate.\n\n"Who sent you?" one of the guards asked.\n\n'
        '"Nobody," I said.\n\n"Then you may go home." He laughed.'
    )
    people = tuple(found(text).values())
    assert speakers(text, people) == ["one of the guards", NARRATOR, "one of the guards"]


def test_a_description_stands_for_who_is_there() -> None:
    """The painter who is about whenever Quorn is, and never speaks with him, is Quorn."""
    scene = (
        'Quorn came in. "It leaks," said Mara.\n\n"It floats," said the painter.\n\n'
        '"It sinks," said Mara.\n\nQuorn rowed.\n\n'
    )
    apart = "It rained.\n\n" * 20
    people = found((scene + apart) * 6 + '"Row!" said Quorn.')
    assert "the painter" in people["Quorn"].aliases
    assert "the painter" not in people


def test_who_was_about_in_another_scene_is_nobody_here() -> None:
    """Behind a break, nobody of the scene before stands for "the woman"."""
    scene = 'Wren came in, and she sat down. She was wet. "It leaks," said Wren. She frowned.\n\n'
    rest = 'Rain fell.\n\nIt fell on.\n\n"It floats," said the woman.\n\n'
    assert "the woman" not in found(scene + rest + "It fell.\n\n" + rest)
    assert "the woman" in found(f"{scene}* * *\n\n{rest}It fell.\n\n{rest}")
