"""Pictures and music of a story: files beside its fic-audio.toml."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from fic_audio.errors import OutputError, UsageError, did_you_mean
from fic_audio.project.settings import Keys
from fic_audio.shelf.artwork.cover_image import open_picture
from fic_audio.sound import music

FILES: Mapping[str, Keys] = {
    "cover": ("output", "cover"),
    "intro": ("sound", "intro"),
    "outro": ("sound", "outro"),
}
"""Files of a story and their places in fic-audio.toml."""


def file_keys(what: str) -> Keys:
    """The place of a file in fic-audio.toml. Raises UsageError for an unknown one."""
    if what not in FILES:
        raise UsageError(f'files: "{what}" is unknown{did_you_mean(what, FILES)}')
    return FILES[what]


def attach(folder: Path, what: str, source: Path, suffix: str) -> str:
    """Copies a picture or music into a folder, under a name that is free there. Returns the name.

    Raises UsageError for an unknown `what`, OutputError if the file is not what it should be, or
    can't be copied.
    """
    file_keys(what)
    try:
        if what == "cover":
            open_picture(source.read_bytes())
        else:
            music.check(source)
    except OutputError as error:
        raise OutputError(str(error).removeprefix(f"{source}: ")) from error
    path, count = folder / f"{what}{suffix}", 1
    while path.exists():
        count += 1
        path = folder / f"{what}-{count}{suffix}"
    try:
        shutil.copyfile(source, path)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise OutputError(f"{path}: can't be written: {error.strerror}") from error
    return path.name
