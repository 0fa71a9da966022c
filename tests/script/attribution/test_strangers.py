"""What a tag says outright holds: of strangers, kin, voices and beasts."""

from __future__ import annotations

import pytest

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Character, Gender, Metadata
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.attribution.prepared_story import PreparedStory
from fic_audio.script.attribution.speaker_choice import choose_speaker
from fic_audio.script.attribution.strangers import count_strangers
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import MARA, TOBIN, found, page, speakers


def said(text: str, metadata: Metadata | None = None) -> list[str | None]:
    """Who says each piece of a text whose people nobody has told."""
    read = page(text)
    people = tuple(found(text, metadata=metadata).values())
    (lines,) = attribute_speakers(read.chapters, read.spans, people)
    return [line.speaker for line in lines if line.span.kind in SPOKEN_BY_CHARACTERS]


TALK = '"Row!" said Mara.\n\n"You row," said Tobin. "I rowed."\n\n'


@pytest.mark.parametrize(
    ("tag", "who"),
    [
        ("asked an old woman with a broom", "the old woman"),
        ("a pedlar called", "the pedlar"),
        ("said the dog", "the dog"),
        ("the radio said", "the radio"),
        ("Tobin's grandfather said", "Tobin's grandfather"),
    ],
)
def test_whom_a_tag_describes_is_somebody(tag: str, who: str) -> None:
    """A stranger, a beast, kin: each is a person and says it."""
    assert said(f'{TALK}"Wait," {tag}.')[-1] == who


@pytest.mark.parametrize("tag", ["somebody shouted", "boomed a voice from above", "said another"])
def test_nobody_in_particular_is_the_narrator(tag: str) -> None:
    """Whoever it is, it is nobody who has just spoken."""
    assert said(f'{TALK}"Wait," {tag}.')[-1] == NARRATOR


def test_with_a_cast_given_a_stranger_is_the_narrator() -> None:
    """The listener's cast has no place for the pedlar."""
    assert speakers(f'{TALK}"Wait," said a pedlar.')[-1] == NARRATOR


def test_a_thing_may_be_a_name_for_somebody_listed() -> None:
    """In "said the boy, Tobin" the name describes the boy."""
    assert speakers('Mara sat down.\n\n"Wait," said the boy, Tobin.')[-1] == "Tobin"


@pytest.mark.parametrize(
    ("tag", "share", "who"),
    [
        ("the clergyman said", 0.3, "Tobin"),
        ("the old clergyman said", 0.3, "Tobin"),
        ("the old clergyman said", 0.45, "Mr. Orrin"),
        ("Mr. Orrin said", 0.3, "Mr. Orrin"),
        ("Mr. Orrin said", 0.1, "Tobin"),
    ],
)
def test_what_the_network_may_overrule(tag: str, share: float, who: str) -> None:
    """A name in a tag stands against it, unless it has a strong reason; the alias that may be any
    clergyman's does not, and a description only where the network nearly agrees."""
    orrin = Character("Mr. Orrin", aliases=("the clergyman",), gender=Gender.MALE)
    read = page(f'Tobin sat down.\n\n"Never," {tag}.')
    reading = PreparedStory.of(read.chapters, read.spans, (TOBIN, orrin), {})
    ((step,),) = reading.steps
    shares = [share if reading.people[n] is orrin else 1 - share for n in step.candidates]
    found = choose_speaker(read.chapters[0].text, step, shares, reading.people, [])
    assert reading.people[found[1]].name == who


def test_a_name_may_end_like_an_adverb() -> None:
    """ "Emily says, her voice low" is no "says" of somebody else's."""
    emily = Character("Emily", gender=Gender.FEMALE)
    tobin = Character("Tobin", gender=Gender.MALE)
    text = '"Row," Tobin said.\n\n"No," Emily says as they wait, his oar in her hand.'
    assert speakers(text, (emily, tobin))[-1] == "Emily"


def test_a_verb_with_a_capital_is_a_tag() -> None:
    """ "“…!” Said Tobin" though Mara is the nearer name."""
    assert speakers('Mara sat.\n\n"Row!" Said Tobin, with Mara beside him.')[-1] == "Tobin"


def test_who_is_overheard_speaks() -> None:
    """He hears Mara say it."""
    assert speakers('"Row," he hears Mara say. Tobin waits.') == ["Mara"]


def test_a_possessive_is_no_subject() -> None:
    """Mara takes his sleeve and says it."""
    assert speakers('Mara had taken Tobin\'s sleeve and said, "Row."') == ["Mara"]


def test_a_voice_is_its_owners() -> None:
    """ "The voice of Mara" and "Mara's tired voice" are Mara."""
    text = '"Row," the voice of Mara came up.\n\n"Now," Mara\'s tired voice said. Tobin rowed.'
    assert speakers(text) == ["Mara", "Mara"]


def test_a_title_belongs_to_the_name() -> None:
    """ "Said Miss Quorn", whom the cast has as Ada Quorn."""
    ada = Character("Ada Quorn", gender=Gender.FEMALE)
    tobin = Character("Tobin", gender=Gender.MALE)
    assert speakers('Tobin sat.\n\n"Row," said Miss Quorn.', (ada, tobin)) == ["Ada Quorn"]


def test_letters_and_figures_are_a_name() -> None:
    """A droid is called T-4X."""
    text = '"It is warm," said T-4X.\n\n"Very," said Mara.\n\n"Hot," said 8C.'
    assert said(text) == ["T-4X", "Mara", "8C"]


def test_a_nickname_joins_the_name_of_the_header() -> None:
    """Wilf, Wilfrun and Astholm are Wilfrun Astholm, whom the tags of the file have."""
    text = (
        '"You are late," said Wilf.\n\n"I am never late," Mara said.\n\n'
        'Astholm laughed. "Nor am I," said Astholm.\n\n"Wilfrun," Mara said. "Sit."\n\n'
        '"Thank you," said Wilf.'
    )
    people = found(text, metadata=Metadata(characters=("Wilfrun Astholm",)))
    (one,) = [person for person in people.values() if "Wilf" in person.names()]
    assert {"Astholm", "Wilfrun Astholm"} <= set(one.names())


@pytest.mark.parametrize(("share", "who"), [(0.6, "Mara"), (0.9, "Tobin")])
def test_she_is_a_woman(share: float, who: str) -> None:
    """ "She said" is Mara's, unless the network is all but sure that the text calls Tobin so."""
    read = page('Mara and Tobin sat down.\n\n"Never," she said.')
    reading = PreparedStory.of(read.chapters, read.spans, (MARA, TOBIN), {})
    ((step,),) = reading.steps
    shares = [share if reading.people[n] is TOBIN else 1 - share for n in step.candidates]
    found = choose_speaker(read.chapters[0].text, step, shares, reading.people, [])
    assert reading.people[found[1]].name == who


def test_descriptions_are_counted_by_paragraph() -> None:
    """Who has a name, and what is said, do not count."""
    read = page('The old ferryman rowed.\n\nMara and the girl sang. "The boy!"\n\nThe rain fell.')
    document = Document.of(read.chapters[0].text, read.spans[0], MentionIndex((MARA,)))
    counted = count_strangers(document)
    assert [counted[paragraph] for paragraph in range(3)] == [1, 1, 0]
