"""The inside of an EPUB: its package document, reading order and table of contents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from fic_audio.errors import StoryError
from fic_audio.page.read.decode import decode
from fic_audio.page.read.web.tree import Tree, text_of, xhtml
from fic_audio.page.read.zip_archive import MOST_ENTRIES, ZipArchive

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = (".xhtml", ".html", ".htm", ".xml", ".xht")
_TYPES = frozenset(
    "application/xhtml+xml text/html application/xml text/xml text/x-oeb1-document".split()
)
_NCX = "application/x-dtbncx+xml"
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,30})[\"']")
_PROLOG = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+(?:<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?+>)?",
    re.IGNORECASE | re.DOTALL,
)
"""What stands before a page of XML; HTML's parsers know no declarations inside a doctype."""
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the reading order."""

    path: str
    linear: bool = True
    kinds: frozenset[str] = frozenset()
    """What the book itself calls it: cover, toc, title-page, nav ..."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    title: str
    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    root: Element | None
    """The package document; None where the book has lost it."""
    documents: tuple[Document, ...]
    entries: tuple[Entry, ...]
    sheets: tuple[str, ...]
    """The style sheets' paths."""
    cover: str = ""
    """The path of the picture on it."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of the manifest."""

    path: str
    type: str
    properties: frozenset[str]


def read_package(zipped: ZipArchive) -> Package:
    """What an EPUB holds, in order. A missing container or manifest is made up for where it can."""
    where = _package_document(zipped)
    root = zipped.xml(where) if where else None
    folder = posixpath.dirname(where)
    items = _items(zipped, root, folder)
    entries, landmarks = _contents(zipped, root, items)
    kinds: dict[str, set[str]] = {}
    for kind, path in (*landmarks, *_guide(zipped, root, folder)):
        kinds.setdefault(path, set()).add(kind)
    documents = tuple(
        replace(document, kinds=document.kinds | kinds.get(document.path, set()))
        for document in _documents(zipped, root, items)
    )
    _refuse_locked(zipped, documents)
    lost = [entry for entry in entries if zipped.find(entry.path) is None]
    if lost and any(entry.path.casefold().endswith(_PAGES) for entry in lost):
        raise StoryError(
            f"the chapter {lost[0].title[:60]!r} is missing in the file; download or save it again"
        )
    sheets = [name for name in zipped.names() if name.casefold().endswith(".css")]
    return Package(root, documents, entries, tuple(sheets), _cover(root, items))


def _cover(root: Element | None, items: dict[str, _Item]) -> str:
    """The picture that the package names as its cover: as EPUB 3 does, or as EPUB 2."""
    told = {
        attribute(e, "content") for e in _named(root, "meta") if attribute(e, "name") == "cover"
    }
    named = [
        *(item for item in items.values() if "cover-image" in item.properties),
        *(item for name, item in items.items() if name in told),
    ]
    return next((item.path for item in named if item.type.startswith("image/")), "")


def page_of(zipped: ZipArchive, path: str) -> Tree:
    """The tree of a file of XHTML, in the encoding that it declares."""
    text = _text(zipped.read(path))
    prolog = _PROLOG.match(text)
    text = text[prolog.end() :] if prolog else text
    return xhtml(_CDATA.sub(lambda found: found[1].replace("<", "&lt;"), text))


def local(element: Element) -> str:
    """An element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def _named(root: Element | None, name: str) -> Iterator[Element]:
    """The elements of a name, as many as an archive may have files."""
    found = (e for e in root.iter() if local(e) == name) if root is not None else iter(())
    return islice(found, MOST_ENTRIES)


def attribute(element: Element, name: str) -> str:
    """An attribute, with or without a namespace; empty if there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def _text(raw: bytes) -> str:
    declared = _DECLARED.search(raw[:400])
    try:
        return raw.decode(declared[1].decode() if declared else "utf-8-sig").removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError):
        return decode(raw) or raw.decode("utf-8", "replace")


def _package_document(zipped: ZipArchive) -> str:
    told: list[str] = []
    if zipped.find(_CONTAINER):
        try:
            container = zipped.xml(_CONTAINER)
            told = [attribute(e, "full-path") for e in container.iter() if local(e) == "rootfile"]
        except StoryError:
            pass  # Most makers put the package document under the same few names.
    found = (zipped.find(unquote(path).lstrip("/")) for path in told)
    others = (name for name in zipped.names() if name.casefold().endswith(".opf"))
    return next((path for path in (*found, *others) if path), "")


def _items(zipped: ZipArchive, root: Element | None, folder: str) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    for element in _named(root, "item"):
        if href := attribute(element, "href"):
            items.setdefault(
                attribute(element, "id") or href,
                _Item(
                    resolve_link(zipped, folder, href)[0],
                    attribute(element, "media-type").lower(),
                    frozenset(attribute(element, "properties").split()),
                ),
            )
    return items


