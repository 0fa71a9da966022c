"""Where a chapter's narration tells of people without a name: "the old man", "a girl"."""

from __future__ import annotations

from collections import Counter

from fic_audio.model import Kind
from fic_audio.text.document import Document
from fic_audio.text.references import ARTICLES
from fic_audio.text.wordlists import PEOPLE_NOUNS

REACH = 4
"""Words behind an article among which the noun of its description stands."""
JOINS = frozenset((" ", "-", "\n"))
"""What stands between the words of a description."""


def count_strangers(document: Document) -> Counter[int]:
    """How many descriptions stand in the narration of each paragraph."""
    found: Counter[int] = Counter()
    for span in document.spans:
        if span.kind is Kind.NARRATION:
            found[span.paragraph] += sum(
                _describes(document, at)
                for at in document.between(span.start, span.end)
                if document.tokens[at].text.lower() in ARTICLES
            )
    return found


def _describes(document: Document, at: int) -> bool:
    """Whether a description of somebody who is not named begins with the article `at`."""
    tokens = document.tokens
    if at in document.by_word:
        return False
    for place in range(at + 1, min(len(tokens), at + 1 + REACH)):
        gap = document.text[tokens[place - 1].end : tokens[place].start]
        if place in document.by_word or gap not in JOINS:
            return False
        if tokens[place].text.lower() in PEOPLE_NOUNS:
            return True
    return False
