"""What was heard of a line, and what seems wrong with it: how much speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fic_audio.listening.faults import Fault, FaultKind

CERTAIN = -100.0
"""Margin of what is wrong in any case."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fault that there seems to be."""

    fault: Fault
    margin: float
    """What still speaks against it (natural logarithm); below 0 the sound bears it out."""
    sounds: int = 0
    """By how many sounds it makes the line longer; below 0: shorter."""


@dataclass(frozen=True, slots=True)
class HeardLine:
    """What became of a line."""

    key: str
    heard: str
    """Words that were heard."""
    words: int
    """Number of words that should be heard."""
    errors: int
    """Number of words that were misheard in the better of its hearings, names included."""
    sounds: int
    """Number of sounds that should be heard."""
    doubts: tuple[tuple[Doubt, ...], ...] = ()
    """What seems wrong in each of its hearings."""
    names: tuple[tuple[str, str], ...] = ()
    """Names and foreign words that were heard otherwise, each with what was heard."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong by its sound alone."""
        return self.find_faults(lambda _: 0.0)

    def find_faults(self, fits: Callable[[int], float]) -> tuple[Fault, ...]:
        """What is wrong with it. `fits`: how much likelier its length is (natural logarithm) if it
        has so many sounds more than it should have."""
        found = (
            tuple(each.fault for each in hearing if each.margin < fits(each.sounds))
            for hearing in self.doubts
        )
        return max(found, key=lambda faults: sum(each.weight for each in faults), default=())


def join(doubts: Iterable[Doubt], twice: Doubt | None) -> tuple[Doubt, ...]:
    """The doubts of a hearing, and that something sounds as if it were said twice."""
    known = tuple(doubts)
    if twice is None:
        return known
    if not any(each.fault.kind is FaultKind.REPEATED for each in known):
        return (*known, twice)
    return tuple(
        replace(each, margin=min(each.margin, twice.margin))
        if each.fault.kind is FaultKind.REPEATED
        else each
        for each in known
    )
