"""A long text -> pieces that an engine takes well, cut between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n\s*")
CLAUSE_END = re.compile(r"[,;:—–]\s*|\s+")


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most `limit` characters; joined, they are the text again.

    A sentence longer than that is cut at a clause, a clause at a word, and a word (someone screams
    for a page) where it must be.

    >>> list(pieces("One is here. Two is there. Three!", 16))
    ['One is here. ', 'Two is there. ', 'Three!']
    """
    start = 0
    while len(text) - start > limit:
        end = start + limit
        for boundary in (SENTENCE_END, CLAUSE_END):
            ends = [match.end() for match in boundary.finditer(text, start, end)]
            if ends:
                end = ends[-1]
                break
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]
