"""Thoughts, notes, breaks and messages."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import parts, spoken


@pytest.mark.parametrize(
    ("text", "thought"),
    [
        ("*I should run*, she thought.", ["*I should run*"]),
        ("She sat. _What on earth?_ It rang.", ["_What on earth?_"]),
        ('"No." \'I should run,\' she thought.', ["'I should run,'"]),
        ("*Oh*, she thought, relaxing, *a trapdoor. So...*", ["*Oh*", "*a trapdoor. So...*"]),
        ("He asked himself, *Who* did *bring me here?*", ["*Who* did *bring me here?*"]),
        ("What a waste of ink, I thought.", ["What a waste of ink,"]),
        ("The road was *very* long.", []),
        ("She read _The Salt Almanac_ twice.", []),
        ("She didn't *want* to know.", []),
    ],
)  # fmt: skip
def test_thoughts(text: str, thought: list[str]) -> None:
    """A clause in italics that is tagged or stands alone is thought; a word is emphasis."""
    assert parts(text, Kind.THOUGHT) == thought


def test_quoted_thought_stays_speech() -> None:
    """What stands in the story's own quotation marks is dialogue, even if it is thought."""
    assert spoken('"I should run," she thought.') == ['"I should run,"']


@pytest.mark.parametrize(
    "note",
    [
        "A/N: sorry for the wait",
        "AN: sorry",
        "**Author's Note:** hello",
        "(A/N: the goat is real)",
        "[AN: look it up]",
        "*Author’s note: cliffhangers*",
        "Please review!",
    ],
)
def test_notes(note: str) -> None:
    """A labelled paragraph is a note, and the story around it is not."""
    text = f"It rained.\n\nIt stopped.\n\n{note}"
    assert parts(text, Kind.NOTE) == [note]
    assert parts(text, Kind.NARRATION) == ["It rained.", "It stopped."]


def test_a_note_inside_a_paragraph() -> None:
    """A bracketed note is taken out of the middle of a sentence, with the quotes in it."""
    text = 'The wrong door (A/N: remember? "Heh."), and a clock.'
    assert parts(text, Kind.NOTE) == ['(A/N: remember? "Heh.")']
    assert spoken(text) == []


def test_an_opening_note_ends_where_the_author_says_so() -> None:
    """Everything up to "on with the story" is the note; a note without an end is one paragraph."""
    text = "A/N: Hi.\n\nCake for all.\n\nOn with the story!\n\nIt rained."
    assert parts(text, Kind.NARRATION) == ["It rained."]
    assert parts("A/N: Hi.\n\nIt rained.\n\nIt stopped.", Kind.NOTE) == ["A/N: Hi."]


def test_the_story_may_speak_of_notes() -> None:
    """The word alone makes no note."""
    text = "Note by note it wound down.\n\nAn ordinary day.\n\nHe wrote a note."
    assert parts(text, Kind.NOTE) == []


def test_a_chat() -> None:
    """Who writes is the narrator's, what is written a message."""
    text = "Ann> hello\n\nBob> hi\n\nAnn> bye\n\nShe slept."
    assert parts(text, Kind.MESSAGE) == ["hello", "hi", "bye"]


def test_a_message_remembered() -> None:
    """A paragraph to "you" amid a story that never says it is a message."""
    text = "He walked on. " * 80 + "\n\nYou're an idiot and I love you. Promise me.\n\nHe knew."
    assert parts(text, Kind.MESSAGE) == ["You're an idiot and I love you. Promise me."]
