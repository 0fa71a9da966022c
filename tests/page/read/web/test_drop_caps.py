"""Large first letters, joined to the words that they begin."""

from __future__ import annotations

import pytest

from fic_audio.page.read.web.drop_caps import join_initials
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import tree


def read(html: str) -> str:
    page = tree(html)
    join_initials(page)
    return extract_text([page.body]).text if page.body else ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p><img alt="T">he road.</p>', "The road."),
        ('<p><img alt="“T">he road.”</p>', "“The road.”"),
        ('<p><img alt="Drop cap T">he road.</p>', "The road."),
        ('<p><img alt="The letter T"><span>HE ROAD</span> was wet.</p>', "THE ROAD was wet."),
        ('<p><span><img alt="T"></span>he road.</p>', "The road."),
        ('<p><img alt="A"> road.</p>', "A road."),
        ('<p><span class="dropcap">T</span> he road.</p>', "The road."),
        ('<p><span class="dc">T</span><span class="sc">he road</span>.</p>', "The road."),
        ('<div class="drop-cap">T</div><p>he road.</p>', "The road."),
        ('<p><span class="initial">I</span> was late.</p>', "I was late."),
        ('<p>He drew <img alt="X"> there.</p>', "He drew\n\nX\n\nthere."),
        ('<p><img alt="A map"> of the road.</p>', "A map\n\nof the road."),
    ],
)
def test_a_first_letter(html: str, text: str) -> None:
    """A letter that begins a word joins it; a word by itself and a picture stay apart."""
    assert read(html) == text
