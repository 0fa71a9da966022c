"""A finished story as the audiobook server Audiobookshelf reads it: `metadata.json`, and a path.

The server prefers that file to tags, and keeps names as they are in it, while it splits and
re-cases those in tags.
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
from fic_audio.shelf.audio import tags
from fic_audio.shelf.file_names import make_safe, make_unique, story_folder
from fic_audio.shelf.files import METADATA
from fic_audio.shelf.manifest import Manifest

_GENRES = ("Audiobook", "Fan Fiction")
_DATE = re.compile(r"\b(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b")
_NUMBER = re.compile(r" #(?=[^#\s]+$)")
_WIDE_NUMBER = " ＃"


def metadata_json(book: Manifest) -> str:
    """The metadata for the server as JSON; times are in seconds."""
    return json.dumps(_metadata(book), ensure_ascii=False, indent=2) + "\n"


def write(book: Manifest) -> Path:
    """Writes `metadata.json` beside a story's files; returns its path. Raises OutputError."""
    path = book.folder / METADATA
    atomic.write_text(path, metadata_json(book))
    return path


def shelf_path(metadata: Metadata) -> Path:
    """The path of a story below the server's folder: author, series, title.

    >>> shelf_path(Metadata(title="Tea?", authors=("Mo/Ino",), series="..")).as_posix()
    'Mo-Ino/Tea'
    """
    author = make_safe(tags.join(metadata.authors[:3]), "Unknown author")
    series = make_safe(metadata.series, "")
    title = story_folder(metadata.title)
    return Path(author, series, title) if series else Path(author, title)


def _metadata(book: Manifest) -> dict[str, Any]:
    metadata = book.metadata
    date = _DATE.search(metadata.published)
    return {
        "tags": _each(
            (*metadata.relationships, *metadata.characters, *metadata.tags, *metadata.warnings)
        ),
        "chapters": list(_chapters(book)),
        "title": tags.title(metadata.title),
        "subtitle": tags.join(metadata.fandoms) or None,
        "authors": _each(metadata.authors),
        "narrators": _each(book.voices.values()),
        "series": [_series(metadata)] if tags.clean(metadata.series) else [],
        "genres": [*_GENRES, *_each(metadata.fandoms)],
        "publishedYear": tags.year(metadata) or None,
        "publishedDate": date[0] if date else None,
        "publisher": tags.publisher(metadata.url) or None,
        "description": _description(metadata) or None,
        "isbn": None,
        "asin": None,
        "language": english_name(tag_of(metadata.language)) or None,
        "explicit": metadata.explicit,
        "abridged": False,
    }


def _chapters(book: Manifest) -> Iterator[dict[str, Any]]:
    """A chapter for each file, one after the other."""
    start = 0
    titles = make_unique(
        [tags.clean(each.title) for each in book.episodes], tags.title(book.metadata.title)
    )
    for number, (episode, title) in enumerate(zip(book.episodes, titles, strict=True)):
        end = start + episode.length
        yield {"id": number, "start": start / 1000, "end": end / 1000, "title": title}
        start = end


def _series(metadata: Metadata) -> str:
    """Name and number of the series, which the server separates at the last " #"."""
    name, number = tags.clean(metadata.series), tags.part(metadata)
    # Without a number, one in the name would be taken for it.
    return f"{name} #{number}" if number else _NUMBER.sub(_WIDE_NUMBER, name)


def _description(metadata: Metadata) -> str:
    """Text as HTML, as the server shows it."""
    return escape(tags.summary(metadata), quote=False).replace("\n", "<br>")


def _each(values: Iterable[str]) -> list[str]:
    """The values without repetitions."""
    return list(dict.fromkeys(filter(None, map(tags.clean, values))))
