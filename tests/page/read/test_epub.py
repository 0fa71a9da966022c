"""EPUBs as a whole: those made to do harm, and works that are there as pages too."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.page.read.epub import read_epub
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.tree import tree
from tests.growth import grows_with_its_size
from tests.page.read.books import (
    ENTRIES,
    PAGES,
    RAILS,
    RAIN,
    epub,
    opf,
    page,
    texts,
    titles,
)

BOMB = (
    "<!DOCTYPE html ["
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


def test_entities_of_a_page_are_never_expanded() -> None:
    text = f"{BOMB}<html><body><p>Late &amp; wet: &l9;</p></body></html>"
    assert texts(read_epub(epub({"one.xhtml": text}))) == ["Late & wet: &l9;"]


def test_an_entity_bomb_in_the_package() -> None:
    package = opf(PAGES).replace("<package", f"{BOMB.replace('html', 'package')}<package", 1)
    with pytest.raises(StoryError, match="entities"):
        read_epub(epub(PAGES, ENTRIES, package=package))


def test_paths_that_lead_out_are_nothing_but_names() -> None:
    package = opf(["../../../etc/passwd", *PAGES])
    assert texts(read_epub(epub(PAGES, ENTRIES, package=package)))[-2:] == [RAIN, RAILS]


def test_a_path_with_a_line_break_in_it() -> None:
    pages = {"one\r.xhtml": PAGES["one.xhtml"], "two.xhtml": PAGES["two.xhtml"]}
    package = opf(["one&#13;.xhtml", "two.xhtml"])
    assert texts(read_epub(epub(pages, package=package))) == [RAIN, RAILS]


@pytest.mark.parametrize("unit", ["<", "<a ", "<!DOCTYPE", "<![CDATA[", "<?xml ", "\n", "&", "<p>"])
def test_pages_made_to_be_slow(unit: str) -> None:
    def book(size: int) -> bytes:
        return epub({"one.xhtml": page(unit * (size // len(unit)))})

    def tried(data: bytes) -> None:
        with suppress(StoryError):
            read_epub(data)

    assert grows_with_its_size(book, tried, 125_000)


def test_a_work_of_the_archive_is_the_same_as_its_page(data_dir: Path) -> None:
    folder = data_dir / "fixtures" / "ao3downloader" / "ebook"
    books = sorted(folder.glob("*/current/*.epub"))
    assert books
    for book in books:
        (html,) = book.parent.glob("*.html")
        ours, other = read_epub(book.read_bytes()), ao3.read(tree(html.read_text()))
        assert [text.split() for text in texts(ours)] == [text.split() for text in texts(other)]
        assert titles(ours) == titles(other)
        assert ours.metadata == other.metadata


def test_notes_in_a_file_of_their_own_stand_where_they_belong() -> None:
    """An endnote follows the paragraph that refers to it, and its page leaves no chapter."""
    pages = {
        "one.xhtml": page(
            '<h2>Rain</h2><p>The bag<a href="notes.xhtml#n1" id="r1">1</a> was old.</p>'
            "<p>Ida sat.</p>"
        ),
        "two.xhtml": PAGES["two.xhtml"],
        "notes.xhtml": page('<h2>Notes</h2><p id="n1"><a href="one.xhtml#r1">1</a>. Of salt.</p>'),
    }
    story = read_epub(epub(pages, (*ENTRIES, ("Notes", "notes.xhtml"))))
    assert texts(story) == ["Rain\n\nThe bag[1] was old.\n\n[1] Of salt.\n\nIda sat.", RAILS]
