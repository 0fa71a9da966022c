"""Old Kindle books of the Archive's works: paragraphs without a class or an id."""

from __future__ import annotations

import pytest

from tests.page.read.web.pages import noted, read, told

FLAT = """<html><body><a id="filepos1"></a><p height="0pt"> </p>
<p align="center"> <b>Oil</b><br> Posted originally on the <a href="https://archiveofourown.org/">
Archive of Our Own</a> at <a href="https://archiveofourown.org/works/4711">x</a>. </p>
<p><b>Rating:</b></p><blockquote><a>Mature</a></blockquote>
<p><b>Stats:</b></p><blockquote> Published: 2020-01-02 Words: 9 Chapters: {} </blockquote>
<mbp:pagebreak></mbp:pagebreak><p align="center"><font size="5"><b>Oil</b></font></p>
<p align="center">by <a href="https://archiveofourown.org/users/penny">penny</a></p>
<p>Summary</p><blockquote>A lamp.</blockquote><p>Notes</p><blockquote>Thanks!</blockquote>
<p><font size="2"> See the end of the work for </font><a href="#filepos9"><font>more notes</font>
</a></p><mbp:pagebreak></mbp:pagebreak>{}<mbp:pagebreak></mbp:pagebreak><a id="filepos8"></a>
<p>End Notes</p><blockquote>Bye.</blockquote><p align="center">Please <a>drop by the Archive and
comment</a> to let the creator know if you enjoyed their work!</p>{}</body></html>"""
FLAT_CHAPTERS = """<a id="filepos2"></a>
<p align="center"><font size="5"><b> 1. Stairs </b></font></p><p>Chapter Notes</p>
<blockquote>Mind the gap.</blockquote><p>He read the sign.<a href="#filepos3">1</a></p>
<blockquote>Keep out</blockquote><p><a id="filepos3"></a>1. Why?</p><p>Chapter End Notes</p>
<blockquote>Hard.</blockquote><mbp:pagebreak></mbp:pagebreak><a id="filepos5"></a>
<p align="center"><font size="5"><b> 2. Lamp </b></font></p><p>It burned.</p>"""
FLAT_CONTENTS = """<p align="center"><font size="5"><b>Table of Contents</b></font></p>
<p><a href="#filepos1">Preface</a></p><p><a href="#filepos2">1. Stairs</a></p>
<p><a href="#filepos5">2. Lamp</a></p><p><a href="#filepos8">Afterword</a></p>"""


@pytest.mark.parametrize("contents", [FLAT_CONTENTS, ""])
def test_an_old_kindle_book(contents: str) -> None:
    """A book of nothing but paragraphs, with its table of contents and without."""
    story = read(FLAT.format("2/2", FLAT_CHAPTERS, contents))
    first, last = story.chapters
    found = story.metadata
    assert (found.title, found.authors, found.rating) == ("Oil", ("penny",), "Mature")
    assert (found.summary, found.words, found.chapters) == ("A lamp.", 9, "2/2")
    assert found.url == "https://archiveofourown.org/works/4711"
    assert (first.title, last.title) == ("Chapter 1: Stairs", "Chapter 2: Lamp")
    assert noted(first) == ["Thanks!", "Mind the gap.", "Hard."]
    assert told(first) == "He read the sign.1 Keep out 1. Why?"
    assert (told(last), noted(last)) == ("It burned.", ["Bye."])


@pytest.mark.parametrize("contents", [FLAT_CONTENTS.replace("1. Stairs", "Oil"), ""])
def test_a_one_shot_as_an_old_kindle_book(contents: str) -> None:
    """Its story begins below the notes, under no heading."""
    story = '<a id="filepos2"></a><p> </p><p>It burned.</p><p>Notes</p><p>in the margin.</p>'
    contents = contents.replace('<p><a href="#filepos5">2. Lamp</a></p>', "")
    [chapter] = read(FLAT.format("1/1", story, contents)).chapters
    assert (chapter.title, told(chapter)) == ("", "It burned. Notes in the margin.")
    assert noted(chapter) == ["Thanks!", "Bye."]
