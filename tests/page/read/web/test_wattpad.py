"""Wattpad's pages."""

from __future__ import annotations

from fic_audio.model import MarkKind, Story
from fic_audio.page.read.web import wattpad
from fic_audio.page.read.web.tree import tree


def read(paragraphs: str, head: str = "", top: str = '<h1 class="h2">Rain</h1>') -> Story:
    """A part's page as a browser saves it, read."""
    page = tree(f"""<html><head><title>Rain - Oars - Wattpad</title>{head}
<link rel=canonical href="https://www.wattpad.com/123-oars-rain"></head><body>
<header><nav><a href="/home">Browse</a></nav></header><div class="toc"><h2 class="title">Oars</h2>
<span class="author">by penny</span></div><header class="panel">{top}<span>9 Reads</span>
<div class="author">by <a class="on-navigate" href="/user/halfpenny">penny</a></div></header>
<div class="page">{paragraphs}</div>
<div class="last-page"><a>Continue Reading Next Part</a>
<p>You'll also like</p></div></body></html>""")
    assert wattpad.knows(page)
    return wattpad.read(page)


PARAGRAPHS = """<pre><p data-p-id="a1">The <i>oar</i> broke.<span class="comment-marker"><span
class="num-comment">12</span></span></p><p data-p-id="a2" style="text-align:center">***</p><p
data-p-id="a3"><b>Ada</b> swam.<br>Tom sank.<button>Add comment</button></p><p data-p-id="a4"><img
src="x.jpg"></p></pre>"""


def test_the_header() -> None:
    told = read(PARAGRAPHS).metadata
    assert (told.title, told.authors) == ("Oars", ("penny",))
    assert told.url == "https://www.wattpad.com/123-oars-rain"


def test_only_the_paragraphs_are_told() -> None:
    """Neither the numbers of comments beside them nor what stands around."""
    (chapter,) = read(PARAGRAPHS).chapters
    assert chapter.title == "Rain"
    assert chapter.text == "Rain\n\nThe oar broke.\n\n***\n\nAda swam.\nTom sank."
    assert {mark.kind for mark in chapter.marks} == {
        MarkKind.HEADING, MarkKind.ITALIC, MarkKind.BOLD,
    }  # fmt: skip


def test_what_stands_between_the_paragraphs_is_told() -> None:
    box = '<pre><p data-p-id="a">a</p><blockquote><p>b</p></blockquote><p data-p-id="c">c</p></pre>'
    assert read(box).chapters[0].text == "Rain\n\na\n\nb\n\nc"


def test_paragraphs_that_stand_among_other_things() -> None:
    loose = '<div><p data-p-id="a">a</p><p>An advertisement.</p><p data-p-id="b">b</p></div>'
    assert read(loose).chapters[0].text == "Rain\n\na\n\nb"


def test_the_title_of_a_page_without_headings() -> None:
    assert read(PARAGRAPHS, top="").chapters[0].title == ""


def test_the_description_is_the_summary() -> None:
    head = '<meta property="og:description" content="Two keepers.">'
    assert read(PARAGRAPHS, head).metadata.summary == "Two keepers."


def test_what_the_site_says_of_a_part_is_no_summary() -> None:
    said = "Read Rain from the story Oars by penny with 9 reads."
    head = f'<meta property="og:description" content="{said}">'
    assert read(PARAGRAPHS, head).metadata.summary == ""
