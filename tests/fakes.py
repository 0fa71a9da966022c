"""Engines that go wrong, for the workers to survive: each worker imports this."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from fic_audio.engines import EngineVoice
from fic_audio.engines.silence import Silence
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Delivery, Voice


class Faulty:
    """Does as told: "crash", "crash once", "hang", "refuse", "break". Else it keeps quiet."""

    name: ClassVar[str] = "faulty"
    audible: ClassVar[bool] = False
    reproducible: ClassVar[bool] = True

    def __init__(self, folder: Path, name: str = "faulty") -> None:
        self._once = folder / "crashed"

    def check(self) -> None:
        """Always ready."""

    def version(self) -> str:
        """The only one."""
        return "1"

    def voices(self) -> Sequence[EngineVoice]:
        """None by name."""
        return ()

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Silence, or trouble."""
        if text == "crash" or (text == "crash once" and not self._once.exists()):
            self._once.touch()
            os._exit(11)
        if text == "hang":
            time.sleep(1000)
        if text == "refuse":
            raise EngineError("I won't say that")
        if text == "break":
            raise ZeroDivisionError
        return Silence().say(text, voice, delivery)


class Mute(Faulty):
    """Gives silence for "mute" always, for "hoarse" in a long line, for "shy" once a process."""

    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = False

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """A tone as long as the words, or silence."""
        clip = Silence().say(text, voice, delivery)
        (self._once.parent / "asked").open("a").write(f"{text}\n")
        shy = "shy" in text and not self._once.exists()
        if "mute" in text or shy or ("hoarse" in text and len(text) > 30):
            self._once.touch()
            return clip
        return Clip(b"\x00\x20\x00\xe0" * (len(clip.pcm) // 4), clip.rate)


class Cut(Faulty):
    """Gives a moment of sound for whatever is said."""

    audible: ClassVar[bool] = True
    reproducible: ClassVar[bool] = False

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """A click."""
        return Clip(b"\x00\x20\x00\xe0" * 100, Silence().say(text, voice, delivery).rate)


class Among(Faulty):
    """Writes down what it is asked for and between what; "crash" does, among other words."""

    def say_within(
        self, text: str, before: str, after: str, voice: Voice, delivery: Delivery
    ) -> Clip:
        """Silence, as long as the words themselves."""
        with (self._once.parent / "asked").open("a") as file:
            file.write(f"{before}|{text}|{after}\n")
        if "crash" in text:
            os._exit(11)
        return Silence().say(text, voice, delivery)


class Missing(Faulty):
    """An engine that isn't installed."""

    def check(self) -> None:
        """Never ready."""
        raise EngineError("no model; pip install model")


def slow(delay: float, name: str) -> Silence:
    """An engine that takes so many seconds a word."""
    return Silence(delay)


class Held(Faulty):
    """Writes down what it is asked for; all but "go" waits for the file `open` in its folder."""

    def say(self, text: str, voice: Voice, delivery: Delivery) -> Clip:
        """Silence, when it may be."""
        folder = self._once.parent
        with (folder / "asked").open("a") as file:
            file.write(f"{text}\n")
        while not text.startswith("go") and not (folder / "open").exists():
            time.sleep(0.2)
        return Silence().say(text, voice, delivery)
