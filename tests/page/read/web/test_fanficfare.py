"""What FanFicFare makes, as EPUB and as one page: its title page told, its chapters alone read."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, MarkKind, Story
from fic_audio.page.read.epub import read_epub
from fic_audio.page.read.web.fanficfare import knows, read
from fic_audio.page.read.web.tree import tree
from tests.page.read.books import TITLE, epub, page

MAKER = "<dc:contributor>FanFicFare [https://github.com/JimmXinu/FanFicFare]</dc:contributor>"
LINES = (
    ("Series", '<a href="https://example.org/series/9">Night Lines [2]</a>'),
    ("Category", "Tram Tales, Harbour Songs"),
    ("Genre", "Angst, Slow Burn"),
    ("Language", "English"),
    ("Characters", "Ida Fox, Tom Reed"),
    ("Relationships", "Ida Fox/Tom Reed"),
    ("Status", "In-Progress"),
    ("Published", "2020-01-02"),
    ("Updated", "2021-03-04"),
    ("Packaged", "2022-05-06 07:08:09"),
    ("Rating", "Explicit"),
    ("Warnings", "Major Character Death"),
    ("Chapters", "2"),
    ("Words", "1,234"),
    ("Publisher", "example.org"),
    ("Summary", "<div><p>A tram is late.</p><p>Very late.</p></div>"),
)
HEAD = (
    '<a href="https://example.org/s/7">The Late Tram</a> by '
    '<a class="authorlink" href="https://example.org/u/1">Ada Moss</a>, '
    '<a class="authorlink" href="https://example.org/u/2">Bo Hill</a>'
)
ENTRIES = "".join(f"<b>{label}:</b> {value}<br/>" for label, value in LINES)
ROWS = "".join(
    f'<tr><td colspan="2"><b>{label}:</b> {value}</td></tr>'
    if label == "Summary"
    else f"<tr><td><b>{label}:</b></td><td>{value}</td></tr>"
    for label, value in LINES
)
TITLE_PAGE = f"<h3>{HEAD}</h3><div>{ENTRIES}</div>"
TABLE_PAGE = f'<h3>{HEAD}</h3><table class="full">{ROWS}</table>'
TOC = (
    '<div><h3>Table of Contents</h3><a href="file0001.xhtml">1. Rain</a><br/>'
    '<a href="file0002.xhtml">2. Rails</a><br/></div>'
)
LOG = (
    "<h3>Update Log</h3><p class='log_entry'><b>Status:</b> <span id=\"status\">In-Progress"
    "</span></p><hr/>"
)
ONE = '<div class="story"><p>It <i>fell</i>.</p></div>'
TWO = '<div class="story"><p>They sang.</p></div>'


def chapter_page(title: str, body: str) -> str:
    return page(
        f'<h3 class="fff_chapter_title">{title}</h3>{body}', attributes=' class="fff_chapter"'
    )


def book(front: str = TITLE_PAGE, one: str = ONE, two: str = TWO) -> bytes:
    pages = {
        "title_page.xhtml": page(front, attributes=' class="fff_titlepage"'),
        "toc_page.xhtml": page(TOC, attributes=' class="fff_tocpage"'),
        "log_page.xhtml": page(LOG, attributes=' class="fff_logpage"'),
        "file0001.xhtml": chapter_page("1. Rain", one),
        "file0002.xhtml": chapter_page("2. Rails", two),
    }
    entries = (("Title Page", "title_page.xhtml"), ("1. Rain", "file0001.xhtml"))
    return epub(pages, entries, metadata=TITLE + MAKER)


def whole(one: str = ONE, two: str = TWO) -> str:
    """The same story as FanFicFare's single page."""
    return (
        f"<!DOCTYPE html><html><head><title>The Late Tram by Ada Moss</title></head><body>"
        f'<h1>{HEAD}</h1><table class="full">{ROWS}</table>'
        '<a name="TOCTOP"><h2>Table of Contents</h2></a><p><a href="#section0001">1. Rain</a><br />'
        '<a href="#section0002">2. Rails</a><br /></p>'
        f'<a name="section0001"><h2>1. Rain</h2></a>{one}'
        f'<a name="section0002"><h2>2. Rails</h2></a>{two}</body></html>'
    )


def notes(chapter: Chapter) -> list[str]:
    return [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.NOTE]


def stories() -> list[Story]:
    return [read_epub(book()), read_epub(book(TABLE_PAGE)), read(tree(whole()))]


@pytest.mark.parametrize("nth", range(3))
def test_the_chapters_alone_are_read(nth: int) -> None:
    story = stories()[nth]
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1: Rain", "Chapter 2: Rails"]
    assert [chapter.text for chapter in story.chapters] == [
        "Chapter 1: Rain\n\nIt fell.",
        "Chapter 2: Rails\n\nThey sang.",
    ]


@pytest.mark.parametrize("nth", range(3))
def test_what_the_title_page_tells(nth: int) -> None:
    told = stories()[nth].metadata
    assert (told.title, told.authors) == ("The Late Tram", ("Ada Moss", "Bo Hill"))
    assert told.fandoms == ("Tram Tales", "Harbour Songs")
    assert told.tags == ("Angst", "Slow Burn")
    assert told.characters == ("Ida Fox", "Tom Reed")
    assert told.relationships == ("Ida Fox/Tom Reed",)
    assert (told.rating, told.explicit) == ("Explicit", True)
    assert told.warnings == ("Major Character Death",)
    assert (told.series, told.part) == ("Night Lines", "2")
    assert (told.status, told.chapters, told.words) == ("in progress", "2", 1234)
    assert (told.published, told.updated) == ("2020-01-02", "2021-03-04")
    assert (told.language, told.url) == ("English", "https://example.org/s/7")
    assert told.summary == "A tram is late.\n\nVery late."
    assert told.other == (("Publisher", "example.org"),)


