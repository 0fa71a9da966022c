"""The files of a project, and whether another program has changed them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


class Sources:
    """Files and their state when last read."""

    def __init__(self) -> None:
        self._stamps: dict[Path, tuple[int, ...]] = {}
        self._digests: dict[Path, str] = {}

    def note(self, paths: Iterable[Path]) -> None:
        """Records the present state of these files and forgets all others."""
        before = self._stamps
        self._stamps = {path: _stamp(path) for path in paths}
        for path, stamp in self._stamps.items():
            if path.is_dir() or path not in before or before[path] != stamp:
                self._digests[path] = digest_of(path)

    def doubt(self) -> None:
        """Treats all files as changed, since they could not be read."""
        self._stamps = dict.fromkeys(self._stamps, (0,))
        self._digests = dict.fromkeys(self._stamps, "unread")

    def changed(self) -> tuple[Path, ...]:
        """The files whose contents changed since they were recorded."""
        found = []
        for path, known in self._stamps.items():
            stamp = _stamp(path)
            # The files of a folder may change without it.
            doubtful = stamp != known or path.is_dir()
            if doubtful and digest_of(path) != self._digests[path]:
                found.append(path)
            else:
                self._stamps[path] = stamp
        return tuple(found)


def digest_of(path: Path) -> str:
    """A digest of a file, or of the files in a folder; empty if there is none."""
    try:
        if path.is_dir():
            names = sorted(each for each in path.iterdir() if each.is_file())
            return " ".join(f"{each.name} {_stamp(each)}" for each in names)
        return blake2b(path.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_mtime_ns, about.st_size, about.st_ino
