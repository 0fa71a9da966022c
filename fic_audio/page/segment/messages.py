"""Paragraphs -> what is told to somebody without quotation marks.

A paragraph that speaks to "you" in the midst of a story that never does is a message remembered:
"You're an idiot. You're an idiot and I love you. Promise me you'll stay alive."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Blocks = Sequence[tuple[int, int]]

_QUOTED = re.compile(r"[\"“«]|(?<!\w)['‘](?=\w)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you['’]\w+)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|I['’]\w+|me|my|mine|myself)\b")
_THEY = re.compile(r"\b(?:he|she|they|him|her|his|their)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\"[^\"]*\"|“[^”]*”|[*_][^*_\n]*[*_]")


def find_unquoted_messages(text: str, blocks: Blocks, prose: Sequence[bool]) -> list[int]:
    """The paragraphs that say "I" to "you" without quotation marks, where the narrator says
    neither; `prose` tells which paragraphs are no headings, breaks or notes."""
    found = [
        number
        for number, (start, end) in enumerate(blocks)
        if prose[number]
        and end - start < 1500
        and len(_YOU.findall(text, start, end)) > 1
        and not _QUOTED.search(text, start, end)
        and _I.search(text, start, end)
        and not _THEY.search(text, start, end)
    ]
    if not found or len(found) * 3 > sum(prose):
        return []
    told = set(found)
    narrated = [
        _SPOKEN.sub("", text[start:end])
        for number, (start, end) in enumerate(blocks)
        if prose[number] and number not in told
    ]
    own = sum(len(_I.findall(paragraph)) + len(_YOU.findall(paragraph)) for paragraph in narrated)
    return found if own * 400 <= sum(map(len, narrated)) / 6 else []
