"""A finished story as the audiobook server Audiobookshelf reads it: `metadata.json`, and a path.

The server takes what stands in that file before any tag: names stay as they are written there,
where it would split and re-case those of tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.language import english_name, tag_of
from fic_audio.model import Metadata
from fic_audio.shelf import tags
from fic_audio.shelf.book import Book
from fic_audio.shelf.files import METADATA
from fic_audio.shelf.names import safe, story_folder, unique

_GENRES = ("Audiobook", "Fan Fiction")
_DATE = re.compile(r"\b(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b")
_NUMBER = re.compile(r" #(?=[^#\s]+$)")
_WIDE_NUMBER = " ＃"


def metadata_json(book: Book) -> str:
    """What the server is to show of a book, as JSON; times are in seconds."""
    return json.dumps(_told(book), ensure_ascii=False, indent=2) + "\n"


def write(book: Book) -> Path:
    """Writes `metadata.json` beside a book's files; gives its path. Raises OutputError."""
    path = book.folder / METADATA
    atomic.write_text(path, metadata_json(book))
    return path


def shelf_path(metadata: Metadata) -> Path:
    """Where a story belongs below the server's folder: author, series, title.

    >>> shelf_path(Metadata(title="Tea?", authors=("Mo/Ino",), series="..")).as_posix()
    'Mo-Ino/Tea'
    """
    author = safe(tags.join(metadata.authors[:3]), "Unknown author")
    series = safe(metadata.series, "")
    title = story_folder(metadata.title)
    return Path(author, series, title) if series else Path(author, title)


def _told(book: Book) -> dict[str, Any]:
    story = book.metadata
    date = _DATE.search(story.published)
    return {
        "tags": _each((*story.relationships, *story.characters, *story.tags, *story.warnings)),
        "chapters": list(_chapters(book)),
        "title": tags.title(story.title),
        "subtitle": tags.join(story.fandoms) or None,
        "authors": _each(story.authors),
        "narrators": _each(book.voices.values()),
        "series": [_series(story)] if tags.clean(story.series) else [],
        "genres": [*_GENRES, *_each(story.fandoms)],
        "publishedYear": tags.year(story) or None,
        "publishedDate": date[0] if date else None,
        "publisher": tags.publisher(story.url) or None,
        "description": _description(story) or None,
        "isbn": None,
        "asin": None,
        "language": english_name(tag_of(story.language)) or None,
        "explicit": story.explicit,
        "abridged": False,
    }


def _chapters(book: Book) -> Iterator[dict[str, Any]]:
    """One for each file, end to end."""
    start = 0
    titles = unique(
        [tags.clean(each.title) for each in book.episodes], tags.title(book.metadata.title)
    )
    for number, (episode, title) in enumerate(zip(book.episodes, titles, strict=True)):
        end = start + episode.length
        yield {"id": number, "start": start / 1000, "end": end / 1000, "title": title}
        start = end


def _series(story: Metadata) -> str:
    """The name and the number, which the server takes apart at the last " #"."""
    name, number = tags.clean(story.series), tags.part(story)
    # Without a number of its own, one in the name would be taken for it.
    return f"{name} #{number}" if number else _NUMBER.sub(_WIDE_NUMBER, name)


def _description(story: Metadata) -> str:
    """The server shows it as HTML."""
    return escape(tags.summary(story), quote=False).replace("\n", "<br>")


def _each(values: Iterable[str]) -> list[str]:
    """Each once."""
    return list(dict.fromkeys(filter(None, map(tags.clean, values))))
