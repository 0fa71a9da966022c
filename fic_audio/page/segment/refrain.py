"""A chapter with a song in it -> the single lines of that song that stand further below.

A line in italics that ends like a sentence may be a thought of whoever is near. It is the song's
where nothing calls it a thought and it is known for verse: the song is told to go on above it, it
rhymes with the song's last lines, it repeats a word as refrains do, or its author keeps one mark
of italics for songs and the other for thoughts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from fic_audio.page.segment.verse import read_italic_rows
from fic_audio.text.emphasis import find_emphases
from fic_audio.text.wordlists import THOUGHT_WORDS, any_of

Blocks = Sequence[tuple[int, int]]

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FEWEST = 3
"""Words of such a line."""
_SLACK = 3
"""Words by which it may be longer than the song's longest line."""
_BESIDE = 60
"""Characters of a paragraph next to it in which a thought is told of."""
_THINKS = re.compile(rf"\b(?:{any_of(THOUGHT_WORDS)}|thoughts|mind)\b")
_GOES_ON = re.compile(
    r"\b(?:radio|song|singer|voices?|chorus|choir|band|music|record|tune|stereo|jukebox|speakers)\b"
    r"[^.!?\"“”]{0,40}\b(?:sang|sings|singing|played|plays|went\s+on|goes\s+on|crooned|croons|wailed"
    r"|wails|kept|keeps|carried\s+on|carries\s+on|continued|continues|repeated|repeats|swelled"
    r"|swells|drifted|drifts|crackled|crackles|came\s+(?:back|round|around|again))\b"
    r"[^.!?\"“”]{0,60}[.…]?$"
)
_REACH = 160
_OPENS = frozenset("and oh o for so till until".split())
_SOMEBODY = frozenset("he she him her his hers they them their".split())
"""Whom thoughts are about."""
_OUTCRY = frozenset("no please wait stop stupid god yes fuck shit damn run go very so".split())
_RHYME = 3
"""Letters in which the ends of two lines are alike."""


def find_refrains(
    text: str,
    blocks: Blocks,
    prose: Sequence[bool],
    italic: Callable[[int, int], bool],
    verse: Collection[int],
) -> Iterator[int]:
    """The numbers of the paragraphs below the song that are single lines of it.

    `verse`: the paragraphs that are known to be the song's.
    """
    known = sorted(verse)
    if not known or not any(_stand_together(text, blocks, one) for one in _runs(known)):
        return
    rows = [row for nth in known for row in read_italic_rows(text, *blocks[nth], italic, len(text))]
    longest = max(len(_WORDS.findall(row)) for row in rows)
    apart = _has_own_mark(text, blocks, known)
    last: list[str] = []
    for number in range(known[0], len(blocks)):
        start, end = blocks[number]
        if number in verse:
            last = [*last, *read_italic_rows(text, start, end, italic, len(text))][-2:]
            continue
        found = read_italic_rows(text, start, end, italic, len(text)) if prose[number] else []
        if len(found) != 1 or _is_thought(text, blocks, number, italic):
            continue
        words = _WORDS.findall(found[0].casefold())
        if not _FEWEST <= len(words) <= longest + _SLACK:
            continue
        if (
            (apart and text[start] == text[blocks[known[0]][0]])
            or _is_announced(text, *blocks[number - 1])
            or _repeats(words)
            or any(_rhyme(words, _WORDS.findall(row.casefold())) for row in last)
        ):
            last = [*last, *found][-2:]
            yield number


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Numbers that follow each other."""
    first = 0
    for nth in range(1, len(numbers) + 1):
        if nth == len(numbers) or numbers[nth] != numbers[nth - 1] + 1:
            yield tuple(numbers[first:nth])
            first = nth


def _stand_together(text: str, blocks: Blocks, run: Sequence[int]) -> bool:
    """Whether two lines of the song stand below each other somewhere."""
    return len(run) > 1 or "\n" in text[slice(*blocks[run[0]])].replace("\r", "\n")


def _has_own_mark(text: str, blocks: Blocks, known: Sequence[int]) -> bool:
    """Whether all of the song stands between marks that nothing else in italics has."""
    marks = {text[blocks[nth][0]] for nth in known}
    if len(marks) != 1 or not marks <= {"*", "_"}:
        return False
    others = set[str]()
    sung = set(known)
    for number, (start, end) in enumerate(blocks):
        for found in find_emphases(text, start, end) if number not in sung else ():
            if found.strong or (found.start, found.end) == (start, end):
                continue  # Whether a line alone is the song's is the question.
            others.add(text[found.start])
    return bool(others) and marks.isdisjoint(others)


def _is_thought(text: str, blocks: Blocks, number: int, italic: Callable[[int, int], bool]) -> bool:
    """Whether a paragraph beside a line speaks of a thought, and holds none in italics itself."""
    start, end = blocks[number - 1] if number else (0, 0)
    if end and text[end - 1] in ":,":
        return True
    ahead, stop = blocks[number + 1] if number + 1 < len(blocks) else (0, 0)
    for low, high in ((max(start, end - _BESIDE), end), (ahead, min(stop, ahead + _BESIDE))):
        slanted_there = any(text[at] in "*_" or italic(at, at + 2) for at in range(low, high))
        if not slanted_there and _THINKS.search(text, low, high):
            return True
    return False


def _is_announced(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends with the song going on."""
    return _GOES_ON.search(text, max(start, end - _REACH), end) is not None


def _repeats(words: Sequence[str]) -> bool:
    """Whether a word comes twice in a row, as in a refrain and hardly in a thought."""
    if not _SOMEBODY.isdisjoint(words):
        return False
    twice = [one for one, other in pairwise(words[1:]) if one == other and one not in _OUTCRY]
    return len(words) > 4 and (len(twice) > 1 or (bool(twice) and words[0] in _OPENS))


def _rhyme(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two lines of about one length end alike, in words that do not end most thoughts."""
    if not one or not other or not _SOMEBODY.isdisjoint(one) or one[-1] == other[-1]:
        return False
    if min(len(one), len(other)) * 3 < max(len(one), len(other)) * 2 or one[-1] in _COMMON:
        return False
    ends = one[-1][-_RHYME:], other[-1][-_RHYME:]
    return len(ends[0]) == _RHYME and ends[0] == ends[1] and ends[0] not in _ENDINGS


_COMMON = frozenset(
    """anymore more before now here there right tonight time way this that thing nothing anything
    something everything anyone someone everyone again then me it you""".split()
)
_ENDINGS = frozenset(("ing", "ere", "ver", "ted", "ded", "ned", "red", "sed", "ked", "led", "ill"))
"""What words of prose often end with alike."""
