"""Newer files of stories, each in a folder where it waits until it is taken."""

from __future__ import annotations

import shutil
from pathlib import Path

from fic_audio.studio.records import Records

_FOLDER = "newer"


def place(records: Records, story: int, name: str) -> Path:
    """Where to put the newer file of a story; the one that has waited before is gone."""
    drop(records, story)
    folder = _folder(records, story)
    folder.mkdir(parents=True)
    return folder / name


def find(records: Records, story: int) -> Path | None:
    """The newer file of a story, if one waits."""
    folder = _folder(records, story)
    return next(iter(folder.iterdir()), None) if folder.is_dir() else None


def drop(records: Records, story: int) -> None:
    """Leaves the story as it is."""
    shutil.rmtree(_folder(records, story), ignore_errors=True)


def _folder(records: Records, story: int) -> Path:
    return records.own / _FOLDER / str(story)
