"""A chapter's text -> its paragraphs and scene breaks, as the eye sees them on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from fic_audio.text.sentences import ends_sentence

NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_LONG = 110
"""A line longer than this was not wrapped by hand."""
_NARROW = 45
"""Nobody wraps lines shorter than this: they are short lines of talk, or verse."""
_SLACK = 8
"""How much short of the full width a wrapped line may fall: some editors wrap early."""
_BROKEN_OFF = re.compile(r"[:—-][\"'”’»*_)\]]*$")
_LOWER_START = re.compile(r"[^\w\s]*[a-z]")


class Row(NamedTuple):
    """A line of the text without its line end; `after` is where the next line begins."""

    start: int
    end: int
    after: int


def rows(text: str, start: int = 0, end: int | None = None) -> Iterator[Row]:
    """Every line of `text[start:end]`, blank ones too.

    >>> [text_row.end for text_row in rows("a\\r\\nb\\rc")]
    [1, 4, 6]
    """
    end = len(text) if end is None else end
    at = start
    for match in NEWLINE.finditer(text, start, end):
        yield Row(at, match.start(), match.end())
        at = match.end()
    if at < end:
        yield Row(at, end, end)


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty at `end` if nothing is left."""
    stripped = text[start:end].lstrip()
    start = end - len(stripped)
    return start, start + len(stripped.rstrip())


def split_paragraphs(text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The paragraphs as ranges without white space at their ends.

    A blank line ends one; so does a line end, where the text is not wrapped by hand; so does each
    of `cuts`. A scene break stands alone, also where no blank lines are around it.
    """
    found: list[tuple[int, int]] = []
    edges = sorted({0, len(text), *(cut for cut in cuts if 0 < cut < len(text))})
    lines: list[tuple[int, int]] = []
    indents: list[bool] = []
    for low, high in pairwise(edges):
        for row in rows(text, low, high):
            start, end = strip(text, row.start, row.end)
            lines.append((start, end))
            indents.append(start > row.start)
        lines.append((high, high))
        indents.append(False)
    width = width_of(lines)
    begun: int | None = None
    before = -1
    for here, (start, end) in enumerate(lines):
        alone = start < end and is_break(text[start:end])
        if begun is not None and (
            start == end or alone or _ends_paragraph(text, lines, indents, before, here, width)
        ):
            found.append((begun, lines[before][1]))
            begun = None
        if start == end:
            continue
        if alone:
            found.append((start, end))
            continue
        if begun is None:
            begun = start
        before = here
    if begun is not None:
        found.append((begun, lines[before][1]))
    return found


def width_of(lines: Iterable[tuple[int, int]]) -> int:
    """The width the text is wrapped at, or 0 where every line end ends a paragraph."""
    lengths = sorted(end - start for start, end in lines if end > start)
    if not lengths:
        return 0
    # A stray long line (an address, a table) does not make a wrapped text unwrapped.
    widest = lengths[-1 - len(lengths) // 50]
    return widest if _NARROW <= widest <= _LONG else 0


def _ends_paragraph(
    text: str,
    lines: list[tuple[int, int]],
    indents: list[bool],
    before: int,
    here: int,
    width: int,
) -> bool:
    """Whether the line end between two lines that touch is the end of a paragraph."""
    if not width:
        return True
    start, end = lines[here]
    above_start, above_end = lines[before]
    above = text[max(above_start, above_end - 6) : above_end]
    if indents[here] and not indents[before] and ends_sentence(above):
        return True
    if is_full(text, lines[before], lines[here], width) or _LOWER_START.match(text, start, end):
        return False
    return ends_sentence(above) or _BROKEN_OFF.search(above) is not None


def is_full(text: str, above: tuple[int, int], here: tuple[int, int], width: int) -> bool:
    """Whether the first word of a line would not have found room in the line above."""
    first_word = text[slice(*here)].split(None, 1)[0]
    return width - (above[1] - above[0]) - 1 - len(first_word) <= _SLACK


_BREAK_LONGEST = 120
_NAMED_BREAK = re.compile(
    r"""[\W_]*(?:(?:line|scene|page|section|story|time|horizontal)[\s_-]*
        (?:break|skip|change|shift|divider|rule|line)s?(?:[\s_-]+here)?|pagebreak|linebreak)[\W_]*""",
    re.VERBOSE | re.IGNORECASE,
)
_X_AND_O = re.compile(r"[\W_]*[xXoO0](?:[\W_]*[xXoO0])*[\W_]*")
_INITIALS = re.compile(r"([A-Z0-9]{1,6}?)\1{2,}[A-Z]?")
_LAUGHTER = re.compile(r"(?:HA|HE|AH|EH|HO|HEE|MUA)+H?", re.IGNORECASE)
_NO_ORNAMENT = frozenset("?!,;\"'“”‘’„‚«»‹›$%&@")


def is_break(line: str) -> bool:
    """Whether a line by itself is a scene break, in any of the shapes that fans use.

    >>> [is_break(line) for line in ("* * *", "o0o0o", "--LINE BREAK--", "~", "Ooh!", "?!")]
    [True, True, True, True, False, False]
    """
    line = line.strip()
    if not line or len(line) > _BREAK_LONGEST:
        return False
    if not any(char.isalnum() for char in line):
        return all(_is_ornament(char) for char in line)
    if _X_AND_O.fullmatch(line):
        letters = sum(char.isalnum() for char in line)
        return letters >= 3 or letters < len(line) or line in ("x", "X", "o")
    if _NAMED_BREAK.fullmatch(line):
        # "Time change" as a bare paragraph may be words of the story; "[time skip]" is none.
        return not line[0].isalnum() or "break" in line.lower()
    # "SGASGASGASGA": the initials of the fandom over and over.
    return bool(_INITIALS.fullmatch(line)) and len(line) >= 4 and not _LAUGHTER.fullmatch(line)


def _is_ornament(char: str) -> bool:
    return char not in _NO_ORNAMENT and unicodedata.category(char)[0] in "SPZCM"
