"""Speech in italics that no tag names, in a chapter where a voice speaks in italics.

What a tag names is found with the thoughts (`thoughts`), where italics are told apart.
"""

from __future__ import annotations

from fic_audio.page.segment.tag_words import said_after, thought_after
from fic_audio.page.segment.telepathy import (
    ASIDE,
    ENDED,
    QUOTES,
    Blocks,
    MarkedSpeech,
    Paragraphs,
    Ranges,
    find_emphasised,
)

_SAID_ALOUD = 2
"""Tagged speech in italics that shows that italics are a voice in the chapter."""


def find_spoken_italics(text: str, blocks: Blocks, marks: Ranges) -> list[MarkedSpeech]:
    """Sentences in italics that go on with tagged speech, or open their paragraph among quotations,
    in a chapter where tags show that a voice speaks in italics, and none that somebody thinks in
    them; `marks` are the reader's.
    """
    paragraphs = Paragraphs(text, blocks)
    said: list[int] = []
    free: list[tuple[int, int, int]] = []
    for start, end, words in find_emphasised(text, blocks, marks, strong=False):
        number = paragraphs.number(start)
        low, high = paragraphs.bounds(number)
        if end > high or not QUOTES.isdisjoint(words.replace("’", "").replace("'", "")):
            continue
        mark = words[-1:]
        if thought_after(text, end, high):
            return []
        if mark in ",!?…—–-" and said_after(text, end, high, mark):
            said.append(number)
        elif (
            (start == low or said[-1:] == [number])
            and ENDED.search(words)
            and not ASIDE.match(words)
        ):
            free.append((start, end, number))
    if len(said) < _SAID_ALOUD:
        return []
    tagged = set(said)
    return [
        MarkedSpeech(start, end, True)
        for start, end, number in free
        if number in tagged or paragraphs.quotes(number - 1, number + 1)
    ]
