"""What is remembered of sites and works: when each was asked, and where the book is."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from fic_audio import atomic
from fic_audio.errors import OutputError

VARIABLE = "FIC_AUDIO_SITES"


def make_folder() -> Path:
    """The folder where it is remembered: $FIC_AUDIO_SITES, or one in the user's cache folder.

    Raises OutputError if it can't be made: without it, no pause could be kept.
    """
    from platformdirs import user_cache_path

    own = os.environ.get(VARIABLE)
    folder = Path(own) if own else user_cache_path("fic-audio", appauthor=False) / "sites"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"{folder}: can't be written: {error.strerror}; set {VARIABLE} to another folder"
        ) from error
    return folder


@dataclass(frozen=True, slots=True)
class Asked:
    """A work that was fetched."""

    address: str
    file: str
    """Path of its book."""
    asked: float
    """When, in seconds since 1970."""
    adult: bool
    """Whether the reader said yes to adult content in it."""


def recall(folder: Path, address: str) -> Asked | None:
    """What is remembered of a work, if its book is still there."""
    with suppress(OSError, ValueError, TypeError):
        found = Asked(**json.loads((_place(folder, address, ".json")).read_bytes()))
        return found if Path(found.file).is_file() else None
    return None


def remember(folder: Path, work: Asked, given: str) -> None:
    """Remembers a work by its address and the one that was given. A folder that takes nothing is no
    misfortune."""
    with suppress(OSError, OutputError):
        for known in {work.address, given}:
            atomic.write_text(_place(folder, known, ".json"), json.dumps(asdict(work)))
            partial_path(folder, known).unlink(missing_ok=True)


def partial_path(folder: Path, address: str) -> Path:
    """Where the chapters that came before a failure are kept."""
    return _place(folder, address, ".epub")


def keep_partly(folder: Path, address: str, book: Path) -> None:
    """Keeps a book whose place could not be written."""
    if book.is_file():
        with suppress(OSError):
            partial_path(folder, address).write_bytes(book.read_bytes())


def _place(folder: Path, address: str, suffix: str) -> Path:
    return folder / f"work-{blake2b(address.encode(), digest_size=12).hexdigest()}{suffix}"
