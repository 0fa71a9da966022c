"""The words of a page, one after the other -> a passage: its paragraphs, spaces and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fic_audio.model import Mark, MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText

_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029\u0085]+")
_NOTHING = re.compile(r"[\u00ad\u200b\ufeff\u2060]")
"""Soft hyphens and spaces of no width, which would hide a name from those who look for it."""
_OWN_SIGN = re.compile(r"\s*(?:[\[(*†‡]|\d+[.):])")


@dataclass(slots=True)
class TextBuilder:
    """The text so far."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    marks: list[Mark] = field(default_factory=list)
    headings: list[tuple[int, int, int]] = field(default_factory=list)
    open: dict[MarkKind, int] = field(default_factory=dict)
    """Where the italics and the bold that are not closed yet began."""
    newlines: int = 2
    """How many line ends close the text so far; as if a paragraph had just ended, at its start."""
    owed: int = 0
    """Line ends to be written before the next word."""
    space: bool = False
    """White space to be written before the next word of the same line."""
    number: str = ""
    """What a list's item is to begin with."""
    named: bool = False
    """A list has just told whose words come: they stand behind the name, in its line."""

    def say(self, text: str, kinds: frozenset[MarkKind], *, preformatted: bool) -> None:
        text = _NOTHING.sub("", text)
        if preformatted:
            for nth, line in enumerate(text.splitlines() or [""]):
                if nth:
                    self.end(2 if self.owed == 1 or not line.strip() else 1)
                self._line(line, kinds)
            if text.endswith("\n"):
                self.end(1)
        else:
            self._line(text, kinds)

    def _line(self, text: str, kinds: frozenset[MarkKind]) -> None:
        words = _SPACE.sub(" ", text)
        if not words.strip(" "):
            self.space = self.space or bool(words)
            return
        self.space = self.space or words[0] == " "
        if self.owed:
            self._close()
            self._write("\n" * self.owed)
            self.newlines, self.owed, self.space = self.owed, 0, False
        elif self.newlines:
            self.space = False
        for kind in [kind for kind in self.open if kind not in kinds]:
            self._mark(kind)
        if self.space:
            self._write(" ")
        if self.number:
            # A footnote that has its sign already, or an item that its author has numbered.
            self._write("" if _OWN_SIGN.match(words) else self.number)
            self.number = ""
        for kind in kinds - self.open.keys():
            self.open[kind] = self.at
        self._write(words.strip(" "))
        self.newlines, self.named = 0, False
        self.space = words[-1] == " "

    def end(self, lines: int) -> None:
        """Ends the line (1) or the paragraph (2), if anything stands in it."""
        if self.named:
            return
        self.space = False
        if self.newlines < lines and self.at:
            self.owed = max(self.owed, lines)

    def line_break(self) -> None:
        self.space = False
        if self.at:
            self.owed = min(2, self.owed + 1)

    def _close(self) -> None:
        for kind in list(self.open):
            self._mark(kind)

    def _mark(self, kind: MarkKind) -> None:
        start = self.open.pop(kind)
        if start < self.at:
            self.marks.append(Mark(kind, start, self.at))

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def here(self) -> int:
        """Where the next word will stand."""
        return self.at + self.owed

    def whole(self) -> AnnotatedText:
        self._close()
        marks = sorted(_joined(self.marks, "".join(self.pieces)), key=lambda m: (m.start, -m.end))
        return AnnotatedText("".join(self.pieces), tuple(marks), tuple(self.headings))


def _joined(marks: list[Mark], text: str) -> list[Mark]:
    """Marks of one kind with nothing but a space between become one: `<i>No,</i> <i>no.</i>`."""
    last: dict[MarkKind, int] = {}
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        nth = last.get(mark.kind)
        inline = mark.kind in (MarkKind.ITALIC, MarkKind.BOLD)
        if inline and nth is not None and text[found[nth].end : mark.start] in ("", " "):
            found[nth] = Mark(mark.kind, found[nth].start, mark.end)
        else:
            last[mark.kind] = len(found)
            found.append(mark)
    return found
