"""What a review of the doubtful lines makes of a script, and how far the figures may be off."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

LOOKED_AT = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
"""Shares of the lines that a reader looks at, the most doubtful first."""
DRAWS = 2000

Line = tuple[float, bool]
"""Confidence, and whether the speaker is right."""


def looked_at(given: Sequence[Line], raw: Sequence[Line]) -> Iterator[str]:
    """How many lines are right once the most doubtful ones have been looked at and put right."""
    yield "\n| looked at | cast given: right | raw: right |"
    yield "|---" * 3 + "|"
    for share in LOOKED_AT:
        right = (_right(lines, round(share * len(lines))) for lines in (given, raw))
        yield f"| {share:.0%} | " + " | ".join(f"{value:.1%}" for value in right) + " |"


def _right(lines: Sequence[Line], looked: int) -> float:
    rest = sorted(lines, key=lambda line: line[0])[looked:]
    return (looked + sum(right for _, right in rest)) / max(1, len(lines))


def interval(works: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Between which shares 95 of 100 such collections of works would lie, by drawing works anew.

    `works`: (right, all) of each.
    """
    dice = random.Random(0)
    drawn = []
    for _ in range(DRAWS):
        some = dice.choices(works, k=len(works))
        drawn.append(sum(right for right, _ in some) / max(1, sum(total for _, total in some)))
    drawn.sort()
    return drawn[DRAWS // 40], drawn[-DRAWS // 40]
