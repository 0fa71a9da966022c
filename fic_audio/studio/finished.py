"""The finished files of a story."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.shelf import manifest
from fic_audio.shelf.file_names import story_folder
from fic_audio.shelf.files import COVER
from fic_audio.shelf.manifest import BOOK, FOLDER, Manifest
from fic_audio.studio.records import Record


def find_finished(shelf: Path, record: Record) -> Path | None:
    """The folder of a story's finished files, if it is there."""
    folder = shelf / story_folder(record.title)
    return folder if (folder / FOLDER).is_dir() else None


def finished_chapters(folder: Path) -> int:
    """Number of finished chapters in a folder."""
    return sum(not each.gone for each in load_manifest(folder).episodes)


def cover_of(folder: Path) -> Path | None:
    """The cover in a folder, if there is one."""
    path = folder / COVER
    return path if path.is_file() else None


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one while there is none."""
    if (folder / FOLDER / BOOK).is_file():
        with suppress(OutputError):
            return manifest.load(folder)
    return Manifest(folder)
