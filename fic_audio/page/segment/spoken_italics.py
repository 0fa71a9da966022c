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
"""Tagged speech in italics that shows that italics are a voice in the chapter..."""
_THOUGHT = 0.5
"""...and what less than this may be tagged as thought for each: where minds speak, "thought" may
well mean "said"."""


def find_spoken_italics(text: str, blocks: Blocks, marks: Ranges) -> list[MarkedSpeech]:
    """Sentences in italics that go on with tagged speech, or open their paragraph among quotations,
    in a chapter where tags show that a voice speaks in italics, and few that somebody thinks in
    them; `marks` are the reader's.
    """
    paragraphs = Paragraphs(text, blocks)
    said: list[int] = []
    thought = 0
    free: list[tuple[int, int, int]] = []
    for start, end, words in find_emphasised(text, blocks, marks, strong=False):
        number = paragraphs.number(start)
        low, high = paragraphs.bounds(number)
        if end > high or not QUOTES.isdisjoint(words.replace("’", "").replace("'", "")):
            continue
        mark = words[-1:]
        if thought_after(text, end, high):
            thought += 1
        elif mark in ",!?…—–-" and said_after(text, end, high, mark):
            said.append(number)
        elif (
            (start == low or end == high or said[-1:] == [number])
            and ENDED.search(words)
            and not ASIDE.match(words)
        ):
            free.append((start, end, number))
    if len(said) < _SAID_ALOUD or (thought and thought >= _THOUGHT * len(said)):
        return []
    tagged = set(said)
    found: list[MarkedSpeech] = []
    answered = -1
    for start, end, number in free:
        # One such sentence answers another.
        beside = tagged | {answered}
        if not beside.isdisjoint(range(number - 1, number + 2)) or paragraphs.quotes(
            number - 1, number + 1
        ):
            found.append(MarkedSpeech(start, end, True))
            answered = number
    return found
