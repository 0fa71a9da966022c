from __future__ import annotations

import pytest

from fic_audio.engines.phonemes import mark_emphasis, mark_phonemes, mark_stutter
from fic_audio.listening.sounds import words_of


def sounds(text: str, language: str = "en") -> str:
    return "".join(word.sounds for word in words_of(text, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was grey, of that colour.", "It was gray of that color"),
        ("At eleven minutes past twenty-one", "At 11 minutes past 21"),
        ("See you tomorrow", "CU tomorrow"),
        ("a Tidewater Line story", "a tidewaterline story"),
        ("M-m-mister Pell", "Mr. Pell"),
        (f"{mark_stutter('Muh')}, {mark_emphasis('meaning')} to", "Meaning to"),
    ],
)
def test_spelling_is_no_difference(one: str, other: str) -> None:
    """Variants, figures, compounds and stutters sound as what a recogniser writes."""
    assert sounds(one) == sounds(other)


def test_phonemes_that_we_gave_count() -> None:
    """A name sounds as it was asked for, and is known for one that recognition may not know."""
    (word,) = words_of(mark_phonemes("Xochitl", "soʊtʃil"))
    assert word.sounds == "soʊtʃil"
    assert word.foreign


def test_names_within_a_sentence_are_known() -> None:
    found = {word.text: word.foreign for word in words_of("The man saw Corin there.")}
    assert found == {"The": False, "man": False, "saw": False, "Corin": True, "there": False}


def test_another_language_is_held_against_its_letters() -> None:
    assert sounds("Grüße, Anna!", "de") == sounds("grüsse anna", "de")


@pytest.mark.parametrize("text", ["", "…", "***", "😀", "\0\ud800", "—!?"])
def test_text_without_words_has_none(text: str) -> None:
    assert words_of(text) == ()
