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
