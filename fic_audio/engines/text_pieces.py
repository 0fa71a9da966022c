"""A long text -> pieces of a size that an engine handles well, cut between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.text.sentences import sentence_ends

NEW_LINE = re.compile(r"\n\s*")
CLAUSE_END = re.compile(r"[,;:—–]\s*|\s+")


def pieces(text: str, limit: int) -> Iterator[str]:
    """The text in pieces of at most `limit` characters; joined, they are the text again.

    A longer sentence is cut between clauses, a clause between words, and a word (a scream of a
    page) anywhere.

    >>> list(pieces("One is here. Two is there. Three!", 16))
    ['One is here. ', 'Two is there. ', 'Three!']
    """
    start = 0
    while len(text) - start > limit:
        end = start + limit
        cuts = list(_sentences(text, start, end)) or list(_clauses(text, start, end)) or [end]
        yield text[start : max(cuts)]
        start = max(cuts)
    if start < len(text):
        yield text[start:]


def _sentences(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences and lines of `text[start:end]` end, including the blanks that follow."""
    yield from (match.end() for match in NEW_LINE.finditer(text, start, end))
    for place in sentence_ends(text, start, end):
        if blanks := len(text[place:end]) - len(text[place:end].lstrip()):
            yield place + blanks


def _clauses(text: str, start: int, end: int) -> Iterator[int]:
    """Where clauses and words of `text[start:end]` end."""
    return (match.end() for match in CLAUSE_END.finditer(text, start, end))
