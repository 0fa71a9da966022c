"""A line of a text -> the heading that it looks like, if any: "Chapter 4a", "Day 1: Snow"."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple

from fic_audio.page.numbers import NUMBER, ROMAN, WORD, value
from fic_audio.page.plain_text.titles import is_title, join_title, name_chapter, title_case


class Level(IntEnum):
    """What a heading heads; the smaller holds the larger."""

    BOOK = 1
    CHAPTER = 2
    SECTION = 3


class Shape(NamedTuple):
    """What a line would be as a heading."""

    level: Level
    title: str
    number: float | None
    series: str = ""
    """What it counts with others of its kind alone: bare numbers ("#"), days, prompts."""
    complete: bool = False
    """It names a title too, so the line below it is none."""
    alone: bool = True
    """One by itself may open a text; of small Roman numerals it takes two."""

    @property
    def weak(self) -> bool:
        """It is no heading but for the others of its series."""
        return bool(self.series)

    def follows(self, other: Shape) -> bool:
        """Whether it goes on with a series: bare numbers by one, days and prompts rise."""
        if self.number is None or other.number is None:
            return self.number is None and (other.number or 0) > 1
        if self.series in (BARE, OF_ALL):
            return self.number == other.number + 1
        return self.number > other.number


BARE = "#"
OF_ALL = "/"
BOOKS = "part|book|volume|vol|act|phase|arc|season"
CHAPTERS = "chapter|chap|ch|episode|ep|letter|canto|stave|entry|adventure|lesson|oneshot|drabble"
_NAMED = """prologue|epilogue|interlude|intermission|preface|foreword|prelude|afterword|coda|omake|
    introduction|postlude|side\\s+stor(?:y|ies)|bonus\\s+(?:chapter|scene)|entr'?acte|extra(?=\\s*[:\\d])|
    special(?:\\s+chapter)?(?=\\s*[:\\d])|bonus(?=\\s*[:\\d])|alternat(?:e|ive)\\s+ending|deleted\\s+scene""".replace(
    "\n    ", ""
)
_COUNTED = "day|night|week|month|year|prompt|scene|track|snippet|fill|round|step|verse|ficlet"
"""What counts chapters where its numbers rise, and nothing where it stands alone in a story."""
_SEPARATOR = r"\s*(?:[:.\-–—~|,]+|--+)\s*"
_NUMBER = rf"(?:\d{{1,4}}[a-hA-H](?![\w’'])|{NUMBER})"

_LABELLED = re.compile(
    rf"(?P<label>{BOOKS}|{CHAPTERS})(?:\b|(?=\d))\.?\s*(?:number\s+|no\.?\s+|\#\s*)?"
    rf"(?P<number>{_NUMBER})(?![\w’'])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
LONE_LABEL = re.compile(rf"(?P<label>{BOOKS}|{CHAPTERS})[.:]?", re.IGNORECASE)
_NAME = re.compile(
    rf"(?:the\s+)?(?P<name>{_NAMED})\b(?:\s+(?:no\.?\s*|\#\s*)?(?P<number>{_NUMBER})(?![\w’']))?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SERIES = re.compile(
    rf"(?P<label>{_COUNTED})\s+(?:\#\s*)?(?P<number>{_NUMBER})(?![\w’'])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    rf"(?P<number>\d{{1,3}}|{ROMAN}|(?i:{WORD}))(?P<rest>(?:[.:)\s—–-].*)?)", re.DOTALL
)
_OF_ALL = re.compile(r"(?P<number>\d{1,3})\s?/\s?(?P<all>\d{1,3}|\?)")
_PART = re.compile(
    r"\s*(?P<part>\([^()]{1,60}\)|/\s?(?:\d{1,4}|\?)|(?:of|out\s+of)\s+(?:\d{1,4}|\?))(?=\s*(?:$|[:.\-–—~|,]))",
    re.IGNORECASE,
)
"""Of what a number is a part: "(Part 1 of 2)", "/10", "of three"."""
_NO_HEADING = re.compile(r"chapters?\s+(?:end\s+)?(?:notes?|summary|text|word)", re.IGNORECASE)
_ORNAMENTS = frozenset("*_~#=-–—<>[](){}| \t•·◊♦✦❦§+【】「」『』《》〈〉\ufe0f\u200d")
_PAIRS = {")": "(", "]": "[", "}": "{"}


def shape(line: str) -> Shape | None:
    """What a line is if it is a heading; None for what looks like none."""
    if re.fullmatch(r"\+\s?1", line):
        return Shape(Level.SECTION, "+1", None, BARE)
    inner = _inner(line)
    if not inner or not inner[0].isalnum() or _NO_HEADING.match(inner):
        return None
    ornate = len(inner) < len(line)
    return _labelled(inner, ornate=ornate) or _named(inner) or _counted(inner) or _bare(inner)


def _inner(line: str) -> str:
    """The words of a line without what adorns it; brackets that they hold stay whole."""
    start, end = 0, len(line)
    while start < end and _adorns(line[start]):
        start += 1
    while end > start and _adorns(line[end - 1]):
        end -= 1
    while end < len(line) and (opening := _PAIRS.get(line[end])):
        if line.count(opening, start, end) <= line.count(line[end], start, end):
            break
        end += 1
    return line[start:end]


def _adorns(char: str) -> bool:
    return char in _ORNAMENTS or (char > "\x7f" and unicodedata.category(char) in ("So", "Sk"))


def _labelled(inner: str, *, ornate: bool) -> Shape | None:
    match = _LABELLED.fullmatch(inner)
    if not match:
        return None
    label, number = match["label"], match["number"]
    part, title = _title_of(match["rest"], plain_ok=label[0].isupper() or ornate)
    book = re.fullmatch(BOOKS, label, re.IGNORECASE)
    if title is None or (label.islower() and not ornate and (book or title)):
        return None
    dot = "." if label.casefold() in ("ch", "vol", "ep") else ""
    head = f"{title_case(label)}{dot} {name_chapter(number)}{part}"
    level = Level.BOOK if book else Level.CHAPTER
    return Shape(level, join_title(head, title), _value(number), complete=bool(title))


def _named(inner: str) -> Shape | None:
    match = _NAME.fullmatch(inner)
    if not match or not inner[0].isupper():
        return None
    part, title = _title_of(match["rest"], plain_ok=False)
    if title is None:
        return None
    head = title_case(inner[: match.end("name")])
    head += f" {name_chapter(match['number'])}" if match["number"] else ""
    return Shape(Level.CHAPTER, join_title(f"{head}{part}", title), None, complete=bool(title))


def _counted(inner: str) -> Shape | None:
    match = _SERIES.fullmatch(inner)
    if not match or not inner[0].isupper():
        return None
    part, title = _title_of(match["rest"], plain_ok=True)
    if title is None or (title and title.endswith((".", ",", ";")) and not is_title(title)):
        return None
    label = match["label"]
    head = f"{title_case(label)} {name_chapter(match['number'])}{part}"
    return Shape(
        Level.SECTION,
        join_title(head, title),
        _value(match["number"]),
        label.casefold(),
        bool(title),
    )


def _bare(inner: str) -> Shape | None:
    if match := _OF_ALL.fullmatch(inner):
        return Shape(Level.SECTION, inner, value(match["number"]), OF_ALL)
    match = _BARE.fullmatch(inner)
    if not match:
        return None
    number, rest = match["number"], match["rest"]
    small = number.isalpha() and not (number.isupper() or number.istitle())
    if small and (not re.fullmatch(ROMAN, number) or rest.strip(". )")):
        return None
    _, title = _title_of(rest, plain_ok=True)
    if title is None or (title and inner.endswith((",", ";"))):
        return None
    worded = len(number) > 1 and number.istitle() and not re.fullmatch(ROMAN, number)
    if worded and rest and not (title and is_title(title)):
        return None  # "One." may be the first word of a story
    head = join_title(name_chapter(number), title)
    return Shape(
        Level.SECTION,
        head,
        value(number),
        BARE,
        bool(title),
        alone=not small and not (worded and rest),
    )


def _value(number: str) -> float | None:
    """What a number counts; "4a" counts four."""
    return value(number.rstrip("abcdefghABCDEFGH") if number[:1].isdigit() else number)


def _title_of(rest: str, *, plain_ok: bool) -> tuple[str, str | None]:
    """What stands after a heading's number: of what it is a part, and the title.

    The title is "" if there is none, None if `rest` is running text.
    """
    part = ""
    if found := _PART.match(rest):
        joint = "" if found["part"][0] == "/" else " "
        part, rest = joint + found["part"], rest[found.end() :]
    if not rest.strip(" \t.:-–—*_~)]"):
        return part, ""
    separator = re.match(_SEPARATOR, rest)
    title = rest[separator.end() if separator else 0 :].strip(" \t*_")
    if (
        separator
        and separator[0].strip()
        and not (separator[0].strip() == "," and title[:1].islower())
    ):
        return part, title
    # "Part of him knew", "Chapter 3 was boring.", "Part One of the plan": words run on.
    return part, title if plain_ok and is_title(title) else None
