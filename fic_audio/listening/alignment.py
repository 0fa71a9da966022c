"""The sounds that should be heard against those that are, in the cheapest way to make one of the
other: which words are missing, which are others, and what is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from fic_audio.listening.sounds import VOWELS, WEAK, Word

ALIKE = tuple(
    map(frozenset, ("pb", "tdTθð", "kɡg", "fvθð", "szʃʒθðʦʣ", "ʃʒʧʤ", "mnŋ", "lɹrw", "jiɪ"))
)
"""Sounds that are taken for each other."""
GAP = 1.0
"""What a sound costs that is missing or too much."""
NEAR, FAR = 0.4, 1.1
"""What it costs for another that is alike or not."""
UNLIKE = 1.7
"""What it costs to take a vowel for a consonant."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """What became of a word that should be heard."""

    word: Word
    lost: float
    """Share of its sounds that are missing, from 0 to 1."""
    wrong: float
    """What its sounds cost, of those that it has."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What should be heard and what was."""

    words: tuple[HeardWord, ...]
    extra: tuple[tuple[int, Word], ...]
    """Words heard that nobody should say, each with the number of words before it."""
    heard: tuple[str, ...]
    """What was heard in the place of each word."""

    @property
    def said(self) -> bool:
        """Whether anything was heard."""
        return bool(self.text())

    def text(self) -> str:
        """All that was heard, in order."""
        more = [" ".join(word.text for at, word in self.extra if at == n) for n in self._places()]
        parts = (part for n, each in enumerate((*self.heard, "")) for part in (more[n], each))
        return " ".join(filter(None, parts))

    def _places(self) -> range:
        return range(len(self.words) + 1)

    def part(self, start: int, end: int) -> Alignment:
        """Some of the words; what is too much between two parts goes to the first."""
        extra = tuple(
            (at - start, word) for at, word in self.extra if start < at <= end or at == start == 0
        )
        return Alignment(self.words[start:end], extra, self.heard[start:end])

    def replaced(self, start: int, end: int, other: Alignment) -> Alignment:
        """The same with other things heard in the place of some words."""
        mine = self.part(start, end).extra
        outside = [(at, word) for at, word in self.extra if (at - start, word) not in mine]
        extra = sorted([*outside, *((start + at, word) for at, word in other.extra)], key=_place)
        words = (*self.words[:start], *other.words, *self.words[end:])
        heard = (*self.heard[:start], *other.heard, *self.heard[end:])
        return Alignment(words, tuple(extra), heard)


def _place(extra: tuple[int, Word]) -> int:
    return extra[0]


@lru_cache(4096)
def cost(one: str, other: str) -> float:
    """What it costs to take a sound for another."""
    if one == other:
        return 0.0
    if one in VOWELS and other in VOWELS:
        return 0.25 if one in WEAK or other in WEAK else NEAR
    if any(one in group and other in group for group in ALIKE):
        return NEAR
    return UNLIKE if (one in VOWELS) != (other in VOWELS) else FAR


def align(wanted: Sequence[Word], heard: Sequence[Word]) -> Alignment:
    """Holds the words that should be heard against those that were."""
    ours = [(n, sound) for n, word in enumerate(wanted) for sound in word.sounds]
    theirs = [(n, sound) for n, word in enumerate(heard) for sound in word.sounds]
    moves = _table([sound for _, sound in ours], [sound for _, sound in theirs])
    lost, wrong = [0] * len(wanted), [0.0] * len(wanted)
    spare = [0] * len(heard)
    place: list[list[int]] = [[] for _ in heard]
    at, there = len(ours), len(theirs)
    while at or there:
        move = moves[at][there]
        if move == _MISSING:
            at -= 1
            lost[ours[at][0]] += 1
            wrong[ours[at][0]] += GAP
        elif move == _SPARE:
            there -= 1
            spare[theirs[there][0]] += 1
            place[theirs[there][0]].append(ours[at - 1][0] + 1 if at else 0)
        else:
            at, there = at - 1, there - 1
            wrong[ours[at][0]] += cost(ours[at][1], theirs[there][1])
            place[theirs[there][0]].append(ours[at][0])
    words = tuple(
        HeardWord(word, lost[n] / len(word.sounds), wrong[n] / len(word.sounds))
        for n, word in enumerate(wanted)
    )
    extra = tuple(
        (max(place[n]), word) for n, word in enumerate(heard) if spare[n] > 0.6 * len(word.sounds)
    )
    beside: list[list[str]] = [[] for _ in wanted]
    spared = {id(word) for _, word in extra}
    for n, word in enumerate(heard):
        if id(word) not in spared and place[n]:
            middle = sorted(place[n])[len(place[n]) // 2]
            if middle < len(beside):
                beside[middle].append(word.text)
    return Alignment(words, extra, tuple(" ".join(each) for each in beside))


_SAME, _MISSING, _SPARE = 0, 1, 2


def _table(ours: Sequence[str], theirs: Sequence[str]) -> list[bytearray]:
    """The last move of the cheapest way to each pair of places."""
    width = len(theirs) + 1
    before = [GAP * n for n in range(width)]
    moves = [bytearray([_SPARE]) * width]
    for sound in ours:
        prices = {other: cost(sound, other) for other in set(theirs)}
        row = bytearray(width)
        row[0] = _MISSING
        now = [before[0] + GAP] * width
        for n, other in enumerate(theirs, 1):
            best, move = before[n - 1] + prices[other], _SAME
            if before[n] + GAP < best:
                best, move = before[n] + GAP, _MISSING
            if now[n - 1] + GAP < best:
                best, move = now[n - 1] + GAP, _SPARE
            now[n] = best
            row[n] = move
        moves.append(row)
        before = now
    return moves
