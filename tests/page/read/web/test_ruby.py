"""Words above words."""

from __future__ import annotations

import pytest

from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.ruby import gloss
from fic_audio.page.read.web.tree import tree


@pytest.mark.parametrize(
    ("ruby", "text"),
    [
        ("剣<rt>sword</rt>", "The sword fell."),
        ("剣<rp>(</rp><rt>sword</rt><rp>)</rp>", "The sword fell."),
        ("剣<rt>けん</rt>", "The 剣 fell."),
        ("Ashbringer<rt>the burning blade</rt>", "The Ashbringer (the burning blade) fell."),
    ],
)
def test_a_gloss(ruby: str, text: str) -> None:
    """What is said stands in the text: the gloss that a listener understands, or the word."""
    page = tree(f"<p>The <ruby>{ruby}</ruby> fell.</p>")
    gloss(page)
    assert page.body is not None
    assert extract_text([page.body]).text == text
