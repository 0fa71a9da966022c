"""What a story leaves blank for its reader to fill in: (Y/N), (h/c), [Name], ____."""

from __future__ import annotations

import re

_BLANKS = {
    "y/n": "your name",
    "y/f/n": "your first name",
    "y/l/n": "your last name",
    "y/m/n": "your middle name",
    "y/n/n": "your nickname",
    "f/n": "first name",
    "l/n": "last name",
    "n/n": "nickname",
    "h/c": "hair colour",
    "h/l": "hair length",
    "h/s": "hair style",
    "e/c": "eye colour",
    "s/c": "skin colour",
    "s/t": "skin tone",
    "f/c": "favourite colour",
    "b/f": "best friend",
    "bf/n": "best friend's name",
    "d/n": "dog's name",
    "c/n": "cat's name",
}
_LETTERS = "|".join(sorted(_BLANKS, key=len, reverse=True))
_BRACKETED = re.compile(rf"[(\[{{] ?({_LETTERS}|(?:your )?name) ?[)\]}}]", re.IGNORECASE)
_NAMES = "|".join(key for key in sorted(_BLANKS, key=len, reverse=True) if key.endswith("/n"))
_BARE = re.compile(
    rf"(?<![\w/])(?:({_NAMES})(?![\w/])"
    r"|(h/[cls]|e/c|s/[ct])(?= (?:hair|locks|curls|eyes?|orbs|skin)\b))",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?(\s{0,2})(?:\[[Yy]/[Nn]\]|\([Yy]/[Nn]\)|[Yy]/[Nn])(?![\w/])")
"""A question of a machine: "Accept? [Y/N]"."""
_LINE = re.compile(r"(?<=[\s\"“'‘(])_{3,}(?=(?:['’]s)?[\s,.!?;:\"”'’)])")


def fill_blanks(text: str) -> str:
    """The words that stand for what is left blank.

    >>> fill_blanks('"Morning, (Y/N)!" He eyed your (h/c) hair. "Is ___\\'s coat here? Yes? [Y/N]"')
    '"Morning, your name!" He eyed your hair colour hair. "Is blank\\'s coat here? Yes? yes or no"'
    """
    if "/" not in text and "ame" not in text and "___" not in text:
        return text
    text = _ASKED.sub(r"?\1yes or no", text)
    text = _BRACKETED.sub(_said, text)
    text = _BARE.sub(_said, text)
    return _LINE.sub("blank", text)


def _said(match: re.Match[str]) -> str:
    key = (match[1] or match[2]).lower()
    if key.endswith("name"):
        # "(name)" in small letters may be an aside of the teller's.
        return "your name" if match[1][0].isupper() or match[0][0] == "[" else match[0]
    return _BLANKS[key]
