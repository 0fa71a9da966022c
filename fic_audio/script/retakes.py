"""The listener's settings for single lines, found in a story by their words.

Case, punctuation and spacing do not matter. Of a long line the beginning is enough, with dots
behind it; where several lines have the same words, the last ones before the line that is meant
stand in front of it:

    [lines."No."]
    [lines."the lamps go out. / No."]
    [lines."Corin says to the empty seats…"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fic_audio.config import Retake
from fic_audio.model import Chapter, Line
from fic_audio.script.sheet.rows import key, show_text

BETWEEN = " / "
DOTS = ("…", "...")
LONG = 80
"""Characters from which on the program names a line by its beginning."""
BEFORE = (0, 4, 8, 16, 32)
"""Words from before a line, to be tried one after the other."""
REACH = 12
"""Lines in which those are looked for."""

_MARKS = re.compile(r"[\"“”„«»*/]")


def find_retakes(
    chapter: Chapter, lines: Sequence[Line], settings: Mapping[str, Retake]
) -> dict[int, Retake]:
    """The settings of the lines of a chapter, by where they start. Where several names fit, the
    longest counts."""
    if not settings:
        return {}
    rows = _rows(chapter, lines)
    found: dict[int, Retake] = {}
    for name in sorted(settings, key=len):
        found |= {lines[n].span.start: settings[name] for n in _named(rows, name)}
    return found


def find_unused(
    chapters: Sequence[Chapter],
    lines: Sequence[Sequence[Line]],
    settings: Mapping[str, Retake],
) -> tuple[str, ...]:
    """The names that no line of the story has."""
    if not settings:
        return ()
    rows = list(map(_rows, chapters, lines))
    return tuple(name for name in settings if not any(_named(each, name) for each in rows))


def name_line(
    chapters: Sequence[Chapter], lines: Sequence[Sequence[Line]], chapter: int, nth: int
) -> str:
    """A name for a line, given by its chapter and its place in it, both from 0. Where a story has
    the same passage twice, it is a name of both lines. Empty for a line without words."""
    rows = list(map(_rows, chapters, lines))
    if not rows[chapter][nth]:
        return ""
    words = _shown(chapters[chapter], lines[chapter][nth])
    cut = words.rfind(" ", 0, LONG)
    if len(words) > LONG and _words(words[: max(cut, 0)]):
        words = f"{words[:cut]}…"
    around = [n for n in range(max(0, nth - REACH), nth) if rows[chapter][n]]
    before = " ".join(_shown(chapters[chapter], lines[chapter][n]) for n in around).split()
    name = words
    for count in BEFORE:
        name = BETWEEN.join([*([" ".join(before[-count:])] if count and before else []), words])
        if sum(len(_named(each, name)) for each in rows) <= 1 or count > len(before):
            break
    return name


def find_own_name(
    chapters: Sequence[Chapter],
    lines: Sequence[Sequence[Line]],
    chapter: int,
    nth: int,
    settings: Mapping[str, Retake],
) -> str:
    """The name among those that are set which this line has and no other; empty if there is none.
    Of several the longest, which counts."""
    rows = list(map(_rows, chapters, lines)) if settings else []
    for name in sorted(settings, key=len, reverse=True):
        if [(c, n) for c, each in enumerate(rows) for n in _named(each, name)] == [(chapter, nth)]:
            return name
    return ""


def _rows(chapter: Chapter, lines: Sequence[Line]) -> list[str]:
    """The words of each line; empty for what has none."""
    return [_words(chapter.text[line.span.start : line.span.end]) for line in lines]


def _words(text: str) -> str:
    words = key(show_text(text))
    return words if any(map(str.isalnum, words)) else ""


def _shown(chapter: Chapter, line: Line) -> str:
    text = show_text(chapter.text[line.span.start : line.span.end])
    return " ".join(_MARKS.sub(" ", text).split())


def _named(rows: Sequence[str], name: str) -> list[int]:
    """The numbers of the lines that a name fits."""
    context, _, text = name.rpartition(BETWEEN)
    words, ahead = _words(text), _words(context)
    if not words:
        return []
    begins = text.rstrip().endswith(DOTS)
    found = [n for n, row in enumerate(rows) if row == words]
    if begins and not found:
        found = [n for n, row in enumerate(rows) if row.startswith(f"{words} ")]
    return [n for n in found if not ahead or _follows(rows, n, ahead)]


def _follows(rows: Sequence[str], at: int, ahead: str) -> bool:
    before = " ".join(filter(None, rows[max(0, at - REACH) : at]))
    return f" {before}".endswith(f" {ahead}")
