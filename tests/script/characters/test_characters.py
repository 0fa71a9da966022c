"""Who is in a story."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from fic_audio.config import Part
from fic_audio.model import Gender, Metadata
from tests.paths import ROOT
from tests.script.scripts import found

BOAT = """Odo McKay pushed the boat out. "It leaks," said Odo.

"It floats," McKay answered, and he sat down in it. He was no coward.

"Dr. McKay, sit still," said Saki Ito.

"Saki-chan, take the oar," Odo said. He gave it to her.

Saki took it. She rowed, she sang, and then Saki laughed at him. "Row, Odo!"
"""


CROWD = "\n\n".join(f'"Row!" said {name}.' for name in "Quorn Ilse Brix Varn Dov Odo".split())
"""Six who are named equally often."""


def test_the_names_of_one_person() -> None:
    """Full name, first name, surname and title are one person's, and the most used is the main."""
    people = found(BOAT)
    assert set(people) == {"Odo", "Saki"}
    assert set(people["Odo"].aliases) == {"Odo McKay", "McKay", "Dr. McKay"}
    assert set(people["Saki"].aliases) == {"Saki Ito"}


def test_the_most_named_come_first() -> None:
    """The order is that of being named."""
    text = '"No," said Brix.\n\n"Yes," said Mara. Mara rowed.\n\n"No!" said Mara.'
    assert list(found(text)) == ["Mara", "Brix"]


def test_a_short_form_is_its_bearers() -> None:
    """ "Lizzy", heard in talk alone, is Elizabeth."""
    text = '"It leaks," said Elizabeth.\n\n"Oh, Lizzy, row! Lizzy, sit!" cried Mara.'
    people = found(text)
    assert people["Elizabeth"].aliases == ("Lizzy",)


def test_a_couple_are_two() -> None:
    """Mr. Dell is not Mrs. Dell."""
    text = '"It leaks," said Mr. Dell.\n\n"It floats," said Mrs. Dell.'
    people = found(text)
    assert {name: str(person.gender) for name, person in people.items()} == {
        "Mr. Dell": "male",
        "Mrs. Dell": "female",
    }


def test_a_title_may_be_written_in_two_ways() -> None:
    """ "Mr Dell" and "Mr. Dell" are one."""
    text = '"It leaks," said Mr. Dell.\n\n"It sank," said Mr Dell.\n\n"No!" cried Mr. Dell.'
    assert list(found(text)) == ["Mr. Dell"]


@pytest.mark.parametrize(
    ("text", "gender", "evidence"),
    [
        ('"No," said Lady Quorn.', Gender.FEMALE, 'called "Lady Quorn"'),
        (
            '"No," said Quorn. He sat. Quorn lost his hat, and Quorn lost himself.',
            Gender.MALE,
            "he",
        ),
        ('"No," said Margaret.', Gender.FEMALE, "by the first name"),
        ('"No," said Quorn.\n\n"Quorn-kun, row!"', Gender.MALE, "by the honorific"),
        ('"No," said Quorn, and shook her head.', Gender.FEMALE, "by the pronouns nearby"),
        ('"No," said Velina.', Gender.FEMALE, "by the ending of the name"),
        ('"No," said Professor Velina.', Gender.UNKNOWN, "nothing tells"),
        ('"No," said Quorn.', Gender.UNKNOWN, "nothing tells"),
    ],
)
def test_gender_has_its_evidence(text: str, gender: Gender, evidence: str) -> None:
    """Title, pronouns, first name, honorific and ending tell a gender; which of them is said."""
    (person,) = found(text).values()
    assert person.gender is gender
    assert evidence in person.why


def test_pronouns_outweigh_a_first_name() -> None:
    """A Charlie whom the story calls "she" is a woman."""
    text = '"No," said Charles. She sat.' + " Charles lost her oar." * 4
    (person,) = found(text).values()
    assert person.gender is Gender.FEMALE


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(characters=("Mara Venn", "Tobin Ash")),
        Metadata(relationships=("Mara Venn/Tobin Ash",)),
        Metadata(relationships=("Mara Venn x Tobin Ash (past)",)),
        Metadata(relationships=("Mara Venn & Tobin Ash",)),
    ],
)
def test_the_header_lists_people(metadata: Metadata) -> None:
    """Who stands in the header is a person, even if the text hardly names him."""
    people = found("There sat Mara. There Tobin sat.", metadata=metadata)
    assert set(people) == {"Mara", "Tobin"}
    assert people["Mara"].aliases == ("Mara Venn",)


def test_places_are_no_people() -> None:
    """Towns, rivers, days and words that open a sentence have no voice."""
    text = (
        "They came from Harrowgate on Monday. The Quill ran slow. In Harrowgate it rained. "
        'Perhaps it always rained at Harrowgate. "Row," said Mara. "The Quill is low in May."'
    )
    assert list(found(text)) == ["Mara"]