def resolve_link(zipped: ZipArchive, folder: str, href: str) -> tuple[str, str]:
    """The file that a link from a folder means, and the place in it. Never outside the archive."""
    path, _, fragment = href.partition("#")
    for spelling in (unquote(path), path):
        name = posixpath.normpath(posixpath.join(folder, spelling.replace("\\", "/")))
        while name.startswith("../"):
            name = name[3:]
        if found := zipped.find(name.lstrip("/")):
            return found, unquote(fragment)
    return unquote(path), unquote(fragment)


def _documents(
    zipped: ZipArchive, root: Element | None, items: dict[str, _Item]
) -> tuple[Document, ...]:
    order: dict[str, Document] = {}
    for element in _named(root, "itemref"):
        item = items.get(attribute(element, "idref"))
        if item and _is_page(item) and zipped.find(item.path):
            linear = attribute(element, "linear") != "no"
            order.setdefault(item.path, Document(item.path, linear, item.properties))
    if not order:
        for item in items.values():
            if _is_page(item) and zipped.find(item.path):
                order.setdefault(item.path, Document(item.path, kinds=item.properties))
    if not order:
        order = {name: Document(name) for name in sorted(_pages(zipped), key=_natural)}
    if not order:
        raise StoryError("this EPUB has no text; choose another copy of the story")
    return tuple(order.values())


def _is_page(item: _Item) -> bool:
    return item.type in _TYPES or item.path.casefold().endswith(_PAGES[:3])


def _pages(zipped: ZipArchive) -> Iterator[str]:
    return (name for name in zipped.names() if name.casefold().endswith(_PAGES[:3]))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part[:9]) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", name)]


def _contents(
    zipped: ZipArchive, root: Element | None, items: dict[str, _Item]
) -> tuple[tuple[Entry, ...], list[tuple[str, str]]]:
    """The table of contents, and which files the book names as cover, title page and so on."""
    landmarks: list[tuple[str, str]] = []
    entries: list[Entry] = []
    for item in items.values():
        if "nav" in item.properties and zipped.find(item.path):
            dom = page_of(zipped, item.path)
            folder = posixpath.dirname(item.path)
            for kind, href, title in _links(dom):
                path, fragment = resolve_link(zipped, folder, href)
                if kind:
                    landmarks.append((kind, path))
                elif title:
                    entries.append(Entry(title, path, fragment))
    if not entries:
        entries = list(_of_ncx(zipped, items))
    return tuple({(e.path, e.fragment): e for e in reversed(entries)}.values())[::-1], landmarks


def _links(dom: Tree) -> Iterator[tuple[str, str, str]]:
    """Each link of a navigation document as (what a landmark is, target, words)."""
    lists = dom.css("nav") or dom.css("body")
    for nav in lists:
        kind = f"{nav.attributes.get('epub:type') or ''} {nav.attributes.get('role') or ''}"
        if "page-list" in kind or "pagelist" in kind:
            continue
        for link in nav.css("a[href]")[:MOST_ENTRIES]:
            href = link.attributes.get("href") or ""
            if "landmarks" in kind:
                for what in (link.attributes.get("epub:type") or "").split():
                    yield what, href, ""
            else:
                yield "", href, text_of(link)


def _of_ncx(zipped: ZipArchive, items: dict[str, _Item]) -> Iterator[Entry]:
    told = [item.path for item in items.values() if item.type == _NCX]
    found = [name for name in zipped.names() if name.casefold().endswith(".ncx")]
    path = next((path for path in (*told, *found) if zipped.find(path)), "")
    try:
        root = zipped.xml(path) if path else None
    except StoryError:
        return  # The chapters' own headings do as well.
    folder = posixpath.dirname(path)
    for point in _named(root, "navpoint"):
        label = _below(point, "navlabel")
        content = _below(point, "content")
        title = " ".join("".join(label.itertext()).split()) if label is not None else ""
        if content is not None and title:
            yield Entry(title, *resolve_link(zipped, folder, attribute(content, "src")))


def _below(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child) == name), None)


def _guide(zipped: ZipArchive, root: Element | None, folder: str) -> Iterator[tuple[str, str]]:
    for element in _named(root, "reference"):
        if href := attribute(element, "href"):
            yield attribute(element, "type").lower(), resolve_link(zipped, folder, href)[0]


def _refuse_locked(zipped: ZipArchive, documents: Iterable[Document]) -> None:
    """Fonts are often scrambled; text is only where a shop has locked the book."""
    if not zipped.find(_ENCRYPTION):
        return
    locked = {
        resolve_link(zipped, "", attribute(element, "URI"))[0]
        for element in zipped.xml(_ENCRYPTION).iter()
        if local(element) == "cipherreference"
    }
    if any(document.path in locked for document in documents):
        raise StoryError(
            "the book is locked (DRM); download the story from the site where it was posted"
        )
