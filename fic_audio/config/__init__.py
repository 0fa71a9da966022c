"""fic-audio.toml -> Config, with all mistakes reported at once."""
# ruff: noqa: RUF009  (Ms and Db are NewTypes: their "calls" are constants)

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from fic_audio.model import Being, Db, Delivery, Gender, Ms

NAME = "fic-audio.toml"


class Format(StrEnum):
    """Kinds of file that can be made of a story: audio, captions, read-along page and book."""

    MP3 = "mp3"
    M4B = "m4b"
    OPUS = "opus"
    CAPTIONS = "captions"
    HTML = "html"
    EPUB = "epub"
    LYRICS = "lyrics"


FORMATS = tuple(each.value for each in Format)

Notes = Literal["skip", "end", "read"]
"""Author's notes: left out, moved to the end of the chapter, or read where they are."""
Footnotes = Literal["place", "end", "skip"]
"""Footnotes: read after the paragraph with their sign, at the end of the chapter, or left out."""
Images = Literal["describe", "skip"]
"""The alternative text of pictures: read, or left out."""
Header = Literal["credits", "all", "none"]
"""What is spoken of the metadata: opening and closing credits, all of it, or nothing."""
Emoji = Literal["named", "silent"]
"""Emoji and emoticons: named, or left out."""
Unsure = Literal["likeliest", "narrator"]
"""Who speaks a line whose speaker is unsure: the likeliest speaker, or the narrator."""
Direction = Literal["plain", "light", "full"]
"""How far delivery and pauses follow the text: not at all, by half, or fully and with styles.

`light` is the default. People listen in traffic and before sleep, where a whisper must be
understood and a shout must not startle; and a manner that was read wrongly from the text does half
the harm.
"""
Profile = Literal["audiobook", "acx", "podcast", "small"]
Manner = Literal[
    "calm", "whisper", "breathe", "murmur", "softly", "hiss", "shout", "scream", "call", "exclaim",
    "excited", "laugh", "tease", "sob", "breaking", "stammer", "pant", "hurried", "slow", "sleepy",
    "sigh", "weary", "flat", "sharp", "growl", "cold", "whine", "squeak", "nervous", "phone",
    "memory",
]  # fmt: skip
"""Manners of speaking: those that a text can show (`script.prosody.manners`), and `calm`."""
MOST_TAKES = 9

MARK = 0.8
"""Confidence below which a line is marked as unsure by default.

Most wrong lines are below it, and about half of those below it are wrong (tests/bench/README.md).
"""

AUTO = "auto"
"""Name that stands for the lexicons of the story's fandoms."""

BITRATES = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Bit rates of MPEG-1 Layer III, in kbit/s."""


@dataclass(frozen=True, slots=True)
class Part:
    """Settings for a character or the narrator; None where nothing is set."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    voice: str | None = None
    """Name in the voice catalogue, or ENGINE:ID."""
    rate: float = 1.0
    pitch: float = 0.0
    """Shift in semitones."""
    volume: Db = Db(0.0)
    age: str = ""
    """`child`, `young`, `adult` or `elder`; empty if not set."""
    being: Being | None = None
    narrates: bool = False
    """Tells the story, or a part of it, as "I" or "you"."""

    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return self.name, *self.aliases

    @property
    def delivery(self) -> Delivery:
        return Delivery(rate=self.rate, pitch=self.pitch, volume=self.volume)


@dataclass(frozen=True, slots=True)
class Retake:
    """Settings for a single line: what is spoken of it, and how."""

    said: str = ""
    """Words that are spoken instead of those of the text; if empty, the text's."""
    manner: Manner | None = None
    """If None, as the text tells."""
    rate: float = 1.0
    """Change of pace, relative to the line as it would be spoken otherwise."""
    pitch: float = 0.0
    """Change of pitch in semitones."""
    volume: Db = Db(0.0)
    take: int = 1
    """Number of the take: each has a slightly different pace and melody."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Lengths of the pauses in milliseconds, by where they are."""

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
    """Everything that fic-audio.toml can set."""

    engine: str = "auto"
    """Name of the speech engine; `auto` takes the best that is ready."""
    narrator: Part = field(default_factory=Part)
    characters: tuple[Part, ...] = ()
    only: bool = False
    """Whether only `characters` speak."""
    nobody: tuple[str, ...] = ()
    """Names that look like a person's in the story and are not, such as a house or a ship."""
    ready: bool = False
    """Whether this is a ready cast: its voices show what would fit, and give way to a better
    engine's."""
    series: Path | None = None
    """File of voices that the stories of a series share."""
    fallback: bool = False
    """Whether the default engine speaks where another is not ready."""
    story: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Fields of `Metadata` that take precedence over what the story's file says."""
    unsure: Unsure = "likeliest"
    threshold: float = 0.5
    """Confidence below which `unsure = "narrator"` applies."""
    mark: float = MARK
    """Confidence below which a line is marked and counted as unsure."""
    pronounce: Mapping[str, str] = field(default_factory=dict)
    """Word -> respelling, or IPA between slashes: "/…/"."""
    lines: Mapping[str, Retake] = field(default_factory=dict)
    """Settings for single lines, by their words."""
    lexicons: tuple[str | Path, ...] = (AUTO,)
    """Shared pronunciations, in order of precedence: names of ready lexicons, files, and `AUTO` for
    the ready ones of the story's fandoms."""
    language: str = ""
    """Language of the story as an IETF tag; if empty, as the file states or its text shows."""
    notes: Notes = "skip"
    footnotes: Footnotes = "place"
    images: Images = "describe"
    header: Header = "credits"
    emoji: Emoji = "named"
    direction: Direction = "light"
    pauses: Pauses = field(default_factory=Pauses)
    intro: Path | None = None
    """File with music for the beginning of each chapter."""
    outro: Path | None = None
    """File with music for the end of each chapter."""
    formats: tuple[str, ...] = (Format.MP3.value,)
    """Formats to make, of `FORMATS`; MP3 is always made."""
    cover: Path | None = None
    """Picture for the cover; if None, the story's own, or one that is drawn."""
    profile: Profile = "audiobook"
    bitrate: int | None = None
    """Bit rate in kbit/s; if None, the profile's own."""
    ears: Path | None = None
    """Folder of the model that listens; if None, the one that was installed."""


def find(path: Path, explicit: Path | None = None) -> Path | None:
    """The configuration file of a story: the explicit one, or the first that exists in the story's
    folder, beside the story, or in the working directory."""
    if explicit is not None:
        return explicit
    places = (path / NAME, path.parent / NAME, Path(NAME))
    return next((place for place in places if place.is_file()), None)


def load(
    path: Path,
    explicit: Path | None = None,
    *,
    engines: Collection[str] = (),
    voices: Collection[str] = (),
    lexicons: Collection[str] = (),
) -> Config:
    """Reads the configuration of a story. Raises ConfigError with all mistakes in it.

    If the names of engines, voices or lexicons are given, any other name is a mistake too.
    """
    from fic_audio.config.read import read

    file = find(path, explicit)
    config = read(file, engines, voices, lexicons) if file else Config()
    if config.series is not None and config.series.is_file():
        return merge_series(config, read(config.series, engines, voices, lexicons))
    return config


def merge_series(config: Config, series: Config) -> Config:
    """A story's configuration with the series' voices for characters that it gives none itself."""
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
