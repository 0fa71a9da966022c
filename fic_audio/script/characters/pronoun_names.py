"""People whom a story never names: it only calls them "he" or "she".

A short piece about two people often names neither. Where a pronoun tags what is said and nobody of
the cast can be meant by it, or nobody who is about, "he" and "she" are as good as names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.characters.nominal_speakers import find_subjects
from fic_audio.text.document import Document

NAMES = {Gender.MALE: "he", Gender.FEMALE: "she"}
CALLED = frozenset(NAMES.values())
PRONOUN = re.compile(r"\bs?he\b", re.IGNORECASE)
BESIDE = frozenset(("tag", "lead", "beat"))
FIRST = 3
"""How many of the people who are named most may get their gender from a pronoun."""
LEFT = 2
"""How often at least that pronoun must stand beside speech."""
NEAR = 12
"""Paragraphs in which somebody is named whom a pronoun means."""
LEAST = 2
"""Times that "she" speaks where nobody was named whom it may mean, though there are such..."""
MOSTLY = 0.5
"""...and what share of all the times these are at least."""


def with_gender_left(
    characters: Sequence[Character], documents: Iterable[Document]
) -> list[Character]:
    """The characters, where the only one who can be meant by a "she" that speaks, or acts beside
    speech, is a woman."""
    found = list(characters)
    for gender, meant in _meant(found).items():
        only = min(meant) if len(meant) == 1 else FIRST
        if only >= FIRST or found[only].gender is not Gender.UNKNOWN:
            continue
        count = sum(told is gender for document in documents for told in _tags(document, BESIDE))
        # Of "the officer" the noun would tell.
        if count >= LEFT and found[only].name[:1].isupper():
            why = f'{found[only].why}; {gender}: the only one who can be "{NAMES[gender]}"'
            found[only] = replace(found[only], gender=gender, why=why)
    return found


def find_people_by_pronoun(
    characters: Sequence[Character],
    documents: Iterable[Document],
    read: Callable[[Sequence[Character]], Iterable[Document]],
) -> list[Character]:
    """One more character for each of "he" and "she" that nobody of the cast can be, or hardly ever.

    `documents` may be read for some of the characters; `read` reads them for all.
    """
    meant = _meant(characters)
    apart = _count_apart(meant, documents)
    if any(apart[gender] >= LEAST and meant[gender] for gender in NAMES):
        documents = read(characters)
        apart = _count_apart(meant, documents)
    if not apart:
        return []
    tags = Counter(told for document in documents for told in _tags(document, {"tag"}))
    return [
        Character(NAMES[gender], gender=gender, why=f'"{NAMES[gender]}" speaks {_times(count)}')
        for gender, count in tags.most_common()
        if not meant[gender] or apart[gender] >= max(LEAST, MOSTLY * count)
    ]


def _meant(characters: Sequence[Character]) -> dict[Gender, set[int]]:
    """Who may be "he" and who "she". Whoever alone tells the story is "I" there."""
    alone = sum(each.narrates for each in characters) == 1
    others = [n for n, each in enumerate(characters) if not (alone and each.narrates)]
    return {g: {n for n in others if not characters[n].gender.excludes(g)} for g in NAMES}


def _count_apart(
    meant: Mapping[Gender, AbstractSet[int]], documents: Iterable[Document]
) -> Counter[Gender]:
    """How often each pronoun speaks where nobody was named whom it may mean."""
    found: Counter[Gender] = Counter()
    last = dict.fromkeys(NAMES, -NEAR - 1)
    for document in documents:
        for here, span in enumerate(document.spans):
            for mention in document.named(span.start, span.end):
                near = (gender for gender in NAMES if not meant[gender].isdisjoint(mention.who))
                last.update(dict.fromkeys(near, span.paragraph))
            apart = {gender for gender in NAMES if span.paragraph - last[gender] > NEAR}
            if apart and PRONOUN.search(document.text, span.start, span.end):
                found.update(told for told in _tags_of(document, here, {"tag"}) if told in apart)
        # A chapter may begin with "she" who was named at the end of the one before.
        length = document.spans[-1].paragraph + 1 if document.spans else 0
        last = {gender: place - length for gender, place in last.items()}
    return found


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _tags(document: Document, kinds: Collection[str]) -> Iterator[Gender]:
    """The genders of the pronouns in tags of these kinds."""
    for here in range(len(document.spans)):
        yield from _tags_of(document, here, kinds)


def _tags_of(document: Document, here: int, kinds: Collection[str]) -> Iterator[Gender]:
    """The gender of each "he" or "she" that is the subject of a tag in a span."""
    if document.spans[here].kind is Kind.NARRATION:
        for ref in find_subjects(document, here, kinds):
            if document.tokens[ref.first].text.lower() in CALLED:
                yield ref.gender
