"""Voices found by name, engine, language and likeness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio import engines, voices
from fic_audio.errors import ConfigError, EngineError
from fic_audio.language import english_name
from fic_audio.model import Gender

CATALOGUE = """
[[voice]]
name = "Ada"
engine = "pyttsx3"
id = "en-us+f3"
gender = "female"
narrator = true
rate = 160
tested = "by ear"

[[voice]]
name = "Kip"
engine = "other"
id = "kip"
age = "child"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "some.toml"
    path.write_text(CATALOGUE)
    return path


def test_a_voice_is_found_in_whatever_case(catalogue: Path) -> None:
    """Names are found as people type them, with all that the catalogue says of them."""
    ada = voices.load([catalogue])["aDA"]
    assert (ada.id, ada.gender, ada.narrator, ada.rate) == ("en-us+f3", Gender.FEMALE, True, 160)


def test_an_unknown_voice_gets_a_hint(catalogue: Path) -> None:
    """A mistyped name is answered with the one that was probably meant."""
    with pytest.raises(ConfigError, match='unknown voice "Adda"; did you mean "Ada"'):
        voices.load([catalogue])["Adda"]


def test_an_engine_has_its_own_voices(catalogue: Path) -> None:
    """An engine speaks with its own voices; one that has none borrows the default engine's."""
    found = voices.load([catalogue])
    assert [voice.name for voice in found.of("other").free()] == ["Kip"]
    (ada,) = found.of("silence").free()
    assert (ada.name, ada.engine) == ("Ada", "silence")


def test_an_engine_without_a_catalogue_speaks_with_its_own_voices() -> None:
    """Each of ours with one of its gender, the next with the next; what it knows itself stays."""
    own = (("low", Gender.MALE), ("deep", Gender.MALE), ("high", Gender.UNKNOWN))
    lent = voices.load().of("beeps", own=own)
    assert {voice.id for voice in lent.free() if voice.gender is Gender.FEMALE} == {"high"}
    assert {voice.id for voice in lent.free() if voice.gender is Gender.MALE} == dict(own).keys()
    assert {voice.engine for voice in lent.free()} == {"beeps"}
    assert lent["beeps:deep"].id == "deep"


def test_a_voice_speaks_every_language_as_itself() -> None:
    """In another language a voice keeps its name, variant and manner over the language's base."""
    english, french = voices.load().of("pyttsx3"), voices.load().of("pyttsx3").speaking("fr-CA")
    assert [voice.name for voice in french.free()] == [voice.name for voice in english.free()]
    assert french["Ada"].id == "fr+f5"
    assert french["Ada"].accent == "French"
    assert (french["Kip"].pitch, french["Kip"].rate) == (english["Kip"].pitch, english["Kip"].rate)
    assert french.speaking("fr-CA") == french


def test_a_region_may_have_a_voice_of_its_own() -> None:
    """Brazilian is not European Portuguese, and Mandarin has another name in the engine."""
    shipped = voices.load()
    assert shipped.speaking("pt-BR")["Ada"].id == "pt-br+f5"
    assert shipped.speaking("pt")["Ada"].id == "pt+f5"
    assert shipped.speaking("zh")["Ada"].id == "cmn+f5"


def test_english_stays_as_it_is() -> None:
    """Of English, or of what nobody knows, each voice has its own accent."""
    shipped = voices.load()
    assert shipped.speaking("") == shipped.speaking("en") == shipped.speaking("en-US") == shipped


def test_a_british_story_is_read_by_the_british() -> None:
    """Only the order changes: the first that can narrate is British."""
    shipped = voices.load()
    british = shipped.speaking("en-GB")
    assert next(voice.accent for voice in british if voice.narrator) == "British"
    assert set(british) == set(shipped)


@pytest.mark.parametrize("tag", ["ja", "yi"])
def test_a_language_without_a_voice_is_told(tag: str) -> None:
    """Better no sound than one that nobody understands."""
    with pytest.raises(EngineError, match=f"pyttsx3 has no voice for {english_name(tag)}; choose"):
        voices.load().of("pyttsx3").speaking(tag)


def test_a_language_that_the_best_voices_lack_is_spoken_by_the_spare_engine() -> None:
    neural = replace(voices.load().of("hibari"), spare="pyttsx3")
    assert {voice.engine for voice in neural.speaking("en").free()} == {"hibari"}
    assert {voice.engine for voice in neural.speaking("fr").free()} == {"pyttsx3"}


def test_a_voice_may_be_named_as_its_engine_calls_it() -> None:
    shipped = voices.load()
    assert shipped["kokoro:af_bella"].name == "Bella"
    mixed = shipped["kokoro:af_bella*2+af_sky"]
    assert (mixed.engine, mixed.id) == ("kokoro", "af_bella*2+af_sky")


def test_an_engine_without_a_catalogue_speaks_for_every_voice() -> None:
    silent = voices.load().of("silence")
    assert silent["Bella"].engine == silent["kokoro:af_sky"].engine == "silence"


def test_the_first_engine_reads_and_the_others_are_cast() -> None:
    free = voices.load().of("hibari", "kokoro").free()
    assert free[0].engine == "hibari"
    assert {voice.engine for voice in free} == {"hibari", "kokoro"}


def test_likeness_is_known_both_ways() -> None:
    shipped = voices.load()
    ada, bram = shipped["Ada"], shipped["Bram"]
    assert shipped.alike(ada, bram) == shipped.alike(bram, ada) < 0.8
    assert shipped.alike(ada, ada) == 1.0


def test_the_engine_has_every_voice_of_the_catalogue() -> None:
    """In all its languages."""
    known = {voice.id for voice in engines.load("pyttsx3").voices()}
    shipped = voices.load().of("pyttsx3")
    for tag in shipped.languages["pyttsx3"]:
        assert {voice.id for voice in shipped.speaking(tag).free()} <= known, tag
