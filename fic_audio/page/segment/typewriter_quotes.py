"""A text with quotation marks that keyboards make -> the same with the usual ones, sign for sign.

``…'', ''…'', ,,…'', ‘‘…’’, ´…´, `…´, ″…″, ❝…❞, ‹…›. Of a mark of two signs one becomes the mark,
the other white space outside of it, so that every other character stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fic_audio.page.segment.quotes import DOUBLE_MARKS, loses_its_begin

Blocks = Sequence[tuple[int, int]]


class _Mark(NamedTuple):
    start: int
    end: int
    opens: bool


class Usual(NamedTuple):
    """A text in the usual marks; `wide` are the marks of two signs that stood there."""

    text: str
    wide: tuple[_Mark, ...] = ()

    def inside(self, blocks: Blocks) -> list[tuple[int, int]]:
        """The paragraphs without the white space that stands for half of a mark."""
        if not self.wide:
            return list(blocks)
        first = {mark.start: mark.end - 1 for mark in self.wide if mark.opens}
        last = {mark.end: mark.start + 1 for mark in self.wide if not mark.opens}
        return [(first.get(start, start), last.get(end, end)) for start, end in blocks]

    def edges(self) -> dict[int, int]:
        """From the edges of marks in this text to where they are in the text as written."""
        return {
            mark.end - 1 if mark.opens else mark.start + 1: mark.start if mark.opens else mark.end
            for mark in self.wide
        }


_QUICK = re.compile(r"''|``|,,|‘‘|’’|‚‚|[´″❝❞〝〞‹]")
_WIDE = re.compile(r"'{2,3}|``|´´|,,|‘‘|’’|‚‚|[\"“”]")
_OPENERS = frozenset(("''", "'''", "``", "´´", ",,", "‘‘", "‚‚"))
_CLOSERS = frozenset(("''", "'''", "´´", "’’", "‘‘"))
_LOW = frozenset((",,", "``", "‚‚"))
"""What may be closed by a common mark too."""
_BEFORE = frozenset("([{<—–-*_~")
_ACUTE = re.compile(
    r"(?<![\w´`])[´`](?=[\w¿¡…'*])(?:[^´`\n]|(?<=\w)[´`](?=\w))*(?<=[.,!?…—–\-\w*])´(?!\w)"
)
_PRIME_OPENS = re.compile(r"(?<![\w″])″(?=[\w…'*¿¡])")
_PLAIN = str.maketrans("❝❞〝〞", "“”“”")
_ENOUGH = 2
"""Pairs of wide marks that show that one without its partner is a mark too."""


def normalize_quotes(text: str, blocks: Blocks) -> Usual:
    """The text with the usual marks for those of a typewriter; itself where it has none.

    >>> text = "''Well,'' said Ann."
    >>> normalize_quotes(text, [(0, len(text))]).text
    ' “Well,”  said Ann.'
    """
    if not _QUICK.search(text):
        return Usual(text)
    signs = list(text.translate(_PLAIN))
    if "´" in text:
        for found in _ACUTE.finditer(text):
            signs[found.start()], signs[found.end() - 1] = "“", "”"
        for found in re.finditer(r"(?<=\w)´(?=\w)", text):
            signs[found.start()] = "’"
    if "″" in text and _PRIME_OPENS.search(text):
        for found in re.finditer(r"(?<!\d)″", text):
            signs[found.start()] = '"'
    if 2 * text.count("‹") > sum(map(text.count, DOUBLE_MARKS)):
        for found in re.finditer("[‹›]", text):
            signs[found.start()] = "“" if found[0] == "‹" else "”"
    wide = _wide(text, blocks)
    for mark in wide:
        signs[mark.start : mark.end] = (" ", "“") if mark.opens else ("”", " ")
    return Usual("".join(signs), wide)


def _wide(text: str, blocks: Blocks) -> tuple[_Mark, ...]:
    """The marks of two signs, in order: those in pairs, and those that begin speech which goes on
    in the next paragraph."""
    found: list[_Mark] = []
    lone: list[_Mark] = []
    pairs = 0
    for start, end in blocks:
        begun: _Mark | None = None
        low = False
        for mark, sign in _sided(text, start, end):
            if begun is None:
                begun, low = (mark, sign in _LOW) if mark.opens else (None, False)
            elif not mark.opens and (sign in _CLOSERS or low):
                found += (begun, mark) if sign in _CLOSERS else (begun,)
                pairs += 1
                begun = None
        if begun is not None:
            lone.append(begun)
    if pairs >= _ENOUGH:
        found = sorted(found + lone)
    return tuple(found)


def _sided(text: str, start: int, end: int) -> Iterator[tuple[_Mark, str]]:
    """The marks of a paragraph that open or close something where they stand."""
    for found in _WIDE.finditer(text, start, end):
        low, high = found.span()
        before = text[low - 1] if low > start else " "
        after = text[high] if high < end else " "
        opens = (before.isspace() or before in _BEFORE) and not after.isspace()
        if opens and found[0] == "''" and loses_its_begin(text, high, end):
            continue  # ''Tis true,' he said: a mark and an apostrophe
        closes = not before.isspace() and not after.isalnum()
        if opens and found[0] in _OPENERS:
            yield _Mark(low, min(high, low + 2), True), found[0]
        elif closes and found[0] not in _LOW and not opens:
            yield _Mark(max(low, high - 2), high, False), found[0]
