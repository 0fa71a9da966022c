"""Keeps fetched books: the newest under its name, and the one before beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fic_audio import atomic
from fic_audio.errors import OutputError, StoryError
from fic_audio.model import Metadata, Story
from fic_audio.page.read import read
from fic_audio.shelf.file_names import story_folder
from fic_audio.shelf.files import Suffix

BEFORE = " (before)"
"""Ending of the name of the book that was there before."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A book in its place."""

    path: Path
    story: Story


def kept_book(folder: Path) -> Path | None:
    """The newest fetched book in a folder."""
    books = (path for path in folder.glob(f"*{Suffix.EPUB}") if not path.stem.endswith(BEFORE))
    return min(books, default=None)


def keep(
    book: Path, to: Path | Callable[[Metadata], Path], address: str, old: Path | None = None
) -> Kept:
    """Puts a book into its folder, once it can be read, under the name of the work's earlier book
    there, which is `old` or found by its address.

    Raises StoryError if there is no story in it, and OutputError.
    """
    story = read(book)
    folder = to if isinstance(to, Path) else to(story.metadata)
    path = folder / f"{story_folder(story.metadata.title)}{Suffix.EPUB}"
    if old is not None and old.parent == folder:
        path = old
    elif path.exists() and not _is_of(path, address):
        path = _free(path)
    if path.exists() and book.exists() and path.samefile(book):
        return Kept(path, story)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with atomic.replacing(path) as part:
            part.write_bytes(book.read_bytes())
            if path.exists() and not _have_same_text(path, book):
                path.replace(path.with_stem(f"{path.stem}{BEFORE}"))
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror}") from error
    return Kept(path, story)


def _is_of(path: Path, address: str) -> bool:
    """Whether a file is a book of the work at an address."""
    with suppress(StoryError):
        return read(path).metadata.url == address
    return False


def _have_same_text(first: Path, second: Path) -> bool:
    """Whether two books have the same chapters; the date of packing is in other files."""
    return _texts(first) == _texts(second) != {}


def _texts(path: Path) -> dict[str, int]:
    try:
        with zipfile.ZipFile(path) as book:
            entries = book.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return {}
    return {each.filename: each.CRC for each in entries if "/file" in each.filename}


def _free(path: Path) -> Path:
    """A path like it that is free."""
    free, count = path, 1
    while free.exists():
        count += 1
        free = path.with_stem(f"{path.stem} ({count})")
    return free
