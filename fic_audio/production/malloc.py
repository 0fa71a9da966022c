"""What glibc keeps of memory that is not used any more, given back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

M_ARENA_MAX = -8
"""Of glibc's `malloc.h`."""


def trim_memory() -> None:
    """Gives back what is free, and makes all threads share one heap from now on.

    By itself glibc lets each thread have its own, which keeps the most that it ever held: of three
    chapters at work nearly 100 MB. To be called before there are threads; does nothing where the C
    library is another.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            c = ctypes.CDLL(None)
            c.mallopt(M_ARENA_MAX, 1)
            c.malloc_trim(0)
