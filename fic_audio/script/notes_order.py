"""A chapter's lines -> those that are read aloud, in order; what opens one that stands aside.

Author's notes, footnotes and pictures are read or not, as the listener wants. The sign of a
footnote is never read, and of a line of a chat only the name, where it changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from fic_audio.config import Footnotes, Images, Notes
from fic_audio.model import Chapter, Kind, Line, MarkKind
from fic_audio.script.characters.usernames import for_the_ear
from fic_audio.script.senders import read_senders

NOTE_OPENS = "Author's note."
FOOTNOTE_OPENS = "Footnote."
IMAGE_OPENS = "Picture:"

_Range = tuple[int, int]


class ReadingOrder:
    """What of a chapter stands aside from the story."""

    def __init__(self, chapter: Chapter, lines: Sequence[Line]) -> None:
        self.text = chapter.text
        self.lines = lines
        ranges: dict[MarkKind, list[_Range]] = defaultdict(list)
        for mark in sorted(chapter.marks, key=lambda mark: mark.start):
            ranges[mark.kind].append((mark.start, mark.end))
        self._footnotes = ranges[MarkKind.FOOTNOTE]
        self._images = ranges[MarkKind.IMAGE]
        self._references = ranges[MarkKind.REFERENCE]
        self.senders = self._names()
        """Where a line of a chat begins -> the name to be read, empty where it stays the same."""

    def ordered(self, notes: Notes, footnotes: Footnotes, images: Images) -> list[Line]:
        """The lines to be read."""
        below = [line for line in self.lines if self.is_footnote(line)]
        if below:
            main = [line for line in self.lines if not self.is_footnote(line)]
        else:
            main = list(self.lines)
        if images == "skip":
            main = [line for line in main if not self._is_image(line)]
        said = [line for line in main if line.span.kind is not Kind.NOTE or notes == "read"]
        if footnotes == "place" and below:
            said, below = self._placed(said, below)
        if footnotes != "skip":
            said += below
        if notes == "end":
            said += [line for line in main if line.span.kind is Kind.NOTE]
        return said

    def is_footnote(self, line: Line) -> bool:
        return line.span.kind is Kind.NOTE and _within(self._footnotes, line.span.start)

    def opening(self, line: Line, last: Line | None) -> str:
        """The words that tell a listener what comes; empty for the story itself."""
        if self.is_footnote(line):
            return FOOTNOTE_OPENS
        if self._is_image(line):
            return IMAGE_OPENS
        goes_on = last and last.span.kind is Kind.NOTE and not self.is_footnote(last)
        return NOTE_OPENS if line.span.kind is Kind.NOTE and not goes_on else ""

    def said(self, start: int, end: int) -> str:
        """The words of a range without the signs of footnotes."""
        first = bisect_left(self._references, (start,))
        kept: list[str] = []
        for low, high in self._references[first:]:
            if low >= end:
                break
            kept.append(self.text[start:low])
            start = high
        return "".join([*kept, self.text[start:end]])

    def _is_image(self, line: Line) -> bool:
        return _within(self._images, line.span.start)

    def _placed(self, said: Sequence[Line], below: Sequence[Line]) -> tuple[list[Line], list[Line]]:
        """The lines, each footnote behind the paragraph that refers to it; those without one."""
        home = self._homes()
        waiting: dict[int, list[Line]] = defaultdict(list)
        starts = [line.span.start for line in self.lines]
        lost: list[Line] = []
        spoken = {line.span.paragraph for line in said}
        for line in below:
            note = self._footnotes[bisect_left(self._footnotes, (line.span.start + 1,)) - 1]
            at = home.get(note[0], -1)
            place = bisect_left(starts, at + 1) - 1
            paragraph = self.lines[place].span.paragraph if at >= 0 and place >= 0 else -1
            (waiting[paragraph] if paragraph in spoken else lost).append(line)
        found: list[Line] = []
        for nth, line in enumerate(said):
            found.append(line)
            paragraph = line.span.paragraph
            if nth + 1 == len(said) or said[nth + 1].span.paragraph != paragraph:
                found += waiting.pop(paragraph, ())
        return found, lost

    def _homes(self) -> dict[int, int]:
        """Where a footnote begins -> where the text refers to it: the sign like its own before."""
        found: dict[int, int] = {}
        last: dict[str, int] = {}
        for start, end in self._references:
            sign = self.text[start:end].strip("[]() ")
            if _within(self._footnotes, start):
                found[start] = last.pop(sign, -1)
            else:
                last[sign] = start
        return found

    def _names(self) -> dict[int, str]:
        found: dict[int, str] = {}
        before = ""
        paragraph = -9
        for start, sender in read_senders(self.text, [line.span for line in self.lines]).items():
            same = sender.name == before and sender.paragraph - paragraph < 2
            found[start] = "" if same else for_the_ear(sender.name)
            before, paragraph = sender.name, sender.paragraph
        return found


def _within(ranges: Sequence[_Range], at: int) -> bool:
    nth = bisect_left(ranges, (at + 1,)) - 1
    return nth >= 0 and at < ranges[nth][1]
