"""What stands in a story's folder and what it was made from: nothing is made twice.

The record is a file in the book's hidden folder. It is a help and no more: without it, or where it
does not fit the files, they are made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any
from uuid import uuid4

from fic_audio.shelf.book import FOLDER

NAME = f"{FOLDER}/record.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished file."""

    made_from: str
    """The digest of all that decides what is heard in it."""
    tagged_with: str
    """The digest of its tags."""
    size: int
    changed: int
    """Its time of modification in nanoseconds."""
    length: int
    """In milliseconds."""
    lufs: float
    peak: float
    """Its loudness and its true peak (dBTP), as measured when it was made."""


@dataclass(frozen=True, slots=True)
class Record:
    files: Mapping[str, Entry] = field(default_factory=dict)
    inputs: str = ""
    """The digest of story, wishes and program of the last run that came to its end."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """What that run told of itself."""

    def intact(self, folder: Path, name: str, made_from: str | None = None) -> Entry | None:
        """The entry of a file that is as it was left, and made from that if it is asked."""
        entry = self.files.get(name)
        if entry is None or made_from not in (None, entry.made_from):
            return None
        with suppress(OSError):
            about = (folder / name).stat()
            if (about.st_size, about.st_mtime_ns) == (entry.size, entry.changed):
                return entry
        return None


def digest(*values: object) -> str:
    """A name for what values hold; equal for equal values in every run."""
    text = "\0".join(map(repr, values))
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def load(folder: Path) -> Record:
    """The record of a folder; an empty one where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        said = json.loads((folder / NAME).read_bytes())
        files = {name: Entry(**entry) for name, entry in said["files"].items()}
        return Record(files, said["inputs"], said["told"])
    return Record()


def add(
    folder: Path,
    name: str,
    made_from: str,
    tagged_with: str,
    length: int,
    lufs: float,
    peak: float,
) -> None:
    """Notes a finished file. The run has not come to its end, so its inputs are not noted."""
    about = (folder / name).stat()
    size, changed = about.st_size, about.st_mtime_ns
    entry = Entry(made_from, tagged_with, size, changed, length, lufs, peak)
    record = load(folder)
    _save(folder, replace(record, files={**record.files, name: entry}, inputs="", told={}))


def close(folder: Path, names: frozenset[str], inputs: str, told: Mapping[str, Any]) -> None:
    """Notes the end of a run, and forgets files that the story no longer has."""
    record = load(folder)
    kept = {name: entry for name, entry in record.files.items() if name in names}
    _save(folder, Record(kept, inputs, told))


def _save(folder: Path, record: Record) -> None:
    """Written beside and renamed. A folder that takes no record still takes the story."""
    with suppress(OSError):
        path = folder / FOLDER / f".{uuid4().hex}.part"
        path.parent.mkdir(exist_ok=True)
        try:
            path.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
            path.replace(folder / NAME)
        finally:
            path.unlink(missing_ok=True)
