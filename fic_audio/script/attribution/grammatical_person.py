"""In which person a chapter is told: "I", "you", or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.model import Chapter, Kind, Span
from fic_audio.text.wordlists import I_WORDS, YOU_WORDS

ME = re.compile(rf"\b(?:{'|'.join(I_WORDS)})\b", re.IGNORECASE)
YOU = re.compile(rf"\b(?:{'|'.join(YOU_WORDS)})\b", re.IGNORECASE)
LEAST_I = 0.012
"""Share of "I", "me" and "my" among the words of narration from which a story counts as told in
the first person. Third-person novels stay under .004, first-person ones lie above .02."""
LEAST_YOU = 0.02
"""The same for "you" in the second person: asides to the reader stay under .005."""
ENOUGH = 150
"""Words of narration from which a chapter has a share of its own; a shorter one is told as the
rest of the story is."""
HARDLY = 0.004
"""A chapter with a smaller share than this is not told by anybody, though the story is."""


def find_persons(
    chapters: Sequence[Chapter], spans: Sequence[Sequence[Span]]
) -> list[frozenset[str] | None]:
    """The words by which each chapter's narration means whoever tells it; None for nobody."""
    counts = []
    for chapter, parts in zip(chapters, spans, strict=True):
        total = me = you = 0
        for span in parts:
            if span.kind is Kind.NARRATION:
                text = chapter.text[span.start : span.end]
                total += len(text.split())
                me += len(ME.findall(text))
                you += len(YOU.findall(text))
        counts.append((total, me, you))
    total, me, you = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    whole = _person(total, me, you)
    return [_of_chapter(count, whole) for count in counts]


def _person(total: int, me: int, you: int) -> frozenset[str] | None:
    if you > me and you > LEAST_YOU * total:
        return YOU_WORDS
    return I_WORDS if me > LEAST_I * total else None


def _of_chapter(count: tuple[int, int, int], whole: frozenset[str] | None) -> frozenset[str] | None:
    total, me, you = count
    if total < ENOUGH:
        return whole if me + you else None
    own = _person(total, me, you)
    if own is None and whole is not None:
        return whole if me + you > HARDLY * total else None
    return own
