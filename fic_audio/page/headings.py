"""Lines of a text -> those that are headings, and what each of them heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from fic_audio.page import layout
from fic_audio.page.numbers import NUMBER, ROMAN, WORD, value
from fic_audio.page.titles import cased, is_title, joined, numbered


class Level(IntEnum):
    """What a heading heads; the smaller holds the larger."""

    BOOK = 1
    CHAPTER = 2
    SECTION = 3


class Heading(NamedTuple):
    """A heading as it stands on the page, its title on following lines included."""

    start: int
    end: int
    level: Level
    title: str
    """For the ear and the eye: "Chapter 3: The Long Night"."""


_BOOKS = "part|book|volume|vol|act|phase|arc|season"
_CHAPTERS = "chapter|chap|ch|episode|ep|letter|canto|stave|entry|adventure|lesson|oneshot|drabble"
_NAMED = """prologue|epilogue|interlude|intermission|preface|foreword|prelude|afterword|coda|omake|
    introduction|postlude|side\\s+story|bonus\\s+chapter|entr'?acte""".replace("\n    ", "")
_SEPARATOR = r"\s*(?:[:.\-–—~|,]+|--+)\s*"

_LABELLED = re.compile(
    rf"(?P<label>{_BOOKS}|{_CHAPTERS})(?:\b|(?=\d))\.?\s*(?:number\s+|no\.?\s+|\#\s*)?"
    rf"(?P<number>{NUMBER})(?![\w’'])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONE_LABEL = re.compile(rf"(?P<label>{_BOOKS}|{_CHAPTERS})[.:]?", re.IGNORECASE)
_NAME = re.compile(rf"(?:the\s+)?(?P<name>{_NAMED})\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(
    rf"(?P<number>\d{{1,3}}|{ROMAN}|(?:{WORD}))(?P<rest>(?:[.:)\s—–-].*)?)", re.DOTALL
)
_BARE_WORD = re.compile(rf"(?:{WORD})", re.IGNORECASE)
_NO_HEADING = re.compile(r"chapters?\s+(?:end\s+)?(?:notes?|summary|text|word)", re.IGNORECASE)
_LONGEST = 110


class _Candidate(NamedTuple):
    start: int
    end: int
    level: Level
    title: str
    number: float | None
    bare: bool
    complete: bool
    """It names a title too, so the line below it is none."""


def headings(text: str) -> list[Heading]:
    """The headings of a whole text in reading order."""
    lines = [(*layout.strip(text, row.start, row.end), row.start) for row in layout.rows(text)]
    found: list[Heading] = []
    for item in _candidates(text, lines):
        # "CHAPTER I." above "I GO TO STYLES": the second line was taken as the title of the first.
        if not found or item[1].start >= found[-1].end:
            found.append(_with_title(text, lines, item))
    return found


def _candidates(text: str, lines: Sequence[tuple[int, int, int]]) -> list[tuple[int, _Candidate]]:
    seen: list[tuple[int, _Candidate]] = []
    for here, (start, end, _) in enumerate(lines):
        if not 0 < end - start <= _LONGEST:
            continue
        candidate = _candidate(text, start, end)
        if candidate is None and _LONE_LABEL.fullmatch(text, start, end):
            candidate = _split_label(text, lines, here)
        if candidate is not None and _stands_free(text, lines, here, candidate):
            seen.append((here, candidate))
    return _in_sequence(lines, seen)


def _candidate(text: str, start: int, end: int) -> _Candidate | None:
    line = text[start:end]
    first = line.lstrip("*_~#=-–—<>[](){}| \t•·◊♦✦❦§+")[:1]
    if not first.isalnum():
        return None
    inner = line.strip("*_~#=-–—<>[](){}| \t•·◊♦✦❦§+")
    ornate = len(inner) < len(line)
    if _NO_HEADING.match(inner):
        return None
    if match := _LABELLED.fullmatch(inner):
        label, number, rest = match["label"], match["number"], match["rest"]
        title = _title_of(rest, plain_ok=label[0].isupper() or ornate)
        if title is None or (label.islower() and not ornate):
            return None
        level = Level.BOOK if re.fullmatch(_BOOKS, label, re.IGNORECASE) else Level.CHAPTER
        dot = "." if label.casefold() in ("ch", "vol", "ep") else ""
        head = f"{cased(label)}{dot} {numbered(number)}"
        return _Candidate(start, end, level, joined(head, title), value(number), False, bool(title))
    if match := _NAME.fullmatch(inner):
        title = _title_of(match["rest"], plain_ok=False)
        if title is None or not inner[0].isupper():
            return None
        head = cased(inner[: match.end("name")])
        return _Candidate(start, end, Level.CHAPTER, joined(head, title), None, False, bool(title))
    if match := _BARE.fullmatch(inner) or _BARE_WORD.fullmatch(inner):
        number = match["number"] if "number" in match.re.groupindex else inner
        rest = match["rest"] if "rest" in match.re.groupindex else ""
        if number.isalpha() and not (number.isupper() or number.istitle()):
            return None
        title = _title_of(rest, plain_ok=True)
        if title is None or (title and inner.endswith((",", ";"))):
            return None
        counted = value(number)
        return _Candidate(
            start, end, Level.SECTION, joined(numbered(number), title), counted, True, bool(title)
        )
    return None


def _split_label(text: str, lines: Sequence[tuple[int, int, int]], here: int) -> _Candidate | None:
    """`CHAPTER` on a line of its own, its number on the next (The Sun Also Rises)."""
    if here + 1 >= len(lines):
        return None
    start, end, _ = lines[here]
    below, below_end, _ = lines[here + 1]
    both = f"{text[start:end]} {text[below:below_end]}"
    if not 0 < below_end - below <= 12 or not _LABELLED.fullmatch(both):
        return None
    candidate = _candidate(both, 0, len(both))
    return candidate and candidate._replace(start=start, end=below_end)


def _title_of(rest: str, *, plain_ok: bool) -> str | None:
    """The title after a heading's number: "" if there is none, None if `rest` is running text."""
    if not rest.strip(" \t.:-–—*_~)]"):
        return ""
    separator = re.match(_SEPARATOR, rest)
    title = rest[separator.end() if separator else 0 :].strip(" \t*_")
    if (
        separator
        and separator[0].strip()
        and not (separator[0].strip() == "," and title[:1].islower())
    ):
        return title
    # "Part of him knew", "Chapter 3 was boring.", "Part One of the plan": words run on.
    return title if plain_ok and is_title(title) else None


def _stands_free(
    text: str, lines: Sequence[tuple[int, int, int]], here: int, candidate: _Candidate
) -> bool:
    """Whether the lines above and below leave a heading room, or are headings too."""
    above = lines[here - 1] if here else None
    free_above = above is None or above[0] == above[1] or _is_edge(text, above[0], above[1])
    if not free_above:
        return False
    below = here + 1
    while below < len(lines) and lines[below][0] < candidate.end:
        below += 1
    if below >= len(lines) or lines[below][0] == lines[below][1]:
        return True
    start, end, _ = lines[below]
    if _is_edge(text, start, end):
        return True
    if candidate.bare:
        return is_title(text[start:end]) and not candidate.complete
    # "Chapter 4" right above its first line, as text pasted from a site has it.
    return not candidate.complete or not text[start].islower()


def _is_edge(text: str, start: int, end: int, *, titled: bool = False) -> bool:
    """Whether a line is a scene break or a heading; `titled`: "I GO TO STYLES" is none."""
    if end - start > _LONGEST:
        return False
    if layout.is_break(text[start:end]) or _LONE_LABEL.fullmatch(text, start, end):
        return True
    candidate = _candidate(text, start, end)
    return candidate is not None and not (titled and candidate.bare and candidate.complete)


def _in_sequence(
    lines: Sequence[tuple[int, int, int]], seen: list[tuple[int, _Candidate]]
) -> list[tuple[int, _Candidate]]:
    """Bare numbers count where they run 1, 2, 3 … (again from 1 below each larger heading).

    They head chapters if nothing else does, else sections of a chapter.
    """
    labelled = any(
        candidate.level is Level.CHAPTER and not candidate.bare and candidate.number is not None
        for _, candidate in seen
    )
    runs: list[list[tuple[int, _Candidate]]] = []
    kept: list[tuple[int, _Candidate]] = []
    for item in seen:
        candidate = item[1]
        if not candidate.bare:
            kept.append(item)
        elif candidate.number == 1:
            runs.append([item])
        elif runs and candidate.number == (runs[-1][-1][1].number or 0) + 1:
            runs[-1].append(item)
    first_words = next((here for here, line in enumerate(lines) if line[0] < line[1]), 0)
    level = Level.SECTION if labelled else Level.CHAPTER
    ends = frozenset(candidate.end for _, candidate in kept)
    for run in runs:
        at_top = run[0][0] == first_words or _touches_heading(lines, run[0][0], ends)
        if len(run) > 1 or at_top:
            kept += [(here, candidate._replace(level=level)) for here, candidate in run]
    return sorted(kept)


def _touches_heading(
    lines: Sequence[tuple[int, int, int]], here: int, ends: frozenset[int]
) -> bool:
    """Whether the last words above a line are a heading."""
    above = here - 1
    while above >= 0 and lines[above][0] == lines[above][1]:
        above -= 1
    return above >= 0 and lines[above][1] in ends


def _with_title(
    text: str, lines: Sequence[tuple[int, int, int]], item: tuple[int, _Candidate]
) -> Heading:
    """The heading with the title that stands on the lines below its number."""
    here, candidate = item
    end, title = candidate.end, candidate.title
    if not candidate.complete:
        below = here + 1
        while below < len(lines) and lines[below][0] < candidate.end:
            below += 1
        near = below
        while near < len(lines) and lines[near][0] == lines[near][1]:
            near += 1
        taken: list[str] = []
        while near < len(lines) and near - below <= 4 and len(taken) < 3:
            start, stop, _ = lines[near]
            line = text[start:stop]
            if start == stop or not is_title(line.strip("*_")):
                break
            if _is_edge(text, start, stop, titled=True):
                break
            taken.append(line.strip("*_ \t"))
            end = stop
            near += 1
        start, stop = lines[near][:2] if near < len(lines) else (0, 0)
        if taken and start < stop and not _is_edge(text, start, stop):
            # The line goes on below: it is the begin of a wrapped paragraph, no title.
            end, taken = candidate.end, []
        if taken:
            title = joined(title, " ".join(taken))
    return Heading(candidate.start, end, candidate.level, title)
