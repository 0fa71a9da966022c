"""Hibari, where it is installed."""

from __future__ import annotations

import pytest

from fic_audio.engines.contract import SENTENCE, SpeakingContract, pitch
from fic_audio.engines.phonemes import mark_phonemes
from fic_audio.model import Delivery, Voice

pytest.importorskip("hibari")

from fic_audio.engines.hibari import Hibari
from fic_audio.errors import EngineError

HEART = Voice("Heart", "hibari", "heart")


class TestHibari(SpeakingContract):
    @pytest.fixture(scope="class")
    def engine(self) -> Hibari:
        return Hibari()

    @pytest.fixture
    def voice(self) -> Voice:
        return HEART


def test_the_same_words_are_the_same_samples() -> None:
    assert Hibari().say(SENTENCE, HEART, Delivery()) == Hibari().say(SENTENCE, HEART, Delivery())


def test_phonemes_of_a_name_are_heard() -> None:
    say = Hibari().say
    written = say("Then Quine ran.", HEART, Delivery())
    told = say(f"Then {mark_phonemes('Quine', 'ˌɑlɛˈksɑndɹiɑnɑ')} ran.", HEART, Delivery())
    assert told.length > written.length + 300


def test_no_at_a_sentence_end_is_no_number() -> None:
    """The same sound as of a word that cannot be short for anything."""
    no, know, number = (
        Hibari().say(f"There was a {word}. She left.", HEART, Delivery())
        for word in ("no", "know", "number")
    )
    assert no == know != number


def test_a_lower_voice_with_a_longer_throat() -> None:
    low = Voice("Low", "hibari", "heart", pitch=15, formant=0.85)
    say = Hibari().say
    assert pitch(say(SENTENCE, low, Delivery())) < 0.75 * pitch(say(SENTENCE, HEART, Delivery()))


def test_a_voice_that_is_not_here() -> None:
    with pytest.raises(EngineError, match="voices install hibari:emma"):
        Hibari().say(SENTENCE, Voice("Emma", "hibari", "emma"), Delivery())
