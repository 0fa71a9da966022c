"""Words that a text emphasises -> the words of a cue that are marked for its speaker.

A few words in italics, in bold or between asterisks stand out in their sentence, and single words
in capitals in speech. Sentences that are marked as a whole are something else (a thought, a sign, a
memory), and so are titles, the names of ships, labels and acronyms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from fic_audio.engines.phonemes import mark_emphasis, plain
from fic_audio.model import SPOKEN_BY_CHARACTERS, Chapter, Kind, Line, MarkKind, Span
from fic_audio.script.normalize.informal import lower_shouting
from fic_audio.script.pronounce.common import COMMON
from fic_audio.text.emphasis import stretches

MOST = 4
"""Words that stand out together; more are a sentence of another kind."""
WIDE = 500
"""Characters of a stretch in which no word stands out any more."""
OFTEN = 3
"""Times that a word stands out, and never does not, from which on it is a term."""
MANY = 200
"""Words of a sentence in which nobody hears one stand out any more."""
LONG = 30
"""Letters of a word that an engine may cut in two, marks and all."""

_WORD = re.compile(r"[^\W_]+(?:[*'’-]+[^\W_]+)*")
_SAID = re.compile(r"\[[^\[\]]+\]\([^()]*\)|[^\W_]+(?:['’-]+[^\W_]+)*")
"""A word, or one that is marked already, with its mark."""
_CAPITALS = re.compile(r"[A-Z]{2}")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?…])[\"“”'‘’«»()*_\s—–-]*$")
_SENTENCE_BEHIND = re.compile(r"[\"”'’»)*_\s]*(?:[.!?…]|$)")
_ENDED = re.compile(r"[.!?…][\"”'’»)*_\s]*$")
_THE = re.compile(r"\bthe[\s*_\"“‘']*$", re.IGNORECASE)
_LABEL = re.compile(r"[*_]*:")

Emphasised = Mapping[int, bool]
"""Where emphasised words begin in a chapter -> whether capitals alone show it."""


def find_emphasised(chapter: Chapter, lines: Sequence[Line]) -> Emphasised:
    """The emphasised words of a chapter's lines."""
    text = chapter.text
    kinds = (MarkKind.ITALIC, MarkKind.BOLD)
    marked = {(mark.start, mark.end) for mark in chapter.marks if mark.kind in kinds}
    spans = sorted((line.span for line in lines), key=lambda span: span.start)
    for _, group in groupby(spans, key=lambda span: span.paragraph):
        first, *others = group
        marked |= set(stretches(text, first.start, others[-1].end if others else first.end))
    ranges = sorted((low, high) for low, high in marked if high - low <= WIDE)
    found: dict[int, str] = {}
    capitals: set[int] = set()
    nth = 0
    small: frozenset[str] | None = None
    for span in spans:
        while nth < len(ranges) and ranges[nth][1] <= span.start:
            nth += 1
        shouts = span.kind in SPOKEN_BY_CHARACTERS and _CAPITALS.search(text, span.start, span.end)
        inside = nth < len(ranges) and ranges[nth][0] < span.end
        if span.kind in (Kind.HEADING, Kind.BREAK, Kind.NOTE) or not (inside or shouts):
            continue
        words = list(_WORD.finditer(text, span.start, span.end))
        if inside:
            here = _overlapping(ranges, nth, span)
            found |= {word.start(): word[0] for word in _marked(text, span, words, here)}
        if shouts:
            if small is None:
                small = frozenset(word for word in _WORD.findall(text) if word.islower())
            loud = {word.start(): word[0] for word in _loud(words, small)}
            capitals |= loud.keys() - found.keys()
            found |= loud
    terms = _terms(text, found)
    return {at: at in capitals for at, word in found.items() if _key(word) not in terms}


