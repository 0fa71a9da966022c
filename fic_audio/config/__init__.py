"""fic-audio.toml -> Config: read once, its mistakes told all at once."""
# ruff: noqa: RUF009  (Ms and Db are NewTypes: their "calls" are constants)

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from fic_audio.model import Db, Delivery, Gender, Ms

NAME = "fic-audio.toml"


class Format(StrEnum):
    """Audio, and what goes with it: captions for each chapter, a page and a book to read along."""

    MP3 = "mp3"
    M4B = "m4b"
    OPUS = "opus"
    CAPTIONS = "captions"
    HTML = "html"
    EPUB = "epub"
    LYRICS = "lyrics"


FORMATS = tuple(each.value for each in Format)

Notes = Literal["skip", "end", "read"]
"""Author's notes are left out, moved to the chapter's end, or read where they stand."""
Footnotes = Literal["place", "end", "skip"]
"""Footnotes are read behind the paragraph that refers to them, at the chapter's end, or not."""
Images = Literal["describe", "skip"]
"""The words that stand for a picture are read, or left out."""
Header = Literal["credits", "all", "none"]
"""What of the header is spoken: opening and closing credits; those and all the rest; nothing."""
Emoji = Literal["named", "silent"]
"""Emoji and faces made of marks are named, or left out."""
Unsure = Literal["likeliest", "narrator"]
"""A line whose speaker is unsure stays with the likeliest, or the narrator reads it."""
Tier = Literal["auto", "default", "thorough"]
"""How speakers are found: the thorough way needs an extra; auto takes it where it is installed."""
Direction = Literal["plain", "light", "full"]
"""How far delivery and pauses follow the text: not at all, half, or all the way with styles.
Light is the default: stories are heard in traffic and before sleep, where a whisper has to be
understood and a shout must not startle, and what is read wrongly from the text does half the harm.
"""
Profile = Literal["audiobook", "acx", "podcast", "small"]

MARK = 0.8
"""Who looks at the lines less sure than that finds most of those that are wrong; about every second
one is (tests/bench/README.md)."""

AUTO = "auto"
"""Among lexicons: those of the story's fandoms."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""What MPEG-1 Layer III knows, in kbit/s."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the listener says of a character or of the narrator; None where nothing is said."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    voice: str | None = None
    """A name of the voice catalogue."""
    rate: float = 1.0
    pitch: float = 0.0
    """In semitones."""
    volume: Db = Db(0.0)
    age: str = ""
    """child, young, adult or elder."""

    def names(self) -> tuple[str, ...]:
        """Whatever it goes by."""
        return self.name, *self.aliases

    @property
    def delivery(self) -> Delivery:
        return Delivery(rate=self.rate, pitch=self.pitch, volume=self.volume)


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silences, by what lies between two lines."""

    start: Ms = Ms(700)
    """Before the first word of a file."""
    heading: Ms = Ms(2000)
    """After a chapter's title."""
    sentence: Ms = Ms(450)
    quote: Ms = Ms(250)
    """Between the narrator and quoted speech in one paragraph."""
    turn: Ms = Ms(550)
    """Between two speakers, each in a paragraph of dialogue."""
    paragraph: Ms = Ms(850)
    scene: Ms = Ms(2500)
    end: Ms = Ms(3000)
    """After the last word of a file."""


@dataclass(frozen=True, slots=True)
class Config:
    engine: str = "auto"
    narrator: Part = field(default_factory=Part)
    characters: tuple[Part, ...] = ()
    only: bool = False
    """Nobody but `characters` speaks."""
    nobody: tuple[str, ...] = ()
    """Names that are no person's, though the story seems to have it so: a house, a ship."""
    ready: bool = False
    """A ready cast: its voices give way to those of a better engine, and tell what would fit."""
    series: Path | None = None
    """A file of voices that the stories of a series share."""
    fallback: bool = False
    """The default engine speaks where another is not ready."""
    story: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What stands in the place of what the file says of the story: fields of `Metadata`."""
    unsure: Unsure = "likeliest"
    threshold: float = 0.5
    """The confidence below which the narrator takes a line, where `unsure` says so."""
    mark: float = MARK
    """The confidence below which a line is marked and counted as unsure."""
    tier: Tier = "auto"
    pronounce: Mapping[str, str] = field(default_factory=dict)
    """Word -> respelling, or IPA between strokes: "/…/"."""
    lexicons: tuple[str | Path, ...] = (AUTO,)
    """Shared pronunciations, the first one above all: names of ready lexicons, files, and
    `AUTO` for the ready ones of the story's fandoms."""
    language: str = ""
    """The story's, as an IETF tag; empty: what the file says, else what its text shows."""
    notes: Notes = "skip"
    footnotes: Footnotes = "place"
    images: Images = "describe"
    header: Header = "credits"
    emoji: Emoji = "named"
    direction: Direction = "light"
    pauses: Pauses = field(default_factory=Pauses)
    intro: Path | None = None
    outro: Path | None = None
    """Files with music for the begin and the end of each chapter."""
    formats: tuple[str, ...] = (Format.MP3.value,)
    """Those of `FORMATS`; MP3 is always made."""
    cover: Path | None = None
    """A picture for the cover; None: the story's own, or one that is drawn."""
    profile: Profile = "audiobook"
    bitrate: int | None = None
    """In kbit/s; None: the profile's own."""


def find(story: Path, explicit: Path | None = None) -> Path | None:
    """The file to read: the one asked for, the one in the story's folder or beside the story, or
    the working directory's."""
    if explicit is not None:
        return explicit
    beside = (story / NAME, story.parent / NAME, Path(NAME))
    return next((path for path in beside if path.is_file()), None)


def load(
    story: Path,
    explicit: Path | None = None,
    *,
    engines: Collection[str] = (),
    voices: Collection[str] = (),
    lexicons: Collection[str] = (),
) -> Config:
    """Reads the configuration that belongs to a story. Raises ConfigError with every mistake in it.

    Where the names of engines, voices or lexicons are given, others are mistakes as well.
    """
    from fic_audio.config.read import read

    path = find(story, explicit)
    config = read(path, engines, voices, lexicons) if path else Config()
    if config.series is not None and config.series.is_file():
        return merge_series(config, read(config.series, engines, voices, lexicons))
    return config


def merge_series(config: Config, series: Config) -> Config:
    """A story's config, with the voices that a series has for those it does not cast itself."""
    shared = {name.casefold(): part for part in series.characters for name in part.names()}
    own = {name.casefold() for part in config.characters for name in part.names()}

    def voiced(part: Part) -> Part:
        known = next((shared[n.casefold()] for n in part.names() if n.casefold() in shared), None)
        return replace(part, voice=known.voice) if known and not part.voice else part

    others = [
        part
        for part in series.characters
        if own.isdisjoint(name.casefold() for name in part.names())
    ]
    narrator = config.narrator
    if not narrator.voice:
        narrator = replace(narrator, voice=series.narrator.voice)
    characters = (*map(voiced, config.characters), *others)
    return replace(config, narrator=narrator, characters=characters)
