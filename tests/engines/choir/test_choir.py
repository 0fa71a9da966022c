"""The choir: what every engine does, in each kind of voice, and what only this one can."""

from __future__ import annotations

from importlib import metadata

import pytest

from fic_audio.engines import uses_context
from fic_audio.engines.choir import Choir
from fic_audio.engines.choir.phonemizer import phonemize
from fic_audio.engines.choir.singer import PAUSE
from fic_audio.engines.contract import SENTENCE, SpeakingContract, pitch, rms
from fic_audio.engines.phonemes import mark_phonemes, mark_stutter
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Delivery, Gender, Voice
from fic_audio.sound.level import level

HEART = Voice("Heart", "choir", "af_heart", rate=165)
ONYX = Voice("Onyx", "choir", "am_onyx", rate=165)
AMONG = (
    ("He turned.", "Never!", "She laughed."),
    ("Who is it?", "Me.", "I said."),
    ("", "Give me your hand", "and do not let go of it."),
    ("Give me your hand", "he said", "and do not let go of it."),
    ("Give me your hand", "and do not let go of it.", ""),
    ("She ran.", "All right.", "Nobody moved."),
)
"""Words between others."""


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
    low, high = (pitch(choir.say(SENTENCE, voice, Delivery())) for voice in (ONYX, HEART))
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
    """Cut in the pause between the parts, nothing is lost or said twice."""
    first, second = "Give me your hand,", "and do not let go of it."
    whole = choir.say(f"{first} {second}", HEART, Delivery()).length
    parts = (
        choir.say_within(first, "", second, HEART, Delivery()),
        choir.say_within(second, first, "", HEART, Delivery()),
    )
    pause = 25 * PAUSE
    assert whole - 60 < sum(part.length for part in parts) < whole + pause


@pytest.mark.parametrize("voice", [HEART, ONYX], ids=["heart", "onyx"])
@pytest.mark.parametrize(("before", "text", "after"), AMONG)
def test_a_piece_of_speech_has_soft_ends(
    choir: Choir, voice: Voice, before: str, text: str, after: str
) -> None:
    """It begins with its own onset: 20 dB below its level in the first ten milliseconds; and
    nothing of the words behind it is heard in the last."""
    clip = level(choir.say_within(text, before, after, voice, Delivery()), voice)
    edge = 2 * (clip.rate // 100)
    for end in (clip.pcm[:edge], clip.pcm[-edge:]):
        assert rms(Clip(end, clip.rate)) < 0.1 * rms(clip)


@pytest.mark.parametrize(("before", "text", "after"), AMONG)
def test_a_short_line_loses_nothing_among_others(
    choir: Choir, before: str, text: str, after: str
) -> None:
    alone = level(choir.say(text, HEART, Delivery()), HEART)
    within = level(choir.say_within(text, before, after, HEART, Delivery()), HEART)
    assert 0.5 * alone.length < within.length < 1.6 * alone.length


def test_production_knows_that_it_uses_the_words_around() -> None:
    assert uses_context("choir")
    assert not uses_context("silence")
    assert not uses_context("nobody")


@pytest.mark.parametrize(
    ("syllable", "words", "phonemes"),
    [
        ("Nuh", "no!", "n, nˈO!"),
        ("Luh", "like it.", "l, lˈIk ɪt."),
        ("Thuh", "that one.", "ð, ðˈæt wˈʌn."),
        ("Wuh", "who?", "h, hˌu?"),
        ("Suh", "certain.", "s, sˈɜɹtn."),
        ("Stuh", "stop.", "st, stˈɑp."),
        ("Guh", "gentle.", "ʤ, ʤˈɛntəl."),
        ("Oh", "only.", "O, ˈOnli."),
    ],
)
def test_a_stutter_is_the_sound_of_the_word(syllable: str, words: str, phonemes: str) -> None:
    """Without a vowel that would make another word of it."""
    (phrase,) = phonemize(f"{mark_stutter(syllable)}, {words}", "", "", british=False)
    assert phrase.letters.strip() == phonemes


@pytest.mark.parametrize(
    ("said", "phonemes"),
    [
        ("I said no.", "ˌI sˈɛd nˈO."),
        ("He ate a fig.", "hˌi ˈAt ɐ fˈɪɡ."),
        ("I am Jan.", "ˌI æm ʤˈæn."),
        ("It is the Sun.", "ˌɪt ɪz ðə sˈʌn."),
        ("We went to Hart and Co.", "wˌi wˈɛnt tə hˈɑɹt ænd kˈʌmpᵊni."),
        ("He ran down Mill St.", "hˌi ɹˈæn dˌWn mˈɪl stɹˈit."),
    ],
)
def test_a_word_at_the_end_is_no_abbreviation(said: str, phonemes: str) -> None:
    """Nobody says number, or January; a street and a company are what they are."""
    (phrase,) = phonemize(said, "", "", british=False)
    assert phrase.letters.strip() == phonemes


def test_a_stutter_is_said_again_and_again() -> None:
    said = f"{mark_stutter('Buh')}, {mark_stutter('buh')}, but. Huh, he said."
    (phrase,) = phonemize(said, "", "", british=False)
    assert phrase.letters.strip().startswith("b, b, bˌʌt. hˈʌ, hi")


def test_clips_of_another_onnxruntime_are_other_clips(
    choir: Choir, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It computes other samples: in the cache they have another name."""
    before = choir.version()
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: f"{real(name)}.{name[:4]}")
    for package in ("onnxruntime", "hibari-tts"):
        assert f"{real(package)}.{package[:4]}" in choir.version()
    assert choir.version() != before


def test_an_unknown_voice_gets_a_hint(choir: Choir) -> None:
    with pytest.raises(EngineError, match="af_heart"):
        choir.say(SENTENCE, Voice("X", "choir", "af_hart"), Delivery())
