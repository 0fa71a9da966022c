"""Speech from mind to mind, in the marks that fan fiction gives it: `::Are you there?::`.

Also `//…//`, `<<…>>`, `§…§`, and `:…:`, `<…>`, `~…~` where the chapter shows by a tag that they
mean speech. What somebody answers, or a verb of speech tags, is said; all other such words are
thought.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from fic_audio.page.segment.words import PLAIN_SPEECH, SUBJECT, THOUGHT, WORD

Blocks = Sequence[tuple[int, int]]


class Mind(NamedTuple):
    """A stretch between its marks, both included."""

    start: int
    end: int
    spoken: bool
    """False: it is only thought."""


class _Shape(NamedTuple):
    sign: str
    """What has to stand in a chapter for the shape to be looked for."""
    pattern: re.Pattern[str]
    sure: bool
    """The marks stand for nothing else; others need a tag somewhere in the chapter."""


_LONGEST = 600


def _between(opening: str, closing: str, barred: str) -> re.Pattern[str]:
    # The mark comes first, what may not stand before it after it: a literal is found quickly.
    return re.compile(
        rf"{opening}(?<![\w:/]{opening})(?=\w|[¿¡…\"'“‘])(?P<words>[^{barred}\n]{{1,{_LONGEST}}})"
        rf"(?<!\s){closing}(?![\w/])"
    )


_SHAPES = (
    _Shape("::", _between("::", "::", ":"), sure=True),
    _Shape("//", _between("//", "//", "/"), sure=True),
    _Shape("<<", _between("<<", ">>", "<>"), sure=True),
    _Shape("§", _between("§", "§", "§"), sure=True),
    _Shape(">", _between("<", ">", "<>"), sure=False),
    _Shape(":", _between(":", ":", ":"), sure=False),
    _Shape("~", _between("~", "~", "~"), sure=False),
)
_ENDED = re.compile(r"[.,!?…~—–-][\"'”’]?$")
_SENDING = "sent|sends|send|projected|projects|broadcast|mindspoke|mindsent|pathed|hissed|signed"
_SAYS = "|".join(sorted(PLAIN_SPEECH, key=len, reverse=True)) + "|" + _SENDING
_THINKS = "|".join(sorted(THOUGHT, key=len, reverse=True))


def _tag(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{SUBJECT}\s+(?:\w+ly\s+)?(?i:{verbs})|(?i:{verbs})\s+{SUBJECT})\b")


_SAID_AFTER = _tag(_SAYS)
_SAID_BEFORE = re.compile(
    rf"\b(?:(?:{_SAYS})(?:\s+[\w’']+){{0,4}}[,:]|heard(?:\s+[\w’']+){{0,3}}[,:]?)\s*$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\w[,:]$")
_THOUGHT_AFTER = _tag(_THINKS)
_REACH = 60
_NEAR = 4
"""Paragraphs within which an answer comes."""


def minds(text: str, blocks: Blocks) -> list[Mind]:
    """The speech and thoughts of a chapter in marks of their own, in order; none in another."""
    found: list[Mind] = []
    starts = [start for start, _ in blocks]
    for shape in _SHAPES:
        if shape.sign in text:
            found += _read(text, starts, shape)
    found.sort()
    kept: list[Mind] = []
    for mind in found:
        if not kept or mind.start >= kept[-1].end:
            kept.append(mind)
    return kept


def _read(text: str, starts: Sequence[int], shape: _Shape) -> list[Mind]:
    places: list[tuple[int, int, int, bool | None]] = []
    for match in shape.pattern.finditer(text):
        start, end = match.span()
        tagged = _tagged(text, start, end)
        if _is_speech(match["words"], tagged, sure=shape.sure):
            places.append((start, end, bisect_right(starts, start), tagged))
    if not shape.sure and (len(places) < 2 or all(place[3] is None for place in places)):
        return []
    return [
        Mind(start, end, tagged or (tagged is None and _answered(places, nth)))
        for nth, (start, end, _, tagged) in enumerate(places)
    ]


def _tagged(text: str, start: int, end: int) -> bool | None:
    """Whether a tag says that it is spoken, or thought; None: there is no tag."""
    trail = text[end : end + _REACH].lstrip()
    if trail[:1].isalpha():
        if _SAID_AFTER.match(trail):
            return True
        if _THOUGHT_AFTER.match(trail):
            return False
    lead = text[max(0, start - _REACH) : start].rstrip()
    if not (_OPEN.search(lead) or "heard" in lead):
        return None
    return True if _SAID_BEFORE.search(lead) else None


def _is_speech(words: str, tagged: bool | None, *, sure: bool) -> bool:
    ended = bool(_ENDED.search(words))
    if sure:
        return ended or tagged is not None or len(WORD.findall(words)) > 2
    first = next(filter(str.isalpha, words), "")
    return ended and (first.isupper() or tagged is not None)


def _answered(places: Sequence[tuple[int, int, int, bool | None]], nth: int) -> bool:
    """Whether more such speech stands in the paragraphs around."""
    here = places[nth][2]
    beside = (*places[max(0, nth - 1) : nth], *places[nth + 1 : nth + 2])
    return any(abs(place[2] - here) <= _NEAR for place in beside)
