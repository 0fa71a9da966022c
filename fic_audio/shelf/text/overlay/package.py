"""A book -> its package document (OPF): what it is, which files it has, in what order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from fic_audio.durations import timecode
from fic_audio.model import Metadata
from fic_audio.shelf.audio import tags
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.overlay.pages import Look
from fic_audio.shelf.text.overlay.style import ACTIVE, PLAYING
from fic_audio.shelf.text.text_cleaning import clean

GENERATOR = "fic-audio"
GENRE = "Fan fiction"

_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
_ACCESS = {
    "accessMode": ("textual", "auditory"),
    "accessModeSufficient": ("textual,auditory", "textual", "auditory"),
    "accessibilityFeature": (
        "synchronizedAudioText",
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ),
    "accessibilityHazard": ("none",),
    "accessibilitySummary": (
        "The whole text is there to read and to hear, in step. Who speaks is shown by a name and "
        "by colour; either can be switched off. The voices are synthetic.",
    ),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    id: str
    href: str
    type: str
    properties: str = ""
    overlay: str = ""
    """The id of its overlay."""
    length: int = 0
    """Of an overlay, in milliseconds."""
    spine: bool = False
    """Whether it is read in turn."""


def container() -> ET.Element:
    """Says where the package document is."""
    root = ET.Element(
        "container", version="1.0", xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
    )
    file = {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"}
    ET.SubElement(ET.SubElement(root, "rootfiles"), "rootfile", file)
    return root


def package(book: Manifest, items: Sequence[Item], look: Look) -> ET.Element:
    root = ET.Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "book",
            "xml:lang": look.language,
            "dir": "rtl" if look.rtl else "ltr",
        },
    )
    metadata = ET.SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    for tag, text, attributes in _metadata(book, items, look):
        if text := clean(text):
            ET.SubElement(metadata, tag, attributes).text = text
    manifest = ET.SubElement(root, "manifest")
    spine = ET.SubElement(
        root, "spine", {"page-progression-direction": "rtl" if look.rtl else "ltr"}
    )
    for item in items:
        row = {"id": item.id, "href": item.href, "media-type": item.type}
        row |= {"properties": item.properties} if item.properties else {}
        row |= {"media-overlay": item.overlay} if item.overlay else {}
        ET.SubElement(manifest, "item", row)
        if item.spine:
            ET.SubElement(spine, "itemref", idref=item.id)
    return root


def title(book: Manifest) -> str:
    return clean(book.metadata.title) or clean(book.folder.name) or "Untitled"


def values(texts: Iterable[str]) -> tuple[str, ...]:
    """Clean, none empty, none twice."""
    return tuple(dict.fromkeys(filter(None, map(clean, texts))))


_Row = tuple[str, str, dict[str, str]]


def _metadata(book: Manifest, items: Sequence[Item], look: Look) -> Iterator[_Row]:
    yield "dc:identifier", _identifier(book), {"id": "book"}
    yield "dc:title", title(book), {"id": "title"}
    yield "dc:language", look.language, {}
    yield _meta("dcterms:modified", _modified(book))
    yield from _people(book)
    yield from _about(book.metadata)
    yield from _overlays(book, items)
    for name, texts in _ACCESS.items():
        yield from (_meta(f"schema:{name}", text) for text in texts)
    if any(item.properties == "cover-image" for item in items):
        yield _meta("schema:accessMode", "visual")
        yield _meta("schema:accessibilityFeature", "alternativeText")


def _people(book: Manifest) -> Iterator[_Row]:
    people = [("creator", "aut", name) for name in values(book.metadata.authors)]
    people += [("contributor", "nrt", name) for name in values(book.voices.values())]
    people.append(("contributor", "bkp", GENERATOR))
    for number, (tag, role, name) in enumerate(people, 1):
        yield f"dc:{tag}", name, {"id": f"person{number}"}
        yield _refined(f"person{number}", "role", role, scheme="marc:relators")


def _about(metadata: Metadata) -> Iterator[_Row]:
    yield "dc:description", metadata.summary, {}
    subjects = (
        GENRE,
        *metadata.fandoms,
        *metadata.relationships,
        *metadata.characters,
        *metadata.tags,
    )
    for subject in values(subjects):
        yield "dc:subject", subject, {}
    year = tags.year(metadata)
    if year:
        yield "dc:date", year, {}
    authors = ", ".join(values(metadata.authors))
    yield "dc:rights", f"© {year} {authors}" if year and authors else "", {}
    yield "dc:rights", metadata.disclaimer, {}
    if _WEB.fullmatch(clean(metadata.url)):
        yield "dc:source", metadata.url, {}
    if series := clean(metadata.series):
        yield "meta", series, {"property": "belongs-to-collection", "id": "series"}
        yield _refined("series", "collection-type", "series")
        if part := re.search(r"\d{1,4}", metadata.part, re.ASCII):
            yield _refined("series", "group-position", str(int(part[0])))


def _overlays(book: Manifest, items: Sequence[Item]) -> Iterator[_Row]:
    yield _meta("media:duration", timecode(sum(item.length for item in items)))
    for item in items:
        if item.length:
            yield _refined(item.id, "media:duration", timecode(item.length))
    for name in values(book.voices.values()):
        yield _meta("media:narrator", name)
    yield _meta("media:active-class", ACTIVE)
    yield _meta("media:playback-active-class", PLAYING)


def _meta(name: str, text: str) -> _Row:
    return "meta", text, {"property": name}


def _refined(what: str, name: str, text: str, **more: str) -> _Row:
    return "meta", text, {"refines": f"#{what}", "property": name, **more}


def _identifier(book: Manifest) -> str:
    """The same for every edition of a story."""
    metadata = book.metadata
    name = clean(metadata.url) or "\n".join([title(book), *values(metadata.authors)])
    return uuid5(NAMESPACE_URL, name).urn


def _modified(book: Manifest) -> str:
    """When the newest chapter was made."""
    newest = max((_time(episode.made) for episode in book.episodes), default=_LONG_AGO)
    return f"{newest:%Y-%m-%dT%H:%M:%SZ}"


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _LONG_AGO
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
