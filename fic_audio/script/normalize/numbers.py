"""Figures -> words: times, money, measures, dates, and what is left of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_DIGIT = re.compile(r"\d")
_N = r"\d{1,3}(?:,\d{3})+|\d{1,15}"
_MAX = 15
"""Digits up to which a number is said as one; more are said one by one."""

_CURRENCY = {
    "$": ("dollar", "cent"),
    "£": ("pound", "penny"),
    "€": ("euro", "cent"),
    "¥": ("yen", ""),
}
_SCALE = {"k": " thousand", "K": " thousand", "m": " million", "M": " million", "bn": " billion"}
_UNITS = {
    "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "kg": "kilogram", "mg": "milligram",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "ft": "foot", "mi": "mile", "yd": "yard",
    "yds": "yard", "ml": "millilitre", "mL": "millilitre", "mph": "mile per hour",
    "km/h": "kilometre per hour", "kph": "kilometre per hour", "hr": "hour", "hrs": "hour",
    "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "ms": "millisecond",
    "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "Hz": "hertz",
    "kHz": "kilohertz", "W": "watt", "kW": "kilowatt", "g": "gram", "m": "metre", "hp": "hit point",
}  # fmt: skip
_PLURAL = {"foot": "feet", "hertz": "hertz", "penny": "pence", "yen": "yen", "half": "halves"}
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_ONE_BY_ONE = "zero one two three four five six seven eight nine".split()
_UNIT_OF_A_SHEET = re.compile(r"\s?[A-Z]{2}")
_STAT = re.compile(r"[A-Z]{2}[:=]?\s?$")
_ENDS = re.compile(r"\s*(?:[.,;)\]\n]|$)")
_NAMED_PART = {2: "half", 4: "quarter"}


def spell_numbers(text: str) -> str:
    """The text with its numbers in words; those inside a word ("R2-D2") stay.

    >>> spell_numbers("On the 21st, at 3:45 p.m., she paid $5.50 for 10-15 of 1997's best.")
    "On the twenty-first, at three forty-five P.M., she paid five dollars and fifty cents for ten \
to fifteen of nineteen ninety-seven's best."
    """
    if not _DIGIT.search(text):
        return text
    for pattern, said in _STEPS:
        text = pattern.sub(said, text)
    return text


def cardinal(digits: str) -> str:
    """A whole number in words; one by one where it is long or begins with a nought."""
    bare = digits.replace(",", "")
    if len(bare) > _MAX or (len(bare) > 1 and bare[0] == "0"):
        return _one_by_one(bare)
    return _words(int(bare), "cardinal").replace(",", "")


def ordinal(number: int) -> str:
    return _words(number, "ordinal").replace(",", "")


@lru_cache(maxsize=1000)
def _words(number: int, to: str) -> str:
    from num2words import num2words  # it knows forty languages, and takes as long to load

    return str(num2words(number, to=to))


def _year(number: int) -> str:
    return _words(number, "year").replace(",", "")


def _one_by_one(digits: str) -> str:
    return " ".join(_ONE_BY_ONE[int(digit)] for digit in digits)


def _plural(word: str) -> str:
    head, space, tail = word.partition(" per ")
    many = _PLURAL.get(head) or (head[:-1] + "ies" if head.endswith("y") else head + "s")
    return many + space + tail


def _amount(number: str) -> str:
    whole, point, part = number.partition(".")
    return cardinal(whole or "0") + (f" point {_one_by_one(part)}" if point else "")


def _counted(number: str, word: str) -> str:
    return f"{_amount(number)} {word if number in ('1', '01') else _plural(word)}"


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match[0])
    return ", ".join(map(_one_by_one, groups))


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match["h"]), match["m"] or ""
    half = f" {match['half'][0].upper()}.M." if match["half"] else ""
    if minute in ("", "00"):
        return cardinal(str(hour)) + (half or (" o'clock" if hour else " hundred"))
    small = f"oh {cardinal(minute[1])}" if minute[0] == "0" else cardinal(minute)
    return f"{cardinal(str(hour))} {small}{half}"


def _military(match: re.Match[str]) -> str:
    digits = match[1]
    hour = f"oh {cardinal(digits[1])}" if digits[0] == "0" else cardinal(digits[:2])
    minute = "hundred" if digits[2:] == "00" else cardinal(digits[2:].lstrip("0") or "0")
    return f"{hour} {minute} hours"


def _money(match: re.Match[str]) -> str:
    unit, small = _CURRENCY[match["sign"]]
    number, part, scale = match["n"], match["part"], match["scale"]
    if scale:
        point = f".{part}" if part else ""
        scale = _SCALE.get(scale.strip(), f" {scale.strip()}")
        return f"{_amount(number + point)}{scale} {_plural(unit)}"
    said = _counted(number.replace(",", ""), unit)
    if part and len(part) == 2 and small:
        if not int(part):
            return said
        cents = _counted(str(int(part)), small)
        return cents if number == "0" else f"{said} and {cents}"
    return f"{_amount(f'{number}.{part}')} {_plural(unit)}" if part else said


def _thousands(match: re.Match[str]) -> str:
    number, part, scale = match["n"], match["part"], match["scale"]
    point = f".{part}" if part else ""
    return f"{_amount(number.replace(',', '') + point)}{_SCALE[scale]}"


def _height(match: re.Match[str]) -> str:
    said = _counted(match[1], "foot")
    return f"{said} {cardinal(match[2])}" if match[2] else said


def _degrees(match: re.Match[str]) -> str:
    scale = {"C": " Celsius", "F": " Fahrenheit"}.get((match[3] or "").upper(), "")
    minus = "minus " if match[1] else ""
    return minus + _counted(match[2], "degree") + scale


def _measure(match: re.Match[str]) -> str:
    return _counted(match[1], _UNITS[match[2]])


def _decade(match: re.Match[str]) -> str:
    number = int(match[1])
    said = _year(number) if len(match[1]) == 4 else cardinal(match[1])
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


def _century(match: re.Match[str]) -> str:
    digits = match[1].replace(",", "")
    return f"{_one_by_one(digits)}th" if len(digits) > _MAX else ordinal(int(digits))


def _fraction(match: re.Match[str]) -> str:
    whole, top, bottom = match["whole"], int(match["top"]), int(match["bottom"])
    if (top, bottom) == (24, 7):
        return "twenty-four seven"
    sheet = _of_a_sheet(match)
    if (top, bottom) == (50, 50) and not sheet:
        return "fifty-fifty"
    if bottom < 2 or top >= bottom or ((bottom >= 10 or sheet) and not whole):
        said = "out of" if top <= bottom else "over"
        return f"{cardinal(str(top))} {said} {cardinal(str(bottom))}"
    part = _NAMED_PART.get(bottom) or ordinal(bottom)
    if whole:
        lead = "a" if top == 1 else cardinal(str(top))
        return f"{cardinal(whole)} and {lead} {part if top == 1 else _plural(part)}"
    return f"{cardinal(str(top))} {part if top == 1 else _plural(part)}"


def _of_a_sheet(match: re.Match[str]) -> bool:
    """Whether a fraction is how much is left of something: "MP: 3/8", "3/8 HP"."""
    before = match.string[max(0, match.start() - 5) : match.start()]
    if _UNIT_OF_A_SHEET.match(match.string, match.end()) or _STAT.search(before):
        return True
    return ":" in before[-2:] and bool(_ENDS.match(match.string, match.end()))


def _date(match: re.Match[str]) -> str:
    return " ".join(_plain(part) for part in re.findall(r"\d+", match[0]))


def _plain(digits: str) -> str:
    """A number alone: as a year where it can be one."""
    if re.fullmatch(r"1[1-9]\d\d|20\d\d", digits):
        return _year(int(digits))
    return cardinal(digits)


def _range(match: re.Match[str]) -> str:
    return f"{_plain(match[1])} to {_plain(match[2])}"


def _number(match: re.Match[str]) -> str:
    minus = "minus " if match[1] else ""
    digits, part = match[2], match[3]
    return minus + (_amount(f"{digits}.{part}") if part else _plain(digits))


Step = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_FREE = r"(?<![\w.,])"
_STEPS: tuple[Step, ...] = (
    (re.compile(r"(?<!\w)\+?(?:\d{1,3}[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4}\b|\b\d{3}-\d{4}\b"), _phone),
    (re.compile(rf"{_FREE}\d{{4}}-\d\d-\d\d(?!\d)|{_FREE}\d\d?/\d\d?/\d{{2,4}}(?![\w/])"), _date),
    (
        re.compile(
            r"(?<![\w:])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])"
            r"(?:\s?(?P<half>[ap]\.m\.|[AaPp][Mm](?!\w)|[AP]\.M\.))?"
        ),
        _clock,
    ),
    (
        re.compile(
            r"(?<![\w:])(?P<h>1[0-2]|0?[1-9])(?P<m>)\s?"
            r"(?P<half>[ap]\.m\.|[AaPp][Mm](?!\w)|[AP]\.M\.)"
        ),
        _clock,
    ),
    (re.compile(r"(?<!\w)([0-2]\d[0-5]\d)\s?(?:hours|hrs)\b"), _military),
    (
        re.compile(
            rf"(?P<sign>[$£€¥])\s?(?P<n>{_N})(?:\.(?P<part>\d{{1,4}})(?!\d))?"
            r"(?P<scale>(?:[kKmM]|bn)\b| (?:thousand|million|billion)\b)?"
        ),
        _money,
    ),
    (re.compile(r"(?<![\w+])\+\s?(?=\d)"), lambda _: "plus "),
    (
        # "4K" is a picture's; a lone "2M" may be a name.
        re.compile(
            rf"(?<![\w.,])(?!(?:4|8)K\b)(?P<n>{_N})(?:\.(?P<part>\d{{1,4}}))?"
            r"(?P<scale>[kK]|bn|(?<=\.\d)M|(?<=\.\d\d)M)(?![\w'’])"
        ),
        _thousands,
    ),
    (re.compile(r"(?<![\w'’])([3-8])['’′](?:\s?(\d|1[01])(?:\"|”|″|'')?)(?!\w)"), _height),
    (re.compile(r"(?<![\w.])([-−–])?(\d{1,6}(?:\.\d{1,4})?)\s?°(?:\s?([CFcf])\b)?"), _degrees),
    (re.compile(rf"{_FREE}((?:{_N})(?:\.\d{{1,6}})?)\s?({_UNIT})(?![\w'’])"), _measure),
    (re.compile(rf"{_FREE}({_N})(?:st|nd|rd|th)\b", re.IGNORECASE), _century),
    (re.compile(r"(?<![\w.])['’]?(\d{2}|\d{3}0)['’]?s\b"), _decade),
    (re.compile(r"\bpp?\.\s?(?=\d+\s?[-–]\s?\d)"), lambda _: "pages "),
    (re.compile(r"\bp\.\s?(?=\d)"), lambda _: "page "),
    (re.compile(r"(?:\bNo\.|\bno\.|№|(?<!\w)#)\s?(?=\d)"), lambda _: "number "),
    (
        re.compile(
            r"(?<![\w./])(?:(?P<whole>\d{1,4})[ -])?"
            r"(?P<top>\d{1,3})[/⁄](?P<bottom>\d{1,3})(?![\w/])"
        ),
        _fraction,
    ),
    (re.compile(r"(?<![\w.,-])(\d{1,6})\s?[-–]\s?(\d{1,6})(?![\w-]|[.,]\d)"), _range),
    (re.compile(r"(?<=\d)\s?%"), lambda _: " percent"),
    (re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)"), lambda _: " times "),
    (
        re.compile(r"(?<![\w.,])(\d{1,15})\.(\d{13,})(?!\w)"),
        lambda match: f"{cardinal(match[1])} point {_one_by_one(match[2])}",
    ),
    (re.compile(rf"(?<![\w.])(?<!\d,)([-−](?=\d))?({_N})(?:\.(\d{{1,12}}))?(?!\w|,?\d)"), _number),
    (re.compile(r"(?<!\w)(\d{16,})(?!\w)"), lambda match: _one_by_one(match[1])),
)
