"""What games write: levels, sheets of figures, windows; and what is short as in a chat."""

from __future__ import annotations

import re

_LEVEL = re.compile(r"(?<!\w)(?:lvl|lv)(?:\.\s?|\s(?=\d|max\b)|(?=\d))", re.IGNORECASE)
_TIMES = re.compile(r"(?<![\w.,])(\d{1,4})x(?!\w)")
_TIMES_BEHIND = re.compile(r"(?<=[\w)\]])\s[x×](\d{1,4})(?!\w)")
_CHOICE = re.compile(r"(?<=[?.!:])(\s?[\[(]?)[Yy]\s?/\s?[Nn](?!\w)")
_SHORT = {
    "b/c": "because", "w/e": "whatever", "n/a": "not applicable", "s/he": "he or she",
    "y/o": "year-old", "km/h": "kilometres per hour", "m/s": "metres per second",
}  # fmt: skip
_SLASHED = re.compile(rf"(?<![\w/])(?:{'|'.join(_SHORT)})(?![\w/])", re.IGNORECASE)
_WITH = re.compile(r"(?<![\w/])[wW]/(?!o\b)(out)?(?=[a-z]|(?<=out)(?!\w))")

_FIELD = re.compile(
    r"[\s\[{(<|*_•·▪◦‣–+-]*"
    r"(?:[A-Z][\w'’ ./()&-]{0,30}[\]*_]{0,3}\s?[:=|]\s?\S|[A-Z]{2,5}\s[+-]?\d|[+-]\d{1,6}%?\s[A-Z])"
)
_BULLET = re.compile(r"\s*[-•*▪◦‣✦]\s+\S")
_LONGEST = 90
"""Characters of a line that is one of a sheet."""
_STOPPED = re.compile(r"[.!?…,;:—–][\"'”’)\]*_]*$")
_CLOSING = re.compile(r"[\]*_|\s]*$")


def expand_game_terms(text: str) -> str:
    """Levels, choices and shortened words written out.

    >>> expand_game_terms("Lv. 12 Rat x3. Flee? (Y/N) b/c I said")
    'level 12 Rat times 3. Flee? (yes or no) because I said'
    """
    if "l" in text or "L" in text:
        text = _LEVEL.sub("level ", text)
    if "x" in text or "×" in text:
        text = _TIMES_BEHIND.sub(r" times \1", _TIMES.sub(r"\1 times", text))
    if "/" in text:
        text = _CHOICE.sub(r"\1yes or no", text)
        text = _SLASHED.sub(lambda match: _SHORT[match[0].lower()], text)
        text = _WITH.sub(lambda match: "without" if match[1] else "with ", text)
    return text


def read_stat_sheets(text: str) -> str:
    """The lines of a sheet of figures, a list or a game's window as sentences of their own.

    >>> read_stat_sheets("Name: Ann\\nHP: 3\\nThe rest of it")
    'Name: Ann.\\nHP: 3.\\nThe rest of it'
    """
    if "\n" not in text.strip():
        return text
    lines = text.split("\n")
    fields = list(map(_is_field, lines))
    window = text.lstrip("*_ ").startswith("[") and text.rstrip("*_ \n").endswith("]")
    window = window and max(map(len, lines)) <= _LONGEST
    for at in range(len(lines) - 1):
        near = (at > 0 and fields[at - 1]) or fields[at + 1] or window
        ends = (fields[at] and near) or window or (fields[at + 1] and any(fields[at + 2 : at + 3]))
        if ends and lines[at].strip() and not _STOPPED.search(lines[at]):
            end = _CLOSING.search(lines[at])
            cut = end.start() if end else len(lines[at])
            lines[at] = f"{lines[at][:cut]}.{lines[at][cut:]}"
    return "\n".join(lines)


def _is_field(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_FIELD.match(line) or _BULLET.match(line))
