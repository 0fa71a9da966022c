"""Stories that are not in English, from the file to the sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mutagen import id3

from fic_audio.engines import load
from fic_audio.model import Delivery
from fic_audio.voices import load as voices
from tests.commands import SILENT, Fic
from tests.page.tales import SPEECH, TALES


def written(fic: Fic, tag: str, config: str = "") -> Path:
    path = fic.folder / "tale.txt"
    path.write_text(TALES[tag], "utf-8")
    (fic.folder / "fic-audio.toml").write_text(config, "utf-8")
    return path


@pytest.mark.parametrize("tag", sorted(TALES.keys() - {"ja"}))
def test_a_story_is_produced_in_its_language(fic: Fic, tag: str) -> None:
    """The tags name the language, and the summary what is not done for it."""
    ran = fic("produce", written(fic, tag), *SILENT)
    assert ran.code == 0
    (file,) = (fic.folder / "audio" / "Tale").glob("*.mp3")
    assert len(str(id3.ID3(file)["TLAN"])) == 3
    assert str(id3.ID3(file)["TLAN"]) != "eng"
    assert "which is supported less than English" in ran.err


def test_the_default_engine_speaks_french(fic: Fic) -> None:
    """The summary says so; the sound is that of the French voice, longer than silence."""
    pytest.importorskip("hibari")
    ran = fic("produce", written(fic, "fr"))
    assert ran.code == 0
    assert "choir has no voice for French; pyttsx3 speaks instead" in ran.err
    (file,) = (fic.folder / "audio" / "Tale").glob("*.mp3")
    assert file.stat().st_size > 50_000
    engine, known = load("pyttsx3"), voices()
    english = engine.say("Les oiseaux", known["Ada"], Delivery())
    french = engine.say("Les oiseaux", known.speaking("fr")["Ada"], Delivery())
    assert french.pcm != english.pcm


def test_the_script_tiles_a_french_file(fic: Fic) -> None:
    """Nothing is lost, and speech is what stands in French marks."""
    ran = fic("script", written(fic, "fr"), "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert "".join(row["text"] for row in rows) == TALES["fr"]
    said = [row["text"].strip() for row in rows if row["kind"] == "dialogue"]
    assert said == SPEECH["fr"]
    assert "the story is in French" in ran.err


def test_the_cast_of_a_french_story(fic: Fic) -> None:
    """A voice of the catalogue can be chosen as ever."""
    ran = fic("cast", written(fic, "fr", '[characters."Théo"]\nvoice = "Kip"\n'), "--json")
    cast = {row["name"]: row["voice"] for row in map(json.loads, ran.out.splitlines())}
    assert cast["Théo"] == "Kip"
    assert set(cast) == {"Théo", "Margot"}
    assert "the story is in French" in ran.err


def test_the_listener_says_which_language_it_is(fic: Fic) -> None:
    """The config decides against the text, by tag or by name."""
    ran = fic("script", written(fic, "es", '[read]\nlanguage = "Galician"\n'))
    assert "the story is in Galician" in ran.err
    ran = fic("script", written(fic, "es", '[read]\nlanguage = "en"\n'))
    assert "supported less" not in ran.err


def test_an_unknown_language_is_a_mistake(fic: Fic) -> None:
    """It is told with its line, and with what was probably meant."""
    ran = fic("script", written(fic, "fr", '[read]\nlanguage = "Frensh"\n'))
    assert ran.code == 4
    assert 'fic-audio.toml:2: language must be a known language, not "Frensh"' in ran.err
    assert '"French"' in ran.err


def test_a_language_without_a_voice_stops_before_any_work(fic: Fic) -> None:
    """The engine has no voice that could read kanji; English was another matter."""
    story = written(fic, "ja")
    ran = fic("produce", story)
    assert ran.code == 5
    assert "no voice for Japanese" in ran.err
    assert not (fic.folder / "audio").exists()


def test_nothing_is_said_of_an_english_story(fic: Fic) -> None:
    """English is what is done deeply."""
    assert "supported less" not in fic("script", fic.folder / "kettle.txt").err
