"""A podcast's feed, compared with the files it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from fic_audio.shelf.check.report import Verdict, verdict
from fic_audio.shelf.files import FEED
from fic_audio.shelf.manifest import ChapterFile, Manifest

APART = timedelta(minutes=1)
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_PODCAST = "{https://podcastindex.org/namespace/1.0}"


def check_feed(book: Manifest) -> Iterator[Verdict]:
    """Verdicts on the feed, if there is one."""
    path = book.folder / FEED
    if not path.is_file():
        return
    try:
        channel = _channel(path)
    except Exception as why:  # Whatever a reader stumbles over, players may, too.
        yield verdict(FEED, "opens", f"it is no feed: {why}")
        return
    yield verdict(FEED, "opens", "")
    items = channel.findall("item")
    by_guid = {guid: item for item in items if (guid := _text(item, "guid"))}
    missing = [episode.title for episode in book.episodes if episode.guid not in by_guid]
    trouble = f"without {', '.join(map(repr, missing))}" if missing else ""
    if not trouble and len(items) != len(book.episodes):
        trouble = f"{len(items)} episodes for {len(book.episodes)} chapters"
    yield verdict(FEED, "episodes", trouble, f"{len(items)} episodes")
    pairs = [(each, by_guid[each.guid]) for each in book.episodes if each.guid in by_guid]
    yield verdict(FEED, "files", _first(_enclosure(book, *pair) for pair in pairs))
    yield verdict(FEED, "numbers", _first(_number(*pair) for pair in pairs))
    yield verdict(FEED, "lengths", _first(_length(*pair) for pair in pairs))
    yield verdict(FEED, "dates", _dates([item for _, item in pairs]))
    yield verdict(FEED, "links", _first(_links(book.folder, [channel, *items])))
    explicit = _text(channel, f"{_ITUNES}explicit")
    right = "true" if book.metadata.explicit else "false"
    wrong = f"{explicit or 'nothing'} instead of {right}" if explicit != right else ""
    yield verdict(FEED, "explicit", wrong, right)


def _channel(path: Path) -> Any:
    from defusedxml import ElementTree

    root = ElementTree.parse(path).getroot()
    channel = root.find("channel") if root is not None else None
    if channel is None:
        raise ValueError("it has no channel")
    return channel


def _text(element: Any, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _first(troubles: Iterator[str]) -> str:
    return next(filter(None, troubles), "")


def _file(url: str) -> str:
    """The file name in an address."""
    return unquote(urlsplit(url).path).rpartition("/")[2]


def _enclosure(book: Manifest, episode: ChapterFile, item: Any) -> str:
    enclosures = item.findall("enclosure")
    if len(enclosures) != 1:
        return f"{episode.title!r} has {len(enclosures) or 'no'} files"
    about = enclosures[0].attrib
    name = _file(about.get("url", ""))
    if name != normalize("NFC", episode.file):
        return f"{episode.title!r} leads to {name!r} instead of {episode.file!r}"
    path = book.path(episode)
    size = str(path.stat().st_size) if path.is_file() else "nothing"
    length = about.get("length")
    if length != size:
        return f"{name} has {length} bytes in the feed, {size} in the folder"
    kind = about.get("type")
    return "" if kind == "audio/mpeg" else f"{name} is called {kind}"


def _number(episode: ChapterFile, item: Any) -> str:
    number = _text(item, f"{_ITUNES}episode")
    right = number == str(episode.number)
    return "" if right else f"{episode.title!r} is {number or 'none'} instead of {episode.number}"


def _length(episode: ChapterFile, item: Any) -> str:
    duration = _text(item, f"{_ITUNES}duration")
    seconds = episode.length / 1000
    well = duration.isdecimal() and abs(int(duration) - seconds) <= 1
    return (
        "" if well else f"{episode.title!r} has {duration or 'no'} seconds instead of {seconds:.0f}"
    )


def _dates(items: Sequence[Any]) -> str:
    """What is wrong with the dates of the items, given in the order of the chapters."""
    try:
        dates: list[datetime] = [parsedate_to_datetime(_text(item, "pubDate")) for item in items]
        late = next((b for a, b in pairwise(dates) if b < a + APART), None)
    except (ValueError, TypeError) as why:
        return f"can't be read: {why}"
    return f"{late} is not after the chapter before by a minute: apps sort by it" if late else ""


def _links(folder: Path, elements: Sequence[Any]) -> Iterator[str]:
    """What is wrong with links to other files: those that are missing."""
    attributes = {
        f"{_PODCAST}transcript": "url",
        f"{_PODCAST}chapters": "url",
        f"{_ITUNES}image": "href",
    }
    for element in elements:
        for tag, attribute in attributes.items():
            for link in element.findall(tag):
                name = _file(link.get(attribute, ""))
                if not name or not (folder / name).is_file():
                    yield f"{name!r} is not there"
