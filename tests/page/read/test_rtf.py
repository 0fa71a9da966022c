"""RTF documents."""

from __future__ import annotations

from fic_audio.model import MarkKind
from fic_audio.page.read.rtf import read_rtf
from fic_audio.page.segment.footnotes import with_footnotes


def test_italics_and_letters_of_its_code_page_are_kept() -> None:
    (chapter,) = read_rtf(rb"{\rtf1\ansi\ansicpg1252 Caf\'e9, {\i now}.\par Go.\par}").chapters
    assert chapter.text == "Café, now.\n\nGo."
    assert [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.ITALIC] == [
        "now"
    ]


def test_unicode_replaces_the_character_that_stands_in_for_it() -> None:
    (chapter,) = read_rtf(rb"{\rtf1\uc1 \u8220?Oh\u8221? \u-10179?\u-8704?\par}").chapters
    assert chapter.text == "“Oh” 😀"


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    note = rb"{\super\chftn}{\footnote\pard\plain{\super\chftn} A short {\i sword}.\par Old.}"
    story = rb"{\rtf1\ansi He drew his tanto" + note + rb" and ran.\par Go.\par}"
    (chapter,) = read_rtf(story).chapters
    assert chapter.text == "He drew his tanto[1] and ran.\n\n[1] A short sword. Old.\n\nGo."
    kinds = {mark.kind for mark in with_footnotes(chapter).marks}
    assert {MarkKind.FOOTNOTE, MarkKind.REFERENCE} <= kinds


def test_a_footnote_that_never_ends_is_kept() -> None:
    (chapter,) = read_rtf(rb"{\rtf1\ansi He ran.{\footnote To the sea.").chapters
    assert "To the sea." in chapter.text


def test_headers_and_pictures_are_not_read() -> None:
    story = rb"{\rtf1\ansi{\header Page \chpgn}{\pict 89504e47}{\*\bkmkstart x}He ran.\par}"
    (chapter,) = read_rtf(story).chapters
    assert chapter.text == "He ran."
