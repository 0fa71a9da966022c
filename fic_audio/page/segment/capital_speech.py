"""Paragraphs -> what somebody says in capitals, without any marks: WHAT DO YOU WANT, said Death.

A tag somewhere in the chapter has to show it. Signs, headlines and shouted words in a sentence of
the narrator's stay the narrator's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fic_audio.page.segment.tag_words import said_after, said_before
from fic_audio.page.segment.telepathy import MarkedSpeech

Blocks = Sequence[tuple[int, int]]

_CAPS = r"(?<![\w'’])[A-Z0-9][A-Z0-9'’-]*(?![\w'’])"
_RUN = re.compile(rf"{_CAPS}(?:[^\w\"“”«»*_\[\]()<>\n]{{1,4}}{_CAPS})*[.,!?…—–-]{{1,4}}")
_WORD = re.compile(r"[A-Z]{2,}|\b[AI]\b")
_FREE = re.compile(r"(?:^|[.!?…:,][\"”»'’)]*)\s*$")
_QUICK = re.compile(r"[A-Z]{2,}[.,!?…—–-]+\s+\w")


class _Said(NamedTuple):
    start: int
    end: int
    words: int
    tagged: bool
    comma: bool
    opens: bool
    """It opens its paragraph, or follows such words and their tag."""
    whole: bool
    """It is a paragraph of its own, and no noise: "OH.", not "BANG!"."""


def find_capital_speech(text: str, blocks: Blocks) -> list[MarkedSpeech]:
    """What is said in capitals, in order; nothing where no tag shows that capitals are a voice."""
    if not _QUICK.search(text):
        return []
    found: list[_Said] = []
    for start, end in blocks:
        said = False
        for run in _RUN.finditer(text, start, end):
            low, high = run.span()
            if not _FREE.search(text[max(start, low - 6) : low]):
                continue
            mark = text[high - 1]
            led = said_before(text, low, start)
            words = len(_WORD.findall(run[0]))
            # "BANG! went the shutter."
            tagged = led or ((words > 1 or mark == ",") and said_after(text, high, end, mark))
            opens, whole = said or low == start, (low, high) == (start, end) and mark in ".?…"
            found.append(_Said(low, high, words, tagged, mark == "," or led, opens, whole))
            said |= tagged or (low == start and words > 1)
    proofs = [one for one in found if one.tagged and one.words > 1]
    if len(proofs) < 2 and not any(one.comma for one in proofs):
        return []
    return [
        MarkedSpeech(one.start, one.end, True)
        for one in found
        if one.words and (one.tagged or one.whole or (one.opens and one.words > 1))
    ]
