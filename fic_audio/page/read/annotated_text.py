"""A stretch of a story's text with what is marked up in it, and how stretches make a chapter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fic_audio.model import Chapter, Mark, MarkKind

_TOP = 1200
"""Characters from a chapter's beginning where its title may be repeated."""


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """Text as a chapter holds it: a blank line between paragraphs, none between lines of verse."""

    text: str = ""
    marks: tuple[Mark, ...] = ()
    """In characters of the text, by where they start."""
    headings: tuple[tuple[int, int, int], ...] = ()
    """What the source calls a heading: (depth from 1, start, end)."""

    def __bool__(self) -> bool:
        return bool(self.text.strip())


def heading(title: str) -> AnnotatedText:
    """A chapter's title as its first line."""
    title = " ".join(title.split())
    return AnnotatedText(title, (Mark(MarkKind.HEADING, 0, len(title)),) if title else ())


def note(annotated: AnnotatedText) -> AnnotatedText:
    """The passage as something said to the readers; what is marked up in it is of no matter."""
    return AnnotatedText(annotated.text, (Mark(MarkKind.NOTE, 0, len(annotated.text)),))


def join_texts(passages: Iterable[AnnotatedText]) -> AnnotatedText:
    """Passages below each other; empty ones leave nothing behind."""
    texts: list[str] = []
    marks: list[Mark] = []
    headings: list[tuple[int, int, int]] = []
    at = 0
    for passage in filter(None, passages):
        texts.append(passage.text)
        marks += (Mark(m.kind, m.start + at, m.end + at) for m in passage.marks)
        headings += ((depth, start + at, end + at) for depth, start, end in passage.headings)
        at += len(passage.text) + 2
    return AnnotatedText("\n\n".join(texts), tuple(marks), tuple(headings))


def chapter(title: str, passages: Iterable[AnnotatedText], *, headed: bool = True) -> Chapter:
    """A chapter of passages, its title on top unless `headed` is false."""
    title = " ".join(title.split())
    passages = list(passages)
    own = _repeated(title, join_texts(passages)) if headed and title else None
    top = [heading(title)] if headed and title and not own else []
    whole = join_texts([*top, *passages])
    if own:
        whole = replace(whole, marks=(*whole.marks, own))
    inner = [Mark(MarkKind.HEADING, start, end) for _, start, end in whole.headings]
    marks = sorted({*whole.marks, *inner}, key=lambda mark: (mark.start, -mark.end))
    return Chapter(title, whole.text, 0, tuple(marks))


def _repeated(title: str, whole: AnnotatedText) -> Mark | None:
    """The title where its author has written it above the chapter, too: it is said once."""
    at = 0
    for paragraph in whole.text[:_TOP].split("\n\n"):
        if _letters(paragraph) == _letters(title):
            return Mark(MarkKind.HEADING, at, at + len(paragraph))
        at += len(paragraph) + 2
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
