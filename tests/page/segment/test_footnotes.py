"""Footnotes in a chapter's text: the signs and the notes."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind, MarkKind
from fic_audio.page.segment import segment
from fic_audio.page.segment.footnotes import with_footnotes


def marked(text: str, kind: MarkKind) -> list[str]:
    marks = with_footnotes(Chapter("", text)).marks
    return [text[mark.start : mark.end] for mark in marks if mark.kind is kind]


@pytest.mark.parametrize("sign", ["[1]", "(1)", "¹", "*", "**", "[*]", "†"])
def test_a_sign_and_the_note_below_belong_together(sign: str) -> None:
    """Both signs are marked as such, the note with its own."""
    text = f"She took the oar{sign} and left.\n\nIt rained.\n\n{sign} Of ash wood.\n"
    assert marked(text, MarkKind.REFERENCE) == [sign, sign]
    assert marked(text, MarkKind.FOOTNOTE) == [f"{sign} Of ash wood."]


@pytest.mark.parametrize(
    "text",
    [
        "She took the oar[1] and left.\n\nIt rained.",
        "It rained.\n\n[1] Of ash wood.",
        "It was *cold* there.\n\n* Of ash wood.",
        "[1] Of ash wood.\n\nShe took the oar[1] and left.",
    ],
)
def test_a_sign_without_the_other_is_text(text: str) -> None:
    """No sign, no note, or the note before its sign: all of it stays."""
    assert with_footnotes(Chapter("", text)).marks == ()


def test_a_sign_does_not_break_a_quotation() -> None:
    """The words around a sign stay one span, and the note is no story."""
    chapter = with_footnotes(Chapter("", '"Row[1] on," he said.\n\n[1] Quickly.'))
    kinds = [span.kind for span in segment(chapter)]
    assert kinds == [Kind.DIALOGUE, Kind.NARRATION, Kind.NOTE]
