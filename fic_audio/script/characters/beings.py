"""Which characters are no people, as the text tells it: "the ship's computer", "the dragon Ormr".

What is only said of somebody ("she was a ghost of herself", "you are a robot") is no sign: in doubt
a voice stays human. So the narration has to name the being together with the character, and more
than one place has to if it does so as one may speak of people.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.model import Being, Character, Kind
from fic_audio.text.document import Document

NOUNS = {
    Being.GHOST: "ghost phantom spectre specter wraith poltergeist apparition banshee".split(),
    Being.ROBOT: "robot android automaton droid cyborg".split(),
    Being.COMPUTER: "computer mainframe hologram ai".split(),
    Being.DRAGON: "dragon wyvern wyrm ogre minotaur troll".split(),
}
ENOUGH = 2
"""Weight of what is told that makes a being."""
SURE, SAID = 2, 1
"""The weight of what a being is called, and of what somebody is said to be."""
NEAR = 80
"""Characters before and behind a name in which the noun is looked for."""

_BY_NOUN = {noun: being for being, nouns in NOUNS.items() for noun in nouns}
_NOUN = rf"(?P<noun>{'|'.join(_BY_NOUN)}|AI)"
_LOOKS = r"(?:[a-z][\w'’-]*,?\s+){0,3}?"
"""Adjectives, and whose it is: "small, dented robot", "ship's computer"."""
_CALLED = re.compile(rf"(?:the|my|our)\s+{_LOOKS}{_NOUN}")
"""A whole name; "Ghost" or "the Dragon" may be what people call a man."""
_BEFORE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Mm]y|[Oo]ur)\s+{_LOOKS}{_NOUN}"
    r"(?:,?\s+(?:named|called|known\s+as|whose\s+name\s+(?:was|is)))?\s+$"
)
_BEHIND = re.compile(
    rf",\s+(?:the|an?)\s+{_LOOKS}{_NOUN}(?=\s*[,.;:!?)—–]|\s+(?:who|that|which|of\s+the|from|in)\b)"
)
_IS = re.compile(
    rf"\s+(?:was|is)\s+(?:the|an?)\s+{_LOOKS}{_NOUN}(?=\s*[,.;!?—–]|\s+(?:who|that|which)\b)"
)


def with_beings(characters: Sequence[Character], documents: Iterable[Document]) -> list[Character]:
    """The characters, those who are no people marked as what they are. `documents` are read for
    the same characters."""
    votes: dict[int, Counter[Being]] = defaultdict(Counter)
    for document in documents:
        for span in document.spans:
            if span.kind is not Kind.NARRATION:
                continue
            for mention in document.named(span.start, span.end):
                if len(mention.who) == 1 and not mention.possessive:
                    first, last = document.tokens[mention.first], document.tokens[mention.last]
                    around = span.start, first.start, last.end, span.end
                    for being, weight in _told(document.text, *around):
                        votes[mention.who[0]][being] += weight
    return [_marked(each, votes[number]) for number, each in enumerate(characters)]


def being_of(names: Iterable[str]) -> Being:
    """What somebody is by name.

    >>> being_of(["Vega", "the ship's computer"])
    <Being.COMPUTER: 'computer'>
    """
    for name in names:
        if found := _CALLED.fullmatch(name):
            return _BY_NOUN[found["noun"].lower()]
    return Being.PERSON


def _told(text: str, low: int, start: int, end: int, high: int) -> Iterable[tuple[Being, int]]:
    """What the text around a name says of it."""
    before = text[max(low, start - NEAR) : start]
    high = min(high, end + NEAR)
    for found, weight in (
        (_BEFORE.search(before), SURE),
        (_BEHIND.match(text, end, high), SURE),
        (_IS.match(text, end, high), SAID),
    ):
        if found:
            yield _BY_NOUN[found["noun"].lower()], weight


def _marked(character: Character, votes: Counter[Being]) -> Character:
    being = being_of(character.names())
    if being is Being.PERSON and votes:
        ((likely, weight),) = votes.most_common(1)
        being = likely if weight >= ENOUGH else being
    if being is Being.PERSON:
        return character
    return replace(character, being=being, why=f"{character.why}; {being}")
