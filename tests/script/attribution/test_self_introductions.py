"""Who says his or her own name."""

from __future__ import annotations

import pytest

from fic_audio.script.attribution.self_introductions import find_answered_names
from fic_audio.text.document import Document, split_turns
from fic_audio.text.mentions import MentionIndex
from tests.script.scripts import MARA, PEOPLE, page, speakers


def answered(text: str) -> list[str]:
    """Who answers the first turn of a text by name, in the second."""
    spans = page(text).spans[0]
    document = Document.of(text, spans, MentionIndex(PEOPLE))
    asked, answer = split_turns(spans)
    return [PEOPLE[who].name for who in find_answered_names(document, asked, answer)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What's your name?", "Mara."),
        ("Your name, miss?", "Mara. I was sent for."),
        ("Do you have a Christian name?", "Um… it's Mara,"),
        ("And who are you, my girl?", "I am Mara."),
        ("Who the devil are you?", "Uh…” She frowned. “I'm Mara."),
    ],
)
def test_who_is_asked_for_a_name_answers_by_it(question: str, answer: str) -> None:
    assert answered(f"“{question}”\n\n“{answer}”") == ["Mara"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where are you?", "Mara."),
        ("What's your name? You may as well tell me.", "Mara."),
        ("Who are you waiting for?", "Mara."),
        ("What's your name?", "Ask Mara."),
        ("What's your name?", "Mara's boat is leaving."),
        ("What's your name?", "No.” He looked up. “Mara!"),
    ],
)
def test_a_name_that_answers_nothing_is_another_s(question: str, answer: str) -> None:
    assert answered(f"“{question}”\n\n“{answer}”") == []


def test_who_answers_by_name_speaks() -> None:
    text = "Tobin barred the door. “What's your name?” he asked.\n\n“Mara.”\n\nTobin did not move."
    assert speakers(text)[1] == MARA.name
