"""The inside of EPUB 2 and 3, as it should be and as it is."""

from __future__ import annotations

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read.epub import read_epub
from tests.page.read.books import (
    CONTAINER,
    ENTRIES,
    ONE,
    PAGES,
    RAILS,
    RAIN,
    TWO,
    epub,
    ncx,
    opf,
    page,
    texts,
    zipped,
)


@pytest.mark.parametrize("href", ["a%20b/one.xhtml", "./a%20b/one.xhtml", "a b/../a b/one.xhtml"])
def test_links_in_every_spelling(href: str) -> None:
    package = opf([href])
    raw = epub({"a b/one.xhtml": page(ONE)}, (("Rain", href),), package=package)
    assert "puddles" in texts(read_epub(raw))[0]


def test_the_declared_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-1252"?><html><body><p>“Café?”</p></body></html>'
    story = read_epub(epub({"one.xhtml": text.encode("cp1252")}))
    assert texts(story) == ["“Café?”"]


def test_utf_16() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><html><body><p>“Café?”</p></body></html>'
    assert texts(read_epub(epub({"one.xhtml": text.encode("utf-16")}))) == ["“Café?”"]


def test_empty_elements_of_xml() -> None:
    body = '<a id="x"/><p>The <i/>tram<b></b> came.</p><p/><script/><title/><p>It left.</p>'
    assert texts(read_epub(epub({"one.xhtml": page(body)}))) == ["The tram came.\n\nIt left."]


def test_a_missing_container() -> None:
    files = {"book.opf": opf(PAGES), "toc.ncx": ncx(ENTRIES), **PAGES}
    assert texts(read_epub(zipped(files))) == [RAIN, RAILS]


def test_a_container_that_points_nowhere() -> None:
    files = {
        "META-INF/container.xml": CONTAINER.format("lost/content.opf"),
        "book.opf": opf(PAGES),
        "toc.ncx": ncx(ENTRIES),
        **PAGES,
    }
    assert texts(read_epub(zipped(files))) == [RAIN, RAILS]


def test_no_package_at_all() -> None:
    assert texts(read_epub(zipped({"p10.xhtml": page(TWO), "p9.xhtml": page(ONE)}))) == [
        RAIN,
        RAILS,
    ]


def test_no_spine() -> None:
    package = opf(PAGES, spine=" ")
    assert texts(read_epub(epub(PAGES, ENTRIES, package=package))) == [RAIN, RAILS]


def test_a_chapter_that_is_missing_is_told() -> None:
    package = opf(PAGES)
    with pytest.raises(StoryError, match="'Rails' is missing"):
        read_epub(epub({"one.xhtml": page(ONE)}, ENTRIES, package=package))


def test_a_page_listed_twice_is_read_once() -> None:
    package = opf(PAGES, spine='<itemref idref="i0"/><itemref idref="i1"/>' * 3)
    assert texts(read_epub(epub(PAGES, ENTRIES, package=package))) == [RAIN, RAILS]


def test_a_book_without_text() -> None:
    with pytest.raises(StoryError, match="no text"):
        read_epub(epub({}, package=opf([])))


def test_a_locked_book() -> None:
    locked = (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
        '<CipherData><CipherReference URI="OEBPS/one.xhtml"/></CipherData></EncryptedData>'
        "</encryption>"
    )
    with pytest.raises(StoryError, match="locked"):
        read_epub(epub(PAGES, ENTRIES, more={"META-INF/encryption.xml": locked}))


def test_scrambled_fonts_lock_no_book() -> None:
    fonts = '<encryption><CipherReference URI="OEBPS/a.ttf"/></encryption>'
    assert read_epub(epub(PAGES, ENTRIES, more={"META-INF/encryption.xml": fonts}))
