"""Paragraphs -> the song or chant that somebody is heard to sing in them, without quotation marks.

Verse in italics, or between notes (♪), below a line that says who sings it ("Mara began to sing:")
is speech of the singer: DIALOGUE. Verse of which nobody says that it is sung, such as the lyrics a
story is built around, stays with the narrator, who reads it; so does an inscription in verse. A
chapter's verse has one voice: where some of it is the narrator's, all of it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fic_audio.text.dialogue_tags import SUBJECT

Blocks = Sequence[tuple[int, int]]

_SINGS = (
    r"(?:sang|sings?|sung|singing|chant(?:ed|s|ing)?|hum(?:med|s|ming)?|croon(?:ed|s|ing)?"
    r"|intone[ds]?|warble[ds]?|recite[ds]?|caroll?(?:ed|s))"
)
_ANNOUNCED = re.compile(
    rf"\b{SUBJECT}\s+(?:(?:\w+ly|had|has|then|and|began|begins|started|starts|to|was|is)\s+)*"
    rf"{_SINGS}\b[^.!?:;\"“”]{{0,60}}[:,…—–]\s*$"
)
_NOTES = "♪♫🎵🎶"
_REACH = 120
_WIDEST = 90
"""Characters of a line of verse."""
_LONGEST = 40
"""Paragraphs of one song."""


def find_songs(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> Iterator[range]:
    """The paragraphs of each song that somebody sings.

    `prose` tells which paragraphs are no headings, breaks or notes; `italic`, whether a range is
    in italics by the reader's marks.
    """
    end_of_last = 0
    for first in range(1, len(blocks)):
        start, end = blocks[first - 1]
        if first < end_of_last or text[end - 1] not in ":,…—–" or not prose[first - 1]:
            continue
        if not _ANNOUNCED.search(text, max(start, end - _REACH), end):
            continue
        last = first
        while (
            last < min(len(blocks), first + _LONGEST)
            and prose[last]
            and _is_verse(text, *blocks[last], italic)
        ):
            last += 1
        if last > first:
            end_of_last = last
            yield range(first, last)


def _is_verse(text: str, start: int, end: int, italic: Callable[[int, int], bool]) -> bool:
    marked = text[start] in "*_" and text[end - 1] in "*_"
    noted = text[start] in _NOTES
    if not (marked or noted or italic(start, end)):
        return False
    return all(len(row) <= _WIDEST for row in text[start:end].splitlines())


class _Stanza(NamedTuple):
    """Paragraphs in a row that are wholly in italics."""

    numbers: range
    rows: tuple[str, ...]
    homes: tuple[int, ...]
    """The paragraph of each row."""
    broken: bool
    """Its lines end without a blank line where paragraphs end with one."""


_MUSIC = re.compile(
    r"\b(?:sang|sings?|sung|singing|singers?|songs?|hum(?:med|s|ming)?|croon\w*|chant\w*|lyrics?|lullab\w+"
    r"|hymns?|carols?|ballads?|choir|chorus|verses?|melod\w+|tunes?|music\w*|radio|stereo|jukebox|gramophone"
    r"|headphones|earbuds|playlist|speakers|karaoke|guitar\w*|piano|harp|lute|fiddle|violin|band|stage)\b"
    r"|[♪♫🎵🎶]",
    re.IGNORECASE,
)
_NEAR = 3
"""Paragraphs around a stanza in which music is told of."""
_FINAL = re.compile(r"[.!?…—–-][\"'”’)]*$")
_WORDS = re.compile(r"[^\W_]+")
_SHORT = 60
"""Characters of a line of verse that ends like a sentence."""
_FEW = 4
"""Lines that are verse wherever they stand."""
_ECHO = 3
"""Words in a row that a line of verse repeats of another."""
_SHARE = 0.75
"""How much of the widest line of a chapter a line has at most that was not wrapped by hand."""
_QUOTED = re.compile(r"[*_ ]*[\"“‘'].*[\"”’'][*_ ]*")
"""Speech in italics: a line of verse opens or closes a quotation, but hardly both."""
_TRIM = "*_ \t\"“”'‘’♪♫🎵🎶"


def find_lyrics(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> frozenset[int]:
    """The numbers of the paragraphs in italics that are verse: songs, poems, chants."""
    stanzas = list(_stanzas(text, blocks, prose, italic))
    if not stanzas:
        return frozenset()
    music = [
        plain and _MUSIC.search(text, start, end) is not None
        for (start, end), plain in zip(blocks, prose, strict=True)
    ]
    near = [
        any(music[max(0, s.numbers.start - _NEAR) : s.numbers.start])
        or any(music[s.numbers.stop : s.numbers.stop + _NEAR])
        for s in stanzas
    ]
    sure = [_is_song(stanza, music=close) for stanza, close in zip(stanzas, near, strict=True)]
    if not any(sure):
        sure = _scattered(stanzas)
    echoes = {
        echo
        for stanza, is_sure in zip(stanzas, sure, strict=True)
        if is_sure
        for row in stanza.rows
        for echo in _echoes(row)
    }
    found: set[int] = set()
    for stanza, close, is_sure in zip(stanzas, near, sure, strict=True):
        if is_sure:
            found.update(stanza.numbers)
            continue
        for row, number in zip(stanza.rows, stanza.homes, strict=True):
            lone = (close or any(sure)) and len(_WORDS.findall(row)) >= _ECHO
            if (lone and not _FINAL.search(row)) or not echoes.isdisjoint(_echoes(row)):
                found.add(number)
    return frozenset(found)


def _stanzas(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> Iterator[_Stanza]:
    lengths = (len(row) for start, end in blocks for row in text[start:end].splitlines())
    widest = max(lengths, default=0)
    gaps = [text.count("\n", end, start) > 1 for (_, end), (start, _) in pairwise(blocks)]
    spaced = 2 * sum(gaps) > len(gaps)
    first = 0
    rows: list[str] = []
    homes: list[int] = []
    broken = False
    for number in range(len(blocks) + 1):
        own: list[str] = []
        if number < len(blocks) and prose[number]:
            own = read_italic_rows(text, *blocks[number], italic, int(widest * _SHARE))
        if own:
            first = first if rows else number
            broken |= len(own) > 1 or (first < number and spaced and not gaps[number - 1])
            rows += own
            homes += [number] * len(own)
        elif rows:
            yield _Stanza(range(first, number), tuple(rows), tuple(homes), broken)
            rows, homes, broken = [], [], False


def read_italic_rows(
    text: str, start: int, end: int, italic: Callable[[int, int], bool], widest: int
) -> list[str]:
    """The lines of a paragraph of verse that is wholly in italics; none of another."""
    if end - start > _WIDEST * _LONGEST or not (text[start] in _TRIM or italic(start, start + 1)):
        return []
    found: list[str] = []
    at = start
    whole = italic(start, end) or (text[start] in "*_" and text.count(text[start], start, end) == 2)
    whole = whole and (italic(start, end) or text[end - 1] == text[start])
    for row in text[start:end].splitlines(keepends=True):
        words = row.strip()
        low = at + len(row) - len(row.lstrip())
        at += len(row)
        if not words:
            continue
        own = words[0] in "*_" and words[-1] in "*_" and words.count(words[0]) == 2
        if not (whole or own or italic(low, low + len(words))) or _QUOTED.fullmatch(words):
            return []
        found.append(words.strip(_TRIM))
    if any(len(row) > _WIDEST for row in found):
        return []
    if len(found) > 1 and max(map(len, found)) > widest:
        return []  # wrapped by hand
    return found


def _is_song(stanza: _Stanza, *, music: bool) -> bool:
    """Whether lines in italics are verse rather than thoughts, a place or a date."""
    rows = stanza.rows
    if len(rows) < 2 or sum(len(_WORDS.findall(row)) for row in rows) < 2 * len(rows):
        return False
    runs_on = sum(not _FINAL.search(row) for row in rows[:-1])
    if 2 * runs_on >= len(rows) - 1:
        echoed = any(
            not set(_echoes(one)).isdisjoint(_echoes(other)) for one, other in pairwise(rows)
        )
        return stanza.broken or music or echoed or len(rows) >= _FEW or _rhymes(rows)
    return music and max(map(len, rows)) <= _SHORT and (stanza.broken or _rhymes(rows))


def _scattered(stanzas: Sequence[_Stanza]) -> list[bool]:
    """Which of the lines that stand alone between the narrator's paragraphs are one song's."""
    alone = [
        stanza.rows[0] if len(stanza.rows) == 1 and len(_WORDS.findall(stanza.rows[0])) > 2 else ""
        for stanza in stanzas
    ]
    open_ended = [row for row in alone if row and not _FINAL.search(row)]
    lines = [row for row in alone if row]
    runs_on = any(row[-1] == "," or row[0].islower() for row in open_ended)
    if len(open_ended) < _ECHO or 2 * len(open_ended) <= len(lines) or not runs_on:
        return [False] * len(stanzas)
    return [
        bool(row)
        and (
            not _FINAL.search(row) or any(_rhymes((row, other)) for other in lines if other != row)
        )
        for row in alone
    ]


def _echoes(row: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(row.casefold())
    return [tuple(words[at : at + _ECHO]) for at in range(len(words) - _ECHO + 1)]


def _rhymes(rows: Sequence[str]) -> bool:
    """Whether two lines that stand near each other end alike, in two words."""
    ends = [words[-1] if (words := _WORDS.findall(row.casefold())) else "" for row in rows]
    pairs = [*pairwise(ends), *zip(ends, ends[2:], strict=False)]
    return any(
        one != other and len(one) > 2 and one[-2:] == other[-2:] and one[-2:] not in _ENDINGS
        for one, other in pairs
    )


_ENDINGS = frozenset(("ed", "ng", "ly", "es", "er"))
"""What words of prose often end with alike."""