def test_a_page_is_known() -> None:
    assert knows(tree(whole()))
    assert not knows(tree("<html><body><h1>A story</h1><p>It fell.</p></body></html>"))


def test_an_old_fanficdownloader_book() -> None:
    maker = "<dc:contributor>fanficdownloader [http://example.org]</dc:contributor>"
    pages = {
        "title_page.xhtml": page(TITLE_PAGE),
        "toc_page.xhtml": page(TOC),
        "file0001.xhtml": page(f"<h3>1. Rain</h3>{ONE}"),
        "file0002.xhtml": page(f"<h3>2. Rails</h3>{TWO}"),
    }
    story = read_epub(epub(pages, (), metadata=TITLE + maker))
    assert [chapter.text for chapter in story.chapters] == [
        "Chapter 1: Rain\n\nIt fell.",
        "Chapter 2: Rails\n\nThey sang.",
    ]
    assert story.metadata.characters == ("Ida Fox", "Tom Reed")


NOTED = (
    '<div class="story"><div class="fff_chapter_notes fff_head_notes"><b>Author\'s Note:</b>'
    '<blockquote class="userstuff"><p>Be kind.</p></blockquote><b>Summary for the Chapter:</b>'
    '<blockquote class="userstuff"><p>It rains.</p></blockquote></div>'
    '<div class="userstuff module"><p>It fell.</p></div>'
    '<div class="fff_chapter_notes fff_foot_notes"><b>Notes for the Chapter:</b>'
    "<blockquote><p>Thanks to Cy.</p></blockquote></div></div>"
)


def test_notes_from_the_site_are_marked_in_their_place() -> None:
    chapter = read_epub(book(one=NOTED)).chapters[0]
    assert chapter.text == (
        "Chapter 1: Rain\n\nBe kind.\n\nSummary: It rains.\n\nIt fell.\n\nThanks to Cy."
    )
    assert notes(chapter) == ["Be kind.", "Summary: It rains.", "Thanks to Cy."]


def test_notes_of_older_versions_are_told_by_their_labels() -> None:
    one = (
        '<div class="story"><b>Author\'s Note:</b><blockquote>Be kind.</blockquote>'
        '<div class="userstuff"><p>It fell.</p></div></div>'
    )
    chapter = read_epub(book(one=one)).chapters[0]
    assert chapter.text == "Chapter 1: Rain\n\nBe kind.\n\nIt fell."
    assert notes(chapter) == ["Be kind."]


def test_bold_words_and_quotes_of_the_story_are_no_notes() -> None:
    one = "<div><p><b>Notes</b> lay about.</p><b>Stop:</b><blockquote>All out.</blockquote></div>"
    chapter = read_epub(book(one=one)).chapters[0]
    assert chapter.text == "Chapter 1: Rain\n\nNotes lay about.\n\nStop:\n\nAll out."
    assert notes(chapter) == []


def test_a_one_shot_has_no_heading() -> None:
    pages = {
        "title_page.xhtml": page(TITLE_PAGE, attributes=' class="fff_titlepage"'),
        "file0001.xhtml": chapter_page("The Late Tram", ONE),
    }
    (chapter,) = read_epub(epub(pages, (), metadata=TITLE + MAKER)).chapters
    assert (chapter.title, chapter.text) == ("", "It fell.")


def test_words_outside_every_element_are_kept() -> None:
    one = "Suddenly <i>it</i> fell.<br/><br/>Then not.<p>Then again.</p>"
    story = read(tree(whole(one=one)))
    assert story.chapters[0].text.split() == [
        *"Chapter 1: Rain Suddenly it fell. Then not. Then again.".split()
    ]


def test_a_book_without_a_title_page_is_told_by_its_package() -> None:
    pages = {"file0001.xhtml": chapter_page("Rain", ONE), "file0002.xhtml": chapter_page("R", TWO)}
    told = read_epub(epub(pages, (), metadata=TITLE + MAKER)).metadata
    assert (told.title, told.authors) == ("The Late Tram", ("Ada Moss",))


def test_a_page_that_somebody_added_is_kept() -> None:
    pages = {
        "file0001.xhtml": chapter_page("1. Rain", ONE),
        "extra.xhtml": page("<h2>An Outtake</h2><p>It hailed.</p>"),
    }
    story = read_epub(epub(pages, (), metadata=TITLE + MAKER))
    assert story.chapters[1].text == "An Outtake\n\nIt hailed."


@pytest.mark.parametrize(
    "label",
    [
        "<b>Author's Note:</b>",
        "<strong>Notes for Chapter 1:</strong>",
        "<p><b>Chapter Notes:</b></p>",
        "<h4>Author's Chapter Notes:</h4>",
        "<b>Pre-Chapter Notes:</b>",
    ],
)
def test_labels_of_notes_vary(label: str) -> None:
    """What stands in a block under the label of a note is one, however the label looks."""
    body = f"{label}<blockquote><p>Sorry, all.</p></blockquote>{ONE}"
    pages = {"file0001.xhtml": chapter_page("1. Rain", body)}
    (chapter,) = read_epub(epub(pages, metadata=TITLE + MAKER)).chapters
    notes = [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.NOTE]
    assert notes == ["Sorry, all."]
    assert "Note" not in chapter.text
