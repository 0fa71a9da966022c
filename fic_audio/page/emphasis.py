"""A text without its marks of emphasis."""

from __future__ import annotations

from bisect import bisect_left

from fic_audio.page import layout
from fic_audio.text.emphasis import marks


class Bare:
    """A text without its marks of emphasis: as people read it."""

    def __init__(self, text: str) -> None:
        self._text = text
        ranges = (marks(text, *paragraph) for paragraph in layout.split_paragraphs(text))
        self._marks = sorted(mark for found in ranges for mark in found)

    def of(self, start: int, end: int) -> str:
        """A range of it."""
        kept: list[str] = []
        for low, high in self._marks[bisect_left(self._marks, (start,)) :]:
            if low >= end:
                break
            kept.append(self._text[start:low])
            start = high
        return "".join([*kept, self._text[start:end]])
