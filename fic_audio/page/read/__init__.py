"""A file -> a Story: one reader a format, chosen by what the file holds, then by its name."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read import formats
from fic_audio.page.read.decode import decode
from fic_audio.page.read.failed_chapters import without_failed
from fic_audio.page.read.several_files import as_one, in_folder

__all__ = ["STDIN", "read"]

STDIN = Path("-")
"""Stands for what is piped in."""
LARGEST = 250_000_000
"""Bytes of a file; books with pictures are large."""
LARGEST_TEXT = 64_000_000
"""Bytes of a text or a web page: about ten million words."""
MOST_LINES = 1_500_000
"""Lines of a text: the longest stories have half as many."""

_TEXT_READERS = {"text": "text:read_text", "markdown": "markdown:read_markdown"}
_BYTE_READERS = {
    "html": "web:read_html",
    "epub": "epub:read_epub",
    "pdf": "pdf:read_pdf",
    "mobi": "kindle:read_kindle",
    "docx": "docx:read_docx",
    "odt": "odt:read_odt",
    "rtf": "rtf:read_rtf",
}
"""Module and function of the reader of each format; a reader is imported when it is needed."""
_SANDBOXED = frozenset(("pdf", "mobi", "docx", "rtf"))
"""Formats that are read in a sandbox: their libraries may crash, hang or swell."""

_ADVICE = {
    "packed": "unpack it and give the story inside",
    "sound": "give the story's text; this is sound already",
    "image": "give the story's text; a picture holds no words to read",
    "doc": "open it in a word processor and save it as DOCX",
}


def read(path: Path, *others: Path) -> Story:
    """The story in a file, in a folder of files or in several files; StoryError where none is.

    For text and Markdown, `front` and the chapters' texts together are the decoded file.
    """
    paths = [each for given in (path, *others) for each in _files(given)]
    if len(paths) == 1:
        return _titled(_read(paths[0]), path)
    stories = [(each, _read(each)) for each in paths]
    return _titled(as_one([(title_of(each), story) for each, story in stories]), path)


def _files(path: Path) -> Sequence[Path]:
    return in_folder(path) if path != STDIN and path.is_dir() else [path]


def _read(path: Path) -> Story:
    raw = _bytes(path)
    try:
        story = without_failed(_story(raw, path.suffix))
    except StoryError as error:
        raise StoryError(f"{_name(path)}: {error}") from error
    if not any(char.isalnum() for chapter in story.chapters for char in chapter.text):
        raise StoryError(f"{_name(path)}: no words in it; choose a file with a story")
    return story


def _story(raw: bytes, suffix: str) -> Story:
    if not raw.strip():
        raise StoryError("the file is empty; choose a file with a story")
    found = formats.of_bytes(raw)
    if found is None or found.key == "html":
        _check_size(raw, LARGEST_TEXT)
    if found is None:
        text = decode(raw)
        if text is None:
            raise StoryError("this is binary data, not text; choose a file with a story")
        if (lines := text.count("\n") + text.count("\r")) > MOST_LINES:
            raise StoryError(
                f"the file has {lines:,} lines, more than the limit of {MOST_LINES:,}; "
                "split the story into several files"
            )
        return _reader(_TEXT_READERS[formats.of_text(suffix).key])(text)
    if found.key not in _BYTE_READERS:
        advice = _ADVICE.get(found.key, "save it as plain text (.txt) or Markdown (.md) first")
        raise StoryError(f"this is {found.called}, which can't be read; {advice}")
    if found.key in _SANDBOXED:
        from fic_audio.page.read.sandboxed import read_sandboxed

        return read_sandboxed(_BYTE_READERS[found.key], raw)
    return _reader(_BYTE_READERS[found.key])(raw)


def _reader(name: str) -> Callable[..., Story]:
    module, _, function = name.partition(":")
    reader: Callable[..., Story] = getattr(import_module(f"{__name__}.{module}"), function)
    return reader


def _titled(story: Story, path: Path) -> Story:
    """The story with a title: its file's or folder's name if it says none."""
    if story.metadata.title:
        return story
    title = "Untitled" if path == STDIN else title_of(path)
    return replace(story, metadata=replace(story.metadata, title=title))


def _name(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


def _check_size(raw: bytes, largest: int) -> None:
    if len(raw) > largest:
        raise StoryError(
            f"the file has {len(raw) // 1_000_000:,} MB, more than the limit of "
            f"{largest // 1_000_000} MB; split the story into several files"
        )


def _bytes(path: Path) -> bytes:
    try:
        if path == STDIN:
            raw = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except FileNotFoundError as why:
        raise StoryError(f"{path}: no such file; check its name and folder") from why
    except OSError as why:
        reason = why.strerror or why
        raise StoryError(f"{path}: can't be opened ({reason}); check its permissions") from why
    except ValueError as why:  # a NUL in the name
        raise StoryError(f"{str(path)!r}: this is not a file name; check it") from why
    try:
        _check_size(raw, LARGEST)
    except StoryError as error:
        raise StoryError(f"{_name(path)}: {error}") from error
    return raw


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
