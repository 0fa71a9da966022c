"""A story as a serial podcast: RSS 2.0 with the extensions of Apple and Podcasting 2.0.

The same manifest gives the same bytes. Words of the story are data: titles and names are plain
text, and in descriptions, which apps show as HTML, they are never read as tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.language import tag_of
from fic_audio.model import NARRATOR, Kind, Metadata
from fic_audio.shelf.audio import tags
from fic_audio.shelf.files import COVER, FEED, READ_ALONG, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest
from fic_audio.shelf.podcast import urls
from fic_audio.shelf.text.text_cleaning import clean, joint, split_number
from fic_audio.version import __version__

TYPE = "application/rss+xml"

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_PREFIXES = {"itunes": _ITUNES, "podcast": _PODCAST, "atom": _ATOM}
for _prefix, _space in _PREFIXES.items():
    ET.register_namespace(_prefix, _space)

_FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcast:guid, as its specification gives it."""
_CATEGORIES = (("Fiction", ""), ("Arts", "Books"))
_TRANSCRIPTS = {
    Suffix.VTT: ("text/vtt", "captions"),
    Suffix.SRT: ("application/x-subrip", "captions"),
    Suffix.TRANSCRIPT: ("text/html", ""),
}
_APART = timedelta(minutes=1)
_LONGEST_NAME = 128
_LONGEST_TEXT = 4000
"""Most bytes of a description."""
_OPENING = 280
"""Most characters of a chapter's first words."""
_COMPLETE = re.compile(r"complete|completed|finished", re.IGNORECASE)
_PLANNED = re.compile(r"\d+\s*/\s*(\d+)")
# What HTML takes for a tag or a character's name. A character nobody sees keeps it text, in apps
# that show HTML and in those that show text alike.
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])|&(?=[#a-zA-Z])")
_WORD_JOINER = "\u2060"


def feed(
    book: Manifest,
    url: str,
    *,
    self_url: str | None = None,
    known_as: str | None = None,
    private: bool = False,
    email: str = "",
) -> bytes:
    """The feed of a story whose files are at `url`.

    `self_url` is the feed's own address, if it is not `feed.xml` there; `known_as` is its first
    address, by which apps recognise it. A private feed is kept out of podcast directories. `email`
    is a contact address for Apple. Raises UsageError for a wrong address, OutputError for a missing
    file.
    """
    where = urls.base(url)
    own = urls.whole(self_url) if self_url else urls.file(where, FEED)
    first = urlsplit(known_as or own)
    guid = uuid5(_FEEDS, first._replace(scheme="").geturl().strip("/"))
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    episodes = sorted(book.episodes, key=lambda each: each.number)
    dates = _dates(book, episodes)
    language = tag_of(book.metadata.language) or "en"
    _add(channel, "atom:link", href=own, rel="self", type=TYPE)
    _channel(channel, book, where, language)
    if dates:
        made = max(_date(book, each) for each in episodes)
        _add(channel, "lastBuildDate", format_datetime(made, usegmt=True))
    _of_podcasting(channel, book, str(guid), private=private, email=email)
    for episode, date in zip(episodes, dates, strict=True):
        item = ET.SubElement(channel, "item")
        known = clean(episode.guid) or str(uuid5(guid, str(episode.number)))
        _item(item, book, episode, where, language)
        _add(item, "guid", known, isPermaLink="false")
        _add(item, "pubDate", format_datetime(date, usegmt=True))
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def write(book: Manifest, url: str, *, private: bool = False, email: str = "") -> Path:
    """Writes the feed beside the files; returns its path. Raises as `feed`."""
    text = feed(book, url, private=private, email=email)
    path = book.folder / FEED
    atomic.write_bytes(path, text)
    return path


def _channel(channel: ET.Element, book: Manifest, where: str, language: str) -> None:
    metadata = book.metadata
    authors = "; ".join(filter(None, map(clean, metadata.authors)))
    year = tags.year(metadata)
    _add(channel, "title", clean(metadata.title) or "Story")
    _add(channel, "link", urls.link(metadata.url) or where)
    _add(channel, "description", _text(_about(book, authors)))
    _add(channel, "language", language)
    if year and authors:
        _add(channel, "copyright", f"© {year} {authors}")
    _add(channel, "generator", f"fic-audio {__version__}")
    if authors:
        _add(channel, "itunes:author", authors)
    if (book.folder / COVER).is_file():
        _add(channel, "itunes:image", href=urls.file(where, COVER))
    for name, within in _CATEGORIES:
        category = _add(channel, "itunes:category", text=name)
        if within:
            _add(category, "itunes:category", text=within)
    _add(channel, "itunes:explicit", _flag(metadata.explicit))
    _add(channel, "itunes:type", "serial")
    if _complete(book):
        _add(channel, "itunes:complete", "Yes")


def _of_podcasting(
    channel: ET.Element, book: Manifest, guid: str, *, private: bool, email: str
) -> None:
    """Elements for the author, the voices, and whether directories may list it."""
    authors = [name for author in book.metadata.authors if (name := clean(author)[:_LONGEST_NAME])]
    email = clean(email)
    if email:
        owner = _add(channel, "itunes:owner")
        _add(owner, "itunes:name", "; ".join(authors) or "fic-audio")
        _add(owner, "itunes:email", email)
    if private:
        _add(channel, "itunes:block", "Yes")
        _add(channel, "podcast:block", "yes")
    _add(channel, "podcast:guid", guid)
    _add(channel, "podcast:medium", "audiobook")
    _add(channel, "podcast:locked", "yes", **({"owner": email} if email else {}))
    for author in authors:
        _add(channel, "podcast:person", author, group="writing", role="author")
    for name, role in _voices(book):
        _add(channel, "podcast:person", name[:_LONGEST_NAME], group="cast", role=role)


def _item(
    item: ET.Element, book: Manifest, episode: ChapterFile, where: str, language: str
) -> None:
    sound = book.path(episode)
    try:
        size = sound.stat().st_size
    except OSError as error:
        raise OutputError(f"{sound}: is missing; run produce again") from error
    title = clean(episode.title) or f"Chapter {episode.number}"
    _add(item, "title", _unnumbered(title, episode.number))
    opening = _opening(book, episode, language) or title
    _add(item, "description", _text(f"{gone_since(episode)}\n{opening}".strip()))
    if (book.folder / READ_ALONG).is_file():
        _add(item, "link", urls.file(where, READ_ALONG))
    elif link := urls.link(book.metadata.url):
        _add(item, "link", link)
    url = urls.file(where, episode.file)
    _add(item, "enclosure", url=url, length=str(size), type="audio/mpeg")
    _add(item, "itunes:duration", str(max(1, round(episode.length / 1000))))
    _add(item, "itunes:explicit", _flag(book.metadata.explicit))
    _add(item, "itunes:season", "1")
    _add(item, "itunes:episode", str(episode.number))
    _add(item, "itunes:episodeType", "full")
    for suffix, (kind, rel) in _TRANSCRIPTS.items():
        if (path := book.path(episode, suffix)).is_file():
            more = {"language": language} | ({"rel": rel} if rel else {})
            _add(item, "podcast:transcript", url=urls.file(where, path.name), type=kind, **more)
    if (path := book.path(episode, Suffix.SCENES)).is_file():
        url = urls.file(where, path.name)
        _add(item, "podcast:chapters", url=url, type="application/json+chapters")


def _about(book: Manifest, authors: str) -> str:
    """The summary, and what a listener should know beforehand."""
    metadata = book.metadata
    facts = {
        "By": (authors,),
        "Fandom": metadata.fandoms,
        "Rating": (metadata.rating,),
        "Warnings": metadata.warnings,
        "Read by synthetic voices": [name for name, _ in _voices(book)],
        "Disclaimer": (metadata.disclaimer,),
    }
    lines = [line for row in metadata.summary.splitlines() if (line := clean(row))]
    for name, values in facts.items():
        if text := ", ".join(filter(None, map(clean, values))):
            # Many apps show it all in one line.
            end = "" if text.endswith((".", "!", "?")) else "."
            lines.append(f"{name}: {text}{end}")
    return "\n".join(lines) or clean(metadata.title) or "A story"


def _voices(book: Manifest) -> Iterator[tuple[str, str]]:
    """Each voice once with its role, the narrator first."""
    seen = set()
    for speaker, voice in book.voices.items():
        if (name := clean(voice)) and name not in seen:
            seen.add(name)
            yield name, "narrator" if speaker == NARRATOR else "voice actor"


def gone_since(episode: ChapterFile) -> str:
    """A notice for a chapter that its author took down; empty for others."""
    if not (date := clean(episode.gone)):
        return ""
    return f"Taken down: since {date} this chapter is no longer in the story. It is kept here."


def _opening(book: Manifest, episode: ChapterFile, language: str) -> str:
    """A chapter's first words; empty if they are not known."""
    try:
        lines = book.lines(episode)
    except OutputError:
        return ""
    text = ""
    for line in lines:
        if line.paragraph >= 0 and line.kind not in (Kind.HEADING, Kind.NOTE, Kind.BREAK):
            words = clean(line.text)
            text += joint(text, words, language) + words if text else words
        if len(text) > _OPENING:
            break
    if len(text) <= _OPENING:
        return text
    # Chinese and Japanese have no spaces.
    cut = max(text.rfind(" ", _OPENING // 2, _OPENING), 0) or _OPENING
    return f"{text[:cut].rstrip(' .,;:、。')}…"


def _dates(book: Manifest, episodes: Sequence[ChapterFile]) -> list[datetime]:
    """The date of each chapter, at least a minute after that of the one before: some apps sort by
    the date alone, without its seconds."""
    dates: list[datetime] = []
    for episode in episodes:
        date = _date(book, episode)
        dates.append(max(date, dates[-1] + _APART) if dates else date)
    return dates


def _date(book: Manifest, episode: ChapterFile) -> datetime:
    try:
        date = datetime.fromisoformat(episode.made)
        date = date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        path = book.path(episode)
        date = datetime.fromtimestamp(path.stat().st_mtime if path.is_file() else 0, UTC)
    return date.replace(microsecond=0)


def _complete(book: Manifest) -> bool:
    """Whether no more chapters will come, from the author or of those already written."""
    metadata: Metadata = book.metadata
    planned = _PLANNED.search(metadata.chapters.replace(",", ""))
    last = max((episode.number for episode in book.episodes), default=0)
    ended = bool(_COMPLETE.fullmatch(metadata.status.strip()))
    return ended and len(book.episodes) == last >= (int(planned[1]) if planned else 1)


def _unnumbered(title: str, number: int) -> str:
    """A title without its number, which apps show beside it."""
    at, rest = split_number(title)
    return rest if at == number else title


def _text(text: str) -> str:
    """Text for a description: without tags, and no longer than Apple allows."""
    text = _MARKUP.sub(lambda found: found[0] + _WORD_JOINER, text)
    if len(text.encode()) <= _LONGEST_TEXT:
        return text
    return text.encode()[: _LONGEST_TEXT - 3].decode(errors="ignore").rstrip() + "…"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _add(parent: ET.Element, name: str, /, words: str = "", **attributes: str) -> ET.Element:
    """An element under its parent; its name may have one of our prefixes."""
    prefix, _, local = name.rpartition(":")
    tag = f"{{{_PREFIXES[prefix]}}}{local}" if prefix else local
    element = ET.SubElement(parent, tag, attributes)
    element.text = words or None
    return element
