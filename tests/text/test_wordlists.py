"""Verbs that tag speech and thought, in one list with marked parts."""

from __future__ import annotations

import pytest

from fic_audio.text.wordlists import (
    BEAT_VERBS,
    PERSONAL_SPEECH_VERBS,
    PLAIN_SPEECH_VERBS,
    QUOTATION_VERBS,
    SPEECH_VERBS,
    THOUGHT_VERBS,
    THOUGHT_WORDS,
)


@pytest.mark.parametrize("word", "begged echoes cried quipped whispering said swore".split())
def test_a_tag_may_have_any_form_of_its_verb(word: str) -> None:
    assert word in SPEECH_VERBS


def test_what_always_speaks_also_tags() -> None:
    """The verbs that mean speech by themselves are among those that may mean it."""
    assert PERSONAL_SPEECH_VERBS <= SPEECH_VERBS
    assert PLAIN_SPEECH_VERBS <= SPEECH_VERBS


def test_a_gesture_names_no_speaker() -> None:
    """ "She smiled" shows that a quotation is spoken; it is an action, not a tag."""
    assert "smiled" in BEAT_VERBS & QUOTATION_VERBS
    assert "smiled" not in SPEECH_VERBS


def test_beasts_growl_too() -> None:
    assert "growled" in PLAIN_SPEECH_VERBS
    assert "growled" not in PERSONAL_SPEECH_VERBS


def test_a_thought_has_more_words_beside_it_than_verbs_of_thinking() -> None:
    assert THOUGHT_VERBS < THOUGHT_WORDS
