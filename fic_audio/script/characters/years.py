"""Years of life in words or figures -> an age: child, young, adult or elder."""

from __future__ import annotations

import re

CHILD, YOUNG, ADULT, ELDER = "child", "young", "adult", "elder"
TEENS, TWENTIES, OLD = 13, 25, 60
"""Years from which somebody is young, adult, old."""
_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
    "hundred": 100,
}
NUMBER = (
    rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS)}"
    rf"|{'|'.join(_ONES)}|a\s+hundred|\d{{1,3}})\b"
)
"""A number of years, in words or figures."""
DECADES = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ties|teens"


def age_at(number: str) -> str:
    """The age of so many years; nothing of what nobody lives to.

    >>> age_at("six"), age_at("eighty-two"), age_at("300")
    ('child', 'elder', '')
    """
    years = years_in(number)
    if not 0 < years <= 110:
        return ""
    return (
        CHILD if years < TEENS else YOUNG if years < TWENTIES else ADULT if years < OLD else ELDER
    )


def years_in(number: str) -> int:
    """
    >>> years_in("eighty-two"), years_in("9")
    (82, 9)
    """
    parts = re.split(r"[-\s]+", number.lower())
    return int(parts[0]) if parts[0].isdigit() else sum(_VALUES.get(part, 0) for part in parts)


def age_of_decade(word: str) -> str:
    """
    >>> age_of_decade("teens"), age_of_decade("seventies")
    ('young', 'elder')
    """
    word = word.lower()
    if word in ("teens", "tens"):
        return YOUNG if word == "teens" else CHILD
    return (
        YOUNG
        if word == "twenties"
        else ELDER
        if word[:3] in ("six", "sev", "eig", "nin")
        else ADULT
    )
