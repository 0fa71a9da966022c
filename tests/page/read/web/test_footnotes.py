"""Footnotes that are links, written out."""

from __future__ import annotations

import pytest

from fic_audio.page.read.web.footnotes import write_out
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import tree


def read(html: str) -> str:
    page = tree(html)
    write_out(page)
    return extract_text([page.body]).text if page.body else ""


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


REFERENCE = '<p>The bag<sup><a epub:type="noteref" href="#n1">{}</a></sup> was old.</p>'


@pytest.mark.parametrize(
    ("sign", "note"),
    [
        ("1", '<aside epub:type="footnote" id="n1"><p>Of salt.</p></aside>'),
        ("*", '<aside role="doc-footnote" id="n1">Of salt.</aside>'),
        ("†", '<div epub:type="endnote" id="n1"><p>† Of salt.</p></div>'),
        ("[1]", '<ol><li epub:type="rearnote" id="n1"><p>Of salt.</p></li></ol>'),
        ("1", '<aside epub:type="footnote" id="n1"><p>Of</p><p>salt.</p></aside>'),
    ],
)
def test_a_note_that_opens_in_a_box(sign: str, note: str) -> None:
    """It stands behind the paragraph that refers to it, as one paragraph, with its sign once."""
    text = read(f"{REFERENCE.format(sign)}<p>It rained.</p>{note}")
    assert text == "The bag[1] was old.\n\n[1] Of salt.\n\nIt rained."


def test_two_notes_of_one_paragraph_keep_their_order() -> None:
    text = read(
        '<p>The bag<a role="doc-noteref" href="#n1">1</a> on the quay<a role="doc-noteref"'
        ' href="#n2">2</a>.</p><p>It rained.</p>'
        '<aside id="n1">Old.</aside><aside id="n2">Wet.</aside>'
    )
    assert text == "The bag[1] on the quay[2].\n\n[1] Old.\n\n[2] Wet.\n\nIt rained."


def test_a_note_within_a_note_stays_there() -> None:
    """No word of it is lost."""
    text = read(
        f"{REFERENCE.format(1)}"
        '<aside id="n1">Of salt<a epub:type="noteref" href="#n2">2</a>.</aside>'
        '<aside id="n2">From the sea.</aside>'
    )
    assert text.count("Of salt") == text.count("From the sea") == 1


def test_raised_figures_stay_raised() -> None:
    """The million is none of a hundred and six, and a number alone may be a note's sign."""
    assert read("<p>10<sup>6</sup> gulls<sup>2</sup>, the 1<sup>st</sup> time</p>") == (
        "10⁶ gulls², the 1st time"
    )
