"""Stories that are not as stories should be: nothing is lost, and nobody waits."""

from __future__ import annotations

from itertools import product

import pytest

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Line, Metadata
from fic_audio.script import characters
from fic_audio.script.attribution import NOBODY, UNFOUND, attribute_speakers
from tests.script.scripts import page


def read(text: str) -> list[Line]:
    """The spoken lines of a text of which nothing is known; together with the others they must
    cover it."""
    story = page(text)
    people = characters.find_characters(story.chapters, story.spans, Metadata())
    (lines,) = attribute_speakers(story.chapters, story.spans, people)
    assert "".join(text[line.span.start : line.span.end] for line in lines) == text
    return [line for line in lines if line.span.kind in SPOKEN_BY_CHARACTERS]


def speakers(text: str) -> list[str | None]:
    return [line.speaker for line in read(text)]


def test_nobody_speaks() -> None:
    """A story without dialogue is the narrator's."""
    assert read("It rained on Hollow Street. Mara walked home.\n\n" * 40) == []


def test_only_dialogue_and_no_name() -> None:
    """Where nobody is named, the narrator reads what is said, and it is told as unsure."""
    lines = read('"Are you there?"\n\n"Always."\n\n"Good."\n')
    told = {(line.speaker, line.confidence, line.why) for line in lines}
    assert told == {(NARRATOR, NOBODY, UNFOUND)}


def test_five_hundred_people() -> None:
    """Each of a crowd of names has his or her own line."""
    parts = (
        "Al Be Ca Do El Fi Ga Ho Is Ju",
        "ban cor dun fex gil hal jor kin lom mar",
        "a o us en ir",
    )
    people = ["".join(syllables) for syllables in product(*map(str.split, parts))]
    text = "".join(
        f'"We are number {place}," said {name}.\n\n{people[place - 1]} nodded to {name}.\n\n'
        for place, name in enumerate(people)
    )
    assert speakers(text) == people


def test_one_endless_paragraph() -> None:
    """Two hundred thousand characters without a line break are read as any other."""
    text = (
        'Mara laughed. "We could go," said Mara. "Or stay," said Tobin, who did not mind. ' * 2500
    )
    assert speakers(text) == ["Mara", "Tobin"] * 2500


def test_one_endless_quotation() -> None:
    """A speech of two hundred thousand characters has its speaker at the end."""
    text = '"' + "We could go, and nobody would mind. " * 5600 + '" said Mara. Mara sat down.\n'
    assert set(speakers(text)) == {"Mara"}


def test_no_quotation_is_ever_closed() -> None:
    """Lost closing marks lose no text."""
    text = "".join(f'"We should go, said Mara, day {day}.\n\n' for day in range(2000))
    assert len(read(text)) == 2000


def test_names_that_are_words() -> None:
    """Will, Hope, Rose and Sky are people where they speak."""
    text = (
        "Will opened the door. Hope sat at the table with Rose.\n\n"
        '"Will you eat?" asked Hope.\n\n"I will," said Will. "Rose?"\n\n'
        'Rose rose. "I hope so," she said.\n\nSky looked at the sky. "It will rain," said Sky.\n\n'
        '"Hope not," said Rose.\n\nWill laughed. Hope did too. Sky smiled at Rose and Will.\n'
    )
    assert speakers(text) == ["Hope", "Will", "Will", "Rose", "Sky", "Rose"]


def test_two_people_of_one_first_name() -> None:
    """Tom and Tom are told apart by their surnames."""
    text = (
        "Tom Riddle stood by the fire. Tom Turner sat.\n\n"
        '"You came," said Tom Riddle.\n\n"I was asked," said Tom Turner.\n\n'
        '"By whom?" asked Riddle.\n\n"By you," Turner said.\n\nRiddle smiled. Tom Turner did not.\n'
    )
    assert speakers(text) == ["Tom Riddle", "Tom Turner"] * 2


def test_renamed_halfway() -> None:
    """Under either name the one who speaks is the one who is named."""
    text = (
        'Ash knelt. "I will do it," said Ash.\n\n"Rise, Cinder," said Palmer.\n\n'
        'Ash, who was Cinder now, rose. "Yes," said Cinder.\n\n'
        'Palmer smiled. "Good," said Palmer.\n\nCinder bowed. "What must I do?" asked Cinder.\n'
    )
    assert speakers(text) == ["Ash", "Palmer", "Cinder", "Palmer", "Cinder"]


@pytest.mark.parametrize("text", ["", "\n\n\n", "* * *\n", '"', '""', '"…"\n', "“”‘’"])
def test_hardly_anything(text: str) -> None:
    """A story of next to nothing is read without an error."""
    assert all(line.speaker == NARRATOR for line in read(text))


def test_two_turns_that_begin_in_one_paragraph_and_run_on() -> None:
    """Who speaks after a turn of several paragraphs that began beside theirs is remembered."""
    text = (
        "Mara sat down with Tobin and Wren.\n\n"
        '*I wonder,* thought Mara. "Now then, this is long.\n\n'
        '"And longer," Mara said.\n\n"I have a story," said Wren, "and it goes like this.\n\n'
        '"It was raining," said Tobin, "and it still is."\n'
    )
    assert speakers(text) == ["Mara", "Mara", "Mara", "Wren", "Wren", "Tobin", "Tobin"]
