"""The silence between two cues follows what lies between them, and is never all the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fic_audio.config import Direction, Part, Pauses
from fic_audio.engines.silence import Silence
from fic_audio.model import Chapter, Cue, Gender, Mark, MarkKind, Voice
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.prosody.direction import direct_lines
from fic_audio.script.prosody.pauses import AFTER_LONG, PACE, VARIES
from fic_audio.voices import Voices
from tests.script.scripts import PEOPLE

PAUSES = Pauses()
HEADING = "The Boat"
SENTENCE = "The rain fell on the boat and on the river and on both of them all day long."


def cues(
    text: str, *, direction: Direction = "light", rate: int = PACE, wish: float = 1.0
) -> list[Cue]:
    """The cues of a text. It may open with HEADING. `wish`: the pace the listener wants."""
    voices = Voices(
        (
            Voice("Ada", "silence", "a", Gender.FEMALE, rate=rate, narrator=True),
            Voice("Lena", "silence", "l", Gender.FEMALE, rate=rate),
            Voice("Kip", "silence", "k", Gender.MALE, rate=rate),
        )
    )
    marks = (Mark(MarkKind.HEADING, 0, len(HEADING)),) if text.startswith(HEADING) else ()
    chapter = Chapter("", text, 0, marks)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    made = cast_voices([chapter], [lines], PEOPLE, voices, Part(rate=wish))
    return list(direct_lines(chapter, lines, made, PAUSES, direction=direction))


def pause(text: str, *, direction: Direction = "light") -> int:
    """The first one of a text."""
    return cues(text, direction=direction)[0].pause


def around(found: int, expected: float) -> bool:
    return expected * (1 - VARIES) <= found <= expected * (1 + VARIES)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (f"{SENTENCE} {SENTENCE}", PAUSES.sentence),
        ('"It leaks."\n\n"It floats."', PAUSES.turn),
        ("It rained.\n\nIt stopped.", PAUSES.paragraph),
        ("It rained.\n\n* * *\n\nIt stopped.", PAUSES.scene),
        (f"{HEADING}\n\nIt rained.", PAUSES.heading),
    ],
)
def test_a_pause_is_about_as_long_as_the_listener_wants(text: str, base: int) -> None:
    """Give or take what it varies."""
    assert around(pause(text), base)


def test_pauses_vary() -> None:
    """Equal places get unequal pauses, most of them near their middle."""
    text = "\n\n".join(f"It rained for {day} days." for day in range(200))
    found = [cue.pause / PAUSES.paragraph for cue in cues(text)[:-1]]
    assert len(set(found)) > 100
    assert min(found) < 0.92 < 1.08 < max(found)
    assert sum(abs(each - 1) < VARIES / 2 for each in found) > len(found) / 2
    assert abs(sum(found) / len(found) - 1) < 0.02


def test_the_same_story_has_the_same_pauses() -> None:
    """Nothing is left to chance, and a change elsewhere changes no pause here."""
    text = f"{SENTENCE} {SENTENCE}\n\nIt stopped.\n\nIt froze."
    first = [cue.pause for cue in cues(text)]
    assert first == [cue.pause for cue in cues(text)]
    assert first == [cue.pause for cue in cues(f"It was dark.\n\n{text}")][1:]


def test_plain_pauses_are_exact() -> None:
    """To the millisecond."""
    assert pause("It rained.\n\nIt stopped.", direction="plain") == PAUSES.paragraph


def test_a_quick_reader_pauses_less() -> None:
    """In proportion, whether the voice or the listener's wish makes the pace."""
    text = "It rained.\n\nIt stopped."
    usual, quick, wished = cues(text), cues(text, rate=186), cues(text, wish=1.2)
    assert usual[0].pause / 1.2 == pytest.approx(quick[0].pause, abs=1)
    assert usual[0].pause / 1.2 == pytest.approx(wished[0].pause, abs=1)


def test_a_quotation_and_its_tag_belong_together() -> None:
    """A comma holds them closer than two whole sentences."""
    tag = pause('"It leaks," Mara said.')
    lead = pause('Mara said, "It leaks."')
    beat = pause('"It leaks." Mara took an oar and began to row.')
    assert tag < lead < PAUSES.quote < beat < PAUSES.sentence


def test_words_that_trail_off_hang_in_the_air() -> None:
    """Dots make the pause behind them longer."""
    assert pause('"It leaks…"\n\n"It floats."') > PAUSES.turn * 1.3 * (1 - VARIES)


def test_an_interruption_is_quick() -> None:
    """Who breaks in leaves no pause; a sentence that breaks off by itself leaves a longer one."""
    interrupted = pause('"But it—" Mara said nothing more.\n\n"It floats," Tobin said.')
    cut = '"It leaks, Tobin, it—"\n\n"It floats," said Tobin.'
    assert pause(cut) < PAUSES.turn / 2
    assert interrupted <= PAUSES.quote * 1.4 * (1 + VARIES)
    assert pause("It rained, and then—\n\nIt stopped.") > PAUSES.paragraph


def test_a_long_paragraph_needs_a_breath() -> None:
    """A hundred words and more."""
    long = " ".join([SENTENCE] * 10)
    *_, last, _ = cues(f"{long}\n\nIt stopped.")
    assert around(last.pause, PAUSES.paragraph * AFTER_LONG)


def test_pauses_have_their_share_of_the_time(story: str) -> None:
    """Readers are silent for 12 to 30 parts in a hundred; those at commas are not counted here."""
    say = Silence().say
    found = cues(story)
    spoken = sum(say(cue.text, cue.voice, cue.delivery).length for cue in found)
    silent = sum(cue.pause for cue in found)
    assert 0.10 < silent / (spoken + silent) < 0.30


@pytest.fixture
def story() -> str:
    """Twenty paragraphs of narration and talk."""
    told = " ".join([SENTENCE, "Mara rowed on without a word until the lights were out of sight."])
    talk = '"I never said that it would float, only that it was a boat," Mara said.'
    answer = '"You said that your uncle sailed it to the island every summer of his life!"'
    return "\n\n".join([told, talk, answer, told] * 5)


def test_no_pause_is_longer_than_the_longest_of_the_table() -> None:
    """Nor is any without length."""
    text = "\n\n".join([f"{SENTENCE} {SENTENCE}", '"It leaks…"', "* * *", "So it did…"] * 30)
    found = [cue.pause for cue in cues(text)[:-1]]
    assert all(0 < each <= PAUSES.scene * (1 + VARIES) for each in found)
    assert all(a != b for a, b in pairwise(found) if a > PAUSES.turn) or len(set(found)) > 2
