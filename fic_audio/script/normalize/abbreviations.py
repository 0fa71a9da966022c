"""Shortened words -> whole ones, and Roman numerals where they number something."""

from __future__ import annotations

import re

from fic_audio.script.normalize.numbers import cardinal, ordinal

_BEFORE_NAME = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Dr": "Doctor", "Prof": "Professor",
    "Mt": "Mount", "Capt": "Captain", "Lt": "Lieutenant", "Sgt": "Sergeant", "Cpt": "Captain",
    "Gen": "General", "Col": "Colonel", "Cmdr": "Commander", "Rev": "Reverend", "Hon": "Honorable",
    "Messrs": "Messieurs", "Sr": "Senior", "Jr": "Junior", "St": "Saint", "Ste": "Saint",
    "Ft": "Fort", "Det": "Detective", "Insp": "Inspector", "Pvt": "Private", "Maj": "Major",
}  # fmt: skip
_ANYWHERE = {
    "etc": "et cetera", "vs": "versus", "approx": "approximately", "dept": "department",
    "govt": "government", "esp": "especially", "ave": "Avenue", "blvd": "Boulevard",
    "vol": "volume", "ch": "chapter", "fig": "figure", "est": "established",
    "misc": "miscellaneous",
}  # fmt: skip
_DOTTED = {"e.g.": "for example", "i.e.": "that is", "a.k.a.": "also known as"}
_SHORT_TITLES = "|".join(_BEFORE_NAME)
_TITLE = re.compile(rf"\b({_SHORT_TITLES}|MRS?|MS|DR|mrs?|dr)\.(?=\s?[A-Z]|\s(?:and|or|&)\s)")
_BRITISH = re.compile(r"\b(Mr|Mrs|Ms|Dr|Prof)(?=\s[A-Z])")
_AFTER_NAME = re.compile(r"(?<=\w)(,?\s)(Sr|Jr)\b\.?")
_STREET = re.compile(r"(?<=[a-z])\s(St|Rd|Ave|Blvd)\.(?=\s*(?:[a-z,.!?;]|$|[\"”’'])|\s+[A-Z])")
_ROAD = {"St": "Street", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard"}
_WORD = re.compile(rf"\b({'|'.join(_ANYWHERE)})\.", re.IGNORECASE)
_VERSUS = re.compile(r"(?<=\s)vs(?=\s)")
_SHORT = re.compile(r"(?<![\w.])(?:e\.g\.|i\.e\.|a\.k\.a\.)(?!\w),?", re.IGNORECASE)
_INITIALS = re.compile(r"\s[A-Z][a-z]")
"""Behind those of "E.G. Smith"."""
_CARE = re.compile(r"\bc/o\b")
_WITHOUT = re.compile(r"(?<!\w)w/(?:o\b|(?=\s))")

_ROMAN_SHAPE = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBERED = re.compile(
    r"\b((?:Chapter|Part|Book|Act|Scene|Volume|Vol\.|Section|Episode|Season|Phase|Level|Type|"
    rf"Mark|World War|War|Class|Rocky|Final Fantasy|Star Wars|Article)\s)"
    rf"({_ROMAN_SHAPE})(?![\w'’])",
    re.IGNORECASE,
)
_REGNAL = (
    "Henry Louis Edward George Charles James William Richard John Philip Pius Paul Napoleon "
    "Elizabeth Mary Catherine Frederick Wilhelm Nicholas Alexander Francis Ferdinand Leopold "
    "Gustav Christian Ivan Peter Otto Benedict Innocent Urban Leo Gregory Clement Julius Ramses "
    "Thutmose Ptolemy"
).split()
_RULER = re.compile(rf"\b((?:{'|'.join(_REGNAL)})\s)({_ROMAN_SHAPE})(?![\w’']?[a-zA-Z])")
_OWNED = re.compile(rf"\b((?:{'|'.join(_REGNAL)})\s)({_ROMAN_SHAPE})(?=['’]s\b)")
_CALLED = re.compile(rf"(?<=[A-Z][a-z][a-z])(\s)({_ROMAN_SHAPE})(?![\w'’-])")
_NUMERAL = re.compile(r"\s[IVXLC]|\s[ivxlc]+(?!\w)")
_CAPITAL = re.compile(r"\s+[A-Z]")
_OPENS_SENTENCE = re.compile(r"\s+(?:He|She|It|They|The|I|We|A|But|And|No|You)\b")
_NUMBER_BEHIND = re.compile(r"\s?(?:\d|[IVXLC]+\b)")
_GOES_ON = re.compile(r"\s\S")
_ENDS_SENTENCE = re.compile(r"[\"”’')]*+(?:\s*+\Z|\s++[A-Z])")
_PRONOUN = re.compile(r"\s+(?!(?:and|of|was|is|had)\b)[a-z]")
REACH = 80
"""Characters before an abbreviation that are looked at."""
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def expand_abbreviations(text: str) -> str:
    """Abbreviations written out.

    >>> expand_abbreviations("Dr. Ito of St. Ives met Mr. Pell, Jr. on Mill St., e.g. vs. me.")
    'Doctor Ito of Saint Ives met Mister Pell, Junior on Mill Street, for example versus me.'
    """
    if "." in text:
        text = _STREET.sub(_street, text)
        text = _SHORT.sub(_dotted, text)
        text = _TITLE.sub(lambda match: _title(match[1]), text)
        text = _WORD.sub(_word, text)
    text = _BRITISH.sub(lambda match: _BEFORE_NAME[match[1]], text)
    text = _AFTER_NAME.sub(_junior, text)
    if "/" in text:
        text = _CARE.sub("care of", text)
        text = _WITHOUT.sub(lambda match: "without" if "o" in match[0] else "with", text)
    return _VERSUS.sub("versus", text)


def _title(short: str) -> str:
    return _BEFORE_NAME.get(short) or _BEFORE_NAME[short.capitalize()]


def _street(match: re.Match[str]) -> str:
    text, end = match.string, match.end()
    before = text[max(0, match.start() - REACH) : match.start()].split()[-1]
    if not before[:1].isupper() and before[-2:] not in ("th", "st", "nd", "rd"):
        return match[0]
    if match[1] == "St" and _CAPITAL.match(text, end) and not _OPENS_SENTENCE.match(text, end):
        return match[0]
    return f" {_ROAD[match[1]]}{_stop(match)}"


def _dotted(match: re.Match[str]) -> str:
    if match[0][0].isupper() and _INITIALS.match(match.string, match.end()):
        return match[0]
    said = _DOTTED[match[0].rstrip(",").lower()]
    return said + ("," if match[0].endswith(",") else "")


def _word(match: re.Match[str]) -> str:
    low = match[1].lower()
    text, end = match.string, match.end()
    if low in ("ch", "fig", "vol") and not _NUMBER_BEHIND.match(text, end):
        return match[0]
    if low in ("est", "esp", "ave", "misc") and not _GOES_ON.match(text, end):
        return match[0]
    return _ANYWHERE[low] + (_stop(match) if low == "etc" else "")


def _stop(match: re.Match[str]) -> str:
    """The abbreviation's stop, where the sentence ends with it."""
    return "." if _ENDS_SENTENCE.match(match.string, match.end()) else ""


def _junior(match: re.Match[str]) -> str:
    stop = _stop(match) if match[0].endswith(".") else ""
    return match[1] + _BEFORE_NAME[match[2]] + stop


def expand_numerals(text: str) -> str:
    """Roman numerals in words, where a name or "Chapter" goes before; never the pronoun.

    >>> expand_numerals("Chapter XIV: Henry VIII and World War II, and I")
    'Chapter fourteen: Henry the eighth and World War two, and I'
    """
    if not _NUMERAL.search(text):
        return text
    text = _NUMBERED.sub(lambda m: m[1] + cardinal(str(_value(m[2].upper()))), text)
    text = _OWNED.sub(lambda m: f"{m[1]}the {ordinal(_value(m[2]))}", text)
    text = _RULER.sub(_ruler, text)
    return _CALLED.sub(_called, text)


def _ruler(match: re.Match[str]) -> str:
    if match[2] == "I" and _PRONOUN.match(match.string, match.end()):
        return match[0]
    return f"{match[1]}the {ordinal(_value(match[2]))}"


def _called(match: re.Match[str]) -> str:
    if len(match[2]) < 2:
        return match[0]
    return f"{match[1]}the {ordinal(_value(match[2]))}"


def _value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
