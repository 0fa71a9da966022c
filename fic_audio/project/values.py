"""What a project tells of its story, and what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from fic_audio.model import Gender, Kind


class Scope(StrEnum):
    """How far an answer reaches."""

    LINE = "line"
    """The line itself, with the other parts of its quotation."""
    EXCHANGE = "exchange"
    """All that the same person says in the conversation around it."""
    REASON = "reason"
    """All lines that were given to the same person for the same reason."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A line as an example of somebody's."""

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
    """A name of the voice catalogue; empty for who has no line."""
    why_voice: str
    """Why this voice."""
    why: str
    """The evidence for this person and gender."""
    doubts: int
    """How many of the lines are doubtful."""
    is_set_down: bool
    """Whether fic-audio.toml or the sheet names this person."""
    samples: tuple[Sample, ...]
    """Up to three of this person's own lines."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the story."""

    id: str
    """The same as long as its words stand in its chapter."""
    chapter: int
    """From 1."""
    kind: Kind
    speaker: str | None
    confidence: float
    candidates: tuple[tuple[str, float], ...]
    """At most five who may say it, with their probabilities, the one decided for first."""
    why: str
    text: str
    quote: int | None
    """The parts of one quotation share this number within their chapter."""
    is_doubtful: bool
    is_corrected: bool
    """Whether the listener has named or confirmed the speaker."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are to be told; all that is named has to be true of them."""

    chapter: int = 0
    """Its number, from 1; any if 0."""
    person: str = ""
    """The speaker's main name."""
    text: str = ""
    """Words that stand in the line, in whatever case."""
    doubtful: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Some of the lines that were wanted."""

    lines: tuple[Spoken, ...]
    total: int
    """Of all that were wanted."""
    more: str
    """The id behind which the next ones stand; empty at the end."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a correction did."""

    said: tuple[str, ...] = ()
    """The ids of the lines that it is about."""
    lines: tuple[str, ...] = ()
    """The ids of other lines that have another speaker in its light."""
    people: tuple[str, ...] = ()
    """The names of those who have other lines, or are told of otherwise, than before."""


@dataclass(frozen=True, slots=True)
class WhoIs:
    """Who is it that is only described: "the old woman"?"""

    description: str
    lines: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class OneLiner:
    """Is somebody with hardly a line a person at all, or another one of the cast?"""

    person: str
    lines: int
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class TaggedSilent:
    """Why does somebody whom the file lists among its characters never speak?"""

    name: str
    """As the file has it."""


@dataclass(frozen=True, slots=True)
class WhoSays:
    """Who says a line?"""

    ids: tuple[str, ...]
    """All parts of its quotation."""
    confidence: float


@dataclass(frozen=True, slots=True)
class SayAs:
    """How is a name said?"""

    word: str
    lines: int
    said: str
    """How the voice says it, in IPA."""
    meant: str
    """How the dictionary has it, in IPA; empty where it lacks the name."""


Question = WhoIs | OneLiner | TaggedSilent | WhoSays | SayAs


@dataclass(frozen=True, slots=True)
class ChapterOf:
    """A chapter as another file of the story has it."""

    title: str
    number: int
    """From 1, in the file that has it; in the project's own for one that is gone."""
    was: int = 0
    """Its number in the project's own file; 0 for a new one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What another file of the story has that the project's own has not, and the other way."""

    new: tuple[ChapterOf, ...]
    edited: tuple[ChapterOf, ...]
    moved: tuple[ChapterOf, ...]
    """Those that stand among the others where they did not before."""
    gone: tuple[ChapterOf, ...]


def counted(before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    """Those of whom there are more or fewer than before."""
    return {name for name in {**before, **after} if before.get(name, 0) != after.get(name, 0)}
