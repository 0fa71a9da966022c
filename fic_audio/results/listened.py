"""What came of listening to a story, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from fic_audio.model import Ms


@dataclass(frozen=True, slots=True)
class UnclearLine:
    """A line that sounds unclear."""

    chapter: int
    """Number of its chapter, from 1."""
    file: str
    """File of its chapter."""
    start: Ms
    end: Ms
    """Where it is in that file."""
    speaker: str
    text: str
    """As it is written."""
    reasons: tuple[str, ...]
    """Why, in words."""
    kinds: tuple[str, ...]
    """Why: `missing`, `added`, `repeated`, `garbled`, `cut`, `silence`, `level`, `fast`, `slow`."""
    heard: str
    """What was heard instead."""
    place: int = -1
    """Position in the chapter's text, in characters; -1 for credits."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What came of listening to a story."""

    lines: int
    """Number of lines."""
    now: int
    """Number of lines that were listened to in this run."""
    unclear: tuple[UnclearLine, ...] = ()
    retried: int = 0
    """Number of lines that were spoken again."""
    mended: int = 0
    """Number of those that sound clear, or clearer, now."""
    names: tuple[tuple[str, str], ...] = ()
    """Names and foreign words, each with what was heard in its place."""
    skipped: str = ""
    """Why the story was not listened to; empty if it was."""
    troubles: tuple[str, ...] = ()
    """What could not be listened to, in words."""
