"""What authors say to their readers without a label."""

from __future__ import annotations

import pytest

from fic_audio.model import MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

STORY = "\n\n".join(f"Ada rowed on through the {nth}. fog, and Tom bailed." for nth in range(60))


def noted(text: str) -> list[str]:
    passage = mark_unlabelled_notes(AnnotatedText(text))
    return [text[m.start : m.end] for m in passage.marks if m.kind is MarkKind.NOTE]


@pytest.mark.parametrize(
    "said",
    [
        "I'd like to thank gull7, wick and Penny for betareading.",
        "Thanks to everyone who reviewed, you are the best!",
        "My first fic, so be kind to me.",
        "Thank you all for the lovely reviews. I will update again on Monday.",
        "Sorry for the wait. I hope you like this chapter, it's the longest I have written so far.",
    ],
)
def test_thanks_above_a_break(said: str) -> None:
    assert noted(f"{said}\n\n* * *\n\n{STORY}") == [said]


def test_doubts_and_requests_below_the_last_break() -> None:
    """All paragraphs are notes, although each by itself could be doubted."""
    said = [
        "Not my best chapter. I am bad at writing children, the characterization is all wrong.",
        "Does the story make sense to you? I rewrote the plot three times.",
    ]
    text = f"{STORY}\n\noOo\n\nTom slept.\n\n*\n\n" + "\n\n".join(said)
    assert noted(text) == said


@pytest.mark.parametrize("said", ["Review please!", "R&R!", "Please review.", "(Read and review!)"])
@pytest.mark.parametrize("above", ["", "~\n\nTom slept.\n\n"], ids=["no break", "a break"])
def test_a_bare_request_at_the_end(said: str, above: str) -> None:
    assert noted(f"{STORY}\n\n{above}{said}") == [said]


@pytest.mark.parametrize(
    "told",
    [
        "I turned to the last chapter of the book that you gave me and wrote my name in it.",
        "Thank you for the oar, Tom had said. I thanked him for the reading of it.",
        "I hope you enjoy the tea. I am sorry that I left.",
        "The reviews of the play were kind.",
        '"Please review the plans," I said.',
        "This is the story of how I lost my oar.",
        "I updated the log. We were alone.",
    ],
)
def test_story_set_apart_stays_story(told: str) -> None:
    """A first person who speaks of books and thanks is no author's note."""
    assert noted(f"{told}\n\n***\n\n{STORY}") == []
    assert noted(f"{STORY}\n\n***\n\n{told}") == []


def test_an_aside_without_a_break_stays_story() -> None:
    assert noted(f"I'd like to thank Penny for betareading.\n\n{STORY}") == []


def test_story_beside_an_aside_keeps_both() -> None:
    """Where one paragraph of a scene is no aside, none is."""
    assert noted(f"Tom slept.\n\nThanks to all who reviewed!\n\n---\n\n{STORY}") == []


def test_what_is_half_of_the_chapter_stays_story() -> None:
    said = "I thank all of you who reviewed my fic, I wrote this chapter for you."
    assert noted(f"{said}\n\n***\n\nTom slept.") == []


def test_other_marks_stay() -> None:
    text = f"Thanks for the reviews, I love you.\n\n***\n\n{STORY}"
    passage = mark_unlabelled_notes(
        AnnotatedText(text, mark_unlabelled_notes(AnnotatedText(text)).marks)
    )
    assert len(passage.marks) == 1


def test_nothing_is_nothing() -> None:
    assert mark_unlabelled_notes(AnnotatedText()) == AnnotatedText()
    assert noted("***") == []
    assert noted("Review please!") == []
