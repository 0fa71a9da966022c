"""What the melody of a cue tells, from a story's file to the cue."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings

from fic_audio.config import Direction, Part, Pauses
from fic_audio.engines.phonemes import plain
from fic_audio.model import Chapter, Cue, Delivery, Ending, Voice
from fic_audio.page.read import read
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.prosody.direction import direct_lines
from fic_audio.voices import Voices
from tests.page.pages import prose
from tests.page.read.books import epub, page
from tests.script.scripts import PEOPLE

VOICES = Voices((Voice("Ada", "silence", "a", narrator=True),))


def directed(chapter: Chapter, direction: Direction = "full") -> list[Cue]:
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    cast = cast_voices([chapter], [lines], PEOPLE, VOICES, Part())
    return list(direct_lines(chapter, lines, cast, Pauses(), direction=direction))


def cues(text: str, direction: Direction = "full") -> list[Cue]:
    return directed(Chapter("", text), direction)


def endings(text: str, direction: Direction = "full") -> list[Ending]:
    return [cue.delivery.ending for cue in cues(text, direction)]


EMPHASISED = {
    "story.txt": b'"I *never* said so," Mara said.',
    "story.md": b'# Rain\n\n"I *never* said so," Mara said.',
    "story.html": page("<h2>Rain</h2><p>“I <em>never</em> said so,” Mara said.</p>").encode(),
    "story.epub": epub(
        {"a.xhtml": page("<h2>Rain</h2><p>“I <i>never</i> said so,” Mara said.</p>")}
    ),
}


@pytest.mark.parametrize("name", EMPHASISED)
def test_emphasis_comes_from_every_kind_of_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(EMPHASISED[name])
    (chapter,) = read(path).chapters
    assert "I [never](+) said so" in [cue.text for cue in directed(chapter)]


def test_emphasis_is_halved_when_it_is_light() -> None:
    full, light = (cues('"I *never* said so," Mara said.', way)[0] for way in ("full", "light"))
    assert full.text == light.text
    assert (full.delivery.emphasis, light.delivery.emphasis) == (1.0, 0.5)


def test_a_narrator_emphasises_less() -> None:
    (told,) = cues("It was *not* the boat that leaked.")
    assert told.text == "It was [not](+) the boat that leaked."
    assert 0 < told.delivery.emphasis < 1


def test_a_cue_without_such_words_is_not_emphasised() -> None:
    """So that its clip keeps its name."""
    _, tag = cues('"I *never* said so," Mara said.')
    assert tag.delivery.emphasis == 0


def test_an_ending_is_of_the_last_piece() -> None:
    long = "I walked along the shore until the last of the lamps went out behind me"
    assert endings(f'"{long}. {long}…" Mara said.') == [Ending.PLAIN, Ending.TRAIL, Ending.PLAIN]


def test_a_question_ends_its_own_sentence() -> None:
    long = "I walked along the shore until the last of the lamps went out behind me"
    assert endings(f'"Did you know that {long}? {long}."')[:2] == [Ending.RISE, Ending.PLAIN]


@pytest.mark.parametrize("text", ["Was it the rain?", "It rained and rained…", "The rain—"])
def test_narration_ends_as_always(text: str) -> None:
    assert endings(text) == [Ending.PLAIN]


def test_thoughts_ask_too() -> None:
    assert endings("*Is he there?* Mara thought.")[0] is Ending.RISE


def test_light_direction_ends_the_same() -> None:
    """There is no half of an ending."""
    text = '"Is it late?"\n\n"I thought…"\n\n"But—"'
    assert endings(text, "light") == endings(text) == [Ending.RISE, Ending.TRAIL, Ending.CUT]


def test_plain_direction_tells_nothing() -> None:
    """Neither in the words nor in their delivery."""
    first = cues('"Is it *late*?" Mara whispered.', "plain")[0]
    assert first.text == "Is it late?"
    assert first.delivery == Delivery()


@settings(deadline=None, max_examples=150)
@given(prose)
@example('"[*x*](+) [a](+) *b*(+) [[*c*](+)](/a/) so I said *NO*(+) *again*," Mara said.')
@example('"I *never* said [*no* [Ino](/iːno/) *it*](+)](+) so," Mara said.')
@example("* * *0* * *A×")
def test_marks_change_no_word(text: str) -> None:
    """Without them a cue says what it would say: no story can forge one, nor break one."""
    calm, told = cues(text, "plain"), cues(text)
    assert [plain(cue.text).lower() for cue in told] == [plain(cue.text).lower() for cue in calm]
    assert [(cue.start, cue.end, cue.voice) for cue in told] == [
        (cue.start, cue.end, cue.voice) for cue in calm
    ]
