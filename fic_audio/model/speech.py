"""How a story is spoken: voices, deliveries, what an engine is asked and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import NewType

from fic_audio.model.text import Being, Gender

Ms = NewType("Ms", int)
"""A time in milliseconds."""
Hz = NewType("Hz", int)
"""A sample rate."""
Lufs = NewType("Lufs", float)
"""A loudness (ITU-R BS.1770)."""
Db = NewType("Db", float)
"""A level or a change of level in decibels."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the catalogue (`voices/*.toml`)."""

    name: str
    engine: str
    id: str
    """Name of the voice in its engine, such as "en-us+f3"."""
    gender: Gender = Gender.NEUTRAL
    age: str = "adult"
    """Age: child, young, adult or elder."""
    accent: str = ""
    about: str = ""
    """Short description."""
    pitch: int = 50
    """Base pitch, 0 to 99, 50 being the voice's own."""
    range: int = 50
    """Liveliness of the intonation, 0 to 99."""
    formant: float = 1.0
    """Formant shift relative to the engine's own voice; higher for a child. Engines that can't
    shift formants ignore it."""
    rate: int = 165
    """Words a minute."""
    lufs: Lufs = Lufs(-23.0)
    """Measured loudness at full volume, to level voices before they are mixed."""
    narrator: bool = False
    """Whether it is good enough to read a whole story."""
    effect: bool = False
    """Whether it is a special effect, such as a robot or a ghost, cast only on request."""
    wer: float | None = None
    """Word error rate of a speech recogniser on this voice."""
    mos: float | None = None
    """Predicted mean opinion score, 1 to 5."""
    licence: str = ""
    """Terms of use."""
    f0: float | None = None
    """Median pitch in Hz."""


class Style(StrEnum):
    """The colour of a voice, beyond pace, pitch and loudness."""

    NORMAL = "normal"
    LETTER = "letter"
    """Written words read out."""
    THOUGHT = "thought"
    WHISPER = "whisper"
    MEMORY = "memory"
    """Words remembered."""
    TELEPATHY = "telepathy"
    """Telepathic speech."""
    PHONE = "phone"
    """Heard over a telephone or a radio."""


class Ending(StrEnum):
    """How the melody of a cue ends."""

    PLAIN = "plain"
    RISE = "rise"
    """As a question does that hopes for a yes or a no."""
    TRAIL = "trail"
    """Slower, deeper and softer to the end."""
    CUT = "cut"
    """In the middle, as somebody does who is interrupted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a cue is spoken, relative to the voice's own manner.

    Engines that can't change what stands after `style` ignore it.
    """

    rate: float = 1.0
    pitch: float = 0.0
    """Change of pitch in semitones."""
    volume: Db = Db(0.0)
    style: Style = Style.NORMAL
    range: float = 1.0
    """Width of the melody."""
    effort: float = 0.0
    """Vocal effort: 1 for a shout, -1 for the softest voice."""
    emphasis: float = 0.0
    """How strongly the words marked in the text are emphasised, 0 to 1."""
    ending: Ending = Ending.PLAIN
    being: Being = Being.PERSON
    """Who speaks: what is no person has a voice that is not quite human."""
    sob: float = 0.0
    """How much the voice shakes and breaks, 0 to 1."""
    laugh: float = 0.0
    """How much laughter is in the voice, 0 to 1."""

    def __repr__(self) -> str:
        """Clips and chapters that are kept are named by it: what stands after `style` came later,
        and stands in it only where it changes something."""
        told = (
            f"{each.name}={getattr(self, each.name)!r}"
            for at, each in enumerate(fields(self))
            if at < 4 or getattr(self, each.name) != each.default
        )
        return f"Delivery({', '.join(told)})"


@dataclass(frozen=True, slots=True)
class Cue:
    """What an engine is asked to say, and the silence after it."""

    text: str
    """Text for the ear; never empty."""
    voice: Voice
    delivery: Delivery = field(default_factory=Delivery)
    pause: Ms = Ms(0)
    scene: int = 0
    """Number of its scene in the chapter: scenes are stitched one by one."""
    start: int = 0
    end: int = 0
    """End of the cue's text in its chapter, `text[start:end]`; 0 for credits, which have none."""
    language: str = field(default="", repr=False)
    """English name of the language of its words, if it is not the story's."""
    before: str = ""
    after: str = ""
    """Words around it, for the ear, among which it is to sound as if it were spoken with them."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound: mono, signed 16-bit little-endian samples."""

    pcm: bytes
    rate: Hz

    @property
    def length(self) -> Ms:
        return Ms(len(self.pcm) * 500 // self.rate)
