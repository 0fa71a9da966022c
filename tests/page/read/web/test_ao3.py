"""Works of the Archive of Our Own, in every shape they are downloaded and saved in."""

from __future__ import annotations

import re

import pytest

from fic_audio.model import Metadata
from fic_audio.page.read.web import ao3
from fic_audio.page.read.web.tree import tree
from tests.growth import grows_with_its_size
from tests.page.read.web.pages import DOWNLOAD, ONE_SHOT, WHOLE, noted, read, saved, told


def test_metadata_of_a_download() -> None:
    """Every row of the table, the byline and the notes' list is kept, each in its place."""
    assert read(DOWNLOAD).metadata == Metadata(
        title="Oil for the Lamp",
        authors=("penny (halfpenny)", "Cy"),
        fandoms=("The Lighthouse, Again", "Weather (TV)"),
        relationships=("Ada Gray/Tom Reed",),
        characters=("Ada Gray", "Tom Reed"),
        rating="Mature",
        warnings=("Major Character Death", "Underage"),
        tags=("Slow Burn", "Fog"),
        summary="Two keepers.\n\nOne lamp.",
        dedication="Bea, Dot",
        series="Lamps",
        part="2",
        language="English",
        words=12345,
        chapters="2/2",
        status="complete",
        published="2021-02-03",
        updated="2021-04-05",
        url="https://archiveofourown.org/works/4711",
        other=(
            ("Category", "Gen, F/M"),
            ("Collections", "Winter Swap"),
            ("Series", "Part 11 of Fog & Co"),
            ("Inspired by", "Wick by Eve"),
        ),
    )


def test_chapters_of_a_download() -> None:
    """Notes are marked where they stand; the Archive's own words are nowhere."""
    first, last = read(DOWNLOAD).chapters
    assert (first.title, last.title) == ("Chapter 1: The Stairs", "Chapter 2: The Lamp")
    assert noted(first) == [
        "Thanks to my beta!",
        "Summary: They climb.",
        "Mind the gap.",
        "Stairs are hard.",
    ]
    assert noted(last) == ["Find me elsewhere."]
    assert told(last) == "It burned."
    assert first.text.index("Mind the gap.") < first.text.index('"Up,"')


def test_a_story_keeps_what_looks_like_the_archives_own() -> None:
    """A word "Notes" or an element of class "meta" inside the story is story."""
    first = read(DOWNLOAD).chapters[0]
    assert told(first) == '"Up," said Ada. Notes were all he kept. The sign said: keep out.'


def test_metadata_of_a_saved_page() -> None:
    """Rows are known by their classes, whatever language a browser shows them in."""
    page = saved(ONE_SHOT.format("<p>It burned.</p>"), stats="3/?")
    found = read(page).metadata
    assert (found.title, found.authors) == ("Oil for the Lamp", ("penny",))
    assert (found.rating, found.tags, found.explicit) == ("Explicit", ("Fog", "Oil"), True)
    assert (found.series, found.part, found.language) == ("Lamps", "3", "pt-BR")
    assert (found.words, found.chapters, found.status) == (1212, "3/?", "in progress")
    assert (found.published, found.updated) == ("2020-01-02", "2020-03-04")
    assert found.url == "https://archiveofourown.org/works/4711"


def test_an_entire_work_saved() -> None:
    """Each chapter with its title, its notes and its story, and nothing of the page around."""
    note = '<div class="notes module"><h3 class="heading">Notes:</h3><p class="jump">(See the end \
of the work for <a>notes</a> and <a>other works inspired by this one</a>.)</p></div>'
    end = '<div id="work_endnotes" class="end notes module"><h3 class="heading">Notes:</h3>\
<blockquote class="userstuff"><p>All done.</p></blockquote></div>'
    story = read(saved(WHOLE, stats="2/2", preface=note, after=end))
    first, last = story.chapters
    assert (first.title, last.title) == ("Chapter 1: Stairs", "Chapter 2")
    assert noted(first) == ["Chapter by Cy", "Summary: They climb.", "Hard stairs."]
    assert (told(first), told(last)) == ('"Up," said Ada.', "It burned.")
    assert noted(last) == ["All done."]


def test_one_chapter_of_many() -> None:
    """A saved chapter is that chapter alone, with its title."""
    only = WHOLE[WHOLE.index('<div class="chapter" id="chapter-2">') :]
    [chapter] = read(saved(only, stats="2/?")).chapters
    assert chapter.text == "Chapter 2\n\nIt burned."


