"""What a reader's marks make of whole paragraphs."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import of_kind, of_page

LETTER = "<p>It came at noon.</p><blockquote>{}</blockquote><p>He sighed.</p>"


@pytest.mark.parametrize(
    "inside",
    [
        "<p>From: Wren<br>To: Tobin<br>Subject: Rain</p><p>It rains here.</p>",
        "<p>Dear Tobin,</p><p>It rains here, and I miss you.</p>",
        "<p>Hi Tobin,</p><p>It rains here. Bring your coat.</p>",
        "<p>It rains here. Bring your coat.</p><p>Love, Wren</p>",
        "<p>It rains here. Bring your coat.</p><p>— Wren</p>",
    ],
)
def test_a_block_that_reads_as_a_letter_is_one(inside: str) -> None:
    """Its header, its salutation or its signature says so; all of it is the letter."""
    page = of_page(LETTER.format(inside))
    assert of_kind(page, Kind.NARRATION) == ["It came at noon.", "He sighed."]
    assert of_kind(page, Kind.LETTER)


def test_a_block_that_a_text_leads_up_to_is_a_message() -> None:
    page = of_page("<p>She texted him:</p><blockquote>come home</blockquote><p>He did.</p>")
    assert of_kind(page, Kind.MESSAGE) == ["come home"]


def test_any_other_block_stays_narration_with_its_speech() -> None:
    """A flashback, or what a newspaper says."""
    page = of_page('<p>It was long ago.</p><blockquote>"Row," said Wren, and left.</blockquote>')
    assert of_kind(page, Kind.DIALOGUE) == ['"Row,"']
    assert of_kind(page, Kind.LETTER) == []


def test_a_flashback_in_italics_is_no_thought() -> None:
    """Three paragraphs or more in which somebody speaks are told; their speech is found."""
    told = ("I was six when you came.", '"Row," said my mother.', "Oh, how I rowed!")
    page = of_page("".join(f"<p><i>{words}</i></p>" for words in told))
    assert of_kind(page, Kind.THOUGHT) == []
    assert of_kind(page, Kind.DIALOGUE) == ['"Row,"']


def test_a_few_short_paragraphs_in_italics_are_thoughts() -> None:
    page = of_page("<p>He rowed.</p><p><i>I am late.</i></p><p><i>Will you wait?</i></p>")
    assert of_kind(page, Kind.THOUGHT) == ["I am late.", "Will you wait?"]


def test_a_title_in_italics_is_no_thought() -> None:
    page = of_page("<p>They had sailed on the <i>Marigold</i>, he thought.</p>")
    assert of_kind(page, Kind.THOUGHT) == []


def test_a_picture_is_the_narrators() -> None:
    page = of_page('<p>He looked.</p><p><img alt="&quot;Stop,&quot; said a sign"></p>')
    assert of_kind(page, Kind.NARRATION) == ["He looked.", '"Stop," said a sign']
