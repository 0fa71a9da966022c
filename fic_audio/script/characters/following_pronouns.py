"""A name -> the pronoun that follows it and tells of the same person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from fic_audio.text.pronouns import MANY, THEY
from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import CROWD_WORDS, HE, PREPOSITIONS, SHE, TITLES

REACH = 14
"""Words behind a name among which its pronoun is looked for."""
OBJECT = 8
"""Words behind its subject within which the object of a clause stands."""
ARTICLES = frozenset("the a an this that these every".split())
CLAUSE = re.compile(r"[,;:.!?…—–(\"“”]|--")
CLAUSES = frozenset(
    "and but or as when while that who which because if before after until since so then".split()
)
"""Words with which another clause begins."""
JOINS = frozenset("and or with nor plus".split())
QUANTITIES = frozenset(
    "the these those some many few several his her their my your of two three four".split()
)


class Pronouns(NamedTuple):
    """Finds the pronoun behind a name."""

    neo: frozenset[str]
    """The story's pronouns for people who are neither he nor she, in all their forms."""
    named: Callable[[str], bool]
    """Whether a word is part of a name."""

    def behind(self, text: str, found: Sequence[Word], first: int, last: int) -> str:
        """ "he", "she" or "neo" for the first such word soon behind the name `found[first]` to
        `found[last]`, if nobody else is named between; else nothing."""
        subject = not found[last].possessive and _subject(text, found, first)
        for place, word in enumerate(found[last + 1 : last + 1 + REACH], last + 1):
            low = word.text.lower()
            if low in HE or low in SHE:
                if not subject or not _object(text, found, last, place):
                    return "he" if low in HE else "she"
                continue
            if low in self.neo:
                return "neo"
            if word.text in TITLES or self.named(word.text):
                return ""
        return ""

    def they(self, found: Sequence[Word], first: int, last: int) -> bool:
        """Whether a name is followed by "they" or "their" that can hardly be several people."""
        beside = (*found[max(first - 1, 0) : first], *found[last + 1 : last + 2])
        if any(word.text.lower() in JOINS for word in beside):
            return False
        for place, word in enumerate(found[last + 1 : last + 1 + REACH], last + 1):
            low = word.text.lower()
            if low in MANY or low in CROWD_WORDS - THEY or word.text in TITLES:
                return False
            if low in THEY:
                return low != "them" and found[min(place + 1, len(found) - 1)].text not in MANY
            if self.named(word.text) or _several(found, place):
                return False
        return False


def _subject(text: str, found: Sequence[Word], first: int) -> bool:
    """Whether a name stands where a clause begins, as its subject does."""
    if first == 0:
        return True
    gap = text[found[first - 1].end : found[first].start]
    return bool(CLAUSE.search(gap)) or found[first - 1].text.lower() in CLAUSES


def _object(text: str, found: Sequence[Word], last: int, place: int) -> bool:
    """Whether a pronoun is the object of the clause whose subject the name is, and so somebody
    else: "Sam threw the cloth at her." """
    low = found[place].text.lower()
    if low not in ("him", "her") or place - last > OBJECT or _owns(text, found, place):
        return False
    between = text[found[last].end : found[place].start]
    words = {word.text.lower() for word in found[last + 1 : place]}
    return not CLAUSE.search(between) and CLAUSES.isdisjoint(words)


def _owns(text: str, found: Sequence[Word], place: int) -> bool:
    """Whether "her" stands before what she has: "Sam threw up her hands"."""
    if found[place].text.lower() != "her" or place + 1 == len(found):
        return False
    behind = found[place + 1]
    joined = text[found[place].end : behind.start] == " "
    return joined and behind.text.lower() not in PREPOSITIONS | CLAUSES | ARTICLES


def _several(found: Sequence[Word], place: int) -> bool:
    """Whether a word is a plural: "the counters", "some boys"."""
    word = found[place].text.lower()
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return plural and found[place - 1].text.lower() in QUANTITIES
