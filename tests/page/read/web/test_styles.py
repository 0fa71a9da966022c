"""Style sheets: what they say that changes the sound."""

from __future__ import annotations

import pytest

from fic_audio.model import MarkKind
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import tree


def marks(html: str, *sheets: str) -> list[tuple[MarkKind, str]]:
    page = tree(html)
    passage = extract_text([page.body], styles(page, sheets)) if page.body else extract_text([])
    return [(mark.kind, passage.text[mark.start : mark.end]) for mark in passage.marks]


@pytest.mark.parametrize(
    "rule",
    [
        "font-style: italic",
        "FONT-STYLE:Oblique",
        "font: italic 12pt serif",
        "/* x */font-style:italic",
    ],
)
def test_italics_of_a_class(rule: str) -> None:
    html = f"<style>p.a, .thought {{ color: red; {rule} }}</style><p><span class=thought>No</span>."
    assert marks(html) == [(MarkKind.ITALIC, "No")]


def test_italics_of_an_element_itself() -> None:
    assert marks('<p><span style="font-style:italic">No</span>.') == [(MarkKind.ITALIC, "No")]


def test_bold_by_weight() -> None:
    html = '<p><span style="font-weight: 700">No</span> <b style="font-weight:normal">way</b>.'
    assert marks(html) == [(MarkKind.BOLD, "No")]


def test_upright_words_in_italics() -> None:
    html = '<p><i>I <span style="font-style: normal">never</span> did</i>'
    assert marks(html) == [(MarkKind.ITALIC, "I"), (MarkKind.ITALIC, "did")]


def test_a_sheet_of_a_book() -> None:
    assert marks("<p><span class=c5>No</span>", ".c5{font-style:italic}") == [
        (MarkKind.ITALIC, "No")
    ]


def test_the_element_itself_weighs_more_than_its_class() -> None:
    html = '<p><span class=c5 style="font-style:normal">No</span>'
    assert marks(html, ".c5{font-style:italic}") == []


def test_a_broken_sheet_is_no_trouble() -> None:
    html = "<p><span class=c5>No</span>"
    assert marks(html, "}}{{ } .c5{font-style:italic}") == [(MarkKind.ITALIC, "No")]
    assert marks(html, "/* never closed .c5{font-style:italic}") == []
