"""Titles -> names of files and folders that sort, and that every file system accepts.

A stranger typed the title: it must not lead out of the folder, hide a file, or name a device of
Windows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from fic_audio.controls import BIDI
from fic_audio.shelf.files import Suffix

MAX_BYTES = 120
"""Most bytes of a name without its suffix: file systems allow 255, and paths are limited too."""

_DASHES = re.compile(r"\s*[:|]+\s*")
_SLASHES = re.compile(r"[/\\⁄∕]+")
_FORBIDDEN = re.compile(r'[*?"<>]')
_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset(["Cc", "Cs", "Co", "Cn"])
_STEERS = re.compile(f"[{BIDI}\ufeff]")
_EDGES = " .-_~"
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)


def make_safe(title: str, fallback: str, limit: int = MAX_BYTES) -> str:
    """A title as a file name, or the fallback if it holds no letter or digit.

    >>> make_safe("Chapter 3: Who/What?", "Chapter"), make_safe("../..", "Story")
    ('Chapter 3 - Who-What', 'Story')
    >>> make_safe("CON", "Story")
    '_CON'
    """
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", title))
    text = _STEERS.sub("", text)
    text = "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)
    text = _FORBIDDEN.sub("", _SLASHES.sub("-", _DASHES.sub(" - ", text)))
    text = _cut(_SPACES.sub(" ", text).strip(_EDGES), limit).strip(_EDGES)
    if not any(char.isalnum() for char in text):
        return fallback
    return f"_{text}" if _DEVICE.fullmatch(text) else text


def chapter_file(number: int, count: int, title: str, suffix: str = Suffix.MP3) -> str:
    """The file name of a chapter, its number first so that players and folders sort it.

    >>> chapter_file(7, 12, "The Gate.")
    '007 - The Gate.mp3'
    """
    head = _head(number, count)
    return head + make_safe(title, "Chapter", MAX_BYTES - len(head)) + suffix


def numbered_file(number: int, count: int, name: str) -> str:
    """A file name with the number of a chapter put before it.

    >>> numbered_file(8, 12, "The Gate.mp3")
    '008 - The Gate.mp3'
    """
    return _head(number, count) + name


def _head(number: int, count: int) -> str:
    return f"{number:0{max(3, len(str(count)))}d} - "


def story_folder(title: str) -> str:
    """The folder of a story."""
    return make_safe(title, "Story")


def make_unique(titles: Sequence[str], album: str, books: Sequence[str] = ()) -> tuple[str, ...]:
    """The chapters' titles as players need them: none empty, none twice, none that of the work.

    Audiobookshelf shows file names instead as soon as one of these rules is broken. `books`: the
    title of the book that each chapter is of, where the work holds several.

    >>> make_unique(["", "Interlude", "Interlude"], "Promises")
    ('Chapter 1', 'Interlude', 'Interlude (2)')
    >>> make_unique(["Interlude", "Interlude"], "Promises", ["Book One", "Book Two"])
    ('Interlude', 'Book Two, Interlude')
    >>> make_unique([""], "Promises")
    ('Promises (one-shot)',)
    """
    taken = {album.casefold()}
    found: list[str] = []
    whole = fill_titles(titles, album)
    for wanted, book in zip(whole, books or [""] * len(whole), strict=True):
        if book and wanted.casefold() in taken:
            wanted = f"{book}, {wanted}"
        name, copy = wanted, 1
        while name.casefold() in taken:
            copy += 1
            name = f"{wanted} ({copy})"
        taken.add(name.casefold())
        found.append(name)
    return tuple(found)


def fill_titles(titles: Sequence[str], album: str) -> tuple[str, ...]:
    """The chapters' own titles, none empty; two parts of one work may both have a "Chapter 1"."""
    if len(titles) == 1 and titles[0].strip().casefold() in ("", album.casefold()):
        return (f"{album} (one-shot)",)
    return tuple(title.strip() or f"Chapter {nth}" for nth, title in enumerate(titles, 1))


def _cut(text: str, limit: int) -> str:
    """Text of at most `limit` bytes, cut between characters with their accents."""
    if len(text.encode()) <= limit:
        return text
    cut = len(text.encode()[:limit].decode(errors="ignore"))
    while cut and (unicodedata.combining(text[cut]) or "\u200d" in text[cut - 1 : cut + 1]):
        cut -= 1
    return text[:cut]
