"""Those whom a story calls "he" or "she" from the first line to the last, and nothing else.

A short piece about two people often names neither. Where a pronoun tags what is said and nobody of
the cast can be meant by it, "he" and "she" are as good as names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.text.dialogue_tags import find_tags_beside
from fic_audio.text.document import Document

NAMES = {Gender.MALE: "he", Gender.FEMALE: "she"}
CALLED = frozenset(NAMES.values())
BESIDE = frozenset(("tag", "lead", "beat"))
FIRST = 3
"""Place among the most named of whoever may be meant..."""
LEFT = 2
"""...and times that the pronoun stands beside speech."""


def with_gender_left(
    characters: Sequence[Character], documents: Iterable[Document]
) -> list[Character]:
    """The characters, where the only one who can be meant by a "she" that speaks, or acts beside
    speech, is a woman."""
    found = list(characters)
    alone = sum(each.narrates for each in found) == 1
    others = [n for n, each in enumerate(found) if not (alone and each.narrates)]
    for gender in NAMES:
        open_ = [n for n in others if not found[n].gender.excludes(gender)]
        only = open_[0] if len(open_) == 1 else FIRST
        if only >= FIRST or found[only].gender is not Gender.UNKNOWN:
            continue
        count = sum(told is gender for document in documents for told in _tags(document, BESIDE))
        # Of "the officer" the noun would tell.
        if count >= LEFT and found[only].name[:1].isupper():
            why = f'{found[only].why}; {gender}: the only one who can be "{NAMES[gender]}"'
            found[only] = replace(found[only], gender=gender, why=why)
    return found


def find_people_by_pronoun(
    characters: Sequence[Character], documents: Iterable[Document]
) -> list[Character]:
    """One more character for each of "he" and "she" that nobody of the cast can be."""
    # Whoever alone tells the story is "I" there.
    alone = sum(each.narrates for each in characters) == 1
    others = [each for each in characters if not (alone and each.narrates)]
    nobody = [gender for gender in NAMES if all(each.gender.excludes(gender) for each in others)]
    if not nobody:
        return []
    tags = Counter(gender for document in documents for gender in _tags(document, {"tag"}))
    return [
        Character(NAMES[gender], gender=gender, why=f'"{NAMES[gender]}" speaks {_times(count)}')
        for gender, count in tags.most_common()
        if gender in nobody
    ]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _tags(document: Document, kinds: Collection[str]) -> Iterator[Gender]:
    """The genders of the pronouns in tags of these kinds."""
    for here, span in enumerate(document.spans):
        if span.kind is Kind.NARRATION:
            tags = (tag for tag in find_tags_beside(document, here) if tag.kind in kinds)
            # Between two quotations one tag may be read twice.
            for ref in {tag.subject.first: tag.subject for tag in tags}.values():
                if document.tokens[ref.first].text.lower() in CALLED:
                    yield ref.gender
