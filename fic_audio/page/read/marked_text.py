"""A text whose headings are marked -> Story: what Markdown, web pages and documents share."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from fic_audio.model import Chapter, Mark, Story
from fic_audio.page import chapters
from fic_audio.page.plain_text.heading_shapes import shape
from fic_audio.page.plain_text.headings import Heading, Level, find_headings
from fic_audio.page.plain_text.labels import read_label
from fic_audio.page.plain_text.title_page import BYLINE
from fic_audio.page.read.annotated_text import AnnotatedText


def document(text: str, marked: Sequence[tuple[int, Heading]]) -> Story:
    """The story in a text whose headings, each with its depth from 1, the source marks as such.

    Like `chapters.story`: `front` and the chapters' texts together are the text.
    """
    found = find_headings(text)
    title = ""
    if marked:
        found = _merged(text, marked, found)
        lone = len(marked) == 1 and found[0].start == marked[0][1].start
        title, found = _without_title(text, found, lone=lone)
    story = chapters.story(text, found)
    metadata = story.metadata
    if title and not metadata.title:
        metadata = replace(metadata, title=title)
    first, *others = story.chapters
    told = (chapters.with_title_marked(first, metadata.title), *others)
    return replace(story, metadata=metadata, chapters=told)


def of_passage(annotated: AnnotatedText) -> Story:
    """The story in a passage that holds it all, its header included; chapters count from 0."""
    text = annotated.text
    marked = [
        (depth, Heading(start, end, Level.CHAPTER, " ".join(text[start:end].split())))
        for depth, start, end in annotated.headings
        if any(char.isalnum() for char in text[start:end])
    ]
    story = document(text, marked)
    marks = sorted(annotated.marks, key=lambda mark: mark.start)
    starts = [mark.start for mark in marks]
    return replace(
        story,
        chapters=tuple(
            _with_marks(
                chapter,
                marks[
                    bisect_left(starts, chapter.start) : bisect_left(
                        starts, chapter.start + len(chapter.text)
                    )
                ],
            )
            for chapter in story.chapters
        ),
    )


def _with_marks(chapter: Chapter, marks: Sequence[Mark]) -> Chapter:
    end = len(chapter.text)
    own = [
        Mark(mark.kind, mark.start - chapter.start, min(mark.end - chapter.start, end))
        for mark in marks
    ]
    every = sorted({*chapter.marks, *own}, key=lambda mark: (mark.start, -mark.end))
    return replace(chapter, start=0, marks=tuple(every))


def _merged(
    text: str, marked: Sequence[tuple[int, Heading]], found: list[Heading]
) -> list[Heading]:
    """Marked headings with their levels, and those others that a plain text would show too."""
    depth = Counter(depth for depth, _ in marked)
    top = min(depth)
    # A single heading at the top above others is the story's title, those below are chapters.
    chapter = next((level for level in sorted(depth) if depth[level] > 1), top)
    if chapter == top and _is_titled(text, marked, depth):
        chapter = marked[1][0]
    elif chapter == top and _are_books(text, marked, top):
        chapter = min(level for level in depth if level > top)
    levels = {
        level: Level.BOOK
        if level < chapter
        else Level.CHAPTER
        if level == chapter
        else Level.SECTION
        for level in depth
    }
    own = [heading._replace(level=levels[level]) for level, heading in marked]
    merged: list[Heading] = []
    # Python sorts stably: where both begin together, the marked one comes first.
    for heading in sorted([*own, *found], key=lambda item: item.start):
        if not merged or heading.start >= merged[-1].end:
            merged.append(heading)
    return merged


def _is_titled(text: str, marked: Sequence[tuple[int, Heading]], depth: Mapping[int, int]) -> bool:
    """Whether the first heading is the title of a story with one chapter, whose heading follows."""
    if len(marked) < 2 or text[: marked[0][1].start].strip():
        return False
    (first, title), (second, below) = marked[:2]
    if depth[first] > 1 or second <= first or shape(title.title):
        return False
    between = [line for line in text[title.end : below.start].splitlines() if line.strip()]
    heads = shape(below.title)
    return (heads is not None and not heads.weak) or all(
        read_label(line) or BYLINE.fullmatch(line.strip()) for line in between
    )


def _are_books(text: str, marked: Sequence[tuple[int, Heading]], top: int) -> bool:
    """Whether the highest headings only hold others, which are headings of chapters."""
    pairs = list(pairwise(marked))
    held = [(one, below) for (level, one), (deeper, below) in pairs if level == top < deeper]
    tops = [shape(heading.title) for level, heading in marked if level == top]
    inner = [shape(heading.title) for level, heading in marked if level > top]
    if len(held) < len(tops) or len(inner) <= len(tops):
        return False
    if any(text[one.end : below.start].strip() for one, below in held):
        return False
    strong = [found for found in inner if found and found.level is Level.CHAPTER]
    books = all(found and found.level is Level.BOOK for found in tops)
    chapters = any(found and found.level is Level.CHAPTER for found in tops)
    return books or (bool(strong) and not chapters)


def _without_title(text: str, found: list[Heading], *, lone: bool) -> tuple[str, list[Heading]]:
    """The story's title, if the first heading is one, and the headings that are left.

    `lone`: the first is the only one that the source marks; the others only look like headings.
    """
    first = found[0]
    if text[: first.start].strip() or find_headings(f"{first.title}\n"):
        return "", found
    if lone or first.level is Level.BOOK:
        return first.title, found[1:]
    return "", found
