"""A story and what is found out about it: chapters, spans, lines, characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

NARRATOR = "narrator"
"""The speaker of every line that no character says."""


class Kind(StrEnum):
    """What a span of the text is."""

    NARRATION = "narration"
    DIALOGUE = "dialogue"
    THOUGHT = "thought"
    LETTER = "letter"
    MESSAGE = "message"
    NOTE = "note"
    HEADING = "heading"
    BREAK = "break"


SPOKEN_BY_CHARACTERS = frozenset({Kind.DIALOGUE, Kind.THOUGHT, Kind.LETTER, Kind.MESSAGE})
"""The kinds that may have a speaker other than the narrator."""


class MarkKind(StrEnum):
    """What a reader found marked up in the source."""

    ITALIC = "italic"
    BOLD = "bold"
    HEADING = "heading"
    NOTE = "note"
    BREAK = "break"
    QUOTE = "quote"
    """A block set apart from the text around it: a letter, a flashback, something that is read."""
    FOOTNOTE = "footnote"
    """A foot- or endnote with its sign, which the text refers to by a sign like it."""
    REFERENCE = "reference"
    """The sign of a foot- or endnote, in the text or before the note: `[1]`. Nobody speaks it."""
    IMAGE = "image"
    """The words that stand for a picture."""


ADULT = frozenset(
    "explicit mature m ma e r x nc-17 nc17 18+ adult adults adult+ restricted".split()
)
"""Ratings that keep a story for adults: the Archive's, FanFiction.net's and the films'."""


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"

    def excludes(self, other: Gender) -> bool:
        """Whether nobody is of both: "he" is no woman, but may be somebody of unknown gender.

        >>> Gender.MALE.excludes(Gender.FEMALE), Gender.MALE.excludes(Gender.UNKNOWN)
        (True, False)
        """
        return {self, other} == {Gender.MALE, Gender.FEMALE}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the header of a story says about it; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    fandoms: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    rating: str = ""
    warnings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: str = ""
    dedication: str = ""
    spoilers: str = ""
    disclaimer: str = ""
    series: str = ""
    part: str = ""
    """Place in the series, as written: "2"."""
    language: str = ""
    """An IETF tag such as "en" or "pt-BR"; empty if unknown."""
    words: int | None = None
    chapters: str = ""
    """Number of chapters so far and in all, as written: "3/?"."""
    status: str = ""
    published: str = ""
    """A date, as written."""
    updated: str = ""
    year: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    """Author's notes before the story."""
    other: tuple[tuple[str, str], ...] = ()
    """Header lines of any other kind, as (label, text)."""

    @property
    def explicit(self) -> bool:
        """Whether the rating keeps the story for adults."""
        word = self.rating.casefold().partition("(")[0].strip().removeprefix("rated:").strip()
        return word.removeprefix("fiction").strip() in ADULT


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-up range of a chapter's text, in characters."""

    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    """Heading without marks or line breaks; empty for the only chapter of a one-shot."""
    text: str
    """Text exactly as in the source, including the heading if there is one."""
    start: int = 0
    """Start of `text` in the decoded file (plain text and Markdown), otherwise 0."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as read. For plain text, `front` and the chapters' texts are the whole file."""

    metadata: Metadata
    chapters: tuple[Chapter, ...]
    front: str = ""
    """Header lines, dedication and notes before the first chapter: metadata, not story."""
    cover: bytes = b""
    """Bytes of its cover picture, if it has one."""
    lost: tuple[str, ...] = ()
    """Titles of chapters for which the file has only a downloader's error message."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a chapter's text. The spans of a chapter tile its text exactly.

    White space between two paragraphs belongs to the end of the span before it.
    """

    kind: Kind
    start: int
    end: int
    paragraph: int
    """Number of its paragraph in the chapter, from 0. A span never crosses a paragraph's end."""
    quote: int | None = None
    """Number of its quotation in the chapter, from 0; shared by the parts of one that is split by
    its tag or runs over several paragraphs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A span and who says it."""

    span: Span
    speaker: str | None
    """A character's main name, `NARRATOR`, or None for what nobody reads aloud."""
    confidence: float = 1.0
    """Calibrated probability of the speaker, from 0 to 1."""
    why: str = ""
    """Reason in plain words."""
    candidates: tuple[tuple[str, float], ...] = ()
    """Up to five likely speakers with their probabilities: the chosen one, then the others,
    likeliest first. A line that the narrator reads because nobody is sure keeps its own."""


READ_OUT = ((NARRATOR, 1.0),)
"""Candidates of narration: the narrator alone."""


class Being(StrEnum):
    """What somebody is, as far as one hears it."""

    PERSON = "person"
    GHOST = "ghost"
    ROBOT = "robot"
    COMPUTER = "computer"
    """A mind without a body, heard from loudspeakers."""
    DRAGON = "dragon"
    """Or whatever else speaks from a throat larger than a man's."""


@dataclass(frozen=True, slots=True)
class Character:
    name: str
    """The main name, as shown and as used in the config."""
    aliases: tuple[str, ...] = ()
    """Every other name this person goes by in the text."""
    gender: Gender = Gender.UNKNOWN
    why: str = ""
    """Evidence for this person and gender."""
    narrates: bool = False
    """Whether this is the first-person narrator."""
    age: str = ""
    """Age: child, young, adult or elder; empty if unknown."""
    being: Being = Being.PERSON

    def names(self) -> Iterator[str]:
        """The main name, then the aliases."""
        yield self.name
        yield from self.aliases
