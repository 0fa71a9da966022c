"""How a line is spoken that the listener has settings for."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

from fic_audio.config import MOST_TAKES, Manner, Part, Pauses, Retake
from fic_audio.model import Chapter, Cue, Db, Delivery, Ending, Style
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.prosody.direction import direct_lines
from fic_audio.script.prosody.manners import delivery_named, load_manners
from fic_audio.script.prosody.takes import CALM, TAKES, adjust_delivery
from tests.script.prosody.cues import LONG, VOICES
from tests.script.scripts import PEOPLE

TEXT = '"It leaks," Mara whispered.'


def cues(retake: Retake, text: str = TEXT) -> list[Cue]:
    """What is spoken when the first line has these settings."""
    chapter = Chapter("", text)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    cast = cast_voices([chapter], [lines], PEOPLE, VOICES, Part())
    return list(direct_lines(chapter, lines, cast, Pauses(), direction="full", retakes={0: retake}))


def test_other_words_are_said() -> None:
    """In one go; the text that is shown with them is the line's."""
    found = cues(
        Retake(said="It leaks, I tell you, and it has leaked since we left the quay. Row!")
    )
    assert [cue.text for cue in found] == [
        "It leaks, I tell you, and it has leaked since we left the quay. Row!",
        "Mara whispered.",
    ]
    assert TEXT[found[0].start : found[0].end] == '"It leaks,"'


def test_a_sentence_takes_the_place_of_a_sentence() -> None:
    """Where there are as many, each is shown with its own."""
    first, second = f"{LONG} ", "And it snowed on the hills behind them until nobody could see."
    said = f"{LONG.replace('rain', 'hail')} {second.replace('snowed', 'rained')}"
    found = cues(Retake(said=said), first + second)
    assert [cue.text for cue in found] == said.replace(". ", ".\n").split("\n")
    assert (first + second)[found[1].start : found[1].end].strip() == second


def test_the_melody_is_that_of_the_words_that_are_said() -> None:
    (first, _) = cues(Retake(said="Does it leak?"))
    assert first.delivery.ending is Ending.RISE


def test_a_manner_takes_the_place_of_what_the_text_tells() -> None:
    assert cues(Retake())[0].delivery.style is Style.WHISPER
    assert cues(Retake(manner="calm"))[0].delivery.style is Style.NORMAL
    loud = cues(Retake(manner="shout"))[0].delivery
    assert loud.volume == delivery_named("shout").volume


def test_pace_pitch_and_loudness_are_added() -> None:
    found = adjust_delivery(Delivery(0.9, 1.0, Db(-2.0)), Retake(rate=1.1, pitch=1, volume=Db(3)))
    assert found == Delivery(0.99, 2.0, Db(1.0))


def test_every_take_is_another() -> None:
    """The first is the line as it was; none is far from it."""
    assert len(TAKES) == MOST_TAKES
    found = [adjust_delivery(None, Retake(take=number + 1)) for number in range(MOST_TAKES)]
    assert found[0] == Delivery()
    assert all(one != other for one, other in combinations(found, 2))
    assert all(abs(each.rate - 1) < 0.1 and abs(each.pitch) < 1 for each in found if each)


def test_a_line_without_settings_stays_as_it_is() -> None:
    assert adjust_delivery(None, None) is None


def test_all_manners_of_the_table_can_be_asked_for() -> None:
    assert {*get_args(Manner)} == {CALM, *(manner.name for manner in load_manners().manners)}
