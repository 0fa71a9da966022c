"""Readers in a process of their own."""

from __future__ import annotations

import pytest

from fic_audio.errors import StoryError
from fic_audio.model import MarkKind
from fic_audio.page.read.apart import apart

_LAMP = rb"{\rtf1\ansi{\info{\title The Lamp}}He {\i never} came back.\par She waited.\par}"


def test_a_story_comes_back_with_its_marks_and_metadata() -> None:
    story = apart("rtf:read_rtf", _LAMP)
    assert story.metadata.title == "The Lamp"
    (chapter,) = story.chapters
    (mark,) = (mark for mark in chapter.marks if mark.kind is MarkKind.ITALIC)
    assert chapter.text[mark.start : mark.end] == "never"


def test_an_error_of_the_reader_comes_through() -> None:
    with pytest.raises(StoryError, match="nests too deep"):
        apart("rtf:read_rtf", rb"{\rtf1" + b"{" * 20_000)


def test_a_reader_that_fails_is_a_story_error() -> None:
    with pytest.raises(StoryError, match="damaged or unusual"):
        apart("rtf:no_such_reader", _LAMP)


def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(StoryError, match="takes too long"):
        apart("rtf:read_rtf", _LAMP, seconds=-1.66)
