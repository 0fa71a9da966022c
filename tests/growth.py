"""How the work grows with what it is done on, whatever else the machine is busy with."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TIMES = 4
"""How much larger the second is than the first."""
MOST = 10
"""Times as long as the first: 4 where work grows with its size, 16 where with its square."""
SOON = 0.2
"""Seconds of processor time, within which nothing has grown too far."""
TRIES = 3
"""A busy machine may disturb one measurement."""


def grows_with_its_size(make: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    """Whether work on what `make` gives for a size takes no more than its share of time."""
    work(make(size // 50))  # what is loaded once is loaded
    return any(_in_proportion(make, work, size) for _ in range(TRIES))


def _in_proportion(make: Callable[[int], T], work: Callable[[T], object], size: int) -> bool:
    large = _seconds(work, make(size))
    return large < SOON or large < MOST * _seconds(work, make(size // TIMES))


def _seconds(work: Callable[[T], object], on: T) -> float:
    before = time.process_time()
    work(on)
    return time.process_time() - before
