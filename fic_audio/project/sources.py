"""The files that a project is made of, and whether somebody else has changed them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


class Sources:
    """Some files, as they were when they were looked at last."""

    def __init__(self) -> None:
        self._stamps: dict[Path, tuple[int, ...]] = {}
        self._digests: dict[Path, str] = {}

    def note(self, paths: Iterable[Path]) -> None:
        """Takes these files, as they are now, for known, and forgets all others."""
        before = self._stamps
        self._stamps = {path: _stamp(path) for path in paths}
        for path, stamp in self._stamps.items():
            if path.is_dir() or path not in before or before[path] != stamp:
                self._digests[path] = digest_of(path)

    def doubt(self) -> None:
        """Takes none of them for known: what stands in them could not be read."""
        self._stamps = dict.fromkeys(self._stamps, (0,))
        self._digests = dict.fromkeys(self._stamps, "unread")

    def changed(self) -> tuple[Path, ...]:
        """Those that are no longer as they were noted; one that was only touched is."""
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
    """A digest of what stands in a file, or in the files of a folder; empty where nothing is."""
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
