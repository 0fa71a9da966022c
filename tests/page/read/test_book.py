"""A book's pages and contents as chapters, and only the story of them."""

from __future__ import annotations

import pytest

from fic_audio.model import MarkKind
from fic_audio.page.read.epub import read_epub
from tests.growth import grows_with_its_size
from tests.page.read.books import (
    ENTRIES,
    ONE,
    PAGES,
    RAILS,
    RAIN,
    TWO,
    epub,
    nav,
    opf,
    page,
    texts,
    titles,
)


def test_a_chapter_for_each_entry() -> None:
    story = read_epub(epub(PAGES, ENTRIES))
    assert texts(story) == [RAIN, RAILS]
    assert titles(story) == ["Rain", "Rails"]
    assert story.metadata.title == "The Late Tram"
    assert story.metadata.authors == ("Ada Moss",)


def test_the_heading_is_marked() -> None:
    chapter = read_epub(epub(PAGES, ENTRIES)).chapters[0]
    (mark,) = chapter.marks
    assert (mark.kind, chapter.text[mark.start : mark.end]) == (MarkKind.HEADING, "Rain")


def test_epub_3_navigation() -> None:
    package = opf(
        PAGES,
        items='<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/>',
        spine='<itemref idref="nav"/><itemref idref="i0"/><itemref idref="i1"/>',
    )
    raw = epub(PAGES, (), package=package, more={"OEBPS/nav.xhtml": nav(ENTRIES)})
    assert texts(read_epub(raw)) == [RAIN, RAILS]


def test_the_spine_tells_the_order() -> None:
    package = opf(PAGES, spine='<itemref idref="i1"/><itemref idref="i0"/>')
    assert titles(read_epub(epub(PAGES, ENTRIES, package=package))) == ["Rails", "Rain"]


def test_pages_outside_the_reading_order_are_not_read() -> None:
    pages = {**PAGES, "ad.xhtml": page("<p>Buy an umbrella.</p>")}
    package = opf(
        pages,
        spine='<itemref idref="i0"/><itemref idref="i1"/><itemref idref="i2" linear="no"/>',
    )
    assert texts(read_epub(epub(pages, ENTRIES, package=package))) == [RAIN, RAILS]


def test_a_page_without_an_entry_goes_on() -> None:
    pages = {
        "one.xhtml": page(ONE),
        "one_b.xhtml": page("<p>Then it came.</p>"),
        "two.xhtml": page(TWO),
    }
    assert texts(read_epub(epub(pages, ENTRIES))) == [f"{RAIN}\n\nThen it came.", RAILS]


def test_several_entries_within_a_page() -> None:
    body = (
        '<div><h2 id="a">Rain</h2><p>It fell.</p><p>It stopped.</p></div>'
        '<div><h2><a id="b"></a>Rails</h2><p>They <i>sang</i>.</p></div>'
    )
    entries = (("Rain", "all.xhtml#a"), ("Rails", "all.xhtml#b"))
    story = read_epub(epub({"all.xhtml": page(body)}, entries))
    assert texts(story) == ["Rain\n\nIt fell.\n\nIt stopped.", "Rails\n\nThey sang."]
    italic = [mark for mark in story.chapters[1].marks if mark.kind is MarkKind.ITALIC]
    assert [story.chapters[1].text[m.start : m.end] for m in italic] == ["sang"]


def test_entries_into_lines_without_paragraphs() -> None:
    body = '<a name="a"></a><b>Rain</b><br/>It fell.<br/><a name="b"></a><b>Rails</b><br/>Sang.'
    entries = (("Rain", "all.xhtml#a"), ("Rails", "all.xhtml#b"))
    story = read_epub(epub({"all.xhtml": page(f"<div>{body}</div>")}, entries))
    assert texts(story) == ["Rain\n\nIt fell.", "Rails\n\nSang."]


def test_more_places_than_any_book_has_are_read_soon() -> None:
    def book(places: int) -> bytes:
        body = "".join(f'<p id="a{n}">Line {n}.</p>' for n in range(places))
        entries = [(f"Line {n}", f"all.xhtml#a{n}") for n in range(places)]
        return epub({"all.xhtml": page(body)}, entries)

    assert "Line 5999." in texts(read_epub(book(6_000)))[-1]
    assert grows_with_its_size(book, read_epub, 6_000)


def test_words_before_the_first_place_in_a_page_are_kept() -> None:
    body = '<p>For Tom.</p><h2 id="a">Rain</h2><p>It fell.</p><h2 id="b">Rails</h2><p>Sang.</p>'
    entries = (("Rain", "all.xhtml#a"), ("Rails", "all.xhtml#b"))
    story = read_epub(epub({"all.xhtml": page(body)}, entries))
    assert texts(story)[0] == "For Tom.\n\nRain\n\nIt fell."


def test_without_contents_the_headings_divide() -> None:
    assert texts(read_epub(epub(PAGES))) == [RAIN, RAILS]


def test_a_single_page_without_a_heading() -> None:
    story = read_epub(epub({"a.xhtml": page("<p>It fell.</p><p>It stopped.</p>")}))
    assert texts(story) == ["It fell.\n\nIt stopped."]


def test_a_number_and_a_title_are_one_heading() -> None:
    pages = {
        "1.xhtml": page("<h1>Chapter 1</h1><h2>The Long Night</h2><p>It fell.</p>"),
        "2.xhtml": page("<p>It stopped.</p>"),
    }
    entries = (("The Long Night", "1.xhtml"), ("2. The Short Day", "2.xhtml"))
    story = read_epub(epub(pages, entries))
    assert titles(story) == ["Chapter 1: The Long Night", "Chapter 2: The Short Day"]
    assert texts(story)[0] == "Chapter 1: The Long Night\n\nIt fell."


