"""Who says his or her own name: "Mara is my name", "They call me Mara"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.script.attribute.page import Page, Turn
from fic_audio.script.roster import Mention

_MY_NAME = re.compile(
    r"\b(?:[Mm]y\s+name(?:\s+is|\s+was|['’]s)|I\s+am\s+called|[Yy]our\s+name\s+is|"
    r"(?:[Cc]all|calls|called)\s+me|I\s+was\s+(?:named|christened)|I,)\s+$"
)
_I_AM = re.compile(r"\bI(?:\s+am|['’]m)\s+$")
_SURNAME = r"(?:\s+[A-Z]\w{1,20}){0,2}"
_CLOSED = re.compile(_SURNAME + r"(?:[,.;:!?—–\-]|\s+(?:and|but)\b|\s*$)")
"""What stands behind the name in "I'm Mara", not in "I am Mara tonight"."""
_IS_MY_NAME = re.compile(_SURNAME + r"(?:\s+(?:is|was)\s+my\s+name|,?\s+they\s+call\s+me)\b")


def is_mine(page: Page, mention: Mention, start: int, end: int) -> bool:
    """Whether the narration `[start, end)` gives a name as the teller's own."""
    first, last = page.tokens[mention.first].start, page.tokens[mention.last].end
    start, end = max(start, first - 24), min(end, last + 64)
    if _MY_NAME.search(page.text, start, first) or _IS_MY_NAME.match(page.text, last, end):
        return True
    said = not mention.possessive and _I_AM.search(page.text, start, first)
    return bool(said and _CLOSED.match(page.text, last, end))


def own_names(page: Page, turn: Turn) -> Iterator[int]:
    """Who says of himself or herself what the name is: "My name is Mara"."""
    for quote in turn.quotes:
        for mention in page.named(quote.start, quote.end):
            first = page.tokens[mention.first].start
            if _MY_NAME.search(page.text, max(quote.start, first - 24), first):
                yield from mention.who