def test_a_one_shot_has_no_title_of_its_own() -> None:
    """The landmark over its text is not a heading."""
    [chapter] = read(saved(ONE_SHOT.format("<p>It burned.</p>"))).chapters
    assert (chapter.title, chapter.text, chapter.marks) == ("", "It burned.", ())


def test_all_of_the_story_is_kept() -> None:
    """Nested works, skins, tables, footnotes, pictures and lists inside the story."""
    story = """<div class="userstuff"><p class="message">hi</p></div><div class="notes module">
<h3 class="heading">Notes:</h3><p>pinned to the wall</p></div><table><tr><td>a</td><td>b</td></tr>
</table><ul class="actions"><li>one</li></ul><p>x<sup>1</sup></p><h3>Work Text</h3>
<p class="landmark">See the end of the chapter for notes</p><img alt="a map"><p>END</p>"""
    [chapter] = read(saved(ONE_SHOT.format(story))).chapters
    words = "hi Notes: pinned to the wall a b one x1 Work Text See the end of the chapter for notes"
    assert " ".join(chapter.text.split()) == f"{words} a map END"
    assert noted(chapter) == []


@pytest.mark.parametrize(
    ("byline", "authors", "other"),
    [
        ("Anonymous", ("Anonymous",), ()),
        ("Anonymous [<a>penny</a>]", ("Anonymous",), ()),
        ("<a>penny (orphan_account)</a>, <a>Cy</a>", ("penny (orphan_account)", "Cy"), ()),
        ("penny [archived by <a>Keeper</a>]", ("penny",), (("Archived by", "Keeper"),)),
    ],
)
def test_bylines(byline: str, authors: tuple[str, ...], other: tuple[tuple[str, str], ...]) -> None:
    """Works without an author's name, of authors who left, and brought from elsewhere."""
    page = saved(ONE_SHOT.format("<p>It burned.</p>")).replace('<a rel="author">penny</a>', byline)
    found = read(page).metadata
    assert (found.authors, found.other) == (authors, other)


def test_gifts_prompts_and_translations() -> None:
    """The list above the notes tells whom a work is for and what it comes from."""
    notes = """<div class="notes module"><h3 class="heading">Notes:</h3><ul class="associations">
<li>For <a>Bea</a>.</li><li>A translation of <a>Lampe</a> by <a>Eve</a>.</li>
<li>Translation into <span lang="fr">Français</span> available: <a>Lampe</a> by <a>Flo</a></li>
<li>In response to a <a>prompt</a> by Gus in the <a>Fog</a> collection.</li></ul>
<blockquote class="userstuff"><p>Enjoy!</p></blockquote></div>"""
    story = read(saved(ONE_SHOT.format("<p>It burned.</p>"), preface=notes))
    assert story.metadata.dedication == "Bea"
    assert story.metadata.other == (
        ("A translation of", "Lampe by Eve"),
        ("Translation into", "Français available: Lampe by Flo"),
        ("In response to", "a prompt by Gus in the Fog collection"),
    )
    assert noted(story.chapters[0]) == ["Enjoy!"]


def test_a_page_of_the_first_years() -> None:
    """The layout of 2010: other classes, notes right in their block, words right in the body."""
    page = """<html><body><p class="message">Posted originally on the <a href="http://archive\
ofourown.org">Archive of Our Own</a> at <a href="http://archiveofourown.org/works/9">x</a>.</p>
<dl class="work meta"><dt class="rating">Rating:</dt><dd class="rating"><ul><li><a>Mature</a></li>
</ul></dd></dl><div class="preface"><h2 class="title">Wick</h2><h3 class="byline"><a>penny</a></h3>
<h3 class="recipients">for Bea</h3><blockquote class="summary"><h3>Summary:</h3><p>A wick.</p>
</blockquote><blockquote class="notes"><h3>Notes:</h3><p>First one!</p>
<span class="endnotes-link">See the end of the work for more <a>notes</a>.</span></blockquote></div>
<div id="chapters" class="user-generated-view" role="article"><h3 class="landmark">Work Text:</h3>
It <em>burned</em>, they said.<p>Then it did not.</p></div>
<div class="preface"><div id="work_endnotes" class="footnotes"><h3>Notes:</h3>
<blockquote class="user-generated-view"><p>Bye.</p></blockquote></div></div>
<p class="message">Please <a>drop by the archive and comment</a>!</p></body></html>"""
    story = read(page)
    [chapter] = story.chapters
    assert (story.metadata.title, story.metadata.summary) == ("Wick", "A wick.")
    assert (story.metadata.dedication, story.metadata.rating) == ("Bea", "Mature")
    assert noted(chapter) == ["First one!", "Bye."]
    assert told(chapter) == "It burned, they said. Then it did not."
    assert "It burned, they said.\n\nThen" in chapter.text


