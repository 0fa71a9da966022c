"""What may be wrong with a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    """Words are missing."""
    ADDED = "added"
    """There are words that nobody wrote."""
    REPEATED = "repeated"
    """Words are said twice."""
    GARBLED = "garbled"
    """Other words are heard."""
    CUT = "cut"
    """Its last words are missing."""
    ABRUPT = "abrupt"
    """It begins or ends in the middle of a sound."""
    SILENCE = "silence"
    """There is no sound, or a hole in it."""
    LEVEL = "level"
    """It is louder or softer than it is meant to be."""
    FAST = "fast"
    """It is over too soon for its words."""
    SLOW = "slow"
    """It takes too long for its words."""


WORDS = frozenset(
    {
        FaultKind.MISSING,
        FaultKind.ADDED,
        FaultKind.REPEATED,
        FaultKind.GARBLED,
        FaultKind.CUT,
    }
)
"""What is found by the words; the others are measured."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a line."""

    kind: FaultKind
    detail: str = ""
    """The words that it is about, or what was measured."""
    weight: float = 1.0
    """How much it matters: number of words, or a share of the line in words."""

    @property
    def reason(self) -> str:
        """In words."""
        return f"{_IN_WORDS[self.kind]}: {self.detail}" if self.detail else _IN_WORDS[self.kind]


_IN_WORDS = {
    FaultKind.MISSING: "not heard",
    FaultKind.ADDED: "heard, but not written",
    FaultKind.REPEATED: "heard twice",
    FaultKind.GARBLED: "heard otherwise",
    FaultKind.CUT: "the end is not heard",
    FaultKind.ABRUPT: "breaks off",
    FaultKind.SILENCE: "silent",
    FaultKind.LEVEL: "wrong level",
    FaultKind.FAST: "too fast",
    FaultKind.SLOW: "too slow",
}
