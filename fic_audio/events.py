"""The events of a run, each a frozen value.

A listener is called with one event after the other, always from one thread (the one that runs the
work), so it needs no locks. It should be quick, since the work waits for it. An error that it
raises ends the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fic_audio.errors import FicAudioError
from fic_audio.model import Ms
from fic_audio.results import AudioFile, Result


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a story."""

    story: Path
    """Path of the story, as given."""


@dataclass(frozen=True, slots=True)
class StoryRead(Event):
    """The file was read."""

    title: str
    """Title of the story."""
    words: int
    """Number of words in the story."""
    chapters: int
    """Number of chapters."""


@dataclass(frozen=True, slots=True)
class FindingSpeakers(Event):
    """Progress of the search for characters and speakers."""

    share: float
    """Share that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SpeakersFound(Event):
    """The speakers of all lines were found."""

    characters: int
    """Number of characters."""
    unsure: int
    """Number of lines whose speaker is unsure."""


@dataclass(frozen=True, slots=True)
class StoryStarted(Event):
    """Speaking of a story began."""

    title: str
    folder: Path
    words: int
    """Number of words to speak, in the chapters that are not up to date."""
    chapters: int
    """Number of those chapters."""


@dataclass(frozen=True, slots=True)
class ChapterStarted(Event):
    """Speaking of a chapter began. Several chapters may be spoken at the same time."""

    chapter: int
    """Number of the chapter in the story, from 1."""
    title: str
    words: int


@dataclass(frozen=True, slots=True)
class LineSpoken(Event):
    """A line was spoken."""

    chapter: int
    """Number of its chapter, from 1."""
    words: int
    """Number of words in the line."""
    speaker: str
    """Name of the character, or "narrator"."""
    voice: str
    """Name of the voice."""


@dataclass(frozen=True, slots=True)
class LineFailed(Event):
    """A voice could not speak a line."""

    chapter: int
    """Number of its chapter, from 1."""
    text: str
    """Text of the line."""
    why: str
    """Reason."""
    instead: str
    """Name of the voice that spoke it instead; empty if it was left out."""


@dataclass(frozen=True, slots=True)
class ChapterFinished(Event):
    """A chapter's file was finished."""

    file: AudioFile


@dataclass(frozen=True, slots=True)
class ListeningStarted(Event):
    """Listening to a finished story began."""

    title: str
    length: Ms
    """Length of what is to be listened to; 0 if all of it was before."""
    seconds: float
    """How long that will take, about."""


@dataclass(frozen=True, slots=True)
class StoryListening(Event):
    """Progress of listening to a finished story."""

    share: float
    """Share that is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class MendingStarted(Event):
    """Lines that sound unclear are spoken again."""

    lines: int


@dataclass(frozen=True, slots=True)
class StoryFinished(Event):
    """A whole story was finished, or was already up to date."""

    result: Result


@dataclass(frozen=True, slots=True)
class StoryFailed(Event):
    """A story could not be finished, or was stopped (StoppedError); finished chapters are kept."""

    error: FicAudioError


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """A warning that the user should see before the work begins."""

    text: str


Listener = Callable[[Event], None]
Advance = Callable[[float], None]
"""A callback for progress, from 0 to 1. An error that it raises ends the work."""


def ignore(event: Event) -> None:
    """Ignores every event."""


def advance_silently(share: float) -> None:
    """Ignores progress."""


def advance_within(advance: Advance, start: float, end: float) -> Advance:
    """A callback for one part of a task, mapped to its share of the whole task.

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
    "ListeningStarted",
    "MendingStarted",
    "SpeakersFound",
    "StoryFailed",
    "StoryFinished",
    "StoryListening",
    "StoryRead",
    "StoryStarted",
    "Warned",
]
