"""A file -> a Story: one reader a format, chosen by what the file holds, then by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read import formats
from fic_audio.page.read.decode import decode
from fic_audio.page.read.markdown import read_markdown
from fic_audio.page.read.text import read_text

__all__ = ["read"]

TEXT_READERS: dict[str, Callable[[str], Story]] = {"text": read_text, "markdown": read_markdown}
"""Formats that are read as characters, with the reader of each."""
BYTE_READERS: dict[str, Callable[[bytes], Story]] = {}
"""Formats that are read as bytes, with the reader of each."""

_ADVICE = {
    "packed": "unpack it and give the story inside",
    "sound": "give the story's text; this is sound already",
    "image": "give the story's text; a picture holds no words to read",
}


def read(path: Path) -> Story:
    """The story in a file; StoryError where there is none.

    For text and Markdown, `front` and the chapters' texts together are the decoded file.
    """
    raw = _bytes(path)
    if not raw.strip():
        raise StoryError(f"{path}: the file is empty; choose a file that holds a story")
    if found := formats.of_bytes(raw):
        if found.key not in BYTE_READERS:
            advice = _ADVICE.get(found.key, "save it as plain text (.txt) or Markdown (.md) first")
            raise StoryError(f"{path}: this is {found.called}, which can't be read; {advice}")
        story = BYTE_READERS[found.key](raw)
    else:
        text = decode(raw)
        if text is None:
            raise StoryError(
                f"{path}: this is no text but binary data; choose a file that holds a story"
            )
        story = TEXT_READERS[formats.of_text(path.suffix).key](text)
    if not any(char.isalnum() for chapter in story.chapters for char in chapter.text):
        raise StoryError(f"{path}: there are no words in it; choose a file that holds a story")
    if story.metadata.title:
        return story
    return replace(story, metadata=replace(story.metadata, title=title_of(path)))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as why:
        raise StoryError(f"{path}: there is no such file; check its name and folder") from why
    except IsADirectoryError as why:
        raise StoryError(f"{path}: this is a folder; give one of the files in it") from why
    except OSError as why:
        if path.is_dir():
            raise StoryError(f"{path}: this is a folder; give one of the files in it") from why
        reason = why.strerror or why
        raise StoryError(f"{path}: can't be opened ({reason}); check its permissions") from why
    except ValueError as why:  # a NUL in the name
        raise StoryError(f"{str(path)!r}: this is no file name; check it") from why


def title_of(path: Path) -> str:
    """A title out of a file's name.

    >>> title_of(Path("my_long_fic-ch3.txt")), title_of(Path("Dear Enemy.epub"))
    ('My Long Fic Ch3', 'Dear Enemy')
    """
    words = re.sub(r"[\s_]+|(?<=\w)[-.+](?=\w)", " ", path.stem).strip(" -._")
    if not words:
        return "Untitled"
    if words != words.lower():
        return words
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
