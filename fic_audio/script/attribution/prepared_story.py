"""A story read once: its turns with their candidates, and the table of numbers about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fic_audio.model import NARRATOR, Chapter, Character, Span
from fic_audio.script.attribution import first_person
from fic_audio.script.attribution.candidates import CandidateFinder, TurnCandidates
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.feature_arrays import FeatureArrays, Floats, Ints
from fic_audio.script.attribution.feature_rows import CELL, TURN, FeatureExtractor, clue_rows
from fic_audio.script.attribution.letter_authors import LetterAuthor, find_letter_authors
from fic_audio.script.attribution.one_thread import np
from fic_audio.script.attribution.salience import SalienceModel
from fic_audio.text.document import Document, Documents
from fic_audio.text.mentions import MentionIndex

Known = Mapping[tuple[int, int], str]
"""What the listener has said: (chapter from 0, where a span starts in its text) -> speaker."""


@dataclass(slots=True)
class Part:
    """A chapter that was read."""

    steps: list[TurnCandidates]
    letters: dict[Span, LetterAuthor]
    table: FeatureArrays
    tags: Counter[int]
    """How often each is tagged as a speaker."""


@dataclass(slots=True)
class Prepared:
    """A story before it is read: all that does not depend on what the listener says of lines."""

    people: list[Character]
    pages: Documents

    @classmethod
    def of(
        cls,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
    ) -> Prepared:
        """A story whose characters are found; in a first-person story where none of them tells it,
        "I" is one more, the narrator."""
        roster = MentionIndex(characters)
        people = list(characters)
        documents = Documents(chapters, spans, roster)
        tellings = first_person.find_narrators(
            chapters,
            spans,
            people,
            documents,
            [n for n, person in enumerate(people) if person.narrates],
        )
        if any(None in telling.who for telling in tellings):
            people.append(Character(NARRATOR, narrates=True))
            nameless = len(characters)
            tellings = [
                telling._replace(who=tuple(nameless if n is None else n for n in telling.who))
                for telling in tellings
            ]
            documents.told_by(tellings)
        return cls(people, documents)

    def by_chapter(self, known: Known) -> list[dict[int, int]]:
        """What is known of each chapter: where a span starts -> the number of its speaker."""
        numbers = {person.name: number for number, person in enumerate(self.people)}
        found: list[dict[int, int]] = [{} for _ in range(len(self.pages))]
        for (chapter, start), name in known.items():
            if name in numbers:
                found[chapter][start] = numbers[name]
        return found


class _Around(NamedTuple):
    """The numbers of a turn that depend on nothing but its candidates."""

    candidates: list[int]
    turn: Floats
    cells: Floats


class ChapterReader:
    """Reads a chapter, as often as need be: whatever is remembered and known then, most of what is
    read off its text stays the same."""

    def __init__(self, document: Document, people: Sequence[Character]) -> None:
        self._document = document
        self._people = people
        self._contexts = ChapterContexts(document)
        self._letters = find_letter_authors(document)
        self._rows: FeatureExtractor | None = None
        self._around: list[_Around | None] = []

    def read(self, salience: SalienceModel, said: Mapping[int, int]) -> Part:
        """Reads the chapter; `salience` moves on to its end."""
        steps = [
            step
            for scene in CandidateFinder(self._contexts, salience, known=said).scenes
            for step in scene
        ]
        contexts = [step.context for step in steps]
        if self._rows is None or self._rows.contexts != contexts:
            self._rows = FeatureExtractor(self._document, contexts, self._people)
            self._around = [None] * len(steps)
        part = Part(steps, self._letters, self._table(self._rows, steps), self._rows.tags())
        for step in steps:
            step.forget()
        return part

    def _table(self, rows: FeatureExtractor, steps: Sequence[TurnCandidates]) -> FeatureArrays:
        around = [self._turn(rows, place, step.candidates) for place, step in enumerate(steps)]
        clues = [row for step in steps for row in clue_rows(step)]
        cells = np.zeros((len(clues), len(CELL)), np.float32)
        if clues:
            cells[:, : len(clues[0])] = clues
            cells[:, len(clues[0]) :] = np.concatenate([turn.cells for turn in around])
        return FeatureArrays(
            cells,
            np.array([turn.turn for turn in around], np.float32).reshape(-1, len(TURN)),
            np.cumsum([0, *(len(turn.candidates) for turn in around)], dtype=np.int32),
            np.array([who for turn in around for who in turn.candidates], np.int32),
            np.array([step.context.turn.scene for step in steps], np.int32),
        )

    def _turn(self, rows: FeatureExtractor, place: int, candidates: list[int]) -> _Around:
        kept = self._around[place]
        if kept is None or kept.candidates != candidates:
            kept = self._around[place] = _Around(
                candidates,
                np.array(rows.turn(place, len(candidates)), np.float32),
                np.array(rows.around(place, candidates), np.float32),
            )
        return kept


@dataclass(slots=True)
class PreparedStory:
    """The turns of a story, or of a chapter of it, in reading order."""

    people: Sequence[Character]
    steps: Sequence[Sequence[TurnCandidates]]
    """Chapter by chapter."""
    letters: Sequence[Mapping[Span, LetterAuthor]]
    table: FeatureArrays
    """Its turns are those of `steps`, chapter after chapter."""

    @classmethod
    def of(
        cls,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
        known: Known,
    ) -> PreparedStory:
        """Reads a whole story."""
        story = Prepared.of(chapters, spans, characters)
        memory = SalienceModel(story.people)
        given = zip(story.pages, story.by_chapter(known), strict=True)
        parts = [
            ChapterReader(document, story.people).read(memory, said) for document, said in given
        ]
        return cls(
            story.people,
            [part.steps for part in parts],
            [part.letters for part in parts],
            FeatureArrays.of([part.table for part in parts], total(parts)),
        )

    def known(self) -> Ints:
        """(turns): the cell of the speaker where it is certain who speaks, else -1."""
        cells = np.full(len(self.table.turns), -1, np.int32)
        turns = (step for chapter in self.steps for step in chapter)
        for turn, step in enumerate(turns):
            if step.certain is not None:
                cells[turn] = self.table.first[turn] + step.candidates.index(step.certain)
        return cells


def total(parts: Iterable[Part]) -> Counter[int]:
    """How often each is tagged as a speaker in a story."""
    found: Counter[int] = Counter()
    for part in parts:
        found.update(part.tags)
    return found
