"""The nouns that stages hand to each other. Frozen: a stage makes new values, mends none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

Ms = NewType("Ms", int)
"""A time in milliseconds."""
Hz = NewType("Hz", int)
"""A sample rate."""
Lufs = NewType("Lufs", float)
"""A loudness (ITU-R BS.1770)."""
Db = NewType("Db", float)
"""A level or a change of level in decibels."""

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
    """Its place in the series, as written: "2"."""
    language: str = ""
    """An IETF tag such as "en" or "pt-BR"; empty if unknown."""
    words: int | None = None
    chapters: str = ""
    """How many there are of how many, as written: "3/?"."""
    status: str = ""
    published: str = ""
    """A date, as written."""
    updated: str = ""
    year: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    """Author's notes that stand before the story."""
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
    """Its heading without marks or line breaks; empty for the only chapter of a one-shot."""
    text: str
    """Exactly as in the source; the heading, if it stands there, included."""
    start: int = 0
    """Where `text` begins in the decoded file (plain text and Markdown), else 0."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as read. For plain text, `front` and the chapters' texts are the whole file."""

    metadata: Metadata
    chapters: tuple[Chapter, ...]
    front: str = ""
    """Header lines, dedication and notes before the first chapter: metadata, not story."""
    cover: bytes = b""
    """The file of its picture, if it brings one."""
    lost: tuple[str, ...] = ()
    """Titles of chapters of which the file holds a downloader's error message alone."""


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
    """Numbers a chapter's quotations (dialogue) from 0; the parts of one that its tag splits,
    or that run on over paragraphs, share it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A span and who says it."""

    span: Span
    speaker: str | None
    """A character's main name, `NARRATOR`, or None for what nobody reads aloud."""
    confidence: float = 1.0
    """From 0 to 1."""
    why: str = ""
    """The reason in words a listener understands."""
    candidates: tuple[tuple[str, float], ...] = ()
    """At most five who may say it, with their probabilities: the one decided for, then the others
    from the likeliest on. A line that goes to the narrator because nobody is sure keeps its own."""


READ_OUT = ((NARRATOR, 1.0),)
"""The candidates of what the narrator reads by its kind: there is no other."""


@dataclass(frozen=True, slots=True)
class Character:
    name: str
    """The main name, as shown and as used in the config."""
    aliases: tuple[str, ...] = ()
    """Every other name this person goes by in the text."""
    gender: Gender = Gender.UNKNOWN
    why: str = ""
    """The evidence for this person and gender."""
    narrates: bool = False
    """The first-person narrator."""
    age: str = ""
    """child, young, adult or elder; empty where nothing tells it."""

    def names(self) -> Iterator[str]:
        """The main name, then the aliases."""
        yield self.name
        yield from self.aliases


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the catalogue (`voices/*.toml`)."""

    name: str
    engine: str
    id: str
    """What the engine calls it: "en-us+f3"."""
    gender: Gender = Gender.NEUTRAL
    age: str = "adult"
    """child, young, adult or elder."""
    accent: str = ""
    about: str = ""
    """Its character in a line."""
    pitch: int = 50
    """Base pitch, 0 to 99, 50 being the voice's own."""
    range: int = 50
    """Liveliness of the intonation, 0 to 99."""
    formant: float = 1.0
    """How high its resonances stand against the engine's own voice: a child's stand higher. Engines
    that can't move them pay no heed."""
    rate: int = 165
    """Words a minute."""
    lufs: Lufs = Lufs(-23.0)
    """Measured loudness at full volume, to level voices before they are mixed."""
    narrator: bool = False
    """Good enough to read a whole story."""
    effect: bool = False
    """A robot, a ghost: cast only on request."""
    wer: float | None = None
    """Word error rate of a speech recogniser on this voice."""
    mos: float | None = None
    """Predicted mean opinion score, 1 to 5."""
    licence: str = ""
    """On what terms it may be used."""
    f0: float | None = None
    """Median pitch in Hz."""


class Style(StrEnum):
    """How a voice is coloured, where pace, pitch and loudness do not tell enough."""

    NORMAL = "normal"
    LETTER = "letter"
    """Written words read out."""
    THOUGHT = "thought"
    WHISPER = "whisper"
    MEMORY = "memory"
    """Words remembered, heard once more."""
    TELEPATHY = "telepathy"
    """Said from mind to mind."""
    PHONE = "phone"
    """Heard over a telephone or a radio."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a cue is spoken, relative to the voice's own manner."""

    rate: float = 1.0
    pitch: float = 0.0
    """In semitones."""
    volume: Db = Db(0.0)
    style: Style = Style.NORMAL


@dataclass(frozen=True, slots=True)
class Cue:
    """What an engine is asked to say, and the silence after it."""

    text: str
    """For the ear; never empty."""
    voice: Voice
    delivery: Delivery = field(default_factory=Delivery)
    pause: Ms = Ms(0)
    scene: int = 0
    """Number of its scene in the chapter: scenes are stitched one by one."""
    start: int = 0
    end: int = 0
    """It is said for `text[start:end]` of its chapter; for nothing of it, as credits are, where
    `end` is 0."""
    language: str = field(default="", repr=False)
    """What English calls the language of its words, where that is not the story's."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound: mono, signed 16-bit little-endian samples."""

    pcm: bytes
    rate: Hz

    @property
    def length(self) -> Ms:
        return Ms(len(self.pcm) * 500 // self.rate)
