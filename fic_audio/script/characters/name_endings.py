"""What the ending of a first name tells of its bearer, where nothing else does: Neela, Jarro.

Invented names follow the names there are. Nothing is said where those of an ending go either way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from fic_audio.model import Gender
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES, UNISEX

SHORTEST, LONGEST = 2, 4
"""Letters of an ending."""
LEAST = 15
"""Known names that have it."""
ALIKE = 0.9
"""The least share of them that are of one gender."""


def guess_gender(first_name: str) -> Gender:
    """The gender that nine of ten names with the same ending have, the longest ending that is
    common enough.

    >>> guess_gender("Neela")
    <Gender.FEMALE: 'female'>
    >>> guess_gender("Dewalt")
    <Gender.UNKNOWN: 'unknown'>
    """
    name = first_name.lower()
    if name in UNISEX:
        return Gender.UNKNOWN
    for length in range(min(LONGEST, len(name) - 1), SHORTEST - 1, -1):
        bearers = _endings().get(name[-length:])
        if bearers and bearers.total() >= LEAST:
            gender, count = bearers.most_common(1)[0]
            return gender if count >= ALIKE * bearers.total() else Gender.UNKNOWN
    return Gender.UNKNOWN


@cache
def _endings() -> Mapping[str, Counter[Gender]]:
    found: dict[str, Counter[Gender]] = defaultdict(Counter)
    both = UNISEX | (MALE_NAMES & FEMALE_NAMES)
    for gender, names in ((Gender.MALE, MALE_NAMES), (Gender.FEMALE, FEMALE_NAMES)):
        for name in names - both:
            for length in range(SHORTEST, min(LONGEST, len(name) - 1) + 1):
                found[name[-length:]][gender] += 1
    return found
