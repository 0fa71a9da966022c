"""A story's metadata -> the ID3 tags of its chapters, as audiobook players read them.

ID3v2.3 in UTF-16 with several values joined by "; ": the one form that Audiobookshelf, Jellyfin,
Plex and old players all read whole. No chapter frames: in a file that is one chapter itself they
would take the place of the real chapter list.
"""
# mutagen's classes have no types.
# mypy: allow-untyped-calls

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from mutagen import MutagenError, id3

from fic_audio.errors import OutputError
from fic_audio.language import iso_639_2, tag_of
from fic_audio.model import Metadata

SEPARATOR = "; "
GENRE = "Audiobook; Fan Fiction"
ENCODER = "fic-audio"
NARRATION = "synthetic speech"

_UTF16 = id3.Encoding.UTF16
_LONGEST = 1000
_LONGEST_TITLE = 250
_LONGEST_SUMMARY = 4000
_LONGEST_URL = 2000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_ARCHIVES = {
    "archiveofourown.org": "Archive of Our Own",
    "fanfiction.net": "FanFiction.net",
    "fictionpress.com": "FictionPress",
    "wattpad.com": "Wattpad",
    "royalroad.com": "Royal Road",
    "sufficientvelocity.com": "Sufficient Velocity",
    "spacebattles.com": "SpaceBattles",
    "squidgeworld.org": "SquidgeWorld",
    "livejournal.com": "LiveJournal",
    "dreamwidth.org": "Dreamwidth",
    "tumblr.com": "Tumblr",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Which of the story's files this is."""

    title: str
    """Unlike that of any other file and of the work."""
    number: int
    count: int


def tag(path: Path, story: Metadata, place: Place, narrators: Sequence[str]) -> None:
    """Writes the tags into a finished MP3, in the place of any it has. Raises OutputError."""
    tags = id3.ID3()
    for frame in _frames(story, place, narrators):
        tags.add(frame)
    tags.update_to_v23()
    # update_to_v23 drops the sort order, which every v2.3 reader understands all the same.
    if story.series:
        tags.add(id3.TSOA(encoding=_UTF16, text=[_sort(story)]))
    try:
        tags.save(path, v1=0, v2_version=3, v23_sep=SEPARATOR, padding=lambda info: 0)
    except (MutagenError, OSError) as error:
        raise OutputError(f"{path}: can't be tagged: {error}") from error


def is_of(path: Path, story: Metadata) -> bool:
    """Whether a file is an earlier one of ours, of this very story."""
    try:
        tags = id3.ID3(path)
    except (MutagenError, OSError):
        return False

    def said(name: str) -> str:
        return str(tags[name].text[0]) if name in tags else ""

    album, author = _clean(story.title, _LONGEST_TITLE), _author(story)
    return said("TENC") == ENCODER and said("TALB") == album and said("TPE2") == author


def _frames(story: Metadata, place: Place, narrators: Sequence[str]) -> Iterator[id3.Frame]:
    author = _author(story)
    year = _YEAR.search(story.year or story.published or story.updated)
    texts = {
        "TIT2": _clean(place.title, _LONGEST_TITLE),
        "TIT3": _join(story.fandoms),
        "TALB": _clean(story.title, _LONGEST_TITLE),
        "TPE1": author,
        "TPE2": author,
        "TCOM": _join(narrators),
        "TRCK": f"{place.number}/{place.count}",
        "TPOS": "1/1",
        "TCON": GENRE,
        "TDRC": year[0] if year else "",
        "TCOP": f"{year[0]} {author}" if year and author else "",
        "TPUB": _publisher(story.url),
        "TLAN": iso_639_2(tag_of(story.language)),
        "TIT1": f"{_clean(story.series)} #{_part(story)}" if _part(story) else _clean(story.series),
        "MVNM": _clean(story.series),
        "MVIN": _part(story),
        "TENC": ENCODER,
    }
    for name, text in texts.items():
        if text:
            yield getattr(id3, name)(encoding=_UTF16, text=[text])
    own = {
        "SERIES": _clean(story.series),
        "SERIES-PART": _part(story),
        "FANDOM": _join(story.fandoms),
        "RATING": _clean(story.rating),
        "RELATIONSHIP": _join(story.relationships),
        "CHARACTERS": _join(story.characters),
        "WARNINGS": _join(story.warnings),
        "TAGS": _join(story.tags),
        "SPOILERS": _clean(story.spoilers),
        "DEDICATION": _clean(story.dedication),
        "CHAPTERS": _clean(story.chapters),
        "STATUS": _clean(story.status),
        "PUBLISHED": _clean(story.published),
        "UPDATED": _clean(story.updated),
        # What MP4 calls rtng: 1 is explicit. Players of podcasts read it in MP3s, too.
        "ITUNESADVISORY": "1" if story.explicit else "",
        "DISCLAIMER": _clean(story.disclaimer),
        "NARRATION": NARRATION,
    }
    for desc, text in own.items():
        if text:
            yield id3.TXXX(encoding=_UTF16, desc=desc, text=[text])
    if summary := _clean(story.summary, _LONGEST_SUMMARY, lines=True):
        yield id3.COMM(encoding=_UTF16, lang="eng", desc="", text=[summary])
    if url := _url(story.url):
        yield id3.WOAS(url=url)


def _clean(text: str, longest: int = _LONGEST, *, lines: bool = False) -> str:
    """Text without what no player can show, and not longer than is sensible."""
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip() if lines else " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _join(values: Iterable[str]) -> str:
    return _clean(SEPARATOR.join(filter(None, map(_clean, values))))


def _author(story: Metadata) -> str:
    return _join(story.authors)


def _part(story: Metadata) -> str:
    number = re.search(r"\d{1,4}", story.part) if story.series else None
    return str(int(number[0])) if number else ""


def _sort(story: Metadata) -> str:
    part = _part(story)
    series = f"{_clean(story.series)} {int(part):02d}" if part else _clean(story.series)
    return f"{series} - {_clean(story.title)}"


def _url(url: str) -> str:
    """An address of the web as plain ASCII, or nothing."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST_URL:
        return ""
    return quote(_clean(url, _LONGEST_URL), safe="%:/?#[]@!$&'()*+,;=~")


def _publisher(url: str) -> str:
    host = urlsplit(_url(url)).hostname or ""
    return next(
        (name for site, name in _ARCHIVES.items() if host == site or host.endswith(f".{site}")), ""
    )
