"""What may go wrong. Each error says what, where and what to do; `cli` prints it and exits so."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum, auto


class Remedy(Enum):
    """What helps against an error, for a program to offer: as a flag, or as a button."""

    OTHER_FOLDER = auto()
    """Another folder for the audio."""
    OTHER_FILE = auto()
    """Another file to write to."""
    REPLACE = auto()
    """Put this in the place of what is there."""
    NO_SHEET = auto()
    """Leave the sheet unread."""
    OTHER_ENGINE = auto()
    """Another engine."""
    ANY_BYTES = auto()
    """Do without the same bytes in each run."""
    OTHER_SOURCE = auto()
    """Take a voice's files from another place."""


class FicAudioError(Exception):
    """An error that the listener can do something about.

    `remedies`: what helps, as values; the message says it in words.
    """

    exit_code = 1

    def __init__(self, message: str, *, remedies: Iterable[Remedy] = ()) -> None:
        super().__init__(message)
        self.remedies = tuple(remedies)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come from worker processes; keyword arguments are not pickled by themselves.
        return _error, (type(self), str(self), self.remedies)


def _error(kind: type[FicAudioError], message: str, remedies: tuple[Remedy, ...]) -> FicAudioError:
    return kind(message, remedies=remedies)


class UsageError(FicAudioError):
    """A command or option that makes no sense."""

    exit_code = 2


class StoryError(FicAudioError):
    """A story that can't be read, or holds no words."""

    exit_code = 3


class ConfigError(FicAudioError):
    """Mistakes in fic-audio.toml or in a voice catalogue, all told at once."""

    exit_code = 4


class SheetError(FicAudioError):
    """Mistakes in a sheet, all told at once, or a sheet that is of another story."""

    exit_code = 4


class EngineError(FicAudioError):
    """An engine that is missing, or a line it could not say."""

    exit_code = 5


class OutputError(FicAudioError):
    """A file that can't be written."""

    exit_code = 6


class StoppedError(FicAudioError):
    """Work that was stopped before its end. What was finished is kept."""

    exit_code = 130


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Words to append to a message: the known words nearest to a mistaken one, or all of a few.

    >>> did_you_mean("enigne", ["engine", "voice"])
    '; did you mean "engine"?'
    """
    known = sorted(set(known))
    by_fold = {name.casefold(): name for name in known}
    if near := get_close_matches(word.casefold(), by_fold, n=2, cutoff=0.6):
        return "; did you mean " + " or ".join(f'"{by_fold[name]}"' for name in near) + "?"
    return f"; known: {', '.join(known)}" if 0 < len(known) <= 24 else ""
