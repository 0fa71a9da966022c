"""The words beside a stretch in marks of its own -> whether they tag it as said, or as thought."""

from __future__ import annotations

import re

from fic_audio.page.segment.words import SUBJECT
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS, QUOTATION_VERBS, THOUGHT_WORDS

REACH = 60
"""Characters to either side that may hold a tag."""
_SENDING = (
    "sent|sends|send|projected|projects|broadcast|mindspoke|mindsent|pathed|hissed|signed|signs"
    "|gestured|mouthed|pulsed|transmitted|beeped|chirped|thrummed|lied"
    r"|(?:thought|thinks)\s+(?:back|at|to)"
)
_SAYS = "|".join(sorted(PLAIN_SPEECH_VERBS, key=len, reverse=True)) + "|" + _SENDING
_SPEAKS = "|".join(sorted(QUOTATION_VERBS - THOUGHT_WORDS, key=len, reverse=True)) + "|" + _SENDING
_THINKS = "|".join(sorted(THOUGHT_WORDS, key=len, reverse=True))
_WHO = rf"(?:{SUBJECT}|(?:[Tt]he|[Hh]is|[Hh]er|[Mm]y|[Aa]n?)\s+(?:[\w’'-]+\s+){{1,3}}?[\w’'-]+)"


def _tag(verbs: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_WHO}\s+(?:(?:had|then|\w+ly)\s+)?(?i:{verbs})|(?i:{verbs})\s+{_WHO})\b"
    )


_SAID = _tag(_SAYS)
_SPOKEN = _tag(_SPEAKS)
_THOUGHT = _tag(_THINKS)
_BEFORE = re.compile(
    rf"\b(?:(?:{_SAYS})(?:\s+[\w’']+){{0,4}}[,:]|heard(?:\s+[\w’']+){{0,3}}[,:]?)\s*$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\w[,:]$")
_STOPPED = re.compile(r"[.,:;!?—–-]|$|\s+(?:\w+ly|to|with|in|into|as|back|from|at|through|again)\b")


def said_after(text: str, end: int, stop: int, mark: str) -> bool:
    """Whether the words behind `end` tag what ends there, with `mark` as its last sign, as said."""
    trail = text[end : min(stop, end + REACH)].lstrip()
    if not trail[:1].isalpha():
        return False
    if mark in ",—–-" or trail[0].islower():
        return _SPOKEN.match(trail) is not None
    if mark in "!?…":
        return _SAID.match(trail) is not None
    found = _SAID.match(trail)  # "[It is done.] Mara said." "[Quest complete.] She said nothing."
    return found is not None and _STOPPED.match(trail, found.end()) is not None


def thought_after(text: str, end: int, stop: int) -> bool:
    """Whether the words behind `end` tag what ends there as thought."""
    trail = text[end : min(stop, end + REACH)].lstrip()
    return trail[:1].isalpha() and _THOUGHT.match(trail) is not None


def said_before(text: str, start: int, stop: int) -> bool:
    """Whether the words in front of `start`, no farther off than `stop`, lead up to speech."""
    lead = text[max(stop, start - REACH) : start].rstrip()
    if not (_OPEN.search(lead) or "heard" in lead):
        return False
    return _BEFORE.search(lead) is not None
