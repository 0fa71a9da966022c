"""The errors. Each message says what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import Enum, auto


class Remedy(Enum):
    """A way out of an error, for a program to offer: as a flag, or as a button."""

    OTHER_FOLDER = auto()
    """Choose another folder for the audio."""
    OTHER_FILE = auto()
    """Choose another file to write to."""
    REPLACE = auto()
    """Replace what is there, or accept that it is another story."""
    NO_SHEET = auto()
    """Ignore the sheet."""
    NEW_SHEET = auto()
    """Write a new sheet."""
    OTHER_ENGINE = auto()
    """Choose another engine."""
    ANY_BYTES = auto()
    """Accept different bytes in every run."""
    ADULT = auto()
    """Say that adult content is all right."""
    OTHER_SOURCE = auto()
    """Take the files of a voice from another place."""


class FicAudioError(Exception):
    """An error that the user can do something about.

    `remedies`: the ways out, as values; the message names them in words.
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
    """A wrong command, option or argument."""

    exit_code = 2


class StoryError(FicAudioError):
    """A story that can't be read, or has no words."""

    exit_code = 3


class FetchError(StoryError):
    """A story that can't be fetched from its address."""


class AddressError(FetchError):
    """An address that is not that of one story, or a site that is not known."""


class AdultError(FetchError):
    """A work that may have adult content, fetched only after a yes."""


class BusyError(FetchError):
    """A site that asks to come back later."""


class GoneError(FetchError):
    """A story that is not there: taken down, hidden or never written."""


class LoginError(FetchError):
    """A story that only readers who have logged in may read."""


class RobotCheckError(FetchError):
    """A site that lets no programs in."""


class ConfigError(FicAudioError):
    """Mistakes in fic-audio.toml or in a voice catalogue, all reported together."""

    exit_code = 4


class SheetError(FicAudioError):
    """Mistakes in a sheet, all reported together, or a sheet of another story."""

    exit_code = 4


class EngineError(FicAudioError):
    """An engine that is missing, or a line that it could not speak."""

    exit_code = 5


class OutputError(FicAudioError):
    """A file that can't be written, or a finished file with faults."""

    exit_code = 6


class StoppedError(FicAudioError):
    """Work that was stopped before its end. Finished work is kept."""

    exit_code = 130


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Words to append to a message: the known words most similar to an unknown one, or all.

    >>> did_you_mean("enigne", ["engine", "voice"])
    '; did you mean "engine"?'
    """
    known = sorted(set(known))
    by_fold = {name.casefold(): name for name in known}
    if near := get_close_matches(word.casefold(), by_fold, n=2, cutoff=0.6):
        return "; did you mean " + " or ".join(f'"{by_fold[name]}"' for name in near) + "?"
    return f"; known: {', '.join(known)}" if 0 < len(known) <= 24 else ""