def test_a_shout_is_no_name() -> None:
    """ "Run!", said twice, makes nobody; a name that is called does."""
    text = 'It rained.\n\n"Run!" cried Mara. "Run!"\n\n"Sit, Quorn! Run, Quorn! Run!"'
    assert set(found(text)) == {"Mara", "Quorn"}


def test_one_word_that_is_all_that_is_said_is_no_name() -> None:
    """Twice "Enough," behind which a tag stands."""
    text = 'It rained.\n\n"Enough," said Mara.\n\n"Enough," said Odo.'
    assert set(found(text)) == {"Mara", "Odo"}


def test_whoever_thinks_is_a_person() -> None:
    """Somebody of whom we only hear thoughts is in the cast."""
    assert list(found("It rained. *I ought to row home*, thought Edda.")) == ["Edda"]


def test_who_bears_a_rank_is_somebody() -> None:
    """A deputy is a person though nobody says that he speaks."""
    assert "Deputy Quorn" in found('I called Deputy Quorn. "It leaks," Mara said.')


def test_a_title_opens_no_sentence() -> None:
    """The stop of "Mr." hides no name that stands but once."""
    assert list(found('"It leaks," said Mr. Quorn.')) == ["Mr. Quorn"]


def test_whoever_is_only_called_is_a_person() -> None:
    """Two who are only ever spoken to are people too."""
    text = 'It rained.\n\n"Quorn, row!"\n\n"Row yourself, Quorn!"'
    assert "Quorn" in found(text)


def test_a_description_that_speaks_is_somebody() -> None:
    """ "The fisherman said" makes a fisherman; "the man said" may be anyone."""
    text = (
        '"It leaks," said Mara.\n\n"Row," the fisherman said.\n\n"No," said the man.\n\n'
        'A fisherman knows. "Sit!" the fisherman said.'
    )
    people = found(text)
    assert list(people) == ["Mara", "the fisherman"]
    assert people["the fisherman"].gender is Gender.MALE
    assert people["the fisherman"].why == '"the fisherman" speaks 2 times'


def test_the_teller_is_the_one_who_is_called_and_never_named() -> None:
    """Whom the others call by a name that the narration never says tells the story."""
    text = (
        'I sat in my boat. "It leaks," said Mara.\n\n"It floats," I said. I was sure of it.\n\n'
        '"Tobin, it sinks!" Mara looked at me. "Row, Tobin!"\n\nI rowed. Mara sang to me.'
    )
    people = found(text)
    assert [name for name, person in people.items() if person.narrates] == ["Tobin"]


def test_nobody_tells_a_story_in_the_third_person() -> None:
    """ "I" in what people say is no teller."""
    text = '"I sit in my boat," said Mara. "I row, Tobin, and I sing."\n\n"I see," Tobin said.'
    assert not any(person.narrates for person in found(text).values())


def test_my_kin_speak_in_a_story_told_by_me() -> None:
    """ "My grandfather said" is one person's in a first-person story."""
    text = 'I sat in my boat. "It leaks," said my grandfather. I looked at my feet.'
    people = found(text)
    assert people["my grandfather"].gender is Gender.MALE


class TestConfig:
    """What the listener has set down."""

    def test_it_joins_names(self) -> None:
        """Two names of one part are one person, who goes by the part's name."""
        text = '"It leaks," said Mara.\n\n"It floats," said Spark.'
        people = found(text, Part("Mara Venn", ("Mara", "Spark")))
        assert list(people) == ["Mara Venn"]
        assert {"Mara", "Spark"} <= set(people["Mara Venn"].aliases)

    def test_it_keeps_what_the_text_adds(self) -> None:
        """Names found in the text are added to those set down."""
        people = found(BOAT, Part("McKay"))
        assert set(people["McKay"].aliases) == {"Odo", "Odo McKay", "Dr. McKay"}

    def test_it_has_the_last_word_on_gender(self) -> None:
        """A gender set down stands against all evidence; left open, the text tells it."""
        assert found(BOAT, Part("Odo", gender=Gender.FEMALE))["Odo"].gender is Gender.FEMALE
        assert found(BOAT, Part("Odo"))["Odo"].gender is Gender.MALE

    def test_its_people_stay_apart(self) -> None:
        """Two who are set down are two, even if the text calls one person by both names."""
        people = found(BOAT, Part("Odo"), Part("Ito"))
        assert list(people)[:2] == ["Odo", "Ito"]

    def test_only_those(self) -> None:
        """With `only`, nobody else is in the story."""
        assert list(found(BOAT, Part("Saki"), only=True)) == ["Saki"]

    def test_somebody_the_text_never_names(self) -> None:
        """Who is set down is in the cast, named or not."""
        assert "Quorn" in found(BOAT, Part("Quorn"))

    def test_who_tells_the_story(self) -> None:
        """Whoever is set down to tell it is "I", whatever name falls in the talk."""
        text = 'I pushed my boat out. "It leaks," I said.\n\n"Row, Tobin," said Mara to me.\n\n'
        people = found(text * 3, Part("Brix", narrates=True), Part("Tobin"))
        assert [name for name, person in people.items() if person.narrates] == ["Brix"]


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_people_are_the_same_in_every_run(seed: str) -> None:
    """Neither their order nor their names hang on how Python happens to order a set."""
    code = f"from tests.script.scripts import found; print(list(found({CROWD!r}).values()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(list(found(CROWD).values()))


