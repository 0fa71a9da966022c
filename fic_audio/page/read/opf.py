"""An EPUB's package document -> Metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from fic_audio.model import Metadata
from fic_audio.page.read.package import attribute, local
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import xhtml

_RATINGS = frozenset(
    """general audiences|teen and up audiences|mature|explicit|not rated|nc-17|pg-13|pg|
    rated k|rated k+|rated t|rated m|rated ma""".replace("\n    ", "").split("|")
)
_WARNINGS = frozenset(
    """no archive warnings apply|creator chose not to use archive warnings|major character death|
    graphic depictions of violence|rape/non-con|underage|underage sex|
    choose not to use archive warnings""".replace("\n    ", "").split("|")
)
_CATEGORIES = frozenset("gen f/f f/m m/m m/f multi other".split())
_STATUS = {
    "completed": "complete",
    "complete": "complete",
    "in-progress": "in progress",
    "in progress": "in progress",
    "hiatus": "hiatus",
    "abandoned": "abandoned",
}
_FURNITURE = re.compile(r"fan\s?fiction|fanworks|last update.*", re.IGNORECASE)
_PAIR = re.compile(r"[^\W\d_][^/&]{1,60}(?:/| & )[^\W\d_][^/&]{1,60}(?:(?:/| & )[^/&]+)*")
_URL = re.compile(r"(?:url:)?(https?://\S+)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")


@dataclass(slots=True)
class Dublin:
    """The Dublin Core elements of a package, and what refines them."""

    elements: list[tuple[str, str, Element]] = field(default_factory=list)
    """Each as (name, words, element)."""
    metas: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Each as (name, words, the id that it refines, its own id)."""

    def all(self, name: str) -> list[str]:
        return [words for each, words, _ in self.elements if each == name]

    def meta(self, name: str, refines: str = "") -> str:
        return next((w for n, w, of, _ in self.metas if n == name and of == refines), "")


def dublin(root: Element | None) -> Dublin:
    found = Dublin()
    for element in root.iter() if root is not None else ():
        words = " ".join("".join(element.itertext()).split()) if len(element) == 0 else ""
        if "dc/elements" in str(element.tag) and words:
            found.elements.append((local(element), words, element))
        elif local(element) == "meta":
            name = attribute(element, "property") or attribute(element, "name")
            refines = attribute(element, "refines").removeprefix("#")
            told = words or attribute(element, "content")
            found.metas.append((name, told, refines, attribute(element, "id")))
    return found


def metadata(found: Dublin) -> Metadata:
    """What the package says of its book; empty where it says nothing."""
    series, part = _series(found)
    published, updated = _dates(found)
    subjects = _Subjects()
    subjects.take(found.all("subject"))
    publisher = [("Publisher", name) for name in found.all("publisher")[:1]]
    return Metadata(
        title=_title(found),
        authors=_authors(found),
        relationships=tuple(subjects.relationships),
        rating=", ".join(subjects.ratings),
        warnings=tuple(subjects.warnings),
        tags=tuple(subjects.tags),
        summary=_plain(found.all("description")),
        series=series,
        part=part,
        language=next((name for name in found.all("language") if name != "und"), ""),
        status=subjects.status,
        published=published,
        updated=updated,
        url=_url([*found.all("source"), *found.all("identifier")]),
        other=(*(("Category", name) for name in subjects.categories), *publisher),
    )


def _title(found: Dublin) -> str:
    titles = [(words, attribute(e, "id")) for name, words, e in found.elements if name == "title"]
    main = (words for words, id in titles if id and found.meta("title-type", id) == "main")
    return next(main, titles[0][0] if titles else "")


def _authors(found: Dublin) -> tuple[str, ...]:
    """Who wrote it; editors and the like only where nobody is said to have written it."""
    creators = [(words, e) for name, words, e in found.elements if name == "creator"]
    roles = [
        attribute(element, "role") or found.meta("role", attribute(element, "id") or "-")
        for _, element in creators
    ]
    wrote = [w for (w, _), role in zip(creators, roles, strict=True) if role in ("", "aut")]
    names = dict.fromkeys(wrote or [words for words, _ in creators])
    return tuple(name for name in names if name.casefold() not in ("unknown", "unknown author"))


def _series(found: Dublin) -> tuple[str, str]:
    name, part = found.meta("calibre:series"), found.meta("calibre:series_index")
    for kind, words, _, id in found.metas:
        if not name and kind == "belongs-to-collection":
            if found.meta("collection-type", id or "-") not in ("", "series"):
                continue
            name, part = words, found.meta("group-position", id or "-")
    part = re.sub(r"\.0+$", "", part)
    return name, part if name and part != "0" else ""


def _dates(found: Dublin) -> tuple[str, str]:
    """When it was published and updated."""
    told: dict[str, str] = {}
    for name, words, element in found.elements:
        if name == "date" and not words.startswith("0101"):
            match = _DATE.fullmatch(words)
            told.setdefault(
                attribute(element, "event") or "publication", match[1] if match else words
            )
    return told.get("publication", ""), told.get("modification", "")


@dataclass(slots=True)
class _Subjects:
    """Subjects by what they say: fan tools write all kinds of tags as subjects."""

    ratings: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    relationships: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    status: str = ""

    def take(self, subjects: Iterable[str]) -> None:
        for subject in dict.fromkeys(subjects):
            folded = subject.casefold().replace("rated:", "rated").removeprefix("rating: ")
            if folded in _RATINGS:
                self.ratings.append(subject)
            elif folded in _WARNINGS:
                self.warnings.append(subject)
            elif folded in _CATEGORIES:
                self.categories.append(subject)
            elif folded in _STATUS:
                self.status = _STATUS[folded]
            elif _PAIR.fullmatch(subject):
                self.relationships.append(subject)
            elif not _FURNITURE.fullmatch(subject):
                self.tags.append(subject)


def _plain(descriptions: list[str]) -> str:
    """A description as plain text; most makers write HTML into it."""
    return (
        extract_text([body]).text if descriptions and (body := xhtml(descriptions[0]).body) else ""
    )


def _url(names: Iterable[str]) -> str:
    found = (_URL.fullmatch(name) for name in names)
    return next((match[1] for match in found if match), "")
