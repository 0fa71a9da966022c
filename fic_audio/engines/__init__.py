"""What an engine is. Each has a file of its own, found by entry point (`fic_audio.engines`)."""

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
    """Text in, sound out. Made once in each worker process, then asked for cue after cue."""

    name: ClassVar[str]
    audible: ClassVar[bool]
    """Whether words always make sound; silence for words is then a fault, and tried again."""
    reproducible: ClassVar[bool]
    """Whether the same words always are the same samples, whatever was said before."""

    def check(self) -> None:
        """Raises EngineError saying what is missing and how to get it."""

    def version(self) -> str:
        """Another one whenever the same words may sound different; called after `check`."""
        ...

    def voices(self) -> Sequence[EngineVoice]:
        """Every voice that `Voice.id` may name."""
        ...

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Speaks the whole text, however long.

        Words with phonemes of their own stand in it as `engines.phonemes` tells: an engine that
        can't be told phonemes says `phonemes.plain(text)`. Raises EngineError; never returns a cut
        or empty clip for text that has words."""
        ...


@runtime_checkable
class Transcriber(Protocol):
    """What an engine may do besides: tell how it says words, without a sound."""

    def transcribe(self, texts: Sequence[str], voice: Voice) -> Sequence[str]:
        """Each text in IPA. Raises EngineError."""
        ...


GROUP = "fic_audio.engines"
DEFAULT = "pyttsx3"
"""The one that is always there."""
NEURAL = ("hibari", "kokoro", "piper")
"""The first one that is ready reads the story; all that are ready are cast."""
MANY = frozenset(("kokoro",))
"""Those of them with voices enough for a cast."""


def names() -> list[str]:
    """The engines that are installed."""
    return sorted(_installed().names)


def check(name: str, *, reproducible: bool = False) -> str:
    """The version of an engine that is ready to speak. Raises EngineError for one that is not, and
    for one that does not say the same words with the same samples each time, if that is asked."""
    engine = load(name)
    engine.check()
    if reproducible and not getattr(engine, "reproducible", False):
        raise EngineError(
            f"{name} does not make the same bytes in every run on this system; "
            "do not ask for the same bytes in every run, or choose another engine",
            remedies=(Remedy.ANY_BYTES, Remedy.OTHER_ENGINE),
        )
    return engine.version()


def best() -> tuple[str, ...]:
    """Those that "auto" stands for: the neural ones that are ready here, else the default one."""
    ready = []
    for name in NEURAL:
        with suppress(EngineError, ImportError):
            check(name)
            ready.append(name)
    if not MANY.intersection(ready):
        # One or two voices are no cast.
        ready.append(DEFAULT)
    return tuple(ready)


def load(name: str) -> Engine:
    """Imports one engine, and that one alone. Raises EngineError for an unknown name."""
    for entry in _installed().select(name=name):
        engine: Engine = entry.load()()
        return engine
    raise EngineError(f'unknown engine "{name}"{did_you_mean(name, names())}')


@cache
def _installed() -> EntryPoints:
    """Looked for once: it takes reading what every installed package says of itself."""
    return entry_points(group=GROUP)
