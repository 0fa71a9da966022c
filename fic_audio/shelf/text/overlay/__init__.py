"""A finished story -> a book to read along: EPUB 3 with media overlays.

Every sentence is highlighted while it is heard; the MP3s of the folder are inside, unchanged.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.language import tag_of
from fic_audio.model import NARRATOR
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.text.caption_lines import time_phrases
from fic_audio.shelf.text.overlay import pages
from fic_audio.shelf.text.overlay.package import Item, container, package, title
from fic_audio.shelf.text.overlay.pages import Look, xml
from fic_audio.shelf.text.overlay.style import sheets
from fic_audio.shelf.text.overlay.titlepage import title_page
from fic_audio.shelf.text.text_cleaning import is_rtl

_XHTML = "application/xhtml+xml"
_FOLDER = "EPUB/"
_PICTURES = {b"\xff\xd8\xff": ("cover.jpg", "image/jpeg"), b"\x89PNG": ("cover.png", "image/png")}
_AT_ONCE = 1 << 20


def write_overlay(book: Manifest, out: Path, cover: Path | None = None) -> None:
    """Writes the book, with a cover (JPEG or PNG) if there is one.

    The same manifest gives the same bytes. Raises OutputError if the folder has no chapter, if an
    MP3 or its lines are missing, if the cover is not a picture, or if it can't be written.
    """
    if not book.episodes:
        raise OutputError(f"{book.folder}: has no chapter to read along; run produce again")
    for episode in book.episodes:
        if not book.path(episode).is_file():
            raise OutputError(f"{book.path(episode)}: is missing; run produce again")
    picture = _picture(cover) if cover else None
    with atomic.replacing(out) as part, ZipFile(part, "w") as archive:
        archive.writestr(_info("mimetype", ZIP_STORED), "application/epub+zip")
        archive.writestr(_info("META-INF/container.xml"), xml(container()))
        _Writer(archive, book, _look(book)).write(cover, picture)


@dataclass(slots=True)
class _Writer:
    archive: ZipFile
    book: Manifest
    look: Look
    items: list[Item] = field(default_factory=list)

    def write(self, cover: Path | None, picture: tuple[str, str] | None) -> None:
        """One chapter after the other; what is known only then, at the end."""
        chapters = dict(self._chapters())
        first = len(self.items)
        if cover and picture:
            self._file(Item("cover", *picture, properties="cover-image"), cover)
        page = title_page(self.book, picture[0] if picture else "", self.look)
        self._page(Item("titlepage", "title.xhtml", _XHTML, spine=True), page)
        nav = pages.nav(chapters, self.look)
        self._page(Item("nav", "nav.xhtml", _XHTML, properties="nav"), nav)
        for name, sheet in sheets(self.look.classes).items():
            self._text(Item(name.replace(".", "-"), name, "text/css"), sheet.encode())
        # The title page is read first, whenever it was made.
        items = self.items[first:] + self.items[:first]
        self._add("package.opf", xml(package(self.book, items, self.look)))

    def _chapters(self) -> Iterator[tuple[str, str]]:
        """Writes the chapters; returns the files and titles of their pages."""
        for number, episode in enumerate(self.book.episodes, 1):
            name = f"chapter-{number:03d}"
            href, audio = f"{name}.xhtml", f"audio/{number:03d}.mp3"
            page, clips = pages.write_chapter(
                episode, time_phrases(self.book.lines(episode)), self.look
            )
            self._page(Item(name, href, _XHTML, overlay=f"{name}-overlay", spine=True), page)
            smil = Item(
                f"{name}-overlay", f"{name}.smil", "application/smil+xml", length=clips[-1].end
            )
            self._page(smil, pages.smil(href, audio, clips))
            self._file(Item(f"{name}-audio", audio, "audio/mpeg"), self.book.path(episode))
            yield href, pages.title_of(episode)

    def _page(self, item: Item, root: ET.Element) -> None:
        self._text(item, xml(root))

    def _text(self, item: Item, text: bytes) -> None:
        self.items.append(item)
        self._add(item.href, text)

    def _add(self, href: str, text: bytes) -> None:
        self.archive.writestr(_info(_FOLDER + href), text)

    def _file(self, item: Item, path: Path) -> None:
        """Sound and pictures are packed already; a chapter's sound never is in memory whole."""
        self.items.append(item)
        info = _info(_FOLDER + item.href, ZIP_STORED)
        info.file_size = path.stat().st_size
        with _opened(path) as source, self.archive.open(info, "w") as target:
            shutil.copyfileobj(source, target, _AT_ONCE)


def _look(book: Manifest) -> Look:
    language = tag_of(book.metadata.language) or "und"
    texts = [title(book), *(line.text for line in book.lines(book.episodes[0]))]
    look = Look(language, is_rtl(language, texts), {})
    for speaker in book.voices:
        if speaker != NARRATOR:
            look.of(speaker)
    return look


def _picture(cover: Path) -> tuple[str, str]:
    """The cover's name in the book, and its type."""
    with _opened(cover) as file:
        head = file.read(8)
    picture = next((kind for start, kind in _PICTURES.items() if head.startswith(start)), None)
    if picture is None:
        raise OutputError(f"{cover}: not a JPEG or PNG picture; give another cover")
    return picture


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise OutputError(f"{path}: can't be read: {error.strerror}") from error


def _info(name: str, packed: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry that is the same on every machine and every day."""
    info = ZipInfo(name)
    info.compress_type = packed
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
