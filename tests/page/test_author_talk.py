"""What authors say to their readers."""

from __future__ import annotations

import pytest

from fic_audio.page.author_talk import is_aside, is_said


@pytest.mark.parametrize(
    "said",
    [
        "Thanks to everyone who reviewed last time!",
        "Sorry for the wait, I hope you enjoy this chapter.",
        "Come yell at me on tumblr!",
        "Kudos and comments make my day <3",
        "Next update will be on Friday, see you then!",
    ],
)
def test_said_to_readers(said: str) -> None:
    assert is_said(said)


@pytest.mark.parametrize(
    "told",
    [
        "I am sorry for what I wrote to you.",
        "Reader, I married him.",
        "We hope that you enjoyed the story.",
        "“Sorry for the wait, I hope you enjoy this chapter,” she said.",
        "The update took an hour, and nobody thanked her for it.",
    ],
)
def test_told_in_a_story(told: str) -> None:
    """One thing of an author alone stands in stories, too."""
    assert not is_said(told)


def test_words_in_brackets() -> None:
    assert is_aside("insert dramatic music")
    assert not is_aside("it was the last one, and she knew it")