@pytest.mark.parametrize("top", ["<p>Chapter 1</p><p><b>Rain</b></p>", "<p>CHAPTER 1: RAIN</p>"])
def test_a_title_that_is_marked_as_no_heading_is_read_once(top: str) -> None:
    pages = {"one.xhtml": page(f"{top}<p>It fell.</p>"), "two.xhtml": page(TWO)}
    story = read_epub(epub(pages, (("Chapter 1: Rain", "one.xhtml"), ("Rails", "two.xhtml"))))
    assert texts(story)[0] == "Chapter 1: Rain\n\nIt fell."


def test_a_first_line_that_only_begins_like_the_title_is_kept() -> None:
    pages = {"one.xhtml": page("<p>Rain.</p><p>It fell.</p>"), "two.xhtml": page(TWO)}
    story = read_epub(epub(pages, (("Rain Again", "one.xhtml"), ("Rails", "two.xhtml"))))
    assert texts(story)[0] == "Rain Again\n\nRain.\n\nIt fell."


def test_a_heading_unlike_the_entry_is_kept() -> None:
    pages = {"one.xhtml": page("<h3>Ida</h3><p>It fell.</p>"), "two.xhtml": page(TWO)}
    story = read_epub(epub(pages, ENTRIES))
    assert texts(story)[0] == "Rain\n\nIda\n\nIt fell."


def test_the_title_of_a_part_stands_above_its_first_chapter() -> None:
    pages = {"part.xhtml": page("<h1>Part One</h1>"), **PAGES}
    story = read_epub(epub(pages, (("Part One", "part.xhtml"), *ENTRIES)))
    assert texts(story) == [f"Part One\n\n{RAIN}", RAILS]


FRONT = {
    "cover.xhtml": page('<img src="c.jpg" alt="Cover"/>'),
    "p0.xhtml": page("<h1>The Late Tram</h1><p>by Ada Moss</p>"),
    "copyright.xhtml": page("<p>All rights reserved by nobody.</p>"),
    "p1.xhtml": page("".join(f'<p><a href="{to}">{title}</a></p>' for title, to in ENTRIES * 2)),
}


@pytest.mark.parametrize("name", FRONT)
def test_pages_that_tell_nothing(name: str) -> None:
    story = read_epub(epub({name: FRONT[name], **PAGES}, ENTRIES))
    assert texts(story) == [RAIN, RAILS]


def test_pages_that_the_book_calls_so() -> None:
    pages = {
        "x1.xhtml": page("<p>Set in Foundry Grotesk.</p>", attributes=' epub:type="colophon"'),
        "x2.xhtml": page("<p>An imprint of no house.</p>"),
        **PAGES,
    }
    end = '<guide><reference type="copyright-page" href="x2.xhtml"/></guide>'
    story = read_epub(epub(pages, ENTRIES, package=opf(pages, end=end)))
    assert texts(story) == [RAIN, RAILS]
    assert "Foundry" in story.front
    assert "imprint" in story.front


def test_a_story_that_the_book_calls_its_cover_is_kept() -> None:
    long = "".join(
        f"<p>Tram number {n} was late, and nobody minded it at all.</p>" for n in range(80)
    )
    pages = {"cover.xhtml": page(long), **PAGES}
    assert "Tram number 79" in texts(read_epub(epub(pages, ENTRIES)))[0]


def test_notes_to_the_readers_are_marked_in_their_place() -> None:
    pages = {**PAGES, "an.xhtml": page("<p>Thank you for reading!</p>")}
    story = read_epub(epub(pages, (*ENTRIES, ("Author’s Note", "an.xhtml"))))
    (*_, last) = story.chapters
    assert titles(story) == ["Rain", "Rails"]
    (mark,) = (mark for mark in last.marks if mark.kind is MarkKind.NOTE)
    assert last.text[mark.start : mark.end] == "Author’s Note\n\nThank you for reading!"


@pytest.mark.parametrize("file", ["", "NAME.xhtml"])
def test_footnotes_are_written_out_by_their_signs(file: str) -> None:
    """Whether the link names its own file or not, and though each chapter begins with 1."""

    def noted(name: str, said: str) -> str:
        to = file.replace("NAME", name)
        return page(
            f'<h2>{said}</h2><p>The tram came late<a id="r1" href="{to}#n1"><sup>1</sup></a>.</p>'
            f'<p id="n1"><a href="{to}#r1">1.</a> As trams do, {said}.</p>'
        )

    pages = {"one.xhtml": noted("one", "Rain"), "two.xhtml": noted("two", "Rails")}
    story = read_epub(epub(pages, ENTRIES))
    assert [text.split("\n\n")[1:] for text in texts(story)] == [
        ["The tram came late[1].", "[1] As trams do, Rain."],
        ["The tram came late[2].", "[2] As trams do, Rails."],
    ]


def test_the_style_sheets_tell_italics() -> None:
    body = '<h2>Rain</h2><p>A <span class="x1">very</span> late tram.</p>'
    raw = epub(
        {"one.xhtml": page(body), "two.xhtml": page(TWO)},
        ENTRIES,
        more={"OEBPS/s.css": ".x1 { font-style: italic }"},
    )
    chapter = read_epub(raw).chapters[0]
    (mark,) = (mark for mark in chapter.marks if mark.kind is MarkKind.ITALIC)
    assert chapter.text[mark.start : mark.end] == "very"
