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

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.files import file_state
from fic_audio.shelf.manifest import FOLDER

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
    asked: tuple[str, ...] = ()
    """The files that it was to make, or to keep."""
    dressed: Mapping[str, str] = field(default_factory=dict)
    """What was made of finished chapters, by its path in the folder -> a digest of what it was
    made from and of how it was left."""
    sources: tuple[str, ...] = ()
    """The files of the story in that run, or its folder."""

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

    def stands(self, path: Path, name: str) -> bool:
        """Whether a file is there and, if it was made of finished chapters, as it was left."""
        made = self.dressed.get(name, "")
        return path.is_file() and (not made or made.endswith(f" {file_state(path)}"))


def digest(*values: object) -> str:
    """A name for what values hold; equal for equal values in every run."""
    text = "\0".join(map(repr, values))
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def load(folder: Path) -> Record:
    """The record of a folder; an empty one where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        said = json.loads((folder / NAME).read_bytes())
        files = {name: Entry(**entry) for name, entry in said["files"].items()}
        asked, dressed = tuple(said.get("asked", ())), dict(said.get("dressed", {}))
        sources = tuple(map(str, said.get("sources", ())))
        return Record(files, said["inputs"], said["told"], asked, dressed, sources)
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


def begin(folder: Path, forget: str = "") -> None:
    """Notes that files are about to change: should the run end here, nothing in the record tells
    that all is well. `forget`: the name of one that is replaced."""
    record = load(folder)
    files = {name: entry for name, entry in record.files.items() if name != forget}
    if record.inputs or len(files) < len(record.files):
        _save(folder, replace(record, files=files, inputs="", told={}))


def rename(folder: Path, names: Mapping[str, str]) -> None:
    """Notes that files have other names; each keeps its entry."""
    record = load(folder)
    files = {name: entry for name, entry in record.files.items() if name not in names}
    files |= {names[name]: entry for name, entry in record.files.items() if name in names}
    _save(folder, replace(record, files=files, inputs="", told={}))


def dress(folder: Path, dressed: Mapping[str, str]) -> None:
    """Notes what was made of finished chapters."""
    record = load(folder)
    if record.dressed != dressed:
        _save(folder, replace(record, dressed=dressed))


def close(
    folder: Path,
    names: frozenset[str],
    inputs: str,
    told: Mapping[str, Any],
    asked: tuple[str, ...],
    sources: tuple[str, ...] = (),
) -> None:
    """Notes the end of a run, and forgets files that the folder no longer has."""
    record = load(folder)
    kept = {name: entry for name, entry in record.files.items() if name in names}
    _save(folder, Record(kept, inputs, told, asked, record.dressed, sources))


def _save(folder: Path, record: Record) -> None:
    """A folder that takes no record still takes the story."""
    with suppress(OSError, OutputError):
        (folder / FOLDER).mkdir(exist_ok=True)
        atomic.write_text(folder / NAME, json.dumps(asdict(record)))
