"""A story read once: its turns with their candidates, and the table of numbers about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fic_audio.events import Advance, advance_silently
from fic_audio.model import NARRATOR, Chapter, Character, Span
from fic_audio.script.attribute import narrator
from fic_audio.script.attribute.facts import CELL, TURN, Reader
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Pages
from fic_audio.script.attribute.table import Ints, Table
from fic_audio.script.attribute.walk import Step, Walk
from fic_audio.script.attribute.written import Written, writers
from fic_audio.script.roster import Roster

Known = Mapping[tuple[int, int], str]
"""What the listener has said: (chapter from 0, where a span starts in its text) -> speaker."""


@dataclass(slots=True)
class Reading:
    """The turns of a story in reading order, chapter by chapter."""

    people: list[Character]
    pages: Pages
    steps: list[list[Step]]
    letters: list[dict[Span, Written]]
    table: Table
    """Its turns are those of `steps`, chapter after chapter."""

    @classmethod
    def of(
        cls,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
        known: Known,
        advance: Advance = advance_silently,
    ) -> Reading:
        """Reads a story whose characters are found; in a first-person story where none of them
        tells it, "I" is one more, the narrator."""
        roster = Roster(characters)
        people = list(characters)
        pages = Pages(chapters, spans, roster)
        tellings = narrator.tell(
            chapters,
            spans,
            people,
            pages,
            [n for n, person in enumerate(people) if person.narrates],
        )
        if any(None in telling.who for telling in tellings):
            people.append(Character(NARRATOR, narrates=True))
            nameless = len(characters)
            tellings = [
                telling._replace(who=tuple(nameless if n is None else n for n in telling.who))
                for telling in tellings
            ]
            pages.told_by(tellings)
        numbers = {person.name: number for number, person in enumerate(people)}
        memory = Memory(people)
        steps: list[list[Step]] = []
        letters: list[dict[Span, Written]] = []
        tables: list[Table] = []
        tags: Counter[int] = Counter()
        for place, page in enumerate(pages):
            said = {
                start: numbers[name]
                for (chapter, start), name in known.items()
                if chapter == place and name in numbers
            }
            read = [step for scene in Walk(page, memory, known=said).scenes for step in scene]
            rows = Reader(page, read, people)
            tags += rows.tags()
            tables.append(_table(rows, read))
            letters.append(writers(page))
            for step in read:
                step.forget()
            steps.append(read)
            advance(len(steps) / len(chapters))
        return cls(people, pages, steps, letters, Table.of(tables, tags))

    def known(self) -> Ints:
        """(turns): the cell of the speaker where the listener has told who speaks, else -1."""
        cells = np.full(len(self.table.turns), -1, np.int32)
        turns = (step for chapter in self.steps for step in chapter)
        for turn, step in enumerate(turns):
            if step.known is not None:
                cells[turn] = self.table.first[turn] + step.candidates.index(step.known)
        return cells


def _table(rows: Reader, steps: Sequence[Step]) -> Table:
    cells = [row for place in range(len(steps)) for row in rows.cells(place)]
    sizes = [len(step.candidates) for step in steps]
    return Table(
        np.array(cells, np.float32).reshape(-1, len(CELL)),
        np.array([rows.turn(place) for place in range(len(steps))], np.float32).reshape(
            -1, len(TURN)
        ),
        np.cumsum([0, *sizes], dtype=np.int32),
        np.array([who for step in steps for who in step.candidates], np.int32),
        np.array([step.seen.turn.scene for step in steps], np.int32),
    )
