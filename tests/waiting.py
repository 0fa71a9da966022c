"""Waiting for what another process does in its own time."""

from __future__ import annotations

import time
from collections.abc import Callable

LONG = 120.0
"""Seconds: more than any of it takes on a machine that is busy."""


def until(fact: Callable[[], object], limit: float = LONG) -> bool:
    """Waits until it is so; False if it never comes to be."""
    end = time.monotonic() + limit
    while not fact():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
