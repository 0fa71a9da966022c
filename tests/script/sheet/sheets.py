"""Short ways to a sheet in a test: a story whose speakers are given, what a listener does to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from fic_audio.model import (
    NARRATOR,
    SPOKEN_BY_CHARACTERS,
    Chapter,
    Character,
    Line,
    Metadata,
    Span,
    Story,
)
from fic_audio.page.segment import segment
from fic_audio.script.sheet import Corrections, Sheet, correct, parse, write

MARA = Character("Mara", ("Captain Voss",))
TOBIN = Character("Tobin")
PEOPLE = (MARA, TOBIN)
SHEET = Path("boat.script.txt")
STORY = Path("boat.txt")
BOAT = """\
The boat lay low in the water that morning.

"Are you coming?" Mara asked.

"Yes."

She untied the rope without another word.

"Is it far?"

"Yes."

"Then we had better go before the tide turns."

Nobody waved when they pushed off from the quay.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A story and who says what."""

    story: Story
    spans: tuple[tuple[Span, ...], ...]
    lines: tuple[tuple[Line, ...], ...]

    def sheet(self, corrections: Corrections | None = None) -> str:
        return write(self.story, self.lines, PEOPLE, corrections or Corrections(), 0.5)

    def corrected(self, *sheets: str) -> Corrections:
        """What these sheets say of the story."""
        return correct([read(sheet) for sheet in sheets], self.story, STORY, self.spans, PEOPLE)

    def texts(self, corrections: Corrections) -> dict[str, str]:
        """The corrected lines, by their words."""
        (chapters, known) = (self.story.chapters, corrections.known)
        return {
            chapters[n].text[line.span.start : line.span.end].strip(): known[n, line.span.start]
            for n, lines in enumerate(self.lines)
            for line in lines
            if (n, line.span.start) in known
        }

    def mended(self, corrections: Corrections) -> Told:
        """The story as attributed with the corrections known."""
        return replace(
            self,
            lines=tuple(
                tuple(
                    replace(line, speaker=corrections.known[n, line.span.start], confidence=1.0)
                    if (n, line.span.start) in corrections.known
                    else line
                    for line in lines
                )
                for n, lines in enumerate(self.lines)
            ),
        )


def told(*texts: str, speakers: Iterable[str] = ("Mara", "Tobin"), sure: float = 0.9) -> Told:
    """Chapters of these texts; the speakers take turns."""
    chapters = tuple(Chapter(f"Chapter {n}", text) for n, text in enumerate(texts, 1))
    spans = tuple(tuple(segment(chapter)) for chapter in chapters)
    who = cycle(speakers)
    lines = tuple(
        tuple(
            Line(span, next(who), sure, "a guess")
            if span.kind in SPOKEN_BY_CHARACTERS
            else Line(span, NARRATOR)
            for span in parts
        )
        for parts in spans
    )
    return Told(Story(Metadata(title="The Boat"), chapters), spans, lines)


def read(text: str) -> Sheet:
    return parse(text, SHEET)


def changed(sheet: str, row: str, to: str, nth: int = 1) -> str:
    """A sheet in which somebody has put another row in the place of one."""
    rows = sheet.split("\n")
    places = [n for n, each in enumerate(rows) if each == row]
    rows[places[nth - 1]] = to
    return "\n".join(rows)


def renamed(sheet: str, old: str, new: str) -> str:
    """A sheet in which somebody has changed every such name before a line."""
    return each_row(sheet, lambda row: new + row[len(old) :] if row.startswith(f"{old}: ") else row)


def each_row(sheet: str, change: Callable[[str], str]) -> str:
    """A sheet with every row of the script changed so; its head and its end stay."""
    head, body, end = parts(sheet)
    return head + "\n".join(map(change, body.split("\n"))) + end


def parts(sheet: str) -> tuple[str, str, str]:
    start, end = sheet.index("\n== 1.") + 1, sheet.index("\n== Kept by") + 1
    return sheet[:start], sheet[start:end], sheet[end:]
