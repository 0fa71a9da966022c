"""Paragraphs -> what is written or told to somebody without quotation marks.

Lines of a chat, `Octagent> am using cold-pack` or `**Wren:** no`; and a paragraph that speaks to
"you" in the midst of a story that never does, as a message remembered: "You're an idiot. You're an
idiot and I love you. Promise me you'll stay alive."
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

Blocks = Sequence[tuple[int, int]]

_NAME = r"[A-Za-z0-9_][\w.\-]{0,24}(?:[ ][\w.\-]{1,24}){0,2}"
_SHAPES = (
    re.compile(rf"[*_]{{0,2}}<?(?P<name>{_NAME})[*_]{{0,2}}>[*_]{{0,2}}\s+(?=\S)"),
    re.compile(rf"(?:\*\*|__)(?P<name>{_NAME})(?::(?:\*\*|__)|(?:\*\*|__):)\s+(?=[^\s\"“])"),
    re.compile(rf"(?P<name>(?=[A-Z]){_NAME}):\s+(?=[^\s\"“'‘])"),
)
"""Who writes, and a mark: `Name>`, `**Name:**`, `Name:`."""
_FEWEST = 3
"""Lines in a row that make a chat."""


def messages(text: str, blocks: Blocks, prose: Sequence[bool]) -> dict[int, int]:
    """For each paragraph that is a message where its words begin, by the paragraph's number.

    `prose` tells which paragraphs are no headings, breaks or notes.
    """
    found = dict(_chats(text, blocks, prose))
    return found or {number: blocks[number][0] for number in _addressed(text, blocks, prose)}


def _chats(text: str, blocks: Blocks, prose: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for shape in _SHAPES:
        run: list[tuple[int, re.Match[str]]] = []
        for number, (start, end) in enumerate(blocks):
            match = shape.match(text, start, end) if prose[number] else None
            if match:
                run.append((number, match))
            elif prose[number] and shape is not _SHAPES[0]:
                yield from _chat(run, sure=shape is _SHAPES[1])
                run = []
        yield from _chat(run, sure=shape is _SHAPES[1])


def _chat(run: list[tuple[int, re.Match[str]]], *, sure: bool) -> Iterator[tuple[int, int]]:
    """The lines of a run, if a name in it comes again; two lines will do where the mark is sure."""
    names = Counter(match["name"] for _, match in run)
    if (len(run) >= _FEWEST and max(names.values()) > 1) or (sure and len(names) > 1):
        yield from ((number, match.end()) for number, match in run)


_QUOTED = re.compile(r"[\"“«]|(?<!\w)['‘](?=\w)")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you['’]\w+)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|I['’]\w+|me|my|mine|myself)\b")
_THEY = re.compile(r"\b(?:he|she|they|him|her|his|their)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"\"[^\"]*\"|“[^”]*”|[*_][^*_\n]*[*_]")


def _addressed(text: str, blocks: Blocks, prose: Sequence[bool]) -> list[int]:
    """Paragraphs without quotation marks that say "I" to "you", where the narrator says neither."""
    found = [
        number
        for number, (start, end) in enumerate(blocks)
        if prose[number]
        and end - start < 1500
        and len(_YOU.findall(text, start, end)) > 1
        and not _QUOTED.search(text, start, end)
        and _I.search(text, start, end)
        and not _THEY.search(text, start, end)
    ]
    if not found or len(found) * 3 > sum(prose):
        return []
    told = set(found)
    narrated = [
        _SPOKEN.sub("", text[start:end])
        for number, (start, end) in enumerate(blocks)
        if prose[number] and number not in told
    ]
    own = sum(len(_I.findall(paragraph)) + len(_YOU.findall(paragraph)) for paragraph in narrated)
    return found if own * 400 <= sum(map(len, narrated)) / 6 else []
