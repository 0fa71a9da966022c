"""Numbers as headings write them: "3", "XII", "Twenty-One", "the Second"."""

from __future__ import annotations

import re

_ONES = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_WORDS = {
    **{word: value for value, word in enumerate(_ONES, 1)},
    **{word: value * 10 for value, word in enumerate(_TENS, 2)},
    **{word: value for value, word in enumerate(_ORDINALS, 1)},
    **{
        f"{ten}{joint}{one}": value * 10 + unit
        for value, ten in enumerate(_TENS, 2)
        for unit, one in enumerate(_ONES[:9], 1)
        for joint in (" ", "-")
    },
    "last": 0,
    "final": 0,
}
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_HUNDREDS = "[cC]{0,3}"
_DECADES = "(?:[xX][cClL]|[lL]?[xX]{0,4})"
_UNITS = "(?:[iI][xXvV]|[vV]?[iI]{0,4})"
ROMAN = f"(?=[ivxlcIVXLC]){_HUNDREDS}{_DECADES}{_UNITS}"
"""A Roman numeral below 400, also with four strokes: "IIII"."""
WORD = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|(?:the\s+)?(?:{WORD})|{ROMAN})"
"""A number in any of the ways, for patterns that ignore case."""


def value(number: str) -> float | None:
    """What a written number counts; None if it is none.

    >>> [value(number) for number in ("12", "XIV", "twenty-one", "the Second", "mild")]
    [12.0, 14.0, 21.0, 2.0, None]
    """
    number = re.sub(r"\s+", " ", number.strip().casefold()).removeprefix("the ")
    if re.fullmatch(r"\d+(?:\.\d+)?", number, re.ASCII):
        return float(number)
    if number in _WORDS:
        return float(_WORDS[number])
    if number and re.fullmatch(ROMAN, number):
        total = 0
        digits = [_LETTERS[letter] for letter in number]
        for here, after in zip(digits, [*digits[1:], 0], strict=True):
            total += -here if here < after else here
        return float(total)
    return None
