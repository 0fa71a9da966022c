"""A story's metadata -> the values of its tags, whatever the format of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fic_audio.controls import CONTROLS, SURROGATES
from fic_audio.language import iso_639_2, tag_of
from fic_audio.model import Metadata

SEPARATOR = "; "
"""Separator of several values in one tag: the one form that all players read completely."""
GENRE = "Audiobook; Fan Fiction"
ENCODER = "fic-audio"
NARRATION = "synthetic speech"

LONGEST_TITLE = 250
LONGEST_SUMMARY = 4000

_LONGEST = 1000
_LONGEST_URL = 2000
_UNPRINTABLE = re.compile(f"[{CONTROLS}{SURROGATES}\ufeff\ufffe\uffff]")
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
    """The place of a file in its story."""

    title: str
    """Title; unlike that of any other file and of the work."""
    number: int
    count: int


def clean(text: str, longest: int = _LONGEST, *, lines: bool = False) -> str:
    """Text without what no player can show, and not longer than is sensible."""
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip() if lines else " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def join(values: Iterable[str]) -> str:
    return clean(SEPARATOR.join(filter(None, map(clean, values))))


def title(text: str) -> str:
    return clean(text, LONGEST_TITLE)


def summary(metadata: Metadata) -> str:
    """The summary, which may have several lines."""
    return clean(metadata.summary, LONGEST_SUMMARY, lines=True)


def author(metadata: Metadata) -> str:
    return join(metadata.authors)


def year(metadata: Metadata) -> str:
    match = _YEAR.search(metadata.year or metadata.published or metadata.updated)
    return match[0] if match else ""


def rights(metadata: Metadata) -> str:
    return f"{year(metadata)} {author(metadata)}" if year(metadata) and author(metadata) else ""


def language(metadata: Metadata) -> str:
    """The language as a code of ISO 639-2."""
    return iso_639_2(tag_of(metadata.language))


def part(metadata: Metadata) -> str:
    """The number in the series; empty without a series."""
    number = re.search(r"\d{1,4}", metadata.part) if clean(metadata.series) else None
    return str(int(number[0])) if number else ""


def group(metadata: Metadata) -> str:
    """Name of the series and number in it."""
    series = clean(metadata.series)
    return f"{series} #{part(metadata)}" if part(metadata) else series


def sort(metadata: Metadata) -> str:
    """Sort key of a story in a series, so that its stories are in order; empty without a series."""
    if not (series := clean(metadata.series)):
        return ""
    number = f" {int(part(metadata)):02d}" if part(metadata) else ""
    return f"{series}{number} - {clean(metadata.title)}"


def web(url: str) -> str:
    """A web address as plain ASCII, or empty."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST_URL:
        return ""
    return quote(clean(url, _LONGEST_URL), safe="%:/?#[]@!$&'()*+,;=~")


def publisher(url: str) -> str:
    """The name of the archive, if it is a known one."""
    host = urlsplit(web(url)).hostname or ""
    return next(
        (name for site, name in _ARCHIVES.items() if host == site or host.endswith(f".{site}")), ""
    )


def own(metadata: Metadata) -> Mapping[str, str]:
    """Name -> value of further fields, for which no format has a tag of its own; may be empty."""
    return {
        "SERIES": clean(metadata.series),
        "SERIES-PART": part(metadata),
        "FANDOM": join(metadata.fandoms),
        "RATING": clean(metadata.rating),
        "RELATIONSHIP": join(metadata.relationships),
        "CHARACTERS": join(metadata.characters),
        "WARNINGS": join(metadata.warnings),
        "TAGS": join(metadata.tags),
        "SPOILERS": clean(metadata.spoilers),
        "DEDICATION": clean(metadata.dedication),
        "CHAPTERS": clean(metadata.chapters),
        "STATUS": clean(metadata.status),
        "PUBLISHED": clean(metadata.published),
        "UPDATED": clean(metadata.updated),
        # `rtng` in MP4: 1 is explicit. Podcast players read it in other files too.
        "ITUNESADVISORY": "1" if metadata.explicit else "",
        "DISCLAIMER": clean(metadata.disclaimer),
        "NARRATION": NARRATION,
    }
