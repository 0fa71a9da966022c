"""Letters with dots: an acronym's, which are letters or a word, never "that is" and a rest."""

from __future__ import annotations

import re

_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,20}(?:[A-Z](?![\w]))?")
_WORDS = frozenset("AIDS FEMA NASA NATO OPEC STAR STARS SWAT UNIT".split())
"""Those of four letters or so that everybody says as a word."""
_LONG = 5
"""Letters from which on one that can be said as a word was made to be."""
_CLUSTER = re.compile("[^AEIOUY]{4}|AA|II|UU")
_MISTAKEN = re.compile(r"E\.G|I\.E")
"""What espeak-ng says as "for example" and "that is", in whatever it stands."""
_OTHERS = frozenset(("A.M.", "P.M.", "E.G.", "I.E.", "A.K.A."))
"""Hours, and what is written out."""
_GOES_ON = re.compile(
    r"\s+(?!(?:He|She|It|They|The|I|We|A|An|But|And|No|You|His|Her|Their|My|Then|When|There|That|"
    r"This|What|Not|So|If|In|On|At)\b)[A-Za-z\d]"
)


def spell_acronyms(text: str) -> str:
    """Dotted acronyms as they are said: as a word where they make one, else letter by letter.

    The last dot goes where the sentence goes on behind it.

    >>> spell_acronyms("An agent of S.H.I.E.L.D. left the U.S. by an E.G.O. craft.")
    'An agent of Shield left the U.S by an E G O craft.'
    """
    return _DOTTED.sub(_said, text) if "." in text else text


def _said(match: re.Match[str]) -> str:
    written = match[0]
    if written in _OTHERS:
        return written
    letters = written.replace(".", "")
    ends = written.endswith(".") and not _GOES_ON.match(match.string, match.end())
    behind = match.string[match.end() : match.end() + 1]
    stop = "." if ends and behind not in (".", ",", ";", ":", "!", "?", "…", "'", "’", "-") else ""
    if letters in _WORDS or _is_word(letters):
        return letters.capitalize() + stop
    if _MISTAKEN.search(written):
        return " ".join(letters) + stop
    return ".".join(letters) + stop


def _is_word(letters: str) -> bool:
    vowels = sum(letter in "AEIOU" for letter in letters)
    return len(letters) >= _LONG and vowels > 1 and not _CLUSTER.search(letters)
