"""What an author says to the readers without a label, and what stands around a chapter."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind
from fic_audio.page.segment import segment
from tests.page.pages import parts

TALE = (
    "The tide was out. Bryn walked over the mud with her boots in her hand.\n\n"
    '"You came," said Tomas.\n\n'
    "They stood there until the water turned, and the gulls went home.\n\n"
)
FIRST = (
    "I woke before the gulls. You would have laughed at my hair.\n\n"
    '"Up already?" said Tomas.\n\n'
    "I told him that I was sorry for the noise, and thanks for the tea.\n\n"
)


def notes(text: str, title: str = "") -> list[str]:
    """The paragraphs that are notes."""
    spans = segment(Chapter(title, text))
    return [text[s.start : s.end].strip() for s in spans if s.kind is Kind.NOTE]


@pytest.mark.parametrize(
    "label",
    [
        "TW: ice, a bad fall",
        "CW: needles",
        "TW // drowning",
        "Trigger warnings: cold water",
        "⚠️ Warnings for this chapter: frostbite. Stop reading at “She opened the door”.",
        "This chapter contains mentions of blood.",
        "Word count: 2,304",
        "~1.2k words~",
        'Song recs: "Slow Ice" by The Lanterns',
        "Beta'd by: marrow",
    ],
)
def test_a_label_above_the_story(label: str) -> None:
    """Warnings, counts and songs above a story are not told, and in it they are."""
    assert notes(f"{label}\n\n{TALE}") == [label]
    assert notes(f"{TALE}{label}\n\n{TALE}") == []


def test_a_note_of_several_paragraphs_above_the_story() -> None:
    said = [
        "Hi everyone! So sorry that this took so long.",
        "My laptop died in March, and then the cat was ill.",
        "Anyway, I hope you enjoy this chapter. It was hard to write!",
    ]
    assert notes("\n\n".join([*said, TALE])) == said
    assert notes("\n\n".join([*said, FIRST])) == said


def test_a_note_of_several_paragraphs_below_the_story() -> None:
    """Where the story has no "I", who says it below the story is its author."""
    said = ["So that was that! What did you think?", "See you next week, please leave a comment!"]
    assert notes(TALE + "\n\n".join(said)) == said


def test_a_teller_is_no_author() -> None:
    """What stands above a note may be the words of a story's "I"."""
    assert notes(f"{FIRST}I never saw him again.\n\nThanks for reading, and please review!") == [
        "Thanks for reading, and please review!"
    ]


def test_a_note_between_two_breaks() -> None:
    said = "Sorry for the late update, guys! Back to the story."
    assert notes(f"{TALE}***\n\n{said}\n\n***\n\n{TALE}") == [said]


def test_answers_to_reviews() -> None:
    """Who reviews a story is answered above it, and is nobody in it."""
    said = [
        "Thank you all!",
        "**Saltfish:** *Where is the pier?* It is west of the town.",
        "**marrow:** Yes, lots of gulls.",
        "Disclaimer: The sea is not mine.",
    ]
    assert notes("\n\n".join([*said, TALE])) == said


def test_answers_under_a_title() -> None:
    said = ["Review replies:", "Guest: I am glad!", "saltfish: No, he lives.", "On with the story!"]
    assert notes("\n\n".join([*said, TALE])) == said


def test_a_chat_is_no_list_of_answers() -> None:
    """In a chat a name comes back."""
    chat = "Jun: hi\n\nMara: sorry for the late update lol\n\nJun: thanks!\n\n***\n\n"
    assert notes(chat + TALE) == []


@pytest.mark.parametrize("joint", [" - ", " = ", ": "])
def test_translations_below_the_story(joint: str) -> None:
    said = ["Translations:", f"mira{joint}look", f"ven acá{joint}come here"]
    assert notes(TALE + "\n\n".join(said)) == said


@pytest.mark.parametrize(
    "aside",
    [
        "(insert dramatic music here lol)",
        "[insert evil laugh]",
        "(Don't kill me for this, I promise it gets better!)",
        "(sorry guys, I had to)",
    ],
)
def test_asides_in_brackets(aside: str) -> None:
    """What is said to readers between brackets is no story, alone or in a paragraph."""
    assert notes(f"{TALE}{aside}\n\n{TALE}") == [aside]
    assert notes(f"{TALE}The ice broke. {aside}\n\n{TALE}") == [aside]


@pytest.mark.parametrize(
    "words",
    [
        "(She had never liked it. It was too loud.)",
        "He laughed (not kindly), and she promised that it would get better.",
        "Warning: deep water, said the sign.",
        "The songs on the tape were: Slow Ice, Blue Door, and The Long Road.",
        "Warning: hull breach in five seconds.",
        "And that is the end of my story, reader; I wrote it as it was.",
    ],
)
def test_a_story_may_say_so_too(words: str) -> None:
    """In doubt it is story."""
    assert notes(f"{TALE}{words}\n\n{TALE}{words}") == []


def test_a_letter_is_no_note() -> None:
    letter = (
        "Dear Mara,\n\nI am sorry for not writing. Thanks for the book; I hope you enjoyed the "
        "last chapter of mine.\n\nYours, Jun\n\n"
    )
    assert notes(f"{letter}***\n\n{TALE}") == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Chapter 7: Author's Note", "The poll is closed.\n\nI had not seen that coming, really."),
        ("Chapter 7", "Hey guys. Sorry, this isn't a chapter.\n\nI will be back in June."),
    ],
)
def test_a_chapter_that_is_only_a_note(title: str, text: str) -> None:
    assert notes(text, title) == text.split("\n\n")


def test_a_chapter_is_more_than_its_title() -> None:
    """A story in which people speak is one, whatever its author calls it."""
    assert parts(TALE, Kind.NOTE) == []
    assert notes(f'"Go," said Jun.\n\n"I will," said Mara.\n\n{TALE}', "Author's Note") == []
