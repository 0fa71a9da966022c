"""Chapters that a downloader could not get."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Metadata, Story
from fic_audio.page.read.failed_chapters import without_failed
from fic_audio.page.segment import segment
from tests.page.pages import story

TALE = "Ida counted the nets.\n\n“Nine,” she said.\n\n"


def made(*bodies: str) -> Story:
    chapters = tuple(Chapter(f"Chapter {nth}", body) for nth, body in enumerate(bodies, 1))
    return Story(Metadata(), chapters)


@pytest.mark.parametrize(
    "error",
    [
        "HTTP Error in FFF '503 Server Error' (503)",
        "404 Client Error: Not Found for url: https://example.org/3",
        "Failed to download chapter.",
        "Error: 429 Too Many Requests",
        "HTTPSConnectionPool(host='example.org', port=443): Read timed out.",
    ],
)
def test_an_error_message_is_no_chapter(error: str) -> None:
    """Its title is told; its words stay, as a note of the chapter before."""
    found = without_failed(made(TALE, error, TALE))
    assert [chapter.title for chapter in found.chapters] == ["Chapter 1", "Chapter 3"]
    assert found.lost == ("Chapter 2",)
    first = found.chapters[0]
    spans = segment(first)
    assert str(spans[-1].kind) == "note"
    assert first.text[spans[-1].start : spans[-1].end] == error


def test_a_marked_title_is_enough() -> None:
    bad = Chapter("3. Rope (CHAPTER ERROR)", "Nobody knows what went wrong.")
    found = without_failed(Story(Metadata(), (Chapter("2. Nets", TALE), bad)))
    assert found.lost == ("3. Rope",)


def test_the_first_chapter_may_be_missing() -> None:
    found = without_failed(made("503 Service Unavailable", TALE))
    assert [chapter.title for chapter in found.chapters] == ["Chapter 2"]
    assert str(segment(found.chapters[0])[0].kind) == "note"


@pytest.mark.parametrize(
    "tale",
    [
        "She failed to load the cart, and said so.",
        "“Error 404,” said the robot.",
        TALE * 20 + "Failed to download the ship's log.",
    ],
)
def test_a_story_about_errors_is_a_story(tale: str) -> None:
    assert len(without_failed(made(TALE, tale)).chapters) == 2


def test_nothing_but_errors_is_no_story() -> None:
    with pytest.raises(StoryError, match="download it again"):
        without_failed(made("HTTP Error 503", "HTTP Error 503"))


def test_a_text_stays_whole(tmp_path: Path) -> None:
    error = "Failed to download it: HTTP Error 503."
    text = f"Chapter 1\n\n{TALE}Chapter 2\n\n{error}\n\nChapter 3\n\n{TALE}"
    found = story(tmp_path, text)
    assert [chapter.title for chapter in found.chapters] == ["Chapter 1", "Chapter 3"]
    assert found.front + "".join(chapter.text for chapter in found.chapters) == text
