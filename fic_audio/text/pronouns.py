"""Pronouns of people who are neither he nor she: xe, ze, fae and their like, and singular they."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_OTHERS = {
    "xe": "xem xyr xyrs xir xirs xemself xyrself",
    "ze": "zir zirs hir hirs zem zeir zirself hirself",
    "zie": "zir zirs hir hirs",
    "sie": "hir hirs",
    "fae": "faer faers faerself",
    "ey": "eir eirs emself eirself",
    "e": "eir eirs emself",
    "ae": "aer aers aerself",
    "ve": "vis verself",
}
"""The subject, and the other forms that show it to be a pronoun: "e" and "fae" are words too."""
_SUBJECTS: dict[str, set[str]] = {}
for _subject, _forms in _OTHERS.items():
    for _form in _forms.split():
        _SUBJECTS.setdefault(_form, set()).add(_subject)
_WORD = re.compile(r"\w+")
_TWICE = 2

THEY = frozenset("they them their theirs themself themselves".split())
MANY = frozenset(
    "both all together unison each everyone everybody two three four five chorused chorus".split()
)
"""Words near "they" that make several of it."""


def neopronouns(texts: Iterable[str]) -> frozenset[str]:
    """All forms of the pronouns that a story uses: those whose other forms stand in it.

    >>> sorted(neopronouns(["Fae laid faer hat down. The hat was faer best."]))
    ['fae', 'faer', 'faers', 'faerself']
    """
    times: Counter[str] = Counter()
    for text in texts:
        times.update(filter(_SUBJECTS.__contains__, _WORD.findall(text.lower())))
    used = {s for form in times for s in _SUBJECTS[form] if _times(times, s) >= _TWICE}
    return frozenset(word for subject in used for word in (subject, *_OTHERS[subject].split()))


def _times(times: Counter[str], subject: str) -> int:
    return sum(times[form] for form in _OTHERS[subject].split())


def subjects(forms: frozenset[str]) -> frozenset[str]:
    """The subject forms among the forms of pronouns: "xe", "fae"."""
    return forms & _OTHERS.keys()
