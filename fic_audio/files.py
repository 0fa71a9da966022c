"""Files: read whole, unless they are none or have no end; and whether they have changed."""

from __future__ import annotations

import stat
from pathlib import Path

SHEET = ".script.txt"
"""The end of a name: the script of a story, for people to correct, stands beside it."""


def read(path: Path, most: int) -> bytes:
    """The bytes of a file, up to one more than `most`.

    Raises OSError, also for what is no file: a pipe keeps its reader waiting, a device has no end.
    """
    if what := no_file(path):
        raise OSError(0, f"is {what}, not a file")
    with path.open("rb") as file:
        return file.read(most + 1)


def no_file(path: Path) -> str:
    """What a path leads to that is no file, in words; empty for a file. Raises OSError."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return ""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((name for is_one, name in kinds if is_one(mode)), "a device")


def file_state(path: Path) -> str:
    """Size and modification time of a file; empty if there is no file."""
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size} {about.st_mtime_ns}"
