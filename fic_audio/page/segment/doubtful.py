"""A chapter's spans -> the passages that are read as story and may yet be its author's notes.

Their words are those of a note, but too few to leave it out, or it stands where none is looked
for. The listener is told of them, so no ordinary story may be among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from fic_audio.model import Chapter, Kind, Span
from fic_audio.page.author_talk import MERRY, PERSON, SPEECH, THEIRS, find_topics, is_said, pleads

_NEAR = 3
"""Paragraphs of the story, from its first and from its last, that a note is apt to stand among."""
_LONGEST = 1200
"""Characters of such a paragraph."""
_PARAGRAPHS = 8
"""Paragraphs between these that tell whether a story's narrator is one of its people..."""
_FEW = 0.04
"""...and the share of them in which one who is not says "I" or "you"."""
_TO_READERS = THEIRS | {"crowd"}
_SHOWN = re.compile(
    r"""\bhttps?://|\bfandoms?\b|\bhead-?canons?\b|\bOCs?\b|\bword\s+count\b|\bmy\s+muse\b
      |\btitle\s+(?:is\s+|comes\s+|taken\s+)?from\b|\blet\s+me\s+know\s+what\b
      |\b(?:hear|know)\s+what\s+you\s+(?:all\s+)?(?:guys\s+)?think\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What authors speak of besides, and too seldom to make a note of it."""


def doubtful(chapter: Chapter, spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The passages of a chapter that may be notes, as ranges of its text."""
    paragraphs = [list(parts) for _, parts in groupby(spans, key=lambda span: span.paragraph)]
    story = [parts for parts in paragraphs if not _is_apart(parts)]
    edge = {parts[0].start for parts in (*story[:_NEAR], *story[-_NEAR:])}
    others = _is_told_of_others(chapter.text, story[_NEAR:-_NEAR])
    start = end = 0
    for parts in paragraphs:
        kinds = {span.kind for span in parts}
        said = chapter.text[parts[0].start : parts[-1].end].strip()
        apart = others and Kind.THOUGHT not in kinds
        if kinds <= {Kind.NARRATION, Kind.THOUGHT} and _is_doubtful(
            said, edge=parts[0].start in edge, apart=apart
        ):
            start, end = start if end else parts[0].start, parts[-1].end
        elif end:
            yield start, end
            start = end = 0
    if end:
        yield start, end


def _is_apart(parts: Sequence[Span]) -> bool:
    return {span.kind for span in parts} <= {Kind.NOTE, Kind.HEADING, Kind.BREAK}


def _is_told_of_others(text: str, story: Sequence[Sequence[Span]]) -> bool:
    """Whether the narrator never says "I" or "you": then who says it is the author."""
    told = [
        text[span.start : span.end]
        for parts in story
        for span in parts
        if span.kind is Kind.NARRATION
    ]
    told = [said for said in told if len(said.split()) > 3]
    mine = sum(PERSON.search(said) is not None for said in told)
    return len(told) >= _PARAGRAPHS and mine <= _FEW * len(told)


def _is_doubtful(said: str, *, edge: bool, apart: bool) -> bool:
    """Whether a paragraph that nobody in it says may be said to the readers."""
    if len(said) > _LONGEST or SPEECH.search(said):
        return False
    if is_said(said):
        return True
    if not edge or not PERSON.search(said):
        return False
    things = find_topics(said)
    signs = len(things & _TO_READERS)
    signs += sum((pleads(said), bool(MERRY.search(said)), bool(_SHOWN.search(said))))
    # Who tells of himself may be sorry, or see somebody soon.
    return signs > 0 and (apart or signs + len(things - _TO_READERS) > 1)
