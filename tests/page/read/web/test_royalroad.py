"""A chapter's page of Royal Road, made up after theirs."""

from __future__ import annotations

from fic_audio.model import MarkKind
from fic_audio.page.read.web import read_html

PAGE = """<!DOCTYPE html><html><head><title>Salt and Rope - Chapter 4: Tar | Royal Road</title>
<style>.cnXyz{display: none; speak: never;}</style></head><body>
<div class="row fic-header"><a href="/fiction/7/salt-and-rope"><h2>Salt and Rope</h2></a>
<h1 class="break-word">Chapter 4: Tar</h1><h3>by <a href="/profile/3">wren</a></h3></div>
<div class="portlet author-note-portlet"><div class="caption">A note from wren</div>
<div class="author-note"><p>Book two is out!</p></div></div>
<div class="chapter-inner chapter-content"><p class="cnA">The pots were hot.</p>
<p class="cnXyz">This text was taken without leave.</p><p>“Stir,” said Ida.</p></div>
<div class="nav-buttons"><a>Next Chapter</a></div>
<div class="comments"><p>Great chapter!</p></div></body></html>"""


def test_a_chapter_with_its_story_and_author() -> None:
    """Hidden notices, ways and comments are not there; what the author says is a note."""
    story = read_html(PAGE.encode())
    assert (story.metadata.title, story.metadata.authors) == ("Salt and Rope", ("wren",))
    (chapter,) = story.chapters
    assert chapter.title == "Chapter 4: Tar"
    assert chapter.text == (
        "Chapter 4: Tar\n\nBook two is out!\n\nThe pots were hot.\n\n“Stir,” said Ida."
    )
    notes = [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.NOTE]
    assert notes == ["Book two is out!"]
