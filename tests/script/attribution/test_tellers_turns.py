"""Turns that the page itself gives to whoever tells the story, or takes away."""

from __future__ import annotations

import pytest

from fic_audio.model import SPOKEN_BY_CHARACTERS, Character, Gender, Kind
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.text.document import Document, Telling
from fic_audio.text.mentions import MentionIndex
from fic_audio.text.wordlists import YOU_WORDS
from tests.script.scripts import MARA, PEOPLE, page, speakers

TELLER = Character("Ines", gender=Gender.FEMALE, narrates=True)
THREE = (*PEOPLE, TELLER)


def by_teller(text: str, telling: Telling | None = None) -> list[bool | None]:
    """Whether Ines, who tells, says each turn of a text."""
    document = Document.of(text, page(text).spans[0], MentionIndex(THREE), telling)
    return [seen.by_teller for seen in ChapterContexts(document).turns]


@pytest.mark.parametrize(
    "text",
    [
        '"Who left the gate open?" I inquired.',
        'Mara handed the parcel to Tobin and went out. "Whose is it?" I asked.',
        'I shook my head at the map. "Not that road."',
        'I hesitated, "Maybe."',
        'I took a breath and replied.\n\n"It was there when we came."',
        'I began the conversation myself.\n\n"It was there when we came."',
        '"It was there when we came."\n\nTobin frowned at my answer.',
    ],
)
def test_the_teller_says_it(text: str) -> None:
    """A tag or an action by "I", and what others do at "my words"."""
    assert by_teller(text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        '"Take the other oar," she said to me.',
        '"Take the other oar," a voice told me.',
        'The radio crackled and woke. "Take the other oar."',
        '"Take the other oar," it answered.',
        'Mara pointed. "Take the other oar."',
    ],
)
def test_somebody_else_says_it(text: str) -> None:
    """Another one's tag, and a paragraph that tells of anything but the teller."""
    assert by_teller(text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        '"Take the other oar."',
        'I stared at the cage as the parrot screeched, "Take the other oar."',
        'I followed him to the bench, where he sat down. "Take the other oar."',
        'I opened the letter and read, "Take the other oar."',
        'I heard a whisper.\n\n"Take the other oar."',
        'I couldn\'t reply.\n\n"Take the other oar."',
        'I began to row.\n\n"Take the other oar."',
        '"Take the other oar."\n\nTobin waited for my answer.',
        '"Take the other oar."\n\nI repeated my question.',
        'The tide had turned against us. "Take the other oar."',
    ],
)
def test_it_is_left_open(text: str) -> None:
    """Where somebody else may begin to speak behind "I", or it is the teller's turn next."""
    assert by_teller(text) == [None]


def test_of_you_it_is_told_alike() -> None:
    """There "I" is somebody else."""
    telling = Telling(YOU_WORDS, (0,), (2,))
    text = (
        '"Whose is it?" you ask.\n\n(I never knew.) "Mine."\n\n"Ours."\n\n'
        "Mara laughs at your answer."
    )
    assert by_teller(text, telling) == [True, False, True]


def test_a_thought_may_be_the_tellers() -> None:
    """Whatever the weather does beside it."""
    text = "The rain came down harder. *Not the bridge, please.*"
    document = Document.of(text, page(text).spans[0], MentionIndex(THREE))
    (seen,) = ChapterContexts(document).turns
    assert seen.turn.kind is Kind.THOUGHT
    assert seen.by_teller is None


def test_a_teller_who_is_told_of_may_be_she() -> None:
    """Where tags name the teller as they name others, no "she" is surely somebody else."""
    assert by_teller('"Take the other oar," she said.\n\n"Row!" said Mara.') == [False, False]
    assert by_teller('"Take the other oar," she said.\n\n"Row!" said Ines.') == [None, None]


def test_the_turns_around_follow() -> None:
    """Once the first is not the teller's, the network finds whose the answers are."""
    text = (
        "I soldered the last wire of the radio and sat back to wait.\n\n"
        'The radio crackled and woke. "Take the other oar."\n\n"Which oar?"\n\n"The left one."\n\n'
        "I looked at Mara, who shrugged."
    )
    assert speakers(text, (MARA, TELLER)) == ["Mara", "Ines", "Mara"]


def test_what_the_listener_says_stands() -> None:
    """Against a tag by "I", too, and for all that is said in one breath."""
    read = page('I sat down. Mara sat down.\n\n"Who left it," I inquired, "and when?"')
    start = next(s.start for s in read.spans[0] if s.kind in SPOKEN_BY_CHARACTERS)
    known = {(0, start): "Mara"}
    (lines,) = attribute_speakers(read.chapters, read.spans, (MARA, TELLER), known=known)
    spoken = [line.speaker for line in lines if line.span.kind in SPOKEN_BY_CHARACTERS]
    assert spoken == ["Mara", "Mara"]


def test_whoever_acts_before() -> None:
    """Another who is told of beside the quotation does not take it from "I"."""
    text = (
        "I walked down and saw Mara.\n\nThe day went by. Around noon a man walked in. While he was "
        'ordering, he gave Mara a letter. "What was that about?" I inquired.\n'
    )
    assert speakers(text, (MARA, TELLER)) == ["Ines"]


def test_the_teller_speaks_among_many_names() -> None:
    """However many others are named who might say it, the teller is a candidate."""
    names = "Ann Bea Cora Dot Eve Flo Gwen Hope Iris Joan Kay Lena".split()
    people = [Character(name, gender=Gender.FEMALE) for name in names]
    roll = " ".join(f"I'm {name}." for name in names)
    assert speakers(f'I stood up. "{roll}" I read out.', (*people, TELLER)) == ["Ines"]


def test_others_answer_the_teller_in_one_paragraph() -> None:
    """Each tag there is believed, whoever spoke first."""
    text = 'I sat down with Mara. "Who is it?" I asked. "Me," said Mara.'
    assert speakers(text, (MARA, TELLER)) == ["Ines", "Mara"]