def test_no_words_no_people() -> None:
    """An empty chapter has nobody in it."""
    assert found("") == {}


def test_names_that_are_common_words() -> None:
    """Will, Hope, Rose and Sky are people where they speak, and words where they do not."""
    text = (
        '"Row," said Will. "I hope so," said Hope.\n\n"Row, Rose," said Will. "Sky, sit!"\n\n'
        '"Will you row?" Rose said.\n\n"No," said Sky. The sky was grey. "No," said Sky.'
    )
    assert set(found(text)) == {"Will", "Hope", "Rose", "Sky"}


def test_a_surname_that_is_a_common_word() -> None:
    """ "Small", after Jonathan Small, is he; small boats are not."""
    text = (
        'They met Jonathan Small in a small boat. "It leaks," said Small.\n\n'
        '"A small leak," said Mara to Jonathan Small. They laughed at Small.'
    )
    people = [set(person.names()) for person in found(text).values()]
    assert {"Jonathan Small", "Small"} in people or {
        "Jonathan",
        "Jonathan Small",
        "Small",
    } in people


def test_the_teller_goes_by_the_full_name() -> None:
    """Who says "I" is named too seldom to go by a first name alone."""
    text = (
        'I sat in my boat. "It leaks," said Mara.\n\n"My name is Tobin Ash," I said.\n\n'
        '"Tobin, it sinks!" Mara looked at me. "Row, Tobin!" I looked at my hands.\n\n"Row, Ash!"'
    )
    assert [name for name, person in found(text).items() if person.narrates] == ["Tobin Ash"]


@pytest.mark.parametrize(
    "entry", ["Original Female Character(s)", "Minor or Background Relationship(s)", "Everyone"]
)
def test_entries_of_a_header_that_are_no_names(entry: str) -> None:
    """Lists of characters hold more than names."""
    assert found("It rained.", metadata=Metadata(characters=(entry,), relationships=(entry,))) == {}


def test_a_family_is_nobody() -> None:
    """ "The Dells" is no name of Mr. Dell's."""
    text = '"It leaks," said Mr. Dell. They knew the Dells.\n\n"No," said Mr. Dell to the Dells.'
    assert found(text)["Mr. Dell"].aliases == ()


def test_one_of_many_is_nobody() -> None:
    """ "A Fenlander" is any of them, and their country speaks for nobody."""
    text = (
        '"Row," said Mara. A Fenlander laughed. She nodded to a Fenlander.\n\n'
        '"I am a Fenlander," said Tobin.\n\n"Well, Fenlander?" said Mara. "Row, Fenlander!"'
    )
    assert not [name for name in found(text) if "Fenlander" in name]


HALL = """The Great Hall sighed. "You feel it too," said Ines.

"I feel it," Odo said. The Great Hall whispered as the wind went through its rafters. "It does."

Silvermane booed. The Ministry announced a feast, and the Ministry replied to nobody. "We won," she
said. Silvermane cheered. Ravenmoor slept. "Ravenmoor never wakes," said Odo. Ravenmoor sighed.

"Good night, Ravenmoor," Ines said. The Merrow groaned. Starfleet refused. Starfleet insisted.
"""


def test_houses_towns_and_ministries_are_nobody() -> None:
    """They cheer, sigh and announce, but it is people who talk."""
    assert set(found(HALL)) == {"Ines", "Odo"}


def test_who_is_called_like_a_town_or_a_house_is_somebody() -> None:
    people = found(
        'The House of Black cheered. Sirius Black did not. "I left," said Sirius. "Black," said '
        'Odo, "you never leave."\n\n"You are late," said Paris. Odo turned to Paris Geller.\n\n'
        '"I am not," said Odo. "I was here," Paris said. He had once lived in Paris by the river.'
    )
    assert len(people) == 3
    assert any("Sirius Black" in person.names() for person in people.values())
    assert "Paris" in people
