"""Paragraphs -> lines of a chat: `Octagent> am using cold-pack`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_LINE = re.compile(r"[*_]{0,2}<?(?P<name>[A-Za-z0-9][\w.\- ]{0,30}?)[*_]{0,2}>[*_]{0,2}\s+(?=\S)")


def messages(text: str, blocks: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each paragraph that is a chat line where its words begin, by the paragraph's number.

    A chat has at least three lines, and a name that comes again.
    """
    found = {
        number: match
        for number, (start, end) in enumerate(blocks)
        if (match := _LINE.match(text, start, end))
    }
    names = Counter(match["name"] for match in found.values())
    if len(found) < 3 or max(names.values()) < 2:
        return {}
    return {number: match.end() for number, match in found.items()}
