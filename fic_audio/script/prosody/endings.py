"""The end of what somebody says -> how its melody ends.

Dots trail off, a dash breaks off, and a question that hopes for a yes or a no rises: one that asks
who or why falls, as does one that leaves a choice. In doubt nothing: a plain end is never wrong.
"""

from __future__ import annotations

import re

from fic_audio.model import Ending
from fic_audio.text.sentences import last_sentence
from fic_audio.text.wordlists import PREPOSITIONS

_CLOSE = r"[\"'”’“‘»«*_)\s]*$"
TRAILED = re.compile(rf"(?:…|\.\.\.+|(?:\. ){{2,}}\.){_CLOSE}")
BROKEN = re.compile(rf"(?:—|–|--|\w-){_CLOSE}")

_OPENS_WITH_DASH = re.compile(r"\W*?[—–―-]")
"""As speech does in some languages, where a dash ends it as well."""
_ASKED = re.compile(rf"\?!*{_CLOSE}")
_CLAUSE = re.compile(r"[,;:—–…]|--|\.\.\.")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WH = frozenset("who whom whose what which where when why how".split())
_ASKS = frozenset(
    """am is are was were be do does did have has had can could will would shall should may might
    must""".split()
)
_LEADS = PREPOSITIONS | frozenset(
    """and but so then well now just yes yeah no okay ok oh ah hey um uh er hmm wait exactly
    please""".split()
)
"""Words that a question may begin with before it asks."""
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)


def find_ending(said: str, *, english: bool = True) -> Ending:
    """How the melody of a piece of speech ends; only English questions are told apart.

    >>> find_ending("Is it late?"), find_ending("How late is it?")
    (<Ending.RISE: 'rise'>, <Ending.PLAIN: 'plain'>)
    """
    if TRAILED.search(said):
        return Ending.TRAIL
    if BROKEN.search(said) and not _OPENS_WITH_DASH.match(said):
        return Ending.CUT
    if english and _ASKED.search(said):
        asked = said[last_sentence(said, 0, len(said)) :]
        if _hopes_for_yes(asked):
            return Ending.RISE
    return Ending.PLAIN


def _hopes_for_yes(asked: str) -> bool:
    """Whether a question asks for a yes or a no: its last clause that tells decides."""
    if _CHOICE.search(asked):
        return False
    for clause in reversed(_CLAUSE.split(asked)):
        words = [match[0].lower().replace("’", "'") for match in _WORD.finditer(clause)]
        head = next((word for word in words if word not in _LEADS), "")
        if head in _ASKS or head.endswith("n't"):
            return True
        if head.partition("'")[0] in _WH:
            return False
    return True
