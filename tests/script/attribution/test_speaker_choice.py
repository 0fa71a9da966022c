"""What the text says outright, against what the network thinks."""

from __future__ import annotations

import pytest

from fic_audio.model import Character
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.speaker_choice import choose_speaker
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import PEOPLE, page, speakers

SAID = 'Mara and Tobin sat in the boat.\n\n"It leaks," said Tobin.\n\n'


@pytest.mark.parametrize(
    "silent",
    [
        "Mara waited.",
        "Mara listened to the rain and said nothing.",
        "Mara did not answer.",
        "Mara leaned back and waited for the rest of it.",
    ],
)
def test_who_keeps_silent_lets_the_other_speak_on(silent: str) -> None:
    """Of whom the narration before a line tells only that she waits does not say it."""
    assert speakers(f'{SAID}{silent}\n\n"We ought to have caulked it."') == ["Tobin", "Tobin"]


def test_who_acts_before_a_line_says_it() -> None:
    """Anything else that she does makes the line hers."""
    assert speakers(f'{SAID}Mara bailed.\n\n"Then row faster."') == ["Tobin", "Mara"]


@pytest.mark.parametrize(("said", "speaker"), [("Thanks, Mara.", "Tobin"), ("Thanks.", "Mara")])
def test_she_who_acts_beside_a_line_is_not_whom_it_calls(said: str, speaker: str) -> None:
    """The network rather takes it for Tobin's; "she" alone would make it Mara's."""
    text = f'"{said}" She nodded and went below.'
    document = Document.of(text, page(text).spans[0], MentionIndex(PEOPLE))
    (seen,) = ChapterContexts(document).turns
    step = TurnCandidates(seen, {0: {}, 1: {}})
    _, who = choose_speaker(text, step, (0.1, 0.4), PEOPLE, ())
    assert PEOPLE[who].name == speaker


@pytest.mark.parametrize(("share", "speaker"), [(0.2, "Pim"), (0.05, "Tobin")])
def test_she_is_rather_one_of_no_known_gender_than_a_man(share: float, speaker: str) -> None:
    """Unless the network all but leaves that one out."""
    people = (PEOPLE[1], Character("Pim"))
    text = '"It leaks," she said.'
    document = Document.of(text, page(text).spans[0], MentionIndex(people))
    (seen,) = ChapterContexts(document).turns
    step = TurnCandidates(seen, {0: {}, 1: {}})
    _, who = choose_speaker(text, step, (1 - share - 0.2, share), people, ())
    assert people[who].name == speaker
