"""What happens while stories are made: every event, each a value.

A listener is called with one event after the other, always from one thread (the one that runs the
work), so it needs no locks. It should be quick: the work waits for it. What it raises ends the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fic_audio.errors import FicAudioError
from fic_audio.results import AudioFile, Result


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a story."""

    story: Path
    """The story's file, as it was given."""


@dataclass(frozen=True, slots=True)
class StoryRead(Event):
    """The file was read."""

    title: str
    words: int
    chapters: int


@dataclass(frozen=True, slots=True)
class FindingSpeakers(Event):
    """How far the search for characters and speakers has come."""

    share: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class SpeakersFound(Event):
    """It is decided who says what."""

    characters: int
    unsure: int
    """Lines whose speaker is less sure than asked for."""


@dataclass(frozen=True, slots=True)
class StoryStarted(Event):
    """The work on a story's sound begins."""

    title: str
    folder: Path
    words: int
    """Words to be spoken: those of the chapters that are not there yet."""
    chapters: int
    """How many chapters those are."""


@dataclass(frozen=True, slots=True)
class ChapterStarted(Event):
    """The work on a chapter's sound begins. Several are made side by side."""

    chapter: int
    """Its place in the story, from 1."""
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class LineSpoken(Event):
    """A line has its sound."""

    chapter: int
    words: int
    speaker: str
    """The character's name, or "narrator"."""
    voice: str


@dataclass(frozen=True, slots=True)
class LineFailed(Event):
    """A line could not be said by its voice."""

    chapter: int
    text: str
    why: str
    instead: str
    """Name of the voice that said it after all; empty where it was left out."""


@dataclass(frozen=True, slots=True)
class ChapterFinished(Event):
    """A chapter's file is in its place."""

    file: AudioFile


@dataclass(frozen=True, slots=True)
class StoryFinished(Event):
    """All of a story is made, or was there already."""

    result: Result


@dataclass(frozen=True, slots=True)
class StoryFailed(Event):
    """Some of a story could not be made, or it was stopped (StoppedError); the rest is kept."""

    error: FicAudioError


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """Something that the listener ought to know before the work begins."""

    text: str


Listener = Callable[[Event], None]
Advance = Callable[[float], None]
"""Is told how much of a work is done, from 0 to 1. What it raises ends the work."""


def ignore(event: Event) -> None:
    """Listens to nothing."""


def advance_silently(share: float) -> None:
    """Takes no notice of progress."""


def advance_within(advance: Advance, start: float, end: float) -> Advance:
    """Progress of a part of a work, which lasts from one share of the whole to another.

    >>> advance_within(print, 0.5, 1.0)(0.5)
    0.75
    """
    return lambda share: advance(start + (end - start) * share)


__all__ = [
    "Advance",
    "ChapterFinished",
    "ChapterStarted",
    "Event",
    "FindingSpeakers",
    "LineFailed",
    "LineSpoken",
    "Listener",
    "SpeakersFound",
    "StoryFailed",
    "StoryFinished",
    "StoryRead",
    "StoryStarted",
    "Warned",
]
