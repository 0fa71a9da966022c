"""Several files -> one Story: a folder of chapters, pages saved one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from fic_audio.errors import StoryError
from fic_audio.files import SHEET
from fic_audio.model import Chapter, Metadata, Story

SUFFIXES = frozenset(
    """.txt .text .md .markdown .mdown .mkd .html .htm .xhtml .epub .pdf .mobi .azw .azw3 .prc
    .docx .odt .rtf""".split()
)
"""Names of files in a folder that are taken for parts of the story."""
MOST = 5000
"""Files of one story."""


def in_folder(folder: Path) -> list[Path]:
    """The files of a folder that may hold parts of a story, in natural order; StoryError if there
    are none. Folders inside it are left alone."""
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES
            and not path.name.startswith(".")
            and not path.name.endswith(SHEET)
            and path.is_file()
        ]
    except OSError as error:
        raise StoryError(
            f"{folder}: can't be opened ({error.strerror}); check its permissions"
        ) from error
    if not found:
        raise StoryError(
            f"{folder}: no story in this folder; give a folder with texts, web pages or books"
        )
    if len(found) > MOST:
        raise StoryError(
            f"{folder}: {len(found):,} files, more than the limit of {MOST:,}; split the story"
        )
    return sorted(found, key=lambda path: natural(path.name))


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts names as people count.

    >>> sorted(["ch10.txt", "ch2.txt", "Ch1.txt"], key=natural)
    ['Ch1.txt', 'ch2.txt', 'ch10.txt']
    """
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(0, int(part[:18]), part) if part.isdecimal() else (1, 0, part) for part in parts]


def as_one(parts: Sequence[tuple[str, Story]]) -> Story:
    """The parts, each with the title that its file's name gives it, as the chapters of one story.

    Pages of one work saved chapter by chapter keep its title; different titles become those of
    the chapters.
    """
    titles = {story.metadata.title.casefold() for _, story in parts}
    same = len(titles) == 1
    chapters: list[Chapter] = []
    for name, story in parts:
        own = (story.metadata.title if not same else "") or name
        chapters += (
            replace(chapter, title=chapter.title or own, start=0) for chapter in story.chapters
        )
    metadata = parts[0][1].metadata
    for _, story in parts[1:]:
        metadata = _filled(metadata, story.metadata)
    if not same:
        metadata = replace(metadata, title="", words=None)
    lost = tuple(title for _, story in parts for title in story.lost)
    return Story(metadata, tuple(chapters), parts[0][1].front, lost=lost)


def _filled(metadata: Metadata, other: Metadata) -> Metadata:
    """What one page does not say, another may."""
    return replace(
        metadata,
        **{
            field.name: getattr(other, field.name)
            for field in fields(metadata)
            if not getattr(metadata, field.name)
        },
    )
