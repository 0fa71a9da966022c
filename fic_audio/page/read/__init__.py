"""A file -> a Story: one reader a format, chosen by what the file holds, then by its name."""

from __future__ import annotations

from pathlib import Path

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Metadata, Story
from fic_audio.page.read.decode import decode
from fic_audio.page.read.text import read_text, titled

__all__ = ["read"]


def read(path: Path) -> Story:
    """The story in a file; StoryError where there is none."""
    text = decode(path.read_bytes())
    if text is None:
        raise StoryError(f"{path}: binary")
    return titled(read_text(text), path.stem)
