"""What is read as story and may yet be a note of its author."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter
from fic_audio.page.segment import segment
from fic_audio.page.segment.doubtful import doubtful

TALE = [
    "The tide was out. Bryn walked over the mud with her boots in her hand.",
    '"You came," said Tomas.',
    *(f"Gull number {n} went home along the grey water." for n in range(4, 14)),
    "They stood there until the water turned, and the lamps came on.",
]
FIRST = [
    "I woke before the gulls. The harbour was still asleep.",
    '"Up already?" said Tomas.',
    *(f"I counted gull number {n} and wrote it into my book." for n in range(4, 14)),
    "I told him that I was sorry for the noise. He made me tea.",
]


def found(paragraphs: list[str]) -> list[str]:
    """The passages of a chapter with these paragraphs that may be notes."""
    chapter = Chapter("", "\n\n".join(paragraphs))
    return [chapter.text[start:end].strip() for start, end in doubtful(chapter, segment(chapter))]


@pytest.mark.parametrize(
    "said",
    [
        "This chapter nearly finished me, and my knitting too.",
        "My sister says you will hate the cliffhanger.",
        "I know, I know. Please don't hate me.",
        "I have never been in this fandom before!",
        "I'd love to hear what you think about the gulls.",
    ],
)
def test_what_an_author_may_say_beside_the_story(said: str) -> None:
    """A single word of the trade leaves nothing out; the listener hears of it."""
    assert found([*TALE, said]) == [said]
    assert found([said, *TALE]) == [said]


def test_several_paragraphs_are_one_passage() -> None:
    said = ["I rewrote this chapter twice.", "My sister says you will hate the cliffhanger."]
    assert found([*TALE, *said]) == ["\n\n".join(said)]


def test_an_authors_words_amid_the_story() -> None:
    """Where no note is looked for, all the words of one must be there."""
    said = "Sorry for the wait, and thanks for all the reviews on the last chapter!"
    assert found([*TALE, said, *TALE]) == [said]
    assert found([*TALE, "This chapter nearly finished me.", *TALE]) == []


def test_what_is_a_note_is_not_in_doubt() -> None:
    assert found(["A/N: This chapter nearly finished me.", *TALE]) == []


@pytest.mark.parametrize(
    "told",
    [
        "She read the last chapter aloud to the gulls.",
        '"This chapter is the best," said Tomas.',
        "*See you soon,* she thought.",
        "Tomas had written to the review board.",
    ],
)
def test_ordinary_story_is_in_no_doubt(told: str) -> None:
    assert found([*TALE, told]) == []


@pytest.mark.parametrize(
    "told",
    [
        "I read the last chapter aloud to him.",
        "I would see you soon, and that was all I knew.",
        "I had been a careful reader of the sky.",
    ],
)
def test_who_tells_of_himself_may_speak_of_chapters(told: str) -> None:
    """One sign is not enough where the narrator is somebody of the story; two are."""
    assert found([*FIRST, told]) == []
    assert found([*FIRST, "Sorry, this chapter nearly finished me."]) != []
