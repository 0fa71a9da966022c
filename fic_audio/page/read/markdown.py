"""A Markdown file -> Story. Offsets count characters of the file, its marks included.

Only what changes the sound is read: headings, scene breaks (as in any text) and italics. Links,
lists and tables are left as they stand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fic_audio.model import Chapter, Mark, MarkKind, Story
from fic_audio.page import layout
from fic_audio.page.plain_text.headings import Heading, Level
from fic_audio.page.read.marked_text import document
from fic_audio.text.emphasis import find_emphases

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(?P<title>.*))?")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_LONGEST = 120
"""Characters of a heading in a plain text."""
_FENCE = re.compile(r" {0,3}(```|~~~)")


def read_markdown(text: str) -> Story:
    """The story in a Markdown text: `front` and the chapters' texts together are the text."""
    story = document(text, _marked_headings(text))
    return replace(story, chapters=tuple(map(_with_emphasis, story.chapters)))


def find_hash_headings(text: str) -> list[tuple[int, Heading]]:
    """The lines with room above and below that `#` marks as headings, in a plain text too."""
    if "# " not in text:
        return []
    found: list[tuple[int, Heading]] = []
    rows = list(layout.rows(text))
    blank = [not text[row.start : row.end].strip() for row in rows]
    for nth, row in enumerate(rows):
        match = _ATX.fullmatch(text, row.start, min(row.end, row.start + _LONGEST))
        free = (not nth or blank[nth - 1]) and (nth + 1 >= len(rows) or blank[nth + 1])
        title = (match["title"] or "").strip(" \t*_#") if match else ""
        if match and free and any(map(str.isalpha, title)) and row.end - row.start < _LONGEST:
            heading = Heading(row.start, row.end, Level.CHAPTER, " ".join(title.split()))
            found.append((len(match[1]), heading))
    return found


def _marked_headings(text: str) -> list[tuple[int, Heading]]:
    """The headings that Markdown marks, each with its depth from 1."""
    found: list[tuple[int, Heading]] = []
    fenced = False
    above: tuple[int, int] | None = None
    blank_above = True
    for row in layout.rows(text):
        line = text[row.start : row.end]
        if _FENCE.match(line):
            fenced = not fenced
        if fenced:
            continue
        if (match := _ATX.fullmatch(line)) and (title := (match["title"] or "").strip(" \t*_#")):
            found.append(
                (len(match[1]), Heading(row.start, row.end, Level.CHAPTER, " ".join(title.split())))
            )
            above = None
        elif (match := _SETEXT.fullmatch(line)) and above is not None:
            title = " ".join(text[above[0] : above[1]].strip(" *_").split())
            depth = 1 if match[1][0] == "=" else 2
            found.append((depth, Heading(above[0], row.end, Level.CHAPTER, title)))
            above = None
        else:
            # Only a line by itself is taken for an underlined heading: below a whole paragraph
            # "---" is a scene break to those who write stories.
            alone = bool(line.strip()) and blank_above and row.end - row.start <= 90
            above = (row.start, row.end) if alone else None
        blank_above = not line.strip()
    return found


def _with_emphasis(chapter: Chapter) -> Chapter:
    marks = list(chapter.marks)
    for start, end in layout.split_paragraphs(chapter.text):
        for found in find_emphases(chapter.text, start, end):
            kind = MarkKind.BOLD if found.strong else MarkKind.ITALIC
            marks.append(Mark(kind, found.start, found.end))
    return replace(chapter, marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))
