"""A text and its headings -> where each chapter begins, and what is a mere contents list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from fic_audio.model import Chapter, Mark, MarkKind, Story
from fic_audio.page import layout
from fic_audio.page.plain_text.front import read_front
from fic_audio.page.plain_text.headings import Heading, Level


@dataclass(frozen=True, slots=True)
class Opening:
    """The headings that open one chapter together: "VOLUME I", "CHAPTER I"."""

    headings: tuple[Heading, ...]

    @property
    def start(self) -> int:
        return self.headings[0].start

    @property
    def end(self) -> int:
        return self.headings[-1].end

    @property
    def title(self) -> str:
        """A section's number right below its chapter's heading is no part of the title."""
        return ", ".join(
            heading.title
            for here, heading in enumerate(self.headings)
            if not here or heading.level is not Level.SECTION
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """The chapters' openings in reading order, the headings of sections inside chapters, and the
    lines of a table of contents."""

    openings: tuple[Opening, ...]
    sections: tuple[Heading, ...]
    contents: tuple[Heading, ...]


def outline(text: str, headings: Sequence[Heading]) -> Outline:
    """Sorts headings: those with no words between them open one chapter, or list the contents."""
    openings: list[Opening] = []
    sections: list[Heading] = []
    contents: list[Heading] = []
    for run in _runs(text, headings):
        opening, listed = _split(run)
        contents += listed
        if opening[0].level is Level.SECTION:
            sections += opening
        else:
            openings.append(Opening(tuple(opening)))
    return Outline(tuple(openings), tuple(sections), tuple(contents))


def _runs(text: str, headings: Sequence[Heading]) -> list[list[Heading]]:
    """The headings in groups with nothing but white space inside."""
    runs: list[list[Heading]] = []
    for heading in headings:
        if runs and not text[runs[-1][-1].end : heading.start].strip():
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return runs


def _split(run: list[Heading]) -> tuple[list[Heading], list[Heading]]:
    """The headings at the end of a group that open a chapter, and the contents list before them.

    A list has several headings of one level in a row; a chapter's opening goes from the larger to
    the smaller: volume, chapter, section.
    """
    first = len(run) - 1
    while first and run[first - 1].level < run[first].level:
        first -= 1
    if first >= 2:
        return run[first:], run[:first]
    return run, []


def split(text: str, start: int, plan: Outline) -> tuple[Chapter, ...]:
    """The chapters, from `start` to the end of the text without a gap.

    Words before the first heading are a chapter of their own.
    """
    openings = [opening for opening in plan.openings if opening.start >= start]
    begins = [opening.start for opening in openings]
    titles = [opening.title for opening in openings]
    if not begins or text[start : begins[0]].strip():
        begins.insert(0, start)
        titles.insert(0, "")
    else:
        begins[0] = start
    marked = sorted(
        (heading.start, heading.end)
        for group in (*(opening.headings for opening in openings), plan.sections)
        for heading in group
        if heading.start >= start
    )
    chapters: list[Chapter] = []
    first = 0
    for title, begin, end in zip(titles, begins, [*begins[1:], len(text)], strict=True):
        last = bisect_left(marked, (end,))
        marks = [
            Mark(MarkKind.HEADING, low - begin, high - begin) for low, high in marked[first:last]
        ]
        chapters.append(Chapter(title, text[begin:end], begin, tuple(marks)))
        first = last
    return tuple(chapters)


def with_title_marked(chapter: Chapter, title: str) -> Chapter:
    """The chapter with its first line marked as a heading, if that line is the story's title."""
    row = next(
        (row for row in layout.rows(chapter.text) if chapter.text[row.start : row.end].strip()),
        None,
    )
    if row is None or chapter.marks or not title:
        return chapter
    start, end = layout.strip(chapter.text, row.start, row.end)
    if chapter.text[start:end].strip("*_#~= \t") != title:
        return chapter
    return replace(chapter, marks=(Mark(MarkKind.HEADING, start, end),))


def story(text: str, headings: Sequence[Heading]) -> Story:
    """A text and its headings as a Story: header, then chapters."""
    plan = outline(text, headings)
    limit = plan.openings[0].start if plan.openings else None
    listed = [(heading.start, heading.end) for heading in plan.contents]
    start, metadata = read_front(text, limit, listed)
    first, *others = split(text, start, plan)
    return Story(metadata, (with_title_marked(first, metadata.title), *others), text[:start])
