"""RTF documents."""

from __future__ import annotations

from fic_audio.model import MarkKind
from fic_audio.page.read.rtf import read_rtf


def test_italics_and_letters_of_its_code_page_are_kept() -> None:
    (chapter,) = read_rtf(rb"{\rtf1\ansi\ansicpg1252 Caf\'e9, {\i now}.\par Go.\par}").chapters
    assert chapter.text == "Café, now.\n\nGo."
    assert [chapter.text[m.start : m.end] for m in chapter.marks if m.kind is MarkKind.ITALIC] == [
        "now"
    ]


def test_unicode_replaces_the_character_that_stands_in_for_it() -> None:
    (chapter,) = read_rtf(rb"{\rtf1\uc1 \u8220?Oh\u8221? \u-10179?\u-8704?\par}").chapters
    assert chapter.text == "“Oh” 😀"
