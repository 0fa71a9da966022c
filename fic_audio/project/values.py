"""The values that a project returns: people, lines, questions, comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fic_audio.config import Retake
from fic_audio.model import Gender, Kind, Ms


class Scope(StrEnum):
    """Which lines a correction covers."""

    LINE = "line"
    """The line and the other parts of its quotation."""
    EXCHANGE = "exchange"
    """All lines of the same speaker in the conversation around it."""
    REASON = "reason"
    """All lines attributed to the same speaker for the same reason."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An example of a person's lines."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the story, or its narrator."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender
    lines: int
    words: int
    voice: str
    """Name of the voice in the catalogue; empty for a person without lines."""
    why_voice: str
    """Reason for this voice."""
    why: str
    """Evidence for this person and gender."""
    doubts: int
    """Number of doubtful lines."""
    is_set_down: bool
    """Whether fic-audio.toml or the sheet names this person."""
    samples: tuple[Sample, ...]
    """Up to three of this person's own lines."""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A line of the story."""

    id: str
    """Stable id: it stays as long as the words stay in their chapter."""
    chapter: int
    """Number of the chapter, from 1."""
    kind: Kind
    speaker: str | None
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    """Up to five likely speakers with their probabilities, the chosen one first."""
    why: str
    text: str
    quote: int | None
    """Number shared by the parts of one quotation within a chapter."""
    is_doubtful: bool
    is_corrected: bool
    """Whether the listener has named or confirmed the speaker."""
    retake: Retake | None = None
    """The listener's settings for what is spoken of the line, and how."""


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Conditions for lines; a line has to meet all that are set."""

    chapter: int = 0
    """Number of the chapter, from 1; 0 for all."""
    person: str = ""
    """Main name of the speaker."""
    text: str = ""
    """Words in the line, in upper or lower case."""
    doubtful: bool = False
    corrected: bool = False
    """Whether the listener has corrected the speaker, or has settings for the line."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the lines that meet the conditions."""

    lines: tuple[ScriptLine, ...]
    total: int
    """Number of all lines that meet the conditions."""
    more: str
    """Id after which the next page begins; empty at the end."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The effects of a correction."""

    said: tuple[str, ...] = ()
    """Ids of the corrected lines."""
    lines: tuple[str, ...] = ()
    """Ids of other lines whose speaker changed as a result."""
    people: tuple[str, ...] = ()
    """Names of the people whose lines or settings changed."""


@dataclass(frozen=True, slots=True)
class WhoIs:
    """Question: who is this person, who is only described ("the old woman")?"""

    description: str
    lines: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class OneLiner:
    """Question: is this, with only a line or two, a person, or another name of one?"""

    person: str
    lines: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class TaggedSilent:
    """Question: why does this character, listed in the file's header, never speak?"""

    name: str
    """Name as listed in the file."""


@dataclass(frozen=True, slots=True)
class WhoSays:
    """Question: who says this line?"""

    ids: tuple[str, ...]
    """Ids of all parts of its quotation."""
    confidence: float


@dataclass(frozen=True, slots=True)
class SayAs:
    """Question: how is this name pronounced?"""

    word: str
    lines: int
    said: str
    """Pronunciation of the voice, in IPA."""
    meant: str
    """Pronunciation in the dictionary, in IPA; empty if it lacks the name."""


Question = WhoIs | OneLiner | TaggedSilent | WhoSays | SayAs


@dataclass(frozen=True, slots=True)
class SoundsUnclear:
    """A line that was not heard as it is written when the finished story was listened to."""

    line: str
    """Id of the line; empty for credits."""
    chapter: int
    """Number of its chapter, from 1."""
    file: str
    """File name of its chapter's audio."""
    start: Ms
    end: Ms
    """Where it is heard in that file."""
    text: str
    """The part of the line that sounds unclear, as written."""
    reasons: tuple[str, ...]
    """Why, in words."""
    heard: str
    """What was heard instead."""


@dataclass(frozen=True, slots=True)
class ChapterOf:
    """A chapter in another file of the story."""

    title: str
    number: int
    """Number in that file, from 1; in the project's own file for a chapter that is gone."""
    was: int = 0
    """Number in the project's own file; 0 for a new chapter."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences between another file of the story and the project's own."""

    new: tuple[ChapterOf, ...]
    edited: tuple[ChapterOf, ...]
    moved: tuple[ChapterOf, ...]
    """Chapters whose order changed."""
    gone: tuple[ChapterOf, ...]


def find_changed_counts(before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    """The names whose number changed."""
    return {name for name in {**before, **after} if before.get(name, 0) != after.get(name, 0)}
