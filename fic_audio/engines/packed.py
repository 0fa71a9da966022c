"""A large dictionary that is only read, in little more than the bytes of its text."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any

KEPT = 8192
"""Entries that are at hand: most words are frequent ones."""
MARK = b"\0"
"""Before a value that is no string."""


class PackedDict:
    """Gives what the dictionary gives of which it is made: strings, and other plain values. They
    lie in one row, sorted, and are found by halving: a tenth of the memory, and some microseconds
    for a rare word."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        # Sorted as text they are sorted as bytes, too.
        keys = sorted(entries)
        values = [_written(entries[key]) for key in keys]
        parts = list(chain.from_iterable(zip(map(str.encode, keys), values, strict=True)))
        self._text = b"".join(parts)
        # Where each key and each value begins, and where the last ends.
        self._at = array("I", accumulate(map(len, parts), initial=0))
        self.get: Callable[[str], Any] = lru_cache(KEPT)(self._find)
        """The value of a key, or None."""

    def _find(self, key: str) -> Any:
        wanted = key.encode()
        row = bisect_left(range(len(self._at) // 2), wanted, key=lambda nth: self._part(2 * nth))
        if 2 * row + 2 < len(self._at) and self._part(2 * row) == wanted:
            found = self._part(2 * row + 1)
            return marshal.loads(found[1:]) if found.startswith(MARK) else found.decode()
        return None

    def _part(self, nth: int) -> bytes:
        return self._text[self._at[nth] : self._at[nth + 1]]


def _written(value: Any) -> bytes:
    if isinstance(value, str) and not value.startswith("\0"):
        return value.encode()
    return MARK + marshal.dumps(value)
