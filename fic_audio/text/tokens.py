"""Words of a text with their places, shared by the finding of names and of speakers."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
READER = "Y/N"
"""The word that stands for every placeholder of the reader's own name: y/n, [Name], ____."""
_READER = re.compile(
    r"(?P<reader>(?<!\?)(?<!\? )[YyFf]/[Nn](?![\w/])|[Yy]/[Ll]/[Nn](?![\w/])"
    r"|\[(?:[Yy]our )?[Nn]ame\]|\((?:Your )?Name\)"
    r"|(?<![^\s\"'“‘(])_{3,20}(?=[\s,.!?;:\"”'’)]))(?:['’]s)?|" + WORD.pattern
)
_MAY_READER = re.compile(r"/[Nn]|[\[( ][Nn]ame[\])]|___")


class Word(NamedTuple):
    """A word and where it stands. A possessive ending is not part of `text`."""

    start: int
    end: int
    text: str
    possessive: bool = False


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`, with offsets into the whole text.

    >>> [word.text for word in words("Sakura-chan's hand isn’t here.")]
    ['Sakura', 'chan', 'hand', 'isn’t', 'here']
    """
    found = []
    end = len(text) if end is None else end
    pattern = _READER if _MAY_READER.search(text, start, end) else WORD
    for match in pattern.finditer(text, start, end):
        word = match[0]
        first, last = match.span()
        owns = word[-1] == "s" and word[-2:] in ("'s", "’s")
        if pattern is _READER and match["reader"]:
            found.append(Word(first, last, READER, possessive=owns))
        elif owns and word[:-2].lower() not in _CONTRACTED:
            found.append(Word(first, last, word[:-2], possessive=True))
        else:
            found.append(Word(first, last, word))
    return found


class PageWords:
    """The words of a text, read once for all who ask."""

    def __init__(self, text: str) -> None:
        self.all = words(text)
        self.starts = [word.start for word in self.all]
        self._text = text
        self._plain = _MAY_READER.search(text) is None

    def between(self, start: int, end: int) -> list[Word]:
        """`words(text, start, end)`."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        whole = (not low or self.all[low - 1].end <= start) and (
            not high or self.all[high - 1].end <= end
        )
        # What stands for the reader's name depends on what stands around it.
        return self.all[low:high] if whole and self._plain else words(self._text, start, end)


_CONTRACTED = frozenset("it he she that there here what who where how when why let".split())
"""Before these, 's is "is" or "us", never a possessive."""
