"""Timed lines -> what a screen shows at a time: at most two short lines, cut at clauses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from fic_audio.model import NARRATOR, Kind, Ms
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.text_cleaning import clean
from fic_audio.text.sentences import sentence_ends

WIDEST = 84
"""Columns; Chinese and Japanese characters take two. Two lines of a phone or a television."""

_CLOSERS = r"[\"'”’»)\]]*(?=\s)"
_WIDE_END = re.compile(r"(?<=[。！？])[」』”）]*")
_CLAUSE = re.compile(f"(?<=[,;:،؛]){_CLOSERS}|(?<=[、，；：])[」』”）]*|(?<=—)(?=\\w)")
_BEFORE_CLAUSE = re.compile(r"\s(?=[“«(—–])")
_SPACE = re.compile(r"\s")
_ZWJ = "\u200d"
_GLUED = re.compile(
    r"[」』”）》、。，！？；：’»)\],.;:!?…ー々\ufe0e\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
_LONG = 20
"""Columns from one place to the next where a word that is wider than a screen may break."""
_PER_PHRASE = 0.2
_CLAUSE_COST = 0.15
_SPACE_COST = 0.8
_WIDE_COST = 1.0
_WORD_COST = 5.0


def time_phrases(lines: Sequence[TimedLine]) -> tuple[TimedLine, ...]:
    """The lines with any text, cleaned and in order: each has some length, and none overlap."""
    shown = sorted(
        (replace(line, text=text) for line in lines if (text := clean(line.text))),
        key=lambda line: line.start,
    )
    timed: list[TimedLine] = []
    free = 0
    for line, after in zip(shown, [*shown[1:], None], strict=False):
        start = max(line.start, free)
        end = max(start + 1, line.end if after is None else min(line.end, after.start))
        timed.append(replace(line, start=Ms(start), end=Ms(end)))
        free = end
    return tuple(timed)


def drop_names(lines: Sequence[TimedLine]) -> list[TimedLine]:
    """The lines without names written before a speech, as in chats and plays: where a line is shown
    with its speaker, the name would appear twice."""
    kept: list[TimedLine] = []
    announced: TimedLine | None = None
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        here, announced = announced, None
        if announces(line, after):
            announced = line
            continue
        if here is not None:
            line = replace(line, start=min(here.start, line.start))
        kept.append(_without_name(line))
    return kept


def announces(line: TimedLine, after: TimedLine | None) -> bool:
    """Whether a line is only the name of the next speaker."""
    if after is None or line.speaker != NARRATOR or line.kind == Kind.HEADING:
        return False
    same = (after.paragraph, after.scene) == (line.paragraph, line.scene)
    return same and after.speaker != NARRATOR and _name(line.text) == _name(after.speaker)


def _without_name(line: TimedLine) -> TimedLine:
    name, colon, text = line.text.partition(":")
    if colon and line.speaker != NARRATOR and text.strip() and _name(name) == _name(line.speaker):
        return replace(line, text=text.strip())
    return line


def _name(text: str) -> str:
    return clean(text).strip("[]<>()*_:.,- ").casefold()


def split_lines(lines: Sequence[TimedLine]) -> tuple[TimedLine, ...]:
    """The lines as `time_phrases`, with wide ones split and their time shared by letters."""
    phrases: list[TimedLine] = []
    for line in time_phrases(lines):
        parts = split_text(line.text)
        length = line.end - line.start
        # Parts of a very short line would have no time.
        parts = parts if len(parts) <= length else [line.text]
        letters = [0, *accumulate(map(_letters, parts))]
        extra = length - len(parts)
        times = [
            line.start + n + round(extra * done / letters[-1]) for n, done in enumerate(letters)
        ]
        phrases += [
            replace(line, start=Ms(start), end=Ms(end), text=part)
            for part, (start, end) in zip(parts, pairwise(times), strict=True)
        ]
    return tuple(phrases)


def split_text(text: str, widest: int = WIDEST) -> list[str]:
    """A clean text in parts no wider than that, cut at sentences, then clauses, then words.

    Of all ways to cut it, the one with the fewest and most even parts.

    >>> split_text("She ran. The bus, red and late, was gone before she had come to the stop.", 44)
    ['She ran. The bus, red and late,', 'was gone before she had come to the stop.']
    """
    columns = [0, *accumulate(map(_columns, text))]
    if columns[-1] <= widest:
        return [text]
    cuts = _cuts(text, columns, widest)
    best: list[tuple[float, int]] = [(0.0, 0)]
    first = 0
    for here, (place, cost) in enumerate(cuts[1:], 1):
        while first < here - 1 and columns[place] - columns[cuts[first][0]] > widest:
            first += 1
        best.append(
            min(
                (best[since][0] + cost + _uneven(columns[place] - columns[start], widest), since)
                for since, (start, _) in enumerate(cuts[first:here], first)
            )
        )
    places = [cuts[-1][0]]
    here = len(cuts) - 1
    while here:
        here = best[here][1]
        places.append(cuts[here][0])
    return [part for a, b in pairwise(reversed(places)) if (part := text[a:b].strip())]


def _uneven(width: int, widest: int) -> float:
    return _PER_PHRASE + (1 - width / widest) ** 2


def _cuts(text: str, columns: Sequence[int], widest: int) -> list[tuple[int, float]]:
    """The places to cut and their costs, including both ends of the text."""
    cuts = [(match.end(), _SPACE_COST) for match in _SPACE.finditer(text)]
    cuts += [(match.start(), _CLAUSE_COST) for match in _BEFORE_CLAUSE.finditer(text)]
    cuts += [(match.end(), _CLAUSE_COST) for match in _CLAUSE.finditer(text)]
    cuts += [(place, 0.0) for place in sentence_ends(text)]
    cuts += [(match.end(), 0.0) for match in _WIDE_END.finditer(text)]
    cuts += [
        (place, _WIDE_COST)
        for place, (left, right) in enumerate(pairwise(text), 1)
        if _wide(left) and _wide(right) and not _GLUED.match(right)
    ]
    costs = {0: 0.0, len(text): 0.0}
    for place, cost in cuts:
        costs[place] = min(cost, costs.get(place, cost))
    costs.update(_within_words(text, columns, widest, sorted(costs)))
    return sorted(costs.items())


def _within_words(
    text: str, columns: Sequence[int], widest: int, cuts: Sequence[int]
) -> Iterator[tuple[int, float]]:
    """Cuts within words that are wider than a screen, but not within what looks like one letter."""
    for start, end in pairwise(cuts):
        if columns[end] - columns[start] <= widest:
            continue
        since = start
        for place in range(start + 1, end):
            joined = _GLUED.match(text[place]) or not _columns(text[place])
            if columns[place] - columns[since] >= _LONG and not joined and text[place - 1] != _ZWJ:
                since = place
                yield place, _WORD_COST


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _wide(char) else 1


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text)) or 1
