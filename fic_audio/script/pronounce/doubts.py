"""The names of a story that its engine may well say wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fic_audio.model import Chapter, Character, Kind, Line
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.pronounce.common import COMMON
from fic_audio.script.pronounce.dictionary import agree, look_up
from fic_audio.text.tokens import words
from fic_audio.text.wordlists import HONORIFICS, KIN, TITLES

FREQUENT = 3
"""Times that a word stands inside a sentence with a capital before it is taken for a name."""
PART = 4
"""Letters that each half of a compound has at least: "Grey" and "stone"."""
MOST = 200
"""Names looked at, the most frequent first."""

_RUNS_ON = re.compile(r"[ \-,]+")
"""Between two words of one sentence."""
_PLAIN = COMMON | HONORIFICS | KIN | {title.lower() for title in TITLES}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that is in no dictionary, or that the engine says otherwise than the dictionary."""

    name: str
    lines: int
    """How many lines of the story it stands in."""
    said: str
    """How the engine says it, in IPA."""
    meant: str
    """How the dictionary has it, in IPA; empty where it lacks the name."""

    @property
    def entry(self) -> str:
        """A line for `[pronounce]`: as it should be said, or as it is said, to be changed."""
        return f'"{self.name}" = "/{self.meant or self.said}/"'


def find_doubts(
    chapters: Sequence[Chapter],
    lines: Sequence[Sequence[Line]],
    people: Iterable[Character],
    lexicon: Lexicon,
    transcribe: Callable[[Sequence[str]], Sequence[str]],
) -> tuple[Doubt, ...]:
    """The names that neither lexicon nor dictionary vouches for, the most frequent first.

    `transcribe`: how the engine says each of some words, in IPA.
    """
    counts = _counts(chapters, lines, people)
    often = sorted(counts, key=lambda name: (-counts[name], name))[:MOST]
    names = [name for name in often if not lexicon.knows(name)]
    meant = look_up({part for name in names for part in _parts(name.lower())})
    found = []
    for name, said in zip(names, transcribe(names), strict=True):
        known = meant.get(name.lower(), [])
        if any(agree(said, each) for each in known) or (not known and _compound(name, meant)):
            continue
        found.append(Doubt(name, counts[name], said, known[0] if known else ""))
    return tuple(found)


def _counts(
    chapters: Sequence[Chapter], lines: Sequence[Sequence[Line]], people: Iterable[Character]
) -> Counter[str]:
    """The words that are names, and in how many lines each stands."""
    cast = {
        word.text
        for person in people
        for name in person.names()
        for word in words(name)
        if word.text[0].isupper()
    }
    stands: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    small: set[str] = set()
    for chapter, own in zip(chapters, lines, strict=True):
        for line in own:
            if line.span.kind in (Kind.BREAK, Kind.NOTE):
                continue
            here = set()
            for word, opens in _words(chapter.text, line):
                if word[0].isupper():
                    here.add(word)
                    inside[word] += not opens
                else:
                    small.add(word)
            stands.update(here)
    frequent = {word for word, count in inside.items() if count >= FREQUENT}
    frequent = {word for word in frequent if word.lower() not in small}
    return Counter(
        {word: count for word, count in stands.items() if word in cast | frequent and _name(word)}
    )


def _words(text: str, line: Line) -> Iterator[tuple[str, bool]]:
    """The words of a line, and whether each may open a sentence or what is said in one."""
    at = -1
    for word in words(text, line.span.start, line.span.end):
        yield word.text, at < 0 or not _RUNS_ON.fullmatch(text, at, word.start)
        at = word.end


def _name(word: str) -> bool:
    """Whether a word may be a name that is said as one: no abbreviation, no common word."""
    return len(word) > 2 and not word.isupper() and word.isalpha() and word.lower() not in _PLAIN


def _parts(name: str) -> Iterator[str]:
    yield name
    for cut in range(PART, len(name) - PART + 1):
        yield from (name[:cut], name[cut:])


def _compound(name: str, known: Collection[str]) -> bool:
    """Whether a name is two words of the dictionary, which an engine says one after the other."""
    low = name.lower()
    return any(
        low[:cut] in known and low[cut:] in known for cut in range(PART, len(low) - PART + 1)
    )
