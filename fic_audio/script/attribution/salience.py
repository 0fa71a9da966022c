"""Who was named and who spoke lately: what a listener keeps in mind."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from math import log1p
from typing import Self

from fic_audio.model import Character
from fic_audio.text.document import Document
from fic_audio.text.wordlists import PREPOSITIONS

WINDOW = 30
"""Paragraphs in which a name stays in mind."""
LATELY = 40
"""Mentions after which a full name no longer decides who a shared name means."""


class SalienceModel:
    """Who was named and who spoke lately: the state that moves along with the reader."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self.characters = characters
        self.named: dict[int, int] = {}
        """Paragraph of the last mention in narration."""
        self._in_mind: dict[int, None] = {}
        """Those named since somebody asked last, and who was in mind then."""
        self.order: dict[int, int] = {}
        """Running number of the last mention: the later, the more recent."""
        self.subject: dict[int, int] = {}
        self.talked_of: dict[int, int] = {}
        self.certain: dict[int, int] = {}
        """Running number of the last mention by a name that nobody shares."""
        self.surely: Counter[int] = Counter()
        self.count: Counter[int] = Counter()
        self.spoke: dict[int, int] = {}
        """Number of the turn that each spoke last."""
        self.turns = 0
        self.clock = 0

    def copied(self) -> Self:
        """Another that remembers the same, and goes its own way from here."""
        other = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, dict):
                setattr(other, name, value.copy())
        return other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SalienceModel) and vars(self) == vars(other)

    def read(
        self, document: Document, start: int, end: int, paragraph: int, *, quoted: bool
    ) -> None:
        """Takes in the mentions of `[start, end)`."""
        for mention in document.named(start, end):
            self.clock += 1
            who = self.resolve(mention.who)
            if len(mention.who) == 1:
                self.certain[who] = self.clock
                self.surely[who] += 1
            if quoted:
                self.talked_of[who] = paragraph
                continue
            self._name(who, paragraph)
            before = document.tokens[mention.first - 1].text.lower() if mention.first else ""
            if before not in PREPOSITIONS:
                self.subject[who] = self.clock

    def add_speaker(self, who: int, paragraph: int) -> None:
        """Takes in that somebody spoke."""
        self.clock += 1
        self._name(who, paragraph)
        self.subject[who] = self.clock
        self.spoke[who] = self.turns
        self.turns += 1

    def _name(self, who: int, paragraph: int) -> None:
        self.named[who] = paragraph
        self._in_mind[who] = None
        self.order[who] = self.clock
        self.count[who] += 1

    def recall(self, who: int, paragraph: int) -> tuple[float, ...]:
        """How long ago somebody was named, was a subject, spoke and was talked of, from 0 (never)
        to 1 (just now), and how often he or she was named before."""
        named = self.named.get(who)
        talked = self.talked_of.get(who)
        subject = self.subject.get(who)
        spoke = self.spoke.get(who)
        return (
            0.0 if named is None else 1 / (1 + _since(named, paragraph)),
            0.0 if subject is None else 4 / (4 + self.clock - subject),
            0.0 if spoke is None else 1 / (self.turns - spoke),
            0.0 if talked is None else 1 / (1 + _since(talked, paragraph)),
            log1p(self.count[who]) / 5,
            log1p(self.surely[who]) / 5,
        )

    def turn_page(self, paragraphs: int) -> None:
        """Goes on to the next chapter, whose paragraphs are numbered from 0 again."""
        for seen in (self.named, self.talked_of):
            for who in seen:
                seen[who] -= paragraphs

    def resolve(self, who: tuple[int, ...]) -> int:
        """Which of several people of one name is meant: the one whose own name fell lately, else
        the one who is named most."""
        if len(who) == 1:
            return who[0]
        lately = self.clock - LATELY
        return max(
            who, key=lambda n: (max(self.certain.get(n, 0), lately), self.surely[n], self.count[n])
        )

    def recent(self, paragraph: int) -> list[int]:
        """Those in mind, most recent first. Who was not is forgotten until the next mention: one
        asks in the order of reading."""
        near = [n for n in self._in_mind if paragraph - self.named[n] <= WINDOW]
        self._in_mind = dict.fromkeys(near)
        return sorted(near, key=lambda n: -self.order[n])

    def last_talked_of(self, most: int) -> list[int]:
        """The people who were talked of most recently, the latest first."""
        return nlargest(most, self.talked_of, key=self.talked_of.__getitem__)


def _since(then: int, now: int) -> int:
    """Paragraphs passed. A turn that runs on over paragraphs is heard to its end before another
    that begins in its first one: what lies ahead is as near as can be."""
    return max(now - then, 0)
