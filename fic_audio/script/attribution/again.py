"""A story whose speakers are found, and found again whenever the listener says more.

What somebody said is remembered by all that follows: a correction may change a number of any later
turn. A chapter is read and decided by itself, from what is remembered at its begin, so that the one
that was corrected is there at once; those behind it follow when they are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import ne
from typing import NamedTuple

from fic_audio.events import Advance, advance_silently, advance_within
from fic_audio.model import Chapter, Character, Line, Span
from fic_audio.script.attribution import Said, decide_quotations, decide_turns, line_of
from fic_audio.script.attribution.feature_arrays import FeatureArrays, Floats, Ints
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.one_thread import np
from fic_audio.script.attribution.personal_marks import find_personal_marks
from fic_audio.script.attribution.prepared_story import (
    ChapterReader,
    Known,
    Part,
    Prepared,
    PreparedStory,
    total,
)
from fic_audio.script.attribution.salience import SalienceModel
from fic_audio.script.senders import find_senders

Lines = tuple[tuple[Line, ...], ...]


DECIDED_FROM = 0.8
"""Share of the work that is done when the first chapter is decided."""
TOGETHER = 100
"""Spans of chapters that the network reads in one go, as far as whole chapters allow: a handful of
turns costs it hardly less than fifty."""


class Attribution:
    """Who says what in a story. `keeps`: to be asked again, what was read is kept in memory."""

    def __init__(
        self,
        chapters: Sequence[Chapter],
        spans: Sequence[Sequence[Span]],
        characters: Sequence[Character],
        *,
        network: Network | None = None,
        keeps: bool = True,
    ) -> None:
        self._chapters = chapters
        self._spans = spans
        self._network = network or Network.load()
        self._keeps = keeps
        self._named = find_senders(chapters, spans, characters)
        self._story = Prepared.of(chapters, spans, characters)
        self._plain = _Pass(self._story, keeps)
        self._marking: _Pass | None = None
        """The way through a story in which some speak in marks of their own."""
        self._batches = list(_batches(spans))
        self._shares: dict[range, _Shares] = {}
        self._lines: list[tuple[Line, ...]] = [()] * len(chapters)

    @property
    def is_settled(self) -> bool:
        """Whether every chapter is decided in the light of all that was said."""
        return not self._plain.open and not (self._marking and self._marking.open)

    def lines(
        self,
        known: Known,
        only: Collection[int] | None = None,
        advance: Advance = advance_silently,
    ) -> Lines:
        """Every span with its speaker; the lines stand in the order of the spans. What is `known`
        from the listener stands.

        `only`: the numbers of the chapters, from 0, to be decided anew; the others stay as they
        were found last, and `is_settled` tells whether they may have to change.
        """
        if not self._plain.parts:
            only = None
        reading = advance_within(advance, 0.0, DECIDED_FROM)
        self._plain.go({**self._named, **known}, only, reading)
        parts = self._plain.parts
        marked = find_personal_marks(
            self._chapters, [part.steps for part in parts], self._story.people
        )
        if marked:
            self._marking = self._marking or _Pass(self._story, self._keeps)
            self._marking.go({**marked, **self._named, **known}, only, advance_silently)
            parts = self._marking.parts
        else:
            self._marking = None
        tags = total(parts)
        wanted = range(len(parts)) if only is None else only
        batches = [batch for batch in self._batches if any(place in wanted for place in batch)]
        for number, batch in enumerate(batches):
            advance(DECIDED_FROM + (1 - DECIDED_FROM) * number / len(batches))
            decided = self._decided(batch, parts[batch.start : batch.stop], tags)
            for place, said in zip(batch, decided, strict=True):
                if place in wanted:
                    self._lines[place] = tuple(
                        line_of(
                            span,
                            said,
                            known.get((place, span.start)),
                            self._named.get((place, span.start)),
                            marked.get((place, span.start)),
                        )
                        for span in self._spans[place]
                    )
        return tuple(self._lines)

    def _decided(
        self, batch: range, parts: Sequence[Part], tags: Counter[int]
    ) -> Iterator[Mapping[Span, Said]]:
        """What is decided of the quotations of each of these chapters."""
        table = FeatureArrays.of([part.table for part in parts], tags)
        steps, letters = [part.steps for part in parts], [part.letters for part in parts]
        reading = PreparedStory(self._story.people, steps, letters, table)
        known = reading.known()
        chapters = self._chapters[batch.start : batch.stop]
        shares = self._kept(batch, table, known)
        if shares is None:
            shares = self._network.probabilities(table, known)
            shares = self._reconsidered(reading, known, shares, chapters)
            if self._keeps:
                self._shares[batch] = _Shares(table, known, shares)
        return decide_quotations(reading, chapters, shares.tolist())

    def _reconsidered(
        self, reading: PreparedStory, known: Ints, shares: Floats, chapters: Sequence[Chapter]
    ) -> Floats:
        """The shares once more, where the network gave a turn to the teller that the page says is
        another's: it is told who else is likeliest, and decides the turns around that one anew."""
        mistaken = _mistaken(reading, shares)
        if not mistaken:
            return shares
        table, told = reading.table, known.copy()
        texts = [chapter.text for chapter in chapters]
        for turn, one in enumerate(decide_turns(reading, shares.tolist(), texts)):
            taken = turn in mistaken and one.who != one.step.context.teller
            if taken and told[turn] < 0 < one.share:
                told[turn] = table.first[turn] + one.step.candidates.index(one.who)
        if np.array_equal(told, known):
            return shares
        own = np.repeat(told != known, np.diff(table.first))
        return np.where(own, shares, self._network.probabilities(table, told))

    def _kept(self, batch: range, table: FeatureArrays, known: Ints) -> Floats | None:
        """What the network made of the very same before."""
        kept = self._shares.get(batch)
        if kept and kept.table == table and np.array_equal(kept.known, known):
            return kept.shares
        return None


