"""Files are written beside their place and renamed, so that none is ever there by half."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from fic_audio.errors import OutputError

PRIVATE = 0o600
"""The mode of a file that is its owner's alone."""

_PART = re.compile(r"\.[0-9a-f]{32}(?:\.[a-z0-9]+)?\.part")
"""A file that is not finished, or one that a tool needs beside it."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A hidden file to write that takes the path's place once the block is left in peace.

    Raises OutputError for any OSError in the block.
    """
    part = path.with_name(f".{uuid4().hex}.part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        where = path if error.filename in (None, str(part)) else error.filename
        raise OutputError(f"{where}: can't be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Writes a file with that mode, less the umask. Raises OutputError."""
    with replacing(path) as part:
        _create(part, data, mode)


def write_text(path: Path, text: str, errors: str = "strict") -> None:
    """Writes a file in UTF-8, its line ends as they are. Raises OutputError."""
    write_bytes(path, text.encode(errors=errors))


def write_named(path: Path, data: bytes) -> None:
    """Writes a file that somebody named: what they set up there stays. Raises OutputError.

    A link is followed, a file keeps its mode, and a pipe or a device (`/dev/stdout`) is written
    straight into.
    """
    try:
        path = path.resolve()
        there = path.exists()
        if there and not path.is_file():  # a folder fails here
            path.write_bytes(data)
            return
        mode = path.stat().st_mode & 0o777 if there else None
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror}") from error
    if mode is None:
        write_bytes(path, data)
        return
    with replacing(path) as part:
        _create(part, data, PRIVATE)  # nobody reads of it before the mode is right
        part.chmod(mode)


def clear(folder: Path) -> None:
    """Removes what killed runs left unfinished there. Nothing else may be writing there."""
    for part in folder.glob(".*.part"):
        if _PART.fullmatch(part.name):
            with suppress(OSError):
                part.unlink()


def _create(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
