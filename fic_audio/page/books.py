"""Chapters of several books in one file -> the book that each is of."""

from __future__ import annotations

from collections.abc import Sequence

from fic_audio.model import Chapter, MarkKind


def books(chapters: Sequence[Chapter]) -> list[str]:
    """For each chapter the title of the book that it is of: the headings above its own, or those
    above a chapter before."""
    found: list[str] = []
    book = ""
    for chapter in chapters:
        heads = sorted((m.start, m.end) for m in chapter.marks if m.kind is MarkKind.HEADING)
        above: list[str] = []
        at = 0
        for start, end in heads:
            said = " ".join(chapter.text[start:end].split())
            if _letters(said) == _letters(chapter.title):
                break
            if chapter.text[at:start].strip():
                above = []
                break
            above.append(said)
            at = end
        else:
            above = []  # none of them is the chapter's own
        book = ", ".join(above) or book
        found.append(book)
    return found


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))