def _mistaken(reading: PreparedStory, shares: Floats) -> set[int]:
    """The turns that went to the teller though the page says that they are another's."""
    steps = (step for chapter in reading.steps for step in chapter)
    runs = pairwise(reading.table.first.tolist())
    return {
        turn
        for turn, (step, (low, high)) in enumerate(zip(steps, runs, strict=True))
        if step.context.by_teller is False
        and step.candidates[shares[low:high].argmax()] == step.context.teller
    }


def _batches(spans: Sequence[Sequence[Span]]) -> Iterator[range]:
    """Neighbouring chapters with no more than `TOGETHER` spans; a longer one is alone."""
    begin = size = 0
    for place, part in enumerate(spans):
        if place > begin and size + len(part) > TOGETHER:
            yield range(begin, place)
            begin, size = place, 0
        size += len(part)
    if spans:
        yield range(begin, len(spans))


class _Shares(NamedTuple):
    """What the network made of a batch of chapters, and of what."""

    table: FeatureArrays
    known: Ints
    shares: Floats


class _Pass:
    """The way of a reader through a story, gone again from where something else is known."""

    def __init__(self, story: Prepared, keeps: bool) -> None:
        self.parts: list[Part] = []
        self.open = set(range(len(story.pages)))
        """The chapters that were not read with what is known now."""
        self._story = story
        self._keeps = keeps
        self._readers: dict[int, ChapterReader] = {}
        self._given: list[dict[int, int]] = [{} for _ in self.open]
        self._before: list[SalienceModel | None] = [None for _ in self.open]
        """What is remembered at the begin of each chapter."""

    def go(self, known: Known, only: Collection[int] | None, advance: Advance) -> None:
        """Reads every open chapter, or those of them that are asked for."""
        given = self._story.by_chapter(known)
        self.open |= {n for n, pair in enumerate(zip(given, self._given, strict=True)) if ne(*pair)}
        self._given = given
        for place in range(len(given)):
            advance(place / len(given))
            if place not in self.open or (only is not None and place not in only):
                continue
            memory = self._before[place] or SalienceModel(self._story.people)
            if self._keeps:
                self._before[place], memory = memory, memory.copied()
            self.parts[place : place + 1] = [self._reader(place).read(memory, given[place])]
            self.open.remove(place)
            if place + 1 < len(given) and memory != self._before[place + 1]:
                self._before[place + 1] = memory
                self.open.add(place + 1)

    def _reader(self, place: int) -> ChapterReader:
        """What was read off a chapter is kept as long as its page is."""
        reader = self._readers.get(place)
        if reader is None:
            reader = ChapterReader(self._story.pages[place], self._story.people)
            if self._keeps and self._story.pages.kept:
                self._readers[place] = reader
        return reader
