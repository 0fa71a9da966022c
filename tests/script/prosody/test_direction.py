"""Cues: what is said, by whom, and the silences between."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from fic_audio.config import Notes
from fic_audio.model import Chapter, Kind, Ms
from fic_audio.page.segment import segment
from fic_audio.script.normalize import normalize
from fic_audio.script.notes_order import NOTE_OPENS
from fic_audio.script.prosody.direction import split_sentences
from tests.page.pages import prose
from tests.script.prosody.cues import HEADING, LONG, PAUSES, cues


def said(text: str, *, notes: Notes = "skip") -> list[str]:
    return [cue.text for cue in cues(text, notes=notes)]


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        (f"{LONG} {LONG}", PAUSES.sentence),
        ('"It leaks," Mara said.', PAUSES.quote),
        ('Mara said, "It leaks."', PAUSES.quote),
        ('"It leaks."\n\n"It floats."', PAUSES.turn),
        ('"It leaks."\n\n*I ought to row home.*', PAUSES.turn),
        ("It rained.\n\nIt stopped.", PAUSES.paragraph),
        ('It rained.\n\n"It leaks."', PAUSES.paragraph),
        ("It rained.\n\n* * *\n\nIt stopped.", PAUSES.scene),
        ('"It leaks."\n\n* * *\n\n"It floats."', PAUSES.scene),
        (f"{HEADING}\n\nIt rained.", PAUSES.heading),
    ],
)
def test_a_pause_is_of_what_lies_between(text: str, pause: Ms) -> None:
    """Sentence, quotation, turn, paragraph, heading and scene have each their own silence."""
    first, last = cues(text)
    assert (first.pause, last.pause) == (pause, 0)


def test_everyone_speaks_in_their_own_voice() -> None:
    """A cue has the voice of whoever says the line, and tells where it stands."""
    text = '"It leaks," Mara said.\n\n"It floats," said Tobin.'
    found = [(cue.voice.name, cue.text, cue.start) for cue in cues(text)]
    assert found == [
        ("Lena", "It leaks", 0),
        ("Ada", "Mara said.", 11),
        ("Kip", "It floats", 24),
        ("Ada", "said Tobin.", 36),
    ]


def test_a_break_begins_a_scene() -> None:
    """Scenes are numbered; a break itself is not said, and several in a row are one."""
    text = "It rained.\n\n* * *\n\n~*~*~\n\nIt stopped. It froze.\n\n***\n\nIt thawed.\n\n* * *"
    assert [(cue.scene, cue.text) for cue in cues(text)] == [
        (0, "It rained."),
        (1, "It stopped. It froze."),
        (2, "It thawed."),
    ]


def test_a_break_before_the_first_word_is_no_scene() -> None:
    """There is nothing to be apart from."""
    assert [cue.scene for cue in cues("* * *\n\nIt rained.")] == [0]


def test_what_has_no_words_has_no_cue() -> None:
    """A speech of dots is not said, nor does it lengthen a pause."""
    found = cues('"No."\n\n"…"\n\n"Yes."')
    assert [(cue.text, cue.pause) for cue in found] == [("No.", 3), ("Yes.", 0)]


NOTED = "A/N: Sorry!\n\nIt rained.\n\nIt stopped.\n\nA/N: Please review!"
SORRY = [NOTE_OPENS, "A N: Sorry!"]
RAIN = ["It rained.", "It stopped."]


@pytest.mark.parametrize(
    ("notes", "texts"),
    [
        ("skip", RAIN),
        ("read", [*SORRY, *RAIN, NOTE_OPENS, "A N: Please review!"]),
        ("end", [*RAIN, *SORRY, "A N: Please review!"]),
    ],
)
def test_notes(notes: Notes, texts: list[str]) -> None:
    """Notes are left out, read where they stand, or kept for the end, and announced each time."""
    assert said(NOTED, notes=notes) == texts


def test_notes_stand_apart() -> None:
    """Around notes lies the silence of a scene."""
    assert [cue.pause for cue in cues(NOTED, notes="end")] == [4, 5, 1, 4, 0]


def test_names_are_said_as_the_listener_spells_them() -> None:
    """Pronunciations reach the cue."""
    assert [cue.text for cue in cues("Mara rows.", pronounce={"Mara": "MAH-rah"})] == [
        "MAH-rah rows."
    ]


def test_short_sentences_are_one_breath() -> None:
    """A long sentence stands alone; short ones are said with the next."""
    text = f"Go! Now! {LONG} Run."
    assert [text[start:end].strip() for start, end in split_sentences(text, 0, len(text))] == [
        f"Go! Now! {LONG}",
        "Run.",
    ]


def letters(text: str) -> str:
    """The letters and figures of a text, without their accents."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LN")


@settings(deadline=None, max_examples=300)
@given(prose)
@example('Mr. Pell said, "No.')
@example("X")
@example("salt & pepper")
def test_no_word_is_lost(text: str) -> None:
    """All that is said, joined, is all that can be said of the story, scene breaks aside."""
    spans = segment(Chapter("", text))
    told = [s for s in spans if s.kind is not Kind.BREAK]
    parts = [text[a:b] for s in told for a, b in split_sentences(text, s.start, s.end)]
    found = [cue for cue in cues(text, notes="read") if cue.text != NOTE_OPENS]
    assert letters("".join(cue.text for cue in found)) == letters("".join(map(normalize, parts)))
    assert all(cue.text for cue in found)
    assert all(a.scene <= b.scene for a, b in pairwise(found))
