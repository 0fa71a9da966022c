"""What the studio remembers: the stories that were opened, and the user's preferences.

Only that: who says what, voices and settings are in the files beside each story. Two programs may
write here (a second start adds a story), so each change reads the file again under a lock.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from fic_audio import atomic
from fic_audio.config import NAME
from fic_audio.errors import UsageError
from fic_audio.files import SHEET
from fic_audio.shelf import file_names

FOLDER = ".studio"
STORIES = "stories"
"""Folder of the stories that were dropped on the page, each in a folder of its own."""
_STATE = "state.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """A story that was opened."""

    id: int
    files: tuple[str, ...]
    """Paths of its files; several are one story."""
    title: str = ""
    """Title when it was last read."""
    author: str = ""
    address: str = ""
    """Address that it comes from; empty if its file says none."""
    opened: str = ""
    """When it was last opened (ISO 8601, UTC)."""
    making: bool = False
    """Whether its audio is being made, or was when the program was ended."""
    made: tuple[Mapping[str, Any], ...] = ()
    """Chapters that were finished since the last start of making."""
    chapters: tuple[int, ...] = ()
    """Numbers of the chapters to make; all if empty."""
    settled: tuple[str, ...] = ()
    """Questions that the user does not want to be asked again."""
    serial: bool = False
    """Whether a newer file has taken the place of the one that was made before."""
    questions: int | None = None
    """Number of open questions when it was last read."""

    @property
    def path(self) -> Path:
        return Path(self.files[0])

    @property
    def others(self) -> tuple[Path, ...]:
        return tuple(map(Path, self.files[1:]))


@dataclass(frozen=True, slots=True)
class _State:
    stories: tuple[Record, ...] = ()
    preferences: Mapping[str, Any] = field(default_factory=dict)
    next: int = 1


class Records:
    """The stories of a studio's folder, kept on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Folder of the finished stories; ours is hidden in it."""
        self.own = folder / FOLDER
        self._lock = threading.RLock()

    def stories(self) -> tuple[Record, ...]:
        """All stories, those opened last first."""
        found = sorted(self._read().stories, key=lambda each: each.id, reverse=True)
        return tuple(sorted(found, key=lambda each: each.opened, reverse=True))

    def story(self, number: int) -> Record:
        """The story with this id. Raises UsageError."""
        for each in self._read().stories:
            if each.id == number:
                return each
        raise UsageError("this story is not in the list any more; drop its file again")

    def add(self, files: Sequence[Path]) -> Record:
        """Adds a story, or finds it if it is there already."""
        paths = tuple(str(path.resolve()) for path in files)
        with self._changing() as change:
            known = next((each for each in change.state.stories if each.files == paths), None)
            if known is None:
                known = Record(change.state.next, paths, Path(paths[0]).stem)
                change.state = replace(change.state, next=known.id + 1)
            known = replace(known, opened=_now())
            change.put(known)
        return known

    def update(self, number: int, **values: Any) -> Record:
        """Changes what is remembered of a story. Raises UsageError for an unknown one."""
        with self._changing() as change:
            before = next((each for each in change.state.stories if each.id == number), None)
            if before is None:
                return self.story(number)
            after = replace(before, **values)
            if after != before:
                change.put(after)
        return after

    def forget(self, number: int) -> None:
        """Takes a story off the list; its files stay."""
        with self._changing() as change:
            rest = tuple(each for each in change.state.stories if each.id != number)
            change.state = replace(change.state, stories=rest)

    @property
    def preferences(self) -> Mapping[str, Any]:
        return self._read().preferences

    def prefer(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Changes some preferences."""
        with self._changing() as change:
            together = {**change.state.preferences, **values}
            change.state = replace(change.state, preferences=together)
        return together

    def new_folder(self, name: str) -> Path:
        """A new folder for a story with a file of this name."""
        stem = file_names.make_safe(Path(name).stem, "Story", 60)
        top = self.folder / STORIES
        with self._lock:
            count = 1
            while (path := top / (stem if count == 1 else f"{stem} ({count})")).exists():
                count += 1
            path.mkdir(parents=True)
        # So that no configuration of another folder is meant for it.
        (path / NAME).touch()
        return path

    def _read(self) -> _State:
        """What is on disk; nothing if it can't be read."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            data = json.loads((self.own / _STATE).read_bytes())
            if data["version"] == _VERSION:
                stories = tuple(map(_record, data["stories"]))
                return _State(stories, dict(data["preferences"]), int(data["next"]))
        return _State()

    @contextmanager
    def _changing(self) -> Iterator[_Change]:
        self.own.mkdir(parents=True, exist_ok=True)
        with self._lock, FileLock(self.own / "state.lock"):
            change = _Change(self._read())
            yield change
            state = change.state
            data = {
                "version": _VERSION,
                "next": state.next,
                "stories": [asdict(each) for each in state.stories],
                "preferences": state.preferences,
            }
            text = json.dumps(data, ensure_ascii=False, indent=1)
            atomic.write_bytes(self.own / _STATE, text.encode(errors="replace"), atomic.PRIVATE)


class _Change:
    def __init__(self, state: _State) -> None:
        self.state = state

    def put(self, record: Record) -> None:
        rest = (each for each in self.state.stories if each.id != record.id)
        self.state = replace(self.state, stories=(*rest, record))


def safe_name(name: str) -> str:
    """The name of an uploaded file, fit for a disk; never a path, a sheet or a configuration.

    >>> safe_name("../../etc/My fic.epub"), safe_name("fic-audio.toml"), safe_name("")
    ('etc-My fic.epub', 'fic-audio.txt', 'Story')
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or not suffix.isalnum() or len(suffix) > 8:
        stem, suffix = name, ""
    if f"{stem}.{suffix}".casefold().endswith(SHEET):
        stem = stem[: -len(SHEET.partition(".txt")[0])]
    if suffix.casefold() == "toml":
        suffix = "txt"
    stem = file_names.make_safe(stem, "Story", 80)
    return f"{stem}.{suffix}" if suffix else stem


def _record(data: Mapping[str, Any]) -> Record:
    known = {each.name for each in fields(Record)}
    values = {name: value for name, value in data.items() if name in known}
    for name in ("files", "made", "chapters", "settled"):
        values[name] = tuple(values.get(name, ()))
    return Record(**values)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
