"""Who says words of other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fic_audio import voices
from fic_audio.model import Gender, Voice
from fic_audio.script.foreign_words import Interpreter, SpokenPart
from fic_audio.script.normalize import NormalizeOptions
from fic_audio.voices import Voices

ALL = voices.load().of("pyttsx3")
NARRATOR = ALL["Ada"]
NEURAL = Voice("Nell", "hibari", "nell", Gender.FEMALE)


def said(text: str, voice: Voice = NARRATOR, known: Voices = ALL, **more: str) -> list[SpokenPart]:
    lexicon = {"孫策": "sun TSUH"}
    return list(Interpreter(text, known, lexicon, NormalizeOptions(**more)).said(text, voice))  # type: ignore[arg-type]


def test_a_voice_says_what_its_engine_knows() -> None:
    """It stays itself, in the language of the words."""
    (line,) = said("おやすみ。")
    assert (line.text, line.voice.name, line.language) == ("おやすみ。", "Ada", "Japanese")
    assert line.voice.id.partition("+")[0] == "ja"


def test_another_voice_helps_out_one_that_does_not() -> None:
    """Of the same gender; the words around stay with the first."""
    begin, word, end = said("She read 안녕 and slept.", NEURAL)
    assert (begin.voice, begin.text, end.voice, end.text) == (
        NEURAL,
        "She read",
        NEURAL,
        "and slept.",
    )
    assert (word.voice.engine, word.voice.gender) == ("pyttsx3", Gender.FEMALE)
    assert word.voice.id.partition("+")[0] == "ko"
    assert not word.voice.effect


@pytest.mark.parametrize("text", ["མཚན་མོ་", "ᚠᚢᚦᚨᚱᚲ", "お元気ですか、先生"])
def test_what_nobody_can_say_has_a_stand_in(text: str) -> None:
    """Espeak-ng has no Tibetan and no runes, and spells out the characters of Japanese."""
    (line,) = said(text, NEURAL)
    assert line.text == f"words in {line.language}"
    assert line.voice == NEURAL


def test_without_a_helper_there_is_a_stand_in() -> None:
    """Where espeak-ng is not there."""
    (line,) = said("שלום!", NEURAL, replace(ALL, interpreter=""))
    assert (line.text, line.voice) == ("words in Hebrew!", NEURAL)


def test_silence_says_everything() -> None:
    known = voices.load().of("silence")
    (line,) = said("שלום", known["Ada"], known)
    assert (line.text, line.voice.engine) == ("שלום", "silence")


def test_a_pronunciation_of_the_listener_stands() -> None:
    """The name is then a word like any other of the sentence."""
    (line,) = said("Then 孫策 laughed.")
    assert (line.text, line.language) == ("Then sun TSUH laughed.", "")


def test_faces_are_no_words() -> None:
    """Whatever alphabet lends them its letters."""
    (line,) = said("Fine ಠ_ಠ then.")
    assert (line.text, line.language) == ("Fine, disapproving look, then.", "")
    assert said("(ㅎ_ㅎ)") == []


def test_a_story_in_another_language() -> None:
    """What is foreign in it gets no English stand-in."""
    text = "Она сказала สวัสดี и ушла."
    ru = ALL.speaking("ru")
    parts = said(text, ru["Ada"], ru, english=False, tongue="ru")  # type: ignore[arg-type]
    assert [part.voice.id.partition("+")[0] for part in parts] == ["ru", "th", "ru"]
