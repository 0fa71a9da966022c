"""The words beside a stretch in marks of its own -> whether they tag it as said, or as thought.

Here nobody knows yet who the characters are, and what is no speech has to be told from it: so a tag
counts only in the plain form of `tag_pattern`, and whose it is is asked later.
"""

from __future__ import annotations

import re

from fic_audio.text.dialogue_tags import tag_pattern
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS, QUOTATION_VERBS, THOUGHT_WORDS, any_of

REACH = 60
"""Characters to either side that may hold a tag."""
_SENDING = (
    "sent|sends|send|projected|projects|broadcast|mindspoke|mindsent|pathed|hissed|signed|signs"
    "|gestured|mouthed|pulsed|transmitted|beeped|chirped|thrummed|lied"
    r"|(?:thought|thinks)\s+(?:back|at|to)|(?:shot|shoots|flung)\s+back"
)
_SAYS = f"{any_of(PLAIN_SPEECH_VERBS)}|{_SENDING}"
_SAID = re.compile(tag_pattern(_SAYS))
_SPOKEN = re.compile(tag_pattern(f"{any_of(QUOTATION_VERBS - THOUGHT_WORDS)}|{_SENDING}"))
_THOUGHT = re.compile(tag_pattern(any_of(THOUGHT_WORDS)))
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
