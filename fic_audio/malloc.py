"""What glibc keeps of memory that is not used any more, given back; nothing where the C library is
another."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

M_ARENA_MAX = -8
"""Of glibc's `malloc.h`."""


def share_heap() -> None:
    """Makes all threads share one heap from now on; to be called before there are threads.

    By itself glibc lets each thread have its own, which keeps the most that it ever held: of three
    chapters at work nearly 100 MB.
    """
    _call("mallopt", M_ARENA_MAX, 1)


def give_back() -> None:
    """Gives back what is free."""
    _call("malloc_trim", 0)


def _call(function: str, *arguments: int) -> None:
    if sys.platform == "linux":
        with suppress(AttributeError):
            getattr(ctypes.CDLL(None), function)(*arguments)
