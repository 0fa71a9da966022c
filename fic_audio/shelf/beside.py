"""Files are written beside their place and renamed, so that none is ever there by half."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from fic_audio.errors import OutputError


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A file to write that takes the path's place once the block is left in peace.

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
