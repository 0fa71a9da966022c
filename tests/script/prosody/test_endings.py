"""How what is said ends: a question that hopes for a yes rises, dots trail, a dash breaks off."""

from __future__ import annotations

import pytest

from fic_audio.model import Ending
from fic_audio.script.prosody.endings import find_ending


@pytest.mark.parametrize(
    "said",
    [
        "“Does it leak?”",
        "“You are going alone?”",
        "“Mara, is it you?”",
        "“Really?!”",
        "“It is cold, isn’t it?”",
        "“When you left, was it raining?”",
        "“Why, are you hurt?”",
        "“I saw the light. Was that you?”",
        "“And you told nobody?”",
        "*Could she have known?*",
    ],
)
def test_a_question_that_hopes_for_a_yes_rises(said: str) -> None:
    """Its verb or nothing stands at its head; what the sentence before asks is of no matter."""
    assert find_ending(said) is Ending.RISE


@pytest.mark.parametrize(
    "said",
    [
        "“Where is the boat?”",
        "“What’s that?”",
        "“Mara, what have you done?”",
        "“And how would you know, Tobin?”",
        "“If it leaks, why are we in it?”",
        "“In which drawer?”",
        "“Who?”",
        "“Tea or coffee?”",
        "“Or are you deaf?”",
        "“Was that you? I saw the light.”",
        "“It leaks.”",
        "“It leaks!”",
        "“What do you want? I know nothing,”",
    ],
)
def test_no_other_sentence_does(said: str) -> None:
    """Who asks for a name, a reason or a choice falls, as does who asks nothing."""
    assert find_ending(said) is Ending.PLAIN


@pytest.mark.parametrize("said", ["“I thought…”", "“I thought...”", "*I thought . . .*", "Is it…"])
def test_dots_trail_off(said: str) -> None:
    assert find_ending(said) is Ending.TRAIL


@pytest.mark.parametrize("said", ["“I never—”", "“I never –”", "“I nev-”", "“Do you--”"])
def test_a_dash_breaks_off(said: str) -> None:
    assert find_ending(said) is Ending.CUT


def test_a_dash_that_closes_speech_does_not() -> None:
    """Where a dash opens it."""
    assert find_ending("—Llueve —") is Ending.PLAIN


def test_questions_of_other_languages_are_not_told_apart() -> None:
    """Their words are others; their dots are not."""
    assert find_ending("„Regnet es?“", english=False) is Ending.PLAIN
    assert find_ending("„Es regnet…“", english=False) is Ending.TRAIL
