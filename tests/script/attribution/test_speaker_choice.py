"""What a tag says outright, against what the network thinks."""

from __future__ import annotations

import pytest

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.speaker_choice import choose_speaker
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import MARA, PEOPLE, page, speakers


def test_i_said_is_the_teller_whoever_acts_before() -> None:
    """Another who is told of beside the quotation does not take it from "I"."""
    teller = Character("Tobin", gender=Gender.MALE, narrates=True)
    text = (
        "I walked down and saw Mara.\n\nThe day went by. Around noon a man walked in. While he was "
        'ordering, he gave Mara a letter. "What was that about?" I inquired.\n'
    )
    assert speakers(text, (MARA, teller)) == ["Tobin"]


@pytest.mark.parametrize(("said", "speaker"), [("Thanks, Mara.", "Tobin"), ("Thanks.", "Mara")])
def test_she_who_acts_beside_a_line_is_not_whom_it_calls(said: str, speaker: str) -> None:
    """The network rather takes it for Tobin's; "she" alone would make it Mara's."""
    text = f'"{said}" She nodded and went below.'
    document = Document.of(text, page(text).spans[0], MentionIndex(PEOPLE))
    (seen,) = ChapterContexts(document).turns
    step = TurnCandidates(seen, {0: {}, 1: {}})
    _, who = choose_speaker(text, step, (0.1, 0.4), PEOPLE, ())
    assert PEOPLE[who].name == speaker