def test_an_ebook_with_its_classes_renamed() -> None:
    """Converters rename classes and split chapters over files; the words tell what is what."""
    parts = re.split(r"(?=<div class=\"meta group\">|<div id=\"afterword\">)", DOWNLOAD)
    body = [re.sub(r'class="(meta group|meta)"', 'class="calibre1"', part) for part in parts]
    open_, close = '<div id="chapters" class="userstuff1">', "</div>"
    body[0] = body[0].partition("<body>")[2] + close
    body[1] = open_ + body[1].replace('<div class="userstuff">', '<div class="userstuff2">') + close
    first, second = body[2].split("<p>It burned.</p>")
    rest = '</div></div></section><section data-file="x"><div id="chapters" class="userstuff1">'
    cut = f'{first}<p>It</p>{rest}<div class="userstuff2"><p>burned.</p>{second}'
    body[2] = open_ + cut
    page = "".join(f'<section data-file="{nth}">{part}</section>' for nth, part in enumerate(body))
    page = page.replace("</body></html>", "")
    found, plain = read(page), read(DOWNLOAD)
    assert found.metadata == plain.metadata
    assert [c.title for c in found.chapters] == [c.title for c in plain.chapters]
    assert list(map(told, found.chapters)) == list(map(told, plain.chapters))
    assert list(map(noted, found.chapters)) == list(map(noted, plain.chapters))


def test_an_ebook_without_any_of_its_classes() -> None:
    """Where a converter kept the ids alone, the Archive's words and headings are enough."""
    bare = read(re.sub(r' class="(?!userstuff|endnote)[^"]*"', ' class="calibre"', DOWNLOAD))
    plain = read(DOWNLOAD.replace('<div class="meta"><h2 class="heading">', "<div><h2>"))
    assert bare.metadata == plain.metadata
    assert [(c.title, told(c), noted(c)) for c in bare.chapters] == [
        (c.title, told(c), noted(c)) for c in plain.chapters
    ]


def test_a_download_of_the_first_years() -> None:
    """Before 2013 no element held the preface or the afterword."""
    page = re.sub(r'<h2 class="toc-heading">.*?</h2>', "", DOWNLOAD)
    page = page.replace('<div id="preface">', "<div>").replace('<div id="afterword">', "<div>")
    page = page.replace('<h2 class="heading">1.', "<h2>1.")
    old, new = read(page), read(DOWNLOAD)
    assert old.metadata == new.metadata
    assert [(c.title, c.text) for c in old.chapters] == [(c.title, c.text) for c in new.chapters]


def test_scripts_between_chapters() -> None:
    """They are not words, so that notes below them still stand above their chapter."""
    script = '<script type="speculationrules">{"prefetch": []}</script>'
    page = saved(
        WHOLE.replace('<div class="chapter preface', f'{script}<div class="chapter preface')
    )
    plain, found = read(saved(WHOLE)), read(page)
    assert [c.text for c in found.chapters] == [c.text for c in plain.chapters]


def test_other_pages_are_not_known() -> None:
    """A page that merely has chapters is no page of the Archive."""
    assert not ao3.knows(tree("<div id=chapters><p>One</p></div>"))
    assert not ao3.knows(tree("<h1>Oil</h1><div class=userstuff><p>It burned.</p></div>"))


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("<div>", 25_000),
        ("<div><h2 class=heading>a</h2>b", 5_000),
        ("<p>x</p>y", 5_000),
        ("<h2 class=heading>x</h2>", 5_000),
        ("<div class=meta><p>Notes</p>x", 5_000),
        ("<ul class=associations><li>For x", 5_000),
    ],
)
@pytest.mark.parametrize(
    "page", ["<div id=workskin><div id=chapters>{}x", "<div id=preface>{}x</div><div id=chapters>x"]
)
def test_a_hostile_page_takes_no_longer(page: str, unit: str, size: int) -> None:
    """Time grows with the page, whatever nests in what."""
    assert grows_with_its_size(
        lambda many: page.format(unit * many), lambda html: ao3.read(tree(html)), size
    )
