"""The text that a file shows, and when, compared with what is spoken.

Lengths alone would not do: an old edition may be as long.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fic_audio.shelf.manifest import TimedLine

NEAR = 1.5
"""Seconds by which a word may be shown too early or too late, since cues may be cut differently."""
MOST_EDITED = 0.005
"""Share of all words, counted in both, that may differ after corrections by hand."""
FEW = 4
"""Words that may differ even in the shortest chapter."""
_MOST_ASTRAY = 0.05
"""Share of the words that occur once and may be shown at another time."""
# In scripts without spaces, each character is a word.
_WORD = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


class ShownText(NamedTuple):
    """A text that is shown; times in seconds."""

    start: float
    end: float
    text: str


def shown_rows(lines: Iterable[TimedLine]) -> list[ShownText]:
    """The timed lines as texts that should be shown."""
    return [ShownText(line.start / 1000, line.end / 1000, line.text) for line in lines]


def trouble(
    there: Sequence[ShownText], meant: Sequence[ShownText], *, by_hand: bool = False
) -> str:
    """What is wrong with the shown text; empty if nothing is. `by_hand`: a few words may have been
    corrected by hand."""
    shown, wanted = _counts(there), _counts(meant)
    unsaid, missing = shown - wanted, wanted - shown
    off = unsaid.total() + missing.total()
    if off > (by_hand and MOST_EDITED * (shown.total() + wanted.total()) + FEW):
        words = ", ".join(repr(word) for word in (*list(unsaid)[:2], *list(missing)[:2]))
        return f"its words are not those that are said ({off:,} differ: {words})"
    return _astray(_once(there, shown), _once(meant, wanted))


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold() for match in _WORD.finditer(text))


def _counts(rows: Iterable[ShownText]) -> Counter[str]:
    return Counter(word for row in rows for word in _words(row.text))


def _once(rows: Iterable[ShownText], counts: Counter[str]) -> dict[str, ShownText]:
    return {word: row for row in rows for word in _words(row.text) if counts[word] == 1}


def _astray(there: dict[str, ShownText], meant: dict[str, ShownText]) -> str:
    """A word that is shown where it is not said, if there are several."""
    both = [word for word in there if word in meant]
    off = [
        word
        for word in both
        if there[word].start > meant[word].end + NEAR or there[word].end < meant[word].start - NEAR
    ]
    if len(off) <= 1 + _MOST_ASTRAY * len(both):
        return ""
    at, said_at = there[off[0]].start, meant[off[0]].start
    return f"{off[0]!r} is shown at {at:.2f} s, and said at {said_at:.2f} s"
