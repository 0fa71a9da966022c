"""Raised and lowered figures: powers, units of area, formulas, and the signs of notes."""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_PLAIN = str.maketrans(_RAISED + _LOWERED + "⁺⁻₊₋ⁿ", "0123456789" * 2 + "+-+-n")
_ANY = re.compile(f"[{_RAISED}{_LOWERED}ⁿ]")
_UNIT = re.compile(r"(?<![^\W\d_])(km|cm|mm|m|ft|mi|in|yd)([²³])(?!\w)")
_UNITS = {
    "km": "kilometres", "cm": "centimetres", "mm": "millimetres", "m": "metres", "ft": "feet",
    "mi": "miles", "in": "inches", "yd": "yards",
}  # fmt: skip
_POWER = re.compile(rf"(?P<base>[A-Za-z0-9)])(?P<power>[⁺⁻]?[{_RAISED}ⁿ]{{1,6}})(?![{_RAISED}ⁿ])")
_LETTERS = re.compile(r"[^\W\d_]*$")
_FIGURES = re.compile(r"\d*$")
_LOW = re.compile(rf"(?<=[A-Za-z)])[{_LOWERED}]{{1,6}}")
_SIGN = re.compile(rf"[⁺⁻]?[{_RAISED}]{{1,6}}")
_YEAR = 4
_SHORT = 2
"""Letters of what may have a power: x, mc, km."""


def read_superscripts(text: str) -> str:
    """Powers in words, lowered figures on the line; without the raised signs of notes.

    >>> read_superscripts("10⁶ men on 5 km² saw H₂O and x² there.¹ Two notes²")
    '10 to the power of 6 men on 5 square kilometres saw H2O and x squared there. Two notes'
    """
    if text.isascii() or not _ANY.search(text):
        return text
    text = _UNIT.sub(_area, text)
    text = _POWER.sub(_power, text)
    text = _LOW.sub(lambda match: match[0].translate(_PLAIN), text)
    return _SIGN.sub("", text)


def _area(match: re.Match[str]) -> str:
    return f"{'square' if match[2] == '²' else 'cubic'} {_UNITS[match[1]]}"


def _power(match: re.Match[str]) -> str:
    at = match.end("base")
    before = match.string[max(0, at - 12) : at]
    letters, figures = _found(_LETTERS, before), _found(_FIGURES, before)
    power = match["power"].translate(_PLAIN)
    # "In 1997³" and "he said²" have notes; nobody writes a first power.
    note = len(letters) > _SHORT or len(figures) == _YEAR or power == "1"
    note = note or (match["base"] == ")" and len(power) > 1)
    if note:
        return match["base"]
    named = {"2": "squared", "3": "cubed"}.get(power)
    return f"{match['base']} {named or 'to the power of ' + power}"


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""
