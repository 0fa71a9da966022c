"""Finished stories that may have grown: where their folders are, and where their newest text is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.fetching import as_address, kept_book
from fic_audio.model import Metadata
from fic_audio.production import fingerprints
from fic_audio.shelf.files import STORY
from fic_audio.shelf.manifest import BOOK, FOLDER, Manifest, load

DEEPEST = 3
"""Most folders between the one that is given and a story's files: Author/Series/Title."""
_COMPLETE = frozenset(("complete", "completed", "finished"))


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text of a story is."""

    address: str = ""
    """Its address, if the story says one."""
    book: Path | None = None
    """The book that was fetched from there before; None if it never was."""
    files: tuple[Path, ...] = ()
    """The files that the audio was made from, if they are still there."""


def story_place(folder: Path) -> Path:
    """The folder in which the fetched book of a story is kept."""
    return folder / STORY


def find_source(made: Manifest) -> Source:
    """Where the text of a finished story is."""
    paths = tuple(map(Path, fingerprints.load(made.folder).sources))
    there = paths if all(path.exists() for path in paths) else ()
    book = kept_book(story_place(made.folder))
    return Source(as_address(made.metadata.url), book, there)


def find_serials(folder: Path) -> Iterator[Manifest]:
    """The finished stories in a folder, or the one that it is of; previews are none."""
    yield from _find(folder, DEEPEST)


def _find(folder: Path, deeper: int) -> Iterator[Manifest]:
    if (folder / FOLDER / BOOK).is_file():
        with suppress(OutputError):
            made = load(folder)
            if not made.preview:
                yield made
    elif deeper:
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.is_dir() and not path.name.startswith("."):
                    yield from _find(path, deeper - 1)


def is_complete(metadata: Metadata) -> bool:
    """Whether a story says that no more chapters are to come.

    >>> is_complete(Metadata(chapters="3/3")), is_complete(Metadata(chapters="3/?"))
    (True, False)
    """
    so_far, slash, of = metadata.chapters.partition("/")
    return metadata.status.casefold() in _COMPLETE or bool(slash and so_far.strip() == of.strip())
