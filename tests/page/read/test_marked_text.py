"""Texts whose headings are marked."""

from __future__ import annotations

from fic_audio.model import Mark, MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.marked_text import of_passage

RAIN = "It rained on the trams all day, and nobody minded."


def passage(*paragraphs: tuple[int, str]) -> AnnotatedText:
    """Paragraphs below each other; those with a depth are headings."""
    text, headings = "", []
    for depth, words in paragraphs:
        if depth:
            headings.append((depth, len(text), len(text) + len(words)))
        text += f"{words}\n\n"
    return AnnotatedText(text.strip(), (), tuple(headings))


def test_one_heading_above_others_is_the_title() -> None:
    story = of_passage(passage((1, "Trams"), (2, "Fog"), (0, RAIN), (2, "Wind"), (0, RAIN)))
    assert story.metadata.title == "Trams"
    assert [chapter.title for chapter in story.chapters] == ["Fog", "Wind"]


def test_a_lone_heading_on_top_is_the_title() -> None:
    story = of_passage(passage((2, "Trams"), (0, RAIN)))
    assert story.metadata.title == "Trams"
    assert len(story.chapters) == 1


def test_a_lone_heading_that_is_a_chapters_stays_one() -> None:
    story = of_passage(passage((1, "Chapter 1"), (0, RAIN)))
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1"]


def test_headings_that_only_look_like_it_count_too() -> None:
    story = of_passage(
        passage((1, "Trams"), (0, "Chapter 1"), (0, RAIN), (0, "Chapter 2"), (0, RAIN))
    )
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2"]


def test_marks_move_with_their_chapters() -> None:
    text = f"Chapter 1\n\n{RAIN}\n\nChapter 2\n\n{RAIN}"
    second = text.rindex("rained")
    marks = (Mark(MarkKind.ITALIC, second, second + 6), Mark(MarkKind.BOLD, 14, 20))
    story = of_passage(AnnotatedText(text, marks))
    said = [
        [c.text[m.start : m.end] for m in c.marks if m.kind is not MarkKind.HEADING]
        for c in story.chapters
    ]
    assert said == [["rained"], ["rained"]]
    assert all(chapter.start == 0 for chapter in story.chapters)


def test_ornaments_marked_as_headings_are_none() -> None:
    story = of_passage(passage((0, RAIN), (2, "* * *"), (0, RAIN)))
    assert len(story.chapters) == 1


def test_an_empty_passage() -> None:
    assert "".join(chapter.text for chapter in of_passage(AnnotatedText()).chapters) == ""
