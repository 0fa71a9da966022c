"""The choir: what every engine does, in each kind of voice, and what only this one can."""

from __future__ import annotations

import pytest

from fic_audio.engines.choir import Choir
from fic_audio.engines.contract import SENTENCE, SpeakingContract, pitch
from fic_audio.engines.phonemes import mark_phonemes
from fic_audio.errors import EngineError
from fic_audio.model import Delivery, Gender, Voice

HEART = Voice("Heart", "choir", "af_heart", rate=165)


@pytest.fixture(scope="module")
def choir() -> Choir:
    return Choir()


class TestChoir(SpeakingContract):
    @pytest.fixture(scope="class")
    def engine(self) -> Choir:
        return Choir()

    @pytest.fixture
    def voice(self) -> Voice:
        return HEART


def test_the_same_words_are_the_same_samples(choir: Choir) -> None:
    choir.say("Something else comes first.", HEART, Delivery())
    assert choir.say(SENTENCE, HEART, Delivery()) == Choir().say(SENTENCE, HEART, Delivery())


def test_it_has_men_and_women_enough_for_a_cast(choir: Choir) -> None:
    genders = [voice.gender for voice in choir.voices()]
    assert genders.count(Gender.FEMALE) >= 10
    assert genders.count(Gender.MALE) >= 10


def test_a_man_is_lower_than_a_woman(choir: Choir) -> None:
    onyx = Voice("Onyx", "choir", "am_onyx")
    low, high = (pitch(choir.say(SENTENCE, voice, Delivery())) for voice in (onyx, HEART))
    assert low < 0.7 * high


def test_phonemes_of_a_name_are_heard(choir: Choir) -> None:
    written = choir.say("Then Quine ran.", HEART, Delivery())
    told = choir.say(f"Then {mark_phonemes('Quine', 'ˌɑlɛˈksɑndɹiɑnɑ')} ran.", HEART, Delivery())
    assert told.length > written.length + 300


def test_words_around_are_not_heard(choir: Choir) -> None:
    """The same words in the middle of others are about as long as alone, and not the others."""
    alone = choir.say("Give me your hand,", HEART, Delivery()).length
    within = choir.say_within(
        "Give me your hand,", "", "and do not let go of it.", HEART, Delivery()
    )
    assert 0.6 * alone < within.length < 1.1 * alone


def test_the_parts_of_a_speech_are_the_speech(choir: Choir) -> None:
    """Cut where one part ends, nothing is lost or said twice."""
    first, second = "Give me your hand,", "and do not let go of it."
    whole = choir.say(f"{first} {second}", HEART, Delivery()).length
    parts = (
        choir.say_within(first, "", second, HEART, Delivery()),
        choir.say_within(second, first, "", HEART, Delivery()),
    )
    assert sum(part.length for part in parts) == pytest.approx(whole, abs=100)


def test_an_unknown_voice_gets_a_hint(choir: Choir) -> None:
    with pytest.raises(EngineError, match="af_heart"):
        choir.say(SENTENCE, Voice("X", "choir", "af_hart"), Delivery())
