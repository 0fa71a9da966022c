"""Which of a story's chapters is which of those that stood in its folder before."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from fic_audio.shelf.manifest import ChapterFile
from fic_audio.shelf.text.text_cleaning import split_number

_GRAM = 10
"""Letters; so many in a row are seldom the same in two texts by chance."""
_TRIES = 3
"""Chapters of one title that a text is compared with."""
_BARE = re.compile(r"(?:chapter|chap\.?|ch\.?|episode|part)?\s*(\d{1,6})\.?", re.IGNORECASE)

Alike = Callable[[int, ChapterFile], bool]


def match_chapters(
    before: Sequence[ChapterFile],
    texts: Sequence[str],
    titles: Sequence[str],
    alike: Alike = lambda number, episode: True,
) -> dict[int, ChapterFile]:
    """Which of the chapters there are now, by number from 0, was which before.

    It is the one of the same text; or of the same title, where its number, its place or its text
    tell the same; or the one between the same neighbours, where its text does. When in doubt it is
    none of them: a chapter taken for another would be written over it. `alike` compares the text
    of a chapter with an old one's.
    """
    left = dict.fromkeys(before)
    found: dict[int, ChapterFile] = {}

    def take(number: int, episode: ChapterFile) -> None:
        found[number] = episode
        del left[episode]

    by_text: dict[str, deque[ChapterFile]] = defaultdict(deque)
    for episode in before:
        by_text[episode.text].append(episode)
    for number, text in enumerate(texts):
        if by_text[text]:
            take(number, by_text[text].popleft())
    places = {episode: place for place, episode in enumerate(before)}
    by_title: dict[str, list[ChapterFile]] = defaultdict(list)
    for episode in left:
        by_title[_words(episode.title)].append(episode)
    for number, title in enumerate(titles):
        if number in found:
            continue
        for episode in by_title.get(_words(title), [])[:_TRIES]:
            same = episode in left and (
                (_is_worded(title) and _same_place(title, number, episode, places))
                or alike(number, episode)
            )
            if same:
                take(number, episode)
                break
    for number, episode in _between(found, left, places, len(texts)):
        bare = _words(titles[number]) == _words(episode.title)
        if bare or alike(number, episode):
            take(number, episode)
    return found


def _same_place(
    title: str, number: int, episode: ChapterFile, places: Mapping[ChapterFile, int]
) -> bool:
    """A single chapter may be any one: its place tells nothing."""
    stated = stated_number(title)
    if stated and stated == stated_number(episode.title):
        return True
    return not stated and len(places) > 1 and places[episode] == number


def _between(
    found: Mapping[int, ChapterFile],
    left: Collection[ChapterFile],
    places: Mapping[ChapterFile, int],
    count: int,
) -> list[tuple[int, ChapterFile]]:
    """Chapters that stand between the same neighbours, as many as there were before."""
    if not found:
        return []
    rows = sorted(places, key=lambda episode: places[episode])
    edges = [(-1, -1), *((n, places[found[n]]) for n in sorted(found)), (count, len(rows))]
    pairs: list[tuple[int, ChapterFile]] = []
    for (new, old), (new_end, old_end) in pairwise(edges):
        inside = [episode for episode in rows[old + 1 : old_end] if episode in left]
        if len(inside) == new_end - new - 1:
            pairs += zip(range(new + 1, new_end), inside, strict=True)
    return pairs


def stated_number(title: str) -> int:
    """The number in a chapter's title; 0 for none.

    >>> stated_number("Chapter 3: The Gate"), stated_number("Chapter 4"), stated_number("Gate")
    (3, 4, 0)
    """
    bare = _BARE.fullmatch(title.strip())
    return int(bare[1]) if bare else split_number(title)[0]


def _words(title: str) -> str:
    """A title without its number; one that is nothing else as it stands."""
    return split_number(title)[1].strip().casefold()


def _is_worded(title: str) -> bool:
    return not _BARE.fullmatch(title.strip())


def resemblance(one: str, other: str) -> float:
    """How much of the shorter of two texts stands in the other, from 0 to 1.

    >>> resemblance("She went home, and it rained.", "She went home. And then it rained.") > 0.3
    True
    """
    grams = [_grams(one), _grams(other)]
    least = min(map(len, grams))
    return len(grams[0] & grams[1]) / least if least else 0.0


def _grams(text: str) -> set[str]:
    letters = "".join(filter(str.isalnum, text.casefold()))
    return {letters[at : at + _GRAM] for at in range(max(len(letters) - _GRAM + 1, 1))}
