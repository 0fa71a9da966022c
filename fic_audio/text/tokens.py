"""Words of a text with their places, shared by the finding of names and of speakers."""

from __future__ import annotations

import re
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
        word = match.group()
        if pattern is _READER and match["reader"]:
            owns = word[-2:] in ("'s", "’s")
            found.append(Word(match.start(), match.end(), READER, possessive=owns))
            continue
        if word[-2:] in ("'s", "’s") and word[:-2].lower() not in _CONTRACTED:
            found.append(Word(match.start(), match.end(), word[:-2], possessive=True))
        else:
            found.append(Word(match.start(), match.end(), word))
    return found


_CONTRACTED = frozenset("it he she that there here what who where how when why let".split())
"""Before these, 's is "is" or "us", never a possessive."""
