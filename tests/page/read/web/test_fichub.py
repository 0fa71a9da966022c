"""What FicHub exports, as EPUB and as one page."""

from __future__ import annotations

import pytest

from fic_audio.model import Story
from fic_audio.page.read.epub import read_epub
from fic_audio.page.read.web.fichub import knows, read
from fic_audio.page.read.web.tree import tree
from tests.page.read.books import epub, page

THANKS = "<p>Exported with the assistance of <a href='https://fichub.net'>FicHub.net</a></p>"
SOURCE = (
    '<p>Original source: <a rel="noopener" href="https://example.org/s/7">'
    "https://example.org/s/7</a></p>"
)
EXTRA = (
    "<p>Rated: Fiction T - Language: English - Genre: Angst/Drama - Characters: Ida F., Tom R.</p>"
)
NEXT = '<div class="chapter_nav"><a href="#chap_2">next chapter</a></div>'
NAV = '<nav epub:type="toc"><ol><li><a href="chap_1.xhtml">Rain</a></li></ol></nav>'
INTRODUCTION = (
    "<h1>The Late Tram</h1><p><b>By: Ada Moss</b></p><p><p>A tram is late.</p></p>"
    "<p>Status: ongoing</p><p>Published: 2020-01-02</p><p>Updated: 2021-03-04</p>"
    f"<p>Words: 1234</p><p>Chapters: 2</p>{EXTRA}{SOURCE}{THANKS}"
)
ONE = "<h2>Rain</h2><p>It <em>fell</em>.</p>"
TWO = "<h2>Chapter 2</h2><p>They sang.</p>"


def book(introduction: str = INTRODUCTION, **chapters: str) -> bytes:
    pages = {
        "introduction.xhtml": page(introduction),
        "nav.xhtml": page(NAV),
    } | {f"{name}.xhtml": page(body) for name, body in (chapters or CHAPTERS).items()}
    return epub(pages, (("Introduction", "introduction.xhtml"), ("Rain", "chap_1.xhtml")))


CHAPTERS = {"chap_1": ONE, "chap_2": TWO}
WHOLE = (
    "<!doctype html><html><head><title>The Late Tram by Ada Moss</title></head><body>"
    '<h1><span class="title">The Late Tram</span></h1>'
    '<h2>by <span class="author">Ada Moss</span></h2><div><p>A tram is late.</p></div>'
    f"{SOURCE}<p>Chapters: 2</p><p>Words: 1234</p>{EXTRA}{THANKS}"
    '<nav id="contents-list"><ol><li><a href="#chap_1">Rain</a></li></ol></nav>'
    f'<div id="chap_1">{NEXT}{ONE}</div>'
    f'<div id="chap_2">{NEXT}{TWO}</div>'
    '<a href="#contents-list">(back to chapter list)</a></body></html>'
)


def stories() -> list[Story]:
    return [read_epub(book()), read(tree(WHOLE))]


@pytest.mark.parametrize("nth", range(2))
def test_the_chapters_alone_are_read(nth: int) -> None:
    assert [(chapter.title, chapter.text) for chapter in stories()[nth].chapters] == [
        ("Rain", "Rain\n\nIt fell."),
        ("Chapter 2", "Chapter 2\n\nThey sang."),
    ]


@pytest.mark.parametrize("nth", range(2))
def test_what_the_introduction_tells(nth: int) -> None:
    told = stories()[nth].metadata
    assert (told.title, told.authors) == ("The Late Tram", ("Ada Moss",))
    assert told.summary == "A tram is late."
    assert (told.chapters, told.words) == ("2", 1234)
    assert (told.rating, told.explicit, told.language) == ("Fiction T", False, "English")
    assert told.tags == ("Angst", "Drama")
    assert told.characters == ("Ida F.", "Tom R.")
    assert told.url == "https://example.org/s/7"


def test_status_and_dates() -> None:
    told = stories()[0].metadata
    assert (told.status, told.published, told.updated) == (
        "in progress",
        "2020-01-02",
        "2021-03-04",
    )


def test_a_page_is_known() -> None:
    assert knows(tree(WHOLE))
    assert not knows(tree('<html><body><div id="chap_1"><p>It fell.</p></div></body></html>'))


def test_an_introduction_of_the_first_years() -> None:
    old = "<h1>The Late Tram</h1><p><b>By: Ada Moss</b></p><p>A tram is late.</p>"
    story = read_epub(book(old))
    assert [chapter.title for chapter in story.chapters] == ["Rain", "Chapter 2"]
    assert story.metadata.summary == "A tram is late."


def test_a_one_shot_has_no_heading() -> None:
    (chapter,) = read_epub(book(chap_1="<h2>Chapter 1</h2><p>It fell.</p>")).chapters
    assert (chapter.title, chapter.text) == ("", "It fell.")


def test_a_summary_with_a_label_in_it_is_whole() -> None:
    intro = INTRODUCTION.replace("A tram is late.", "Warning: a tram is late.")
    assert read_epub(book(intro)).metadata.summary == "Warning: a tram is late."
