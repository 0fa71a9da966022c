"""Lines -> how much everybody says, and who speaks within earshot of whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Chapter, Line

EARSHOT = 20
"""Paragraphs within which two who speak are held to be in one conversation."""


def count_lines(
    chapters: Sequence[Chapter], lines: Sequence[Sequence[Line]]
) -> tuple[Counter[str], Counter[str]]:
    """Lines and words of everyone who speaks. The parts of a split quotation are one line."""
    said: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for chapter, parts in zip(chapters, lines, strict=True):
        quotes = set()
        for line in parts:
            if line.speaker is None:
                continue
            words[line.speaker] += len(chapter.text[line.span.start : line.span.end].split())
            key = (line.speaker, line.span.quote)
            if line.speaker != NARRATOR and (line.span.quote is None or key not in quotes):
                said[line.speaker] += 1
                quotes.add(key)
    return said, words


def find_meetings(lines: Sequence[Sequence[Line]]) -> dict[str, frozenset[str]]:
    """Who speaks within earshot of whom."""
    found: dict[str, set[str]] = defaultdict(set)
    for chapter in lines:
        near: list[tuple[int, str]] = []
        for paragraph, name in _spoken(chapter):
            near = [(p, n) for p, n in near if paragraph - p <= EARSHOT and n != name]
            for _, other in near:
                found[name].add(other)
                found[other].add(name)
            near.append((paragraph, name))
    return defaultdict(frozenset, {name: frozenset(others) for name, others in found.items()})


def _spoken(chapter: Sequence[Line]) -> Iterator[tuple[int, str]]:
    for line in chapter:
        if line.speaker not in (None, NARRATOR) and line.span.kind in SPOKEN_BY_CHARACTERS:
            yield line.span.paragraph, str(line.speaker)
