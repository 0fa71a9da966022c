"""The protocol of a speech engine; engines are found by entry point (`fic_audio.engines`)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from typing import ClassVar, Protocol, runtime_checkable

from fic_audio.errors import EngineError, Remedy, did_you_mean
from fic_audio.model import Clip, Delivery, Gender, Voice


@dataclass(frozen=True, slots=True)
class EngineVoice:
    """A voice as the engine itself lists it."""

    id: str
    language: str = ""
    gender: Gender = Gender.UNKNOWN


class Engine(Protocol):
    """A speech engine: text in, sound out.

    Each worker process makes one instance and gives it one cue after another.
    """

    name: ClassVar[str]
    audible: ClassVar[bool]
    """Whether words always make sound; if so, silence is a fault, and the cue is tried again."""
    reproducible: ClassVar[bool]
    """Whether the same words always give the same samples, whatever was spoken before."""

    def check(self) -> None:
        """Raises EngineError saying what is missing and how to get it."""

    def version(self) -> str:
        """The version of the sound: it changes whenever the same words may sound different.

        Called after `check`.
        """
        ...

    def voices(self) -> Sequence[EngineVoice]:
        """All voices, by the ids that `Voice.id` may hold."""
        ...

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text, however long.

        Words with a pronunciation of their own and emphasised words are marked in the text as
        `engines.phonemes` describes; an engine that can use neither speaks `phonemes.plain(text)`.
        Raises EngineError; never returns a truncated or empty clip for text that has words.
        """
        ...


@runtime_checkable
class Transcriber(Protocol):
    """An engine that can also show how it pronounces words, without speaking."""

    def transcribe(self, texts: Sequence[str], voice: Voice) -> Sequence[str]:
        """The pronunciation of each text in IPA. Raises EngineError."""
        ...


@runtime_checkable
class Contextual(Protocol):
    """An engine that can also speak words as they sound among others."""

    def say_within(
        self, text: str, before: str, after: str, voice: Voice, delivery: Delivery
    ) -> Clip:
        """Speaks the text alone, with the melody and pace that it has between the words before and
        after it, either of which may be empty; else as `Engine.say`."""
        ...


def uses_context(name: str) -> bool:
    """Whether the engine of that name is one that is here, and a `Contextual` one."""
    with suppress(EngineError, ImportError):
        return isinstance(load(name), Contextual)
    return False


GROUP = "fic_audio.engines"
DEFAULT = "pyttsx3"
"""Name of the engine that is always installed."""
NATURAL = "choir"
"""Name of the engine that `auto` means where it is ready: natural, and enough for a whole cast.

Other natural engines speak on request: they have a voice or two, or take their time.
"""
READER = "hibari"
"""Name of the engine that reads the story to a natural cast: its one voice is the best to hear."""


def names() -> list[str]:
    """The names of the installed engines."""
    return sorted(_installed().names)


def check(name: str, *, reproducible: bool = False) -> str:
    """The version of an engine that is ready to speak.

    Raises EngineError if it is not ready, or if reproducible samples are required and it can't
    give them.
    """
    engine = load(name)
    engine.check()
    if reproducible and not getattr(engine, "reproducible", False):
        raise EngineError(
            f"{name} does not make the same bytes in every run on this system; "
            "do not ask for the same bytes in every run, or choose another engine",
            remedies=(Remedy.ANY_BYTES, Remedy.OTHER_ENGINE),
        )
    return engine.version()


def best() -> tuple[str, str]:
    """The engine that `auto` means; if that is not the natural one, why not."""
    try:
        check(NATURAL)
    except (EngineError, ImportError) as why:
        return DEFAULT, str(why)
    return NATURAL, ""


def load(name: str) -> Engine:
    """Imports one engine and no other. Raises EngineError for an unknown name."""
    for entry in _installed().select(name=name):
        engine: Engine = entry.load()()
        return engine
    raise EngineError(f'unknown engine "{name}"{did_you_mean(name, names())}')


@cache
def _installed() -> EntryPoints:
    """Looked for once: it takes reading what every installed package says of itself."""
    return entry_points(group=GROUP)
