"""The labels of header lines and of author's notes, in every spelling that fans use."""

from __future__ import annotations

import re
from typing import NamedTuple

FIELDS: dict[str, str] = {
    "title": r"(?:story\s+|fic\s+)?(?:title|name)",
    "authors": r"authors?(?:\s+name)?|written\s+by|writer|pen\s*name|by|story\s+by|fic\s+by",
    "fandoms": r"fandoms?|fandom\(s\)|universe|based\s+on|show|crossover",
    "relationships": r"(?:pairing|relationship|couple)(?:s|\(s\))?|ships?",
    "characters": r"(?:main\s+)?characters?|character\(s\)|characters?/pairings?|starring",
    "rating": r"(?:category\s*/\s*)?(?:ratings?|rated)(?:\s*/\s*category)?",
    "warnings": r"(?:(?:archive|content|trigger)\s+)?warnings?|warning\(s\)|cw|tw|triggers?",
    "tags": r"(?:additional\s+)?tags?|keywords|prompts?|squares?\s+filled",
    "summary": r"(?:story\s+|chapter\s+|work\s+)?summary|synopsis|blurb|description",
    "spoilers": r"spoilers?|spoiler\(s\)|spoiler\s+warning",
    "disclaimer": r"(?:standard\s+)?disclaimers?|disclaimer\(s\)|legal(?:\s+stuff)?|copyright",
    "series": r"series|part\s+of",
    "words": r"word\s*-?\s*count|words|length|wc",
    "dedication": r"dedication|dedicated\s+to|for|gift\s+for|written\s+for|recipient",
    "language": r"language",
    "year": r"(?:date\s+)?(?:published|posted|written)|date|first\s+published",
    "url": r"url|link|source|original\s+at|archived\s+at|crosspost(?:ed)?(?:\s+(?:to|at))?",
    "other": r"""status|complete(?:d)?|(?:last\s+)?updated|genres?|genre\(s\)|category|categories|
        beta(?:s|'d|ed)?(?:\s+(?:by|reader|readers))?|beta-?reader|archives?|archiving|distribution|
        feedback|chapters?|timeline|setting|set|time\s*frame|e-?mail|website|spoils|season|episodes?|
        type|pov|point\s+of\s+view|reviews|favs|follows|collections?|stats|kudos|hits|bookmarks|
        comments|id|challenge|thanks|thanks\s+to|acknowledge?ments?|translation|translator|
        translated\s+by|artist|art\s+by|cover\s+by|playlist|song|soundtrack|permission|story\s+id|
        publisher|packaged|contact|created\s+by|word\s+from\s+the\s+author""",
}
"""What a header line tells -> the labels that announce it."""

NOTE = r"""(?:a\s*/\s*n|a\.n\.|an|
    author(?:['’]?s?['’]?)?\s*(?:notes?|['’]?s?\s+comments?|note\(s\))|
    (?:beginning|end|opening|closing|chapter|story|work|translator['’]?s|pre-?chapter|chapter\s+end|
    final|quick|side|important)?\s*(?:a/n|notes?)|note\(s\)|(?:chapter\s+)?end\s*notes?|n/a)"""
"""The labels of an author's note; "AN" and "Notes" only count with a colon or alone on a line."""

END_OF_HEADER = re.compile(
    r"[\W_]*(?:work\s+text|chapter\s+text|story\s+(?:text|start|begins?)|the\s+story|begin(?:\s+story)?)[\W_]*",
    re.IGNORECASE,
)
"""What a copied page has between its header and its story."""

_LEAD = r"[\s*_~>#•\-–—\[({|=]{0,60}+"
_GAP = r"[*_]{0,3}\s*(?::|=|\s[-–—]\s|[-–—]{2}|\]\s*:?)\s*[*_]{0,3}"
_ANY_FIELD = "|".join(f"(?P<{name}>{words})" for name, words in FIELDS.items())
_FIELD = re.compile(
    rf"{_LEAD}(?:{_ANY_FIELD}){_GAP}(?P<value>.*)",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_NOTE_LINE = re.compile(
    rf"{_LEAD}(?P<label>{NOTE})(?:(?P<gap>{_GAP})(?P<value>.*)|[\s*_:.)\]]*)",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_UNKNOWN = re.compile(
    r"[\s*_]*(?P<label>[A-Z][\w/()'’-]*(?: [\w/()'’&-]+){0,3})[*_]{0,3}:[*_]{0,3}\s(?P<value>.*)",
    re.DOTALL,
)


class LabelledLine(NamedTuple):
    """A line that begins with a label."""

    field: str
    """A key of `FIELDS`, or "notes"."""
    label: str
    value: str


def read_label(line: str) -> LabelledLine | None:
    """The label at the begin of a header line, and the words after it; None if there is none.

    >>> read_label("**Category/Rating:** GEN/T")
    LabelledLine(field='rating', label='Category/Rating', value='GEN/T')
    >>> read_label("He wrote: come home") is None
    True
    """
    if match := _FIELD.fullmatch(line):
        field = next(name for name in FIELDS if match[name])
        return LabelledLine(field, match[field], _clean(match["value"]))
    if match := _NOTE_LINE.fullmatch(line):
        return LabelledLine("notes", match["label"], _clean(match["value"] or ""))
    return None


def read_unknown_label(line: str) -> LabelledLine | None:
    """A label that is not in the list; it counts only among header lines."""
    match = _UNKNOWN.fullmatch(line)
    return LabelledLine("other", match["label"], _clean(match["value"])) if match else None


def _clean(value: str) -> str:
    return value.strip().strip("*_").strip()
