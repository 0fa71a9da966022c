"""Who says his or her own name: "Mara is my name", "They call me Mara", and "Mara" alone to whoever
asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.text.document import Document, Turn
from fic_audio.text.mentions import Mention

_MY_NAME = re.compile(
    r"\b(?:[Mm]y\s+name(?:\s+is|\s+was|['’]s)|I\s+am\s+called|[Yy]our\s+name\s+is|"
    r"(?:[Cc]all|calls|called)\s+me|I\s+was\s+(?:named|christened)|I,)\s+$"
)
_I_AM = re.compile(r"\bI(?:\s+am|['’]m)\s+$")
_SURNAME = r"(?:\s+[A-Z]\w{1,20}){0,2}"
_CLOSED = re.compile(_SURNAME + r"(?:[,.;:!?—–\-]|\s+(?:and|but)\b|\s*$)")
"""What stands behind the name in "I'm Mara", not in "I am Mara tonight"."""
_IS_MY_NAME = re.compile(_SURNAME + r"(?:\s+(?:is|was)\s+my\s+name|,?\s+they\s+call\s+me)\b")
_ASKS = re.compile(
    r"(?:\b(?:your|a)\s+(?:\w+\s+)?name\b[^.!?]{0,30}|"
    r"\bwho\s+(?:the\s+\w+\s+)?(?:are|might)\s+you(?:,[^.!?]{1,30})?)\?[\"”’'*_\s]*$",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"[\W_]*(?:(?:uh|um|er|oh|ah|well|hello|hi|i|it|my|name|is|am|s|m|just)\b[\W_]*)*",
    re.IGNORECASE,
)
"""What may stand before the name in an answer: "Uh… I'm"."""


def is_mine(document: Document, mention: Mention, start: int, end: int) -> bool:
    """Whether the narration `[start, end)` gives a name as the teller's own."""
    first, last = document.tokens[mention.first].start, document.tokens[mention.last].end
    start, end = max(start, first - 24), min(end, last + 64)
    if _MY_NAME.search(document.text, start, first) or _IS_MY_NAME.match(document.text, last, end):
        return True
    said = not mention.possessive and _I_AM.search(document.text, start, first)
    return bool(said and _CLOSED.match(document.text, last, end))


def find_own_names(document: Document, turn: Turn) -> Iterator[int]:
    """Who says of himself or herself what the name is: "My name is Mara"."""
    for quote in turn.quotes:
        for mention in document.named(quote.start, quote.end):
            first = document.tokens[mention.first].start
            if _MY_NAME.search(document.text, max(quote.start, first - 24), first):
                yield from mention.who


def find_answered_names(document: Document, asked: Turn, answer: Turn) -> Iterator[int]:
    """Who answers the turn before by name: "What's your name?" "Mara." """
    text, question = document.text, asked.quotes[-1]
    if not _ASKS.search(text, max(question.start, question.end - 90), question.end):
        return
    for quote in answer.quotes:
        for mention in document.named(quote.start, quote.end)[:1]:
            first = document.tokens[mention.first].start
            if not mention.possessive and _NO_MORE.fullmatch(text, quote.start, first):
                yield from mention.who
        if not _NO_MORE.fullmatch(text, quote.start, quote.end):
            return
