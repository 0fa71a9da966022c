"""Where sentences end, in prose that is written with full stops.

A sentence ends with its stop and the quotation marks, brackets and signs of emphasis that close
behind it: `"Run!"`. The full stop of "Mr." or of an initial ends none, nor does a stop within a
word ("3.5"). Whoever wants the ends themselves takes `sentence_ends`; whoever has a line and asks
whether it stops in mid-sentence, `ends_sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSERS = r"[\"'”’»)\]*_]"
_END = re.compile(rf"(?<![.!?…])[.!?…]++{_CLOSERS}*+(?=\s|$)")
_ENDED = re.compile(rf"[.!?…]{_CLOSERS}*\s*$")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof capt col gen maj lt sgt st rev messrs jr sr co vs lv lvl".split()
)


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where the sentences of `text[start:end]` end, behind the marks that close them.

    >>> list(sentence_ends("Mr. Pell rows. “Row!” She"))
    [14, 21]
    """
    for match in _END.finditer(text, start, len(text) if end is None else end):
        if not _is_abbreviation(text, start, match.start()):
            yield match.end()


def first_sentence(text: str, start: int, end: int) -> int:
    """Where the first sentence of `text[start:end]` ends."""
    return next(sentence_ends(text, start, end), end)


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence of `text[start:end]` begins."""
    stop = len(text[start:end].rstrip()) + start
    begins = [place for place in sentence_ends(text, start, stop) if place < stop]
    return begins[-1] if begins else start


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do.

    >>> ends_sentence("“Row!” "), ends_sentence("“Row,”")
    (True, False)
    """
    return _ENDED.search(text) is not None


def _is_abbreviation(text: str, start: int, dot: int) -> bool:
    """Whether the full stop at `dot` belongs to "Mr." or an initial and ends no sentence."""
    if text[dot] != ".":
        return False
    head = text[max(start, dot - 6) : dot].rsplit(None, 1)
    last = head[-1].lstrip("([\"“‘'*_") if head else ""
    return last.lower() in ABBREVIATIONS or (len(last) == 1 and last.isupper() and last != "I")
