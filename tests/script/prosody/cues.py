"""The whole way from a text to its cues, in three silent voices."""

from __future__ import annotations

from fic_audio.config import Notes, Part, Pauses
from fic_audio.model import Chapter, Cue, Gender, Mark, MarkKind, Ms, Voice
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.prosody.direction import direct_lines
from fic_audio.voices import Voices
from tests.script.scripts import PEOPLE

VOICES = Voices(
    (
        Voice("Ada", "silence", "a", Gender.FEMALE, narrator=True),
        Voice("Lena", "silence", "l", Gender.FEMALE),
        Voice("Kip", "silence", "k", Gender.MALE),
    )
)
PAUSES = Pauses(
    heading=Ms(7), sentence=Ms(1), quote=Ms(2), turn=Ms(3), paragraph=Ms(4), scene=Ms(5)
)
HEADING = "The Boat"
LONG = "The rain fell on the boat and on the river and on both of them all day long."


def cues(text: str, *, notes: Notes = "skip", pronounce: dict[str, str] | None = None) -> list[Cue]:
    """The whole way from a text to its cues. It may open with HEADING."""
    marks = (Mark(MarkKind.HEADING, 0, len(HEADING)),) if text.startswith(HEADING) else ()
    chapter = Chapter("", text, 0, marks)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    made = cast_voices([chapter], [lines], PEOPLE, VOICES, Part())
    return list(direct_lines(chapter, lines, made, PAUSES, notes=notes, pronounce=pronounce))