def mark_emphasised(text: str, start: int, end: int, said: str, words: Emphasised) -> str:
    """The words for the ear of `text[start:end]` with those marked that are emphasised."""
    written = list(_WORD.finditer(text, start, end))
    wanted = [word.start() in words for word in written]
    spoken = list(_SAID.finditer(said)) if any(wanted) else []
    if not spoken or len(written) > MANY:
        return said
    found: dict[int, bool] = {}
    keys = [_key(word[0]) for word in written], [_key(plain(word[0])) for word in spoken]
    for same, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if same == "equal" or b - a == d - c:
            pairs = [(n, c + n - a) for n in range(a, b) if wanted[n]]
        elif (a < b and all(wanted[a:b])) or (any(wanted[a:b]) and d - c == 1):
            pairs = [(a, n) for n in range(c, d)]  # "1990", "un*believ*able"
        else:
            pairs = []
        found |= {to: words.get(written[at].start(), False) for at, to in pairs}
    parts: list[str] = []
    done = 0
    for nth, capital in sorted(found.items()):
        word = spoken[nth][0]
        if len(word) <= LONG if word[0] != "[" else word.endswith("/)"):
            word = mark_emphasis(word.lower() if capital and word.isupper() else word)
        parts += [said[done : spoken[nth].start()], word]
        done = spoken[nth].end()
    return "".join([*parts, said[done:]])


def _overlapping(
    ranges: Sequence[tuple[int, int]], nth: int, span: Span
) -> Iterator[tuple[int, int]]:
    for low, high in ranges[nth:]:
        if low >= span.end:
            return
        if high > span.start:
            yield max(low, span.start), min(high, span.end)


def _marked(
    text: str, span: Span, words: Sequence[re.Match[str]], ranges: Iterator[tuple[int, int]]
) -> list[re.Match[str]]:
    """The words of a line that marks set off from its others."""
    found: dict[int, re.Match[str]] = {}
    among = 0
    for low, high in ranges:
        inside = [word for word in words if word.start() < high and word.end() > low]
        among += len(inside)
        if inside and not _is_apart(text, span, low, high, inside):
            found |= {word.start(): word for word in inside}
    if len(found) == len(words) or (2 < among > len(words) / 2):
        return []
    return list(found.values())


def _is_apart(text: str, span: Span, low: int, high: int, inside: Sequence[re.Match[str]]) -> bool:
    """Whether marked words are something else than emphasised ones."""
    if len(inside) > MOST or _LABEL.match(text, high, span.end) or text[high - 1] == ":":
        return True
    before = text[max(span.start, low - 12) : low] if low > span.start else ""
    starts = _SENTENCE_BEFORE.search(before) is not None
    ends = _ENDED.search(text[low:high]) or _SENTENCE_BEHIND.match(text, high, span.end)
    if starts and ends and len(inside) > 1:
        return True
    names = [word[0] for word in inside if len(word[0]) > 3 or len(inside) == 1]
    named = bool(names) and all(name[0].isupper() and not name.isupper() for name in names)
    return named and (len(inside) > 1 or _THE.search(before) is not None)


def _loud(words: Sequence[re.Match[str]], small: frozenset[str]) -> Iterator[re.Match[str]]:
    """The words in capitals among others that are not; `small`: words known in small letters."""
    long = [word for word in words if len(word[0]) > 1]
    loud = [word for word in long if word[0].isupper() and word[0][0].isalpha()]
    if 2 * len(loud) > len(long):
        return
    for word in loud:
        if lower_shouting(word[0]) != word[0] or word[0].lower() in small:
            yield word


def _terms(text: str, found: Mapping[int, str]) -> set[str]:
    """Words that are always written so: an acronym, a word of another language."""
    often = {word for word, count in Counter(map(_key, found.values())).items() if count >= OFTEN}
    often -= COMMON
    if not often:
        return set()
    every = Counter(map(_key, _WORD.findall(text)))
    here = Counter(map(_key, found.values()))
    return {word for word in often if every[word] == here[word]}


def _key(word: str) -> str:
    return word.casefold().replace("*", "").replace("’", "'")
