"""What the narration of a chapter says, paragraph by paragraph: who is named, he or she, and where
somebody stands beside the quotations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby

from fic_audio.model import Kind
from fic_audio.script.attribution.turn_context import TurnContext
from fic_audio.text.document import Document
from fic_audio.text.wordlists import PREPOSITIONS, YOU_WORDS

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
ABSENT = (0.0, 0.0, 0.0)
NOWHERE = (0.0,) * 7

Row = tuple[float, ...]


class Narration:
    """The mentions and pronouns of each paragraph's narration."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.named: dict[int, list[tuple[tuple[int, ...], bool]]] = defaultdict(list)
        """By paragraph the mentions in order: who, and whether as an owner."""
        self.he: Counter[int] = Counter()
        self.she: Counter[int] = Counter()
        self.me: Counter[int] = Counter()
        self._people: dict[range, int] = {}
        self._in: dict[int, frozenset[int]] = {}
        """Remembered, since a paragraph may hold thousands of turns."""
        for paragraph, parts in groupby(document.spans, key=lambda span: span.paragraph):
            for span in parts:
                if span.kind is Kind.NARRATION:
                    self._read(paragraph, span.start, span.end)

    def _read(self, paragraph: int, start: int, end: int) -> None:
        for at in self.document.between(start, end):
            # Of "I" the network was taught by `me`; there was no "you" to teach it by.
            if at in self.document.mine and self.document.telling.me is YOU_WORDS:
                self.named[paragraph].append((self.document.mine[at].who, False))
            mention = self.document.by_word.get(at)
            if mention:
                if mention.first == at:
                    self.named[paragraph].append((mention.who, mention.possessive))
                continue
            word = self.document.tokens[at].text.lower()
            if word in HE:
                self.he[paragraph] += 1
            elif word in SHE:
                self.she[paragraph] += 1
            elif word in self.document.telling.me:
                self.me[paragraph] += 1

    def people(self, paragraphs: range) -> int:
        """How many are named there."""
        if paragraphs not in self._people:
            self._people[paragraphs] = len(frozenset().union(*map(self.named_in, paragraphs)))
        return self._people[paragraphs]

    def named_in(self, paragraph: int) -> frozenset[int]:
        """Who is named there."""
        if paragraph not in self._in:
            mentions = self.named.get(paragraph, ())
            self._in[paragraph] = frozenset(who for people, _ in mentions for who in people)
        return self._in[paragraph]

    def he_or_she(self, paragraph: int) -> float:
        """From -1, she alone, to 1, he alone."""
        he, she = self.he[paragraph], self.she[paragraph]
        return (he - she) / (1 + he + she)

    def from_start(self, paragraph: int) -> dict[int, Row]:
        """Of each who is named there: how early, how often, and whether first as an owner."""
        return _in_order(self.named.get(paragraph, ()))

    def from_end(self, paragraph: int) -> dict[int, Row]:
        """The same, read backwards."""
        return _in_order(self.named.get(paragraph, ())[::-1])

    def beside(self, context: TurnContext) -> dict[int, Row]:
        """Where each is named beside a turn's quotations, in its own paragraphs.

        How early, which share of all that, whether before and whether behind a quotation, how near
        to it, and whether first behind a preposition or as an owner.
        """
        found: dict[int, list[float]] = {}
        order = 0
        tokens = self.document.tokens
        stretches = [(context.turn.before, True)] if context.turn.before else []
        stretches += [(stretch, False) for stretch in context.turn.after]
        for stretch, leads in stretches:
            assert stretch is not None
            start, end = stretch
            reach = self.document.between(start, end)
            for mention in self.document.meant(start, end):
                off = reach.stop - mention.last - 1 if leads else mention.first - reach.start
                before = tokens[mention.first - 1].text.lower() if mention.first else ""
                for who in mention.who:
                    row = found.setdefault(who, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
                    if not row[0]:
                        row[0] = 1 / (1 + order)
                        row[5] = float(before in PREPOSITIONS)
                        row[6] = float(mention.possessive)
                    row[2 if leads else 3] = 1.0
                    row[4] = max(row[4], 4 / (4 + off))
                order += 1
        total = sum(row[0] for row in found.values())
        for row in found.values():
            row[1] = row[0] / total
        return {who: tuple(row) for who, row in found.items()}


def _in_order(named: Sequence[tuple[tuple[int, ...], bool]]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    for order, (people, owner) in enumerate(named):
        for who in people:
            first, often, as_owner = found.get(who, (1 / (1 + order), 0.0, float(owner)))
            found[who] = (first, min(often + 0.25 / len(people), 1.0), as_owner)
    return found
