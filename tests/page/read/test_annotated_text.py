"""Stretches of text and the chapters that they make."""

from __future__ import annotations

from fic_audio.model import Mark, MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText, chapter, heading, join_texts, note

ITALIC = Mark(MarkKind.ITALIC, 0, 4)


def test_passages_below_each_other() -> None:
    """Marks and headings move with their words; what is empty leaves nothing."""
    whole = join_texts(
        [
            AnnotatedText("Rain", (ITALIC,)),
            AnnotatedText(" "),
            AnnotatedText("Wind", (), ((2, 0, 4),)),
        ]
    )
    assert whole == AnnotatedText("Rain\n\nWind", (ITALIC,), ((2, 6, 10),))
    assert join_texts([AnnotatedText("Fog"), AnnotatedText("Rain", (ITALIC,))]).marks == (
        Mark(MarkKind.ITALIC, 5, 9),
    )


def test_a_heading_is_one_line() -> None:
    assert heading(" The\n Oar ") == AnnotatedText("The Oar", (Mark(MarkKind.HEADING, 0, 7),))
    assert heading(" ") == AnnotatedText()


def test_a_note_is_nothing_but_a_note() -> None:
    assert note(AnnotatedText("Hello", (ITALIC,))) == AnnotatedText(
        "Hello", (Mark(MarkKind.NOTE, 0, 5),)
    )


def test_a_chapter_has_its_title_on_top() -> None:
    made = chapter("The  Oar", [AnnotatedText("It broke.", (ITALIC,))])
    assert (made.title, made.text, made.start) == ("The Oar", "The Oar\n\nIt broke.", 0)
    assert made.marks == (Mark(MarkKind.HEADING, 0, 7), Mark(MarkKind.ITALIC, 9, 13))


def test_a_chapter_without_heading_line() -> None:
    made = chapter("The Oar", [AnnotatedText("It broke.")], headed=False)
    assert (made.title, made.text, made.marks) == ("The Oar", "It broke.", ())


def test_a_title_that_the_author_wrote_too_is_said_once() -> None:
    """Also where a note stands above it, and with other signs."""
    made = chapter(
        "Chapter 1: Oars",
        [note(AnnotatedText("Hi!")), AnnotatedText("CHAPTER 1 - Oars\n\nIt broke.")],
    )
    assert made.text == "Hi!\n\nCHAPTER 1 - Oars\n\nIt broke."
    assert Mark(MarkKind.HEADING, 5, 21) in made.marks


def test_headings_inside_of_a_chapter_are_marked() -> None:
    made = chapter("Oars", [AnnotatedText("It broke.\n\nLater\n\nFog.", (), ((3, 11, 16),))])
    assert [made.text[m.start : m.end] for m in made.marks] == ["Oars", "Later"]
