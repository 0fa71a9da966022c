"""Footnotes that are links, written out."""

from __future__ import annotations

from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.footnotes import write_out
from fic_audio.page.read.web.tree import tree


def read(html: str) -> str:
    page = tree(html)
    write_out(page)
    return flow([page.body]).text if page.body else ""


def test_a_linked_number_becomes_a_sign() -> None:
    """The note begins with the same sign, and the way back goes."""
    text = read(
        '<p>The oar<sup><a href="#n1" id="r1">1</a></sup> broke.</p>'
        '<p id="n1">Of ash wood. <a href="#r1">↩</a></p>'
    )
    assert text == "The oar[1] broke.\n\n[1] Of ash wood."


def test_a_number_that_leads_back_is_not_said_twice() -> None:
    text = read(
        '<p>The oar<a name="r1" href="#n1">[1]</a> broke.</p>'
        '<p><a name="n1" href="#r1">[1]</a> Of ash wood.</p>'
    )
    assert text == "The oar[1] broke.\n\n[1] Of ash wood."


def test_the_notes_of_a_list_get_their_signs() -> None:
    """What a browser counts by itself is written out; "Back to text" goes."""
    text = read(
        '<p>The oar<a href="#n1" id="r1">*</a> and the boat<a href="#n2" id="r2">**</a> broke.</p>'
        '<ol><li id="n1"><p>Of ash wood. <a href="#r1">Back to text</a></p></li>'
        '<li id="n2">Of oak. <a href="#r2">(back)</a></li></ol>'
    )
    assert text == "The oar[1] and the boat[2] broke.\n\n[1] Of ash wood.\n\n[2] Of oak."


def test_a_table_of_contents_stays_as_it_is() -> None:
    text = read(
        '<p><a href="#c1">1</a> <a href="#c2">2</a></p><h2 id="c1">A</h2><h2 id="c2">B</h2>'
    )
    assert text.startswith("1 2")


def test_a_link_in_the_note_that_leads_elsewhere_keeps_its_words() -> None:
    text = read(
        '<p id="top">The oar<a href="#n1" id="r1">1</a> broke.</p>'
        '<p id="n1">As <a href="#top">said before</a>. <a href="#r1">^</a></p>'
    )
    assert text == "The oar[1] broke.\n\n[1] As said before."
