"""A hidden folder for what is not finished, on the disk that the listener chose."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.shelf.book import APART, FOLDER

PREFIX = ".fic-audio-"
LOCK = "lock"


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Made in `folder`, and gone with all that is in it when the work ends. Raises OutputError.

    Those that killed runs left behind are cleared, and their files that were not finished: a run
    holds its workshop's lock, which the system gives back when it dies.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        lock = FileLock(path / LOCK)
        lock.acquire()
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {error.strerror}") from error
    try:
        yield path
    finally:
        lock.release()
        shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()  # only if nothing was finished


def _clear(folder: Path) -> None:
    alone = True
    for old in folder.glob(f"{PREFIX}*"):
        if not old.is_dir():
            old.unlink(missing_ok=True)  # half a record
            continue
        try:
            with FileLock(old / LOCK, timeout=0):
                pass
        except (Timeout, OSError):
            alone = False
            continue
        shutil.rmtree(old, ignore_errors=True)
    if alone:
        for where in (folder, folder / FOLDER, folder / APART):
            atomic.clear(where)
