"""A chapter's text -> its foot- and endnotes: where the text refers to them, and their words.

`He drew his tanto[1].` and, further down, `[1] A short sword.` The signs are marked as REFERENCE,
which nobody speaks, and the note as FOOTNOTE, which is spoken where the listener wants. A sign
that has no note below, or a note that nothing refers to, is text as any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from fic_audio.model import Chapter, Mark, MarkKind
from fic_audio.page import layout

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGN = (
    r"\[(?:\d{1,3}|[a-z]|[*†‡]{1,4}|[ivx]{1,5})\]|\(\d{1,3}\)|\([*†‡]{1,4}\)"
    rf"|[{_SUPERSCRIPTS}]{{1,3}}"
)
_STARS = r"(?<=[\w.,!?;:\"”’')])(?P<stars>\*{1,4}|†{1,3}|‡{1,3})(?=[\s.,!?;:\"”’')—–-]|$)"
_REFERENCE = re.compile(rf"(?<=\S)[ ]?(?P<sign>{_SIGN})|{_STARS}")
_NOTE = re.compile(rf"(?P<sign>{_SIGN}|\*{{1,4}}(?=\s|[A-Z\"“])|†{{1,3}}|‡{{1,3}})\s*(?=\S)")
_LONGEST = 1500
"""Characters of a note."""


class _Note(NamedTuple):
    sign: str
    start: int
    words: int
    """Where the sign ends."""
    end: int


def with_footnotes(chapter: Chapter) -> Chapter:
    """The chapter with its footnotes marked: the references, and each note with its sign."""
    text = chapter.text
    if not _REFERENCE.search(text):
        return chapter
    edges = {edge for mark in chapter.marks for edge in (mark.start, mark.end)}
    blocks = layout.split_paragraphs(text, edges)
    marks: list[Mark] = []
    last: dict[str, tuple[int, int]] = {}
    notes = {note.start: note for note in _notes(text, blocks)}
    for start, end in blocks:
        note = notes.get(start)
        if note is None:
            for found in _REFERENCE.finditer(text, start, end):
                name = "stars" if found["stars"] else "sign"
                if found[name] == "*" and text.count("*", start, end) % 2 == 0:
                    continue  # it closes italics
                last[_plain(found[name])] = found.span(name)
            continue
        reference = last.pop(note.sign, None)
        if reference:
            marks.append(Mark(MarkKind.FOOTNOTE, start, end))
            marks += (Mark(MarkKind.REFERENCE, *sign) for sign in (reference, (start, note.words)))
    if not marks:
        return chapter
    ordered = sorted({*chapter.marks, *marks}, key=lambda mark: (mark.start, -mark.end))
    return replace(chapter, marks=tuple(ordered))


def _notes(text: str, blocks: Sequence[tuple[int, int]]) -> list[_Note]:
    """The paragraphs that begin with a sign; one that is all in italics by asterisks is none."""
    found: list[_Note] = []
    for start, end in blocks:
        sign = _NOTE.match(text, start, end)
        if not sign or end - start > _LONGEST or sign.end() >= end:
            continue
        if sign["sign"][0] == "*" and text.find("*", sign.end(), end) >= 0:
            continue
        found.append(_Note(_plain(sign["sign"]), start, sign.end("sign"), end))
    return found


def _plain(sign: str) -> str:
    """The sign without brackets, in plain digits: `[1]`, `(1)` and `¹` are one."""
    digits = {ord(char): str(digit) for digit, char in enumerate(_SUPERSCRIPTS)}
    return sign.translate(digits).strip("[]()")
