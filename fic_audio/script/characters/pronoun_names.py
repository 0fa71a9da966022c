"""Those whom a story calls "he" or "she" from the first line to the last, and nothing else.

A short piece about two people often names neither. Where a pronoun tags what is said and nobody of
the cast can be meant by it, "he" and "she" are as good as names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from fic_audio.model import Character, Gender, Kind
from fic_audio.text.dialogue_tags import find_tags_beside
from fic_audio.text.document import Document

NAMES = {Gender.MALE: "he", Gender.FEMALE: "she"}
CALLED = frozenset(NAMES.values())


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
    tags = Counter(gender for document in documents for gender in _tags(document))
    return [
        Character(NAMES[gender], gender=gender, why=f'"{NAMES[gender]}" speaks {_times(count)}')
        for gender, count in tags.most_common()
        if gender in nobody
    ]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _tags(document: Document) -> Iterable[Gender]:
    """The genders of the pronouns that say who speaks."""
    for here, span in enumerate(document.spans):
        if span.kind is Kind.NARRATION:
            tags = (tag for tag in find_tags_beside(document, here) if tag.kind == "tag")
            # Between two quotations one tag may be read twice.
            for ref in {tag.subject.first: tag.subject for tag in tags}.values():
                if document.tokens[ref.first].text.lower() in CALLED:
                    yield ref.gender
