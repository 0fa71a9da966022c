"""What stands aside from the story: footnotes, pictures, the names of a chat."""

from __future__ import annotations

from typing import Any

import pytest

from fic_audio.config import Part, Pauses
from fic_audio.model import Chapter, Mark, MarkKind
from fic_audio.page.segment import segment
from fic_audio.page.segment.footnotes import with_footnotes
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.cast import cast_voices
from fic_audio.script.prosody.direction import direct_lines
from tests.factories import ONLY_ADA
from tests.script.scripts import PEOPLE


def said(chapter: Chapter, **how: Any) -> list[str]:
    chapter = with_footnotes(chapter)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    made = cast_voices([chapter], [lines], PEOPLE, ONLY_ADA, Part())
    return [cue.text for cue in direct_lines(chapter, lines, made, Pauses(), **how)]


NOTED = Chapter("", "She took the oar[1] and left.\n\nIt rained.\n\n[1] Of ash wood.")
OAR, RAIN, NOTE = "She took the oar and left.", "It rained.", ["Footnote.", "Of ash wood."]


@pytest.mark.parametrize(
    ("footnotes", "words"),
    [
        ("place", [OAR, *NOTE, RAIN]),
        ("end", [OAR, RAIN, *NOTE]),
        ("skip", [OAR, RAIN]),
    ],
)
def test_a_footnote_is_read_where_the_listener_wants(footnotes: str, words: list[str]) -> None:
    """Behind the paragraph that refers to it, at the end or not; its sign never."""
    assert said(NOTED, footnotes=footnotes) == words


def test_a_footnote_is_no_authors_note() -> None:
    """It is read where author's notes are not."""
    text = "She took the oar[1] and left.\n\nA/N: Thanks!\n\n[1] Of ash wood."
    assert said(Chapter("", text)) == [OAR, *NOTE]


@pytest.mark.parametrize(("images", "words"), [("describe", ["Picture:", "A boat"]), ("skip", [])])
def test_a_picture_is_described_or_not(images: str, words: list[str]) -> None:
    page = Chapter("", "It rained.\n\nA boat", 0, (Mark(MarkKind.IMAGE, 12, 18),))
    assert said(page, images=images) == ["It rained.", *words]


def test_a_chat_names_who_writes_where_that_changes() -> None:
    """The time of day is not read."""
    text = "[12:03] wren: hello\n\n[12:03] wren: hey\n\n[12:04] tobin_99: no"
    assert said(Chapter("", text)) == ["wren", "hello", "hey", "tobin ninety-nine", "no"]
