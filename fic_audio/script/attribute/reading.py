"""A story read once: its turns with their candidates, and the table of numbers about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fic_audio.model import NARRATOR, Chapter, Character, Span
from fic_audio.script.attribute import narrator
from fic_audio.script.attribute.facts import CELL, TURN, Reader
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.one_thread import np
from fic_audio.script.attribute.page import Page, Pages
from fic_audio.script.attribute.table import Ints, Table
from fic_audio.script.attribute.walk import Step, Walk
from fic_audio.script.attribute.written import Written, writers
from fic_audio.script.roster import Roster

Known = Mapping[tuple[int, int], str]
"""What the listener has said: (chapter from 0, where a span starts in its text) -> speaker."""


@dataclass(slots=True)
class Part:
    """A chapter that was read."""

    steps: list[Step]
    letters: dict[Span, Written]
    table: Table
    tags: Counter[int]
    """How often each is tagged as a speaker."""


@dataclass(slots=True)
class Prepared:
    """A story before it is read: all that does not depend on what the listener says of lines."""

    people: list[Character]
    pages: Pages

    @classmethod
    def of(
        cls,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
    ) -> Prepared:
        """A story whose characters are found; in a first-person story where none of them tells it,
        "I" is one more, the narrator."""
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
        return cls(people, pages)

    def by_chapter(self, known: Known) -> list[dict[int, int]]:
        """What is known of each chapter: where a span starts -> the number of its speaker."""
        numbers = {person.name: number for number, person in enumerate(self.people)}
        found: list[dict[int, int]] = [{} for _ in range(len(self.pages))]
        for (chapter, start), name in known.items():
            if name in numbers:
                found[chapter][start] = numbers[name]
        return found

    def read(self, page: Page, memory: Memory, said: Mapping[int, int]) -> Part:
        """Reads a chapter; `memory` moves on to its end."""
        steps = [step for scene in Walk(page, memory, known=said).scenes for step in scene]
        rows = Reader(page, steps, self.people)
        part = Part(steps, writers(page), _table(rows, steps), rows.tags())
        for step in steps:
            step.forget()
        return part


@dataclass(slots=True)
class Reading:
    """The turns of a story, or of a chapter of it, in reading order."""

    people: Sequence[Character]
    pages: Iterable[Page]
    steps: Sequence[Sequence[Step]]
    """Chapter by chapter."""
    letters: Sequence[Mapping[Span, Written]]
    table: Table
    """Its turns are those of `steps`, chapter after chapter."""

    @classmethod
    def of(
        cls,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
        known: Known,
    ) -> Reading:
        """Reads a whole story."""
        story = Prepared.of(chapters, spans, characters)
        memory = Memory(story.people)
        given = zip(story.pages, story.by_chapter(known), strict=True)
        parts = [story.read(page, memory, said) for page, said in given]
        return cls(
            story.people,
            story.pages,
            [part.steps for part in parts],
            [part.letters for part in parts],
            Table.of([part.table for part in parts], total(parts)),
        )

    def known(self) -> Ints:
        """(turns): the cell of the speaker where the listener has told who speaks, else -1."""
        cells = np.full(len(self.table.turns), -1, np.int32)
        turns = (step for chapter in self.steps for step in chapter)
        for turn, step in enumerate(turns):
            if step.known is not None:
                cells[turn] = self.table.first[turn] + step.candidates.index(step.known)
        return cells


def total(parts: Iterable[Part]) -> Counter[int]:
    """How often each is tagged as a speaker in a story."""
    found: Counter[int] = Counter()
    for part in parts:
        found.update(part.tags)
    return found


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
