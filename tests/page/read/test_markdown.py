"""Reading Markdown."""

from __future__ import annotations

from pathlib import Path

from fic_audio.model import MarkKind
from tests.page.pages import story


def test_headings_open_chapters(tmp_path: Path) -> None:
    """A single top heading is the story's title, those below it are chapters."""
    found = story(tmp_path, "# The Road\n\n## One\n\nA.\n\nTwo\n---\n\nB.\n", "a.md")
    assert found.metadata.title == "The Road"
    assert [chapter.title for chapter in found.chapters] == ["One", "Two"]


def test_a_rule_below_a_paragraph_is_a_break(tmp_path: Path) -> None:
    """Writers of stories mean a scene break where Markdown would see a heading."""
    found = story(tmp_path, "# A\n\nOne.\nTwo.\n---\nThree.\n", "a.md")
    assert len(found.chapters) == 1
    assert [mark.kind for mark in found.chapters[0].marks] == [MarkKind.HEADING]


def test_emphasis_is_marked_and_kept(tmp_path: Path) -> None:
    """Italics and bold stay in the text as written, and are marked."""
    chapter = story(tmp_path, "It was *very* **late**.\n", "a.md").chapters[0]
    assert [(m.kind, chapter.text[m.start : m.end]) for m in chapter.marks] == [
        (MarkKind.ITALIC, "*very*"),
        (MarkKind.BOLD, "**late**"),
    ]


def test_code_holds_no_headings(tmp_path: Path) -> None:
    """A line that begins with # inside a fence opens no chapter."""
    found = story(tmp_path, "# One\n\nA.\n\n```\n# no\n```\n\n# Two\n\nB.\n", "a.md")
    assert [chapter.title for chapter in found.chapters] == ["One", "Two"]


def test_a_title_above_one_chapter(tmp_path: Path) -> None:
    """A lone title is the story's, also above one chapter, and with header lines between."""
    text = "The rain fell on the city.\n"
    found = story(
        tmp_path, f"# The Tide\n\n**Author:** wren\n\n## Chapter 1: Low\n\n{text}", "a.md"
    )
    assert (found.metadata.title, found.metadata.authors) == ("The Tide", ("wren",))
    assert [chapter.title for chapter in found.chapters] == ["Chapter 1: Low"]


def test_a_chapter_above_a_section(tmp_path: Path) -> None:
    """A chapter's heading is no title of a story."""
    found = story(tmp_path, "# Chapter 1\n\n## The Beginning\n\nIt rained all day.\n", "a.md")
    assert found.chapters[0].title.startswith("Chapter 1")
