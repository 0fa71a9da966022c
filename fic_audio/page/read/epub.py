"""EPUB -> Story: the book's files as one page, read by the site that made it or as any book."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import escape
from importlib import import_module

from fic_audio.errors import StoryError
from fic_audio.model import Metadata, Story
from fic_audio.page.read.book import read_book
from fic_audio.page.read.epub_links import localise
from fic_audio.page.read.opf import Dublin, dublin, metadata
from fic_audio.page.read.package import Package, page_of, read_package
from fic_audio.page.read.web.drop_caps import join_initials
from fic_audio.page.read.web.footnotes import write_out
from fic_audio.page.read.web.ruby import gloss
from fic_audio.page.read.web.tree import Tree, text_of, tree
from fic_audio.page.read.zip_archive import ZipArchive

MAKERS = ("ao3", "fanficfare", "fichub")
"""The modules of `web` whose sites and programs make EPUBs."""
_FILLED = ("title", "authors", "language", "summary", "series", "part", "published", "url")
"""What the package tells as surely as a title page; its subjects mix tags of all kinds."""
LARGEST = 32_000_000
"""Characters of all pages of a book."""
LARGEST_STYLE = 1_000_000
"""Characters of all style sheets that are looked at."""


def read_epub(raw: bytes) -> Story:
    """The story in an EPUB 2 or 3; StoryError where it is damaged, locked or made to do harm."""
    zipped = ZipArchive.open(raw)
    package = read_package(zipped)
    core = dublin(package.root)
    told = metadata(core)
    dom = _merged(zipped, package, core)
    write_out(dom)
    join_initials(dom)
    gloss(dom)
    return replace(_read(dom, package, told), cover=_cover(zipped, package))


def _read(dom: Tree, package: Package, told: Metadata) -> Story:
    for name in MAKERS:
        maker = import_module(f"fic_audio.page.read.web.{name}")
        if maker.knows(dom):
            story: Story = maker.read(dom)
            return replace(story, metadata=_filled(story.metadata, told))
    return read_book(dom, package, told)


def _cover(zipped: ZipArchive, package: Package) -> bytes:
    """Without it, a story is as good."""
    with suppress(StoryError):
        if package.cover and zipped.find(package.cover):
            return zipped.read(package.cover)
    return b""


def _merged(zipped: ZipArchive, package: Package, core: Dublin) -> Tree:
    """One page of all files: a section each, with its number among the documents as `data-page`,
    its path as `data-file` and its body's class.

    The head holds the package's Dublin Core (`DC.title` ...) and style sheets.
    """
    titles: list[str] = []
    sections: list[str] = []
    seen: set[str] = set()
    size = 0
    listed = {entry.path for entry in package.entries}
    for number, document in enumerate(package.documents):
        if "nav" in document.kinds or not (document.linear or document.path in listed):
            continue
        dom = page_of(zipped, document.path)
        titles.append(text_of(dom.css_first("title")))
        localise(zipped, dom, document.path, seen)
        section = _section(dom, document.path, number)
        sections.append(section)
        size += len(section)
        if size > LARGEST:
            raise StoryError(
                f"the book has more than the limit of {LARGEST // 1_000_000} million characters; "
                "split it into several"
            )
    head = "".join(_head(zipped, package, core))
    title = escape(titles[0]) if titles else ""
    return tree(
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body>{''.join(sections)}</body></html>"
    )


def _section(dom: Tree, path: str, number: int) -> str:
    body = dom.body
    if body is None:
        return ""
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name in ("class", "id", "epub:type")
        if (value := body.attributes.get(name))
    )
    place = f'data-page="{number}" data-file="{escape(path)}"'
    return f"<section {place}{attributes}>{body.inner_html or ''}</section>"


def _head(zipped: ZipArchive, package: Package, core: Dublin) -> Iterator[str]:
    for name, words, _ in core.elements:
        yield f'<meta name="DC.{escape(name)}" content="{escape(words)}">'
    left = LARGEST_STYLE
    for sheet in package.sheets:
        if left <= 0:
            break
        try:
            rules = zipped.read(sheet).decode("utf-8", "replace")
        except StoryError:
            continue  # How a book looks is worth no error.
        yield f"<style>{rules[:left].replace('</', '')}</style>"
        left -= len(rules)


def _filled(known: Metadata, told: Metadata) -> Metadata:
    """What the title page says, and where it is silent what the package says."""
    missing = {name: getattr(told, name) for name in _FILLED if not getattr(known, name)}
    return replace(known, **missing)
