"""The top of a chapter -> its motto: a quoted verse or saying that no character speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fic_audio.page.segment.quotes import DOUBLE_MARKS

Blocks = Sequence[tuple[int, int]]

_NARROW = 62
_TOP = 6
"""Paragraphs of prose among which a motto stands."""
_LONGEST = 600
_MARK = re.compile(f"[{DOUBLE_MARKS}]")
_OPENING = frozenset(DOUBLE_MARKS + "'‘")
_SOURCE = re.compile(r"[\s*_]*(?:--+|—|–|~)\s*[*_]*[A-Z][^\n\"“”]{1,80}$")


def find_epigraphs(text: str, blocks: Blocks, prose: Sequence[bool]) -> Iterator[int]:
    """The numbers of the paragraphs that are a chapter's motto, or name its source."""
    top = [number for number, plain in enumerate(prose[: 2 * _TOP]) if plain][:_TOP]
    found: list[int] = []
    for number in top:
        start, end = blocks[number]
        if found and _SOURCE.fullmatch(text, start, end):
            if len(_MARK.findall(text, blocks[found[0]][0], start)) <= 2:
                yield from (*found, number)
            return
        if end - start > _LONGEST or (not found and text[start] not in _OPENING):
            return
        if text[start] in _OPENING and (_is_verse(text, start, end) or _is_title(text, start, end)):
            yield number
        found.append(number)


def _is_verse(text: str, start: int, end: int) -> bool:
    """Two short lines at least, each with a capital, the last closing the quotation."""
    rows = [row.strip() for row in text[start:end].splitlines() if row.strip()]
    capitals = sum(row.lstrip("\"“'‘*_ ")[:1].isupper() for row in rows)
    sourced = _SOURCE.fullmatch(rows[-1]) is not None
    indented = start > 1 and text[start - 2 : start] == "  "
    return (
        len(rows) > 1
        and max(map(len, rows)) <= _NARROW
        and (sourced or (indented and capitals == len(rows)))
    )


def _is_title(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    words = inside.rstrip("\"”'’")
    return end - start < 60 and inside.isupper() and words != inside and words[-1:].isalnum()
