"""Ctrl-C, and being asked to end, kept until they do no harm.

A signal that raises in the middle of `concurrent.futures` may leave one of its locks held for ever,
and the threads that are then waited for wait themselves.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def defer_interrupts() -> Iterator[Callable[[], None]]:
    """Meanwhile a first signal is kept for the function given here, which does what the signal
    would have done: raise KeyboardInterrupt, mostly. So does the end. A second one acts at once.

    Outside of the main thread, which alone gets signals, nothing changes.
    """
    kept: list[int] = []
    handlers: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def keep(number: int, frame: FrameType | None) -> None:
        if not kept:
            kept.append(number)
        else:
            handlers[number](number, frame)

    def act() -> None:
        while kept:
            number = kept.pop()
            handlers[number](number, None)

    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            # One that is ignored, or left to the system, stays so.
            if callable(handler := signal.getsignal(number)):
                handlers[number] = handler
                signal.signal(number, keep)
    try:
        yield act
    finally:
        for known, handler in handlers.items():
            signal.signal(known, handler)
        # Whatever failed meanwhile failed of the signal, as likely as not: it went to our children.
        act()
