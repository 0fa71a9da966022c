"""`voices list` with filters, and auditions side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fic_audio import voices
from fic_audio.sound.measure import loudness
from tests.commands import Fic
from tests.factories import seconds


def listed(fic: Fic, *options: str) -> list[dict[str, object]]:
    return [json.loads(row) for row in fic("voices", "list", "--json", *options).out.splitlines()]


@pytest.mark.parametrize(
    ("option", "value"), [("engine", "kokoro"), ("gender", "male"), ("age", "elder")]
)
def test_a_filter_leaves_those_alone(fic: Fic, option: str, value: str) -> None:
    found = listed(fic, f"--{option}", value)
    assert found
    assert {each[option] for each in found} == {value}
    assert len(found) < len(voices.load())


def test_narrators_are_those_for_hours(fic: Fic) -> None:
    assert all(each["narrator"] for each in listed(fic, "--narrators"))


def test_a_filter_that_fits_nothing_tells_what_there_is(fic: Fic) -> None:
    ran = fic("voices", "list", "--age", "old")
    assert ran.code == 2
    assert '--age: no voice has "old"; choose from adult, child, elder, young' in ran.err


def test_clearness_likeness_and_licence_are_told(fic: Fic) -> None:
    (ada,) = [each for each in listed(fic) if each["name"] == "Ada"]
    assert ada["wer"]
    assert ada["mos"]
    assert ada["nearest"] == "Poppy"
    assert ada["licence"] == "GPL-3.0-or-later"


def test_every_voice_of_the_catalogue_has_its_figures_and_its_licence(fic: Fic) -> None:
    for each in voices.load():
        assert each.licence, each.name
        assert each.wer is not None, each.name
        assert each.mos, each.name


def test_voices_are_heard_one_after_the_other(fic: Fic) -> None:
    alone = fic("voices", "audition", "Ada", "-o", "ada.wav", "--text", "Good evening.")
    both = fic("voices", "audition", "Ada", "Bram", "--text", "Good evening.")
    assert (alone.code, both.out) == (0, "Ada Bram.wav\n")
    assert seconds(Path("Ada Bram.wav")) > 1.7 * seconds(Path("ada.wav"))


def test_voices_are_equally_loud(fic: Fic) -> None:
    """Hugh is 13 decibels softer than Ivo by himself."""
    text = "The boat leaks and the rain is coming over the hill."
    for name in ("Hugh", "Ivo"):
        fic("voices", "audition", name, "--text", text)
    assert loudness(Path("Hugh.wav")) == pytest.approx(loudness(Path("Ivo.wav")), abs=1.5)


def test_they_say_the_lines_of_a_character(fic: Fic) -> None:
    ran = fic("voices", "audition", "Kip", "Uri", "--story", "kettle.txt", "--as", "tom")
    assert (ran.out, ran.err) == ("Kip Uri.wav\n", "lines of Tom\n")
    assert seconds(Path("Kip Uri.wav")) > 1.5


def test_without_a_name_each_says_the_lines_of_whoever_has_the_voice(fic: Fic) -> None:
    Path("fic-audio.toml").write_text('[characters.Tom]\nvoice = "Uri"\n')
    assert fic("voices", "audition", "Uri", "--story", "kettle.txt").err == "lines of Tom\n"


def test_nobody_of_that_name_is_told(fic: Fic) -> None:
    ran = fic("voices", "audition", "Kip", "--story", "kettle.txt", "--as", "Tim")
    assert ran.code == 2
    assert 'no character is called "Tim"; did you mean "Tom"' in ran.err


@pytest.mark.parametrize(
    "options",
    [
        ("--as", "Tom"),
        ("--names",),
        ("--story", "kettle.txt", "--text", "Hello"),
        ("--story", "kettle.txt", "--names", "--as", "Tom"),
    ],
)
def test_options_that_make_no_sense_together(fic: Fic, options: tuple[str, ...]) -> None:
    assert fic("voices", "audition", "Kip", *options).code == 2
