"""A hidden folder for what is not finished, on the disk that the listener chose."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.shelf.manifest import APART, FOLDER

PREFIX = ".fic-audio-"
LOCK = "lock"


@contextmanager
def open_staging(folder: Path) -> Iterator[Path]:
    """Made in `folder`, and gone with all that is in it when the work ends.

    Raises OutputError, also while another run works there: the system gives its lock back when it
    ends, however that is. What killed runs left unfinished is cleared.
    """
    hidden = folder / FOLDER
    with ExitStack() as stack:
        try:
            hidden.mkdir(parents=True, exist_ok=True)
            stack.callback(_remove_empty, hidden, folder)
            stack.enter_context(_locked(hidden / LOCK))
            _clear(folder)
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
        except Timeout as error:
            raise OutputError(
                f"{folder}: another run is writing here; wait until it has finished"
            ) from error
        except OSError as error:
            raise OutputError(f"{folder}: can't be written: {error.strerror}") from error
        stack.callback(shutil.rmtree, path, ignore_errors=True)
        yield path


def _remove_empty(*folders: Path) -> None:
    """If nothing was finished."""
    with suppress(OSError):
        for each in folders:
            each.rmdir()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=0)
    with suppress(NotImplementedError):  # a disk that knows no locks
        lock.acquire()
    try:
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):
                path.unlink()  # while it is ours: nobody else takes one that is gone
            lock.release()


def _clear(folder: Path) -> None:
    for old in folder.glob(f"{PREFIX}*"):
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)  # half a record
    for where in (folder, folder / FOLDER, folder / APART):
        atomic.clear(where)
