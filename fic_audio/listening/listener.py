"""A window of a finished chapter -> what became of its lines. Runs in a worker process.

All lines of a window are heard in one go, and each once more, alone or, if it is short, among its
neighbours. What seems wrong in either hearing counts if the sound fits the words that were heard
better than those that should be: a recogniser that is led through a text word by word is surer of
it than one that has to guess the words. What a recogniser leaves out because it has just been said
is found by the sound alone. What is left in doubt, the length of the line decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.engines.phonemes import plain
from fic_audio.listening.alignment import Alignment, HeardWord, align
from fic_audio.listening.doubts import CERTAIN, Doubt, HeardLine, join
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.recogniser import RATE, Recognised, Recogniser
from fic_audio.listening.repetition import doubt_repetition
from fic_audio.listening.sounds import Word, words_of

if TYPE_CHECKING:
    from fic_audio.listening.recogniser import Samples

WRONG = 0.5
"""What a word's sounds cost, on average, from which on another one was heard."""
WRONG_NAME = 0.75
"""The same for a line that is nothing but a name."""
LOST = 0.6
"""Share of its sounds from which on a word is missing."""
LEAST = 2
"""Sounds of a word that counts."""
FEW = 4
"""Fewer words are heard among their neighbours: alone they are hard to understand."""
UNLIKELY, VERY_UNLIKELY = -5.0, -8.0
"""Likelihood of a word (natural logarithm) from which on it is not in the sound: where two hearings
agree that it is not, and where only one says so, or the line is a name and nothing else. Of words
that are not there nine in ten are less likely than the latter."""
TWICE, MORE = 3.5, 0.0
"""By how much more likely (natural logarithm) a line has to be without words that are said twice,
or that nobody wrote, if they are not there. What is said twice is always less likely."""
HALF = 2.0
"""By so much the likelihood of a whole text counts for less than that of a word."""
ADDED = 5
"""Fewer sounds that nobody wrote are no fault: "what have" for "what've"."""
MANY = 3
"""More words that are too many count only if there was time for them: a recogniser may say its last
words over and over."""
BEGIN, PAUSE, SOUND = 0.1, 0.28, 0.075
"""Seconds of a line, of a stop within it, and of a sound, at the least."""


_STOP = re.compile(r"[,;:.!?…—–-](?=.*\w)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """A line in a window."""

    key: str
    text: str
    """Text for the ear."""
    start: int
    end: int
    """Its samples in the window."""
    listen: bool = True
    """Whether it is to be judged; else it is a neighbour."""


@dataclass(frozen=True, slots=True)
class Window:
    """Lines that are heard together."""

    parts: tuple[Part, ...]
    pcm: bytes
    """Signed 16-bit samples, 16,000 a second."""
    language: str = "en"
    names: frozenset[str] = frozenset()
    """Words of the story that are names."""


@cache
def _recogniser(model: Path, language: str) -> Recogniser:
    return Recogniser(model, language)


def listen_to(model: Path, window: Window) -> list[HeardLine]:
    """What became of each line that is to be judged."""
    import numpy as np

    ears = _recogniser(model, window.language)
    samples = np.frombuffer(window.pcm, np.int16).astype(np.float32) * np.float32(2**-15)
    words = [words_of(part.text, window.language, window.names) for part in window.parts]
    first = _hear(ears, samples, words, window)
    return [_listen(ears, samples, window, words, n, first) for n in _judged(window)]


def _judged(window: Window) -> list[int]:
    return [n for n, part in enumerate(window.parts) if part.listen]


def _hear(
    ears: Recogniser, samples: Samples, words: Sequence[Sequence[Word]], window: Window
) -> tuple[Recognised, Alignment]:
    """What is heard, held against the words of some lines."""
    heard = ears.hear(samples)
    spoken = words_of(heard.text, window.language)
    return heard, align([word for line in words for word in line], spoken)


def _places(words: Sequence[Sequence[Word]]) -> Iterator[tuple[int, int]]:
    """Where each line's words begin and end among those of all."""
    end = 0
    for line in words:
        yield end, end + len(line)
        end += len(line)


def _listen(
    ears: Recogniser,
    samples: Samples,
    window: Window,
    words: Sequence[Sequence[Word]],
    n: int,
    first: tuple[Recognised, Alignment],
) -> HeardLine:
    """What became of a line that is heard among the others, and once more by itself."""
    aligned = first[1].part(*list(_places(words))[n])
    lines = (max(0, n - 1), min(n + 2, len(words))) if len(words[n]) < FEW else (n, n + 1)
    near = words[lines[0] : lines[1]]
    piece = samples[window.parts[lines[0]].start : window.parts[lines[1] - 1].end]
    heard, whole = first if len(near) == len(words) else _hear(ears, piece, near, window)
    place = list(_places(near))[n - lines[0]]
    part = window.parts[n]
    described = [_describe(words[n], part.key, each) for each in (aligned, whole.part(*place))]
    errors = min(line.errors for line in described)
    if heard.encoded is None:  # it is too long for what follows
        best = min((aligned, whole.part(*place)), key=_weight)
        certain = tuple(Doubt(fault, CERTAIN) for fault in find_faults(best))
        return replace(_describe(words[n], part.key, best), errors=errors, doubts=(certain,))
    hearings = (whole, whole.replaced(*place, aligned))
    suspected = [_doubtful_places(way.part(*place)) for way in hearings]
    room = (part.end - part.start) / RATE - BEGIN - PAUSE * len(_STOP.findall(plain(part.text)))
    twice = doubt_repetition(
        samples[part.start : part.end], [word.sounds for word in words[n]], SOUND
    )
    doubts = tuple(
        join(_doubts(_Evidence(ears, heard, way, place, suspected[0] & suspected[1], room)), twice)
        for way in hearings
    )
    worse = 0 if _badness(doubts[1]) > _badness(doubts[0]) else 1
    return replace(described[worse], errors=errors, doubts=doubts)


def _weight(aligned: Alignment) -> float:
    return sum(fault.weight for fault in find_faults(aligned))


def _badness(doubts: Sequence[Doubt]) -> float:
    return sum(each.fault.weight for each in doubts if each.margin < 0)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for and against the faults of a line."""

    ears: Recogniser
    heard: Recognised
    whole: Alignment
    """All that was heard in the window."""
    place: tuple[int, int]
    """Where the line's words begin and end."""
    agreed: frozenset[int]
    """Its words that seem wrong in both hearings."""
    room: float
    """Seconds in which it has its sounds."""


def _doubts(evidence: _Evidence) -> Iterator[Doubt]:
    """What seems wrong with a line, and how much of it the sound bears out."""
    whole, (start, end) = evidence.whole, evidence.place
    line = whole.part(start, end)
    suspects = list(_suspects(line))
    if not suspects:
        return
    before = whole.part(0, start).text().split() if start else []
    after = whole.part(end, len(whole.words)).text().split()
    own = _as_meant(line)
    likely = evidence.ears.fit(evidence.heard, [*before, *own, *after])
    said = evidence.ears.fit(evidence.heard, whole.text().split())
    if not likely:
        return
    mine = likely[len(before) : len(before) + len(own)]
    more = sum(len(word.sounds) for _, word in line.extra)
    for fault, places in suspects:
        if places:
            mean = sum(mine[at] for at in places) / len(places)
            named = all(each.word.foreign for each in line.words)
            agreed = not named and not evidence.agreed.isdisjoint(places)
            lost = sum(len(line.words[at].word.sounds) for at in places)
            is_lost = fault.kind in (FaultKind.MISSING, FaultKind.CUT)
            limit = UNLIKELY if agreed else VERY_UNLIKELY
            yield Doubt(fault, mean - limit, -lost if is_lost else 0)
        elif _has_room(line, fault, evidence.room):
            lead = sum(likely) - sum(said)
            limit = TWICE if fault.kind is FaultKind.REPEATED else MORE
            yield Doubt(fault, (lead - limit) / HALF, more)


def _has_room(line: Alignment, fault: Fault, room: float) -> bool:
    """Whether there was time for words that are too many, if they are not few."""
    sounds = [len(each.word.sounds) for each in line.words]
    sounds += [len(word.sounds) for _, word in line.extra]
    few = fault.kind is FaultKind.REPEATED and fault.weight <= MANY
    return few or room >= SOUND * sum(sounds)


def _doubtful_places(line: Alignment) -> frozenset[int]:
    return frozenset(at for _, places in _suspects(line) for at in places)


def _as_meant(line: Alignment) -> list[str]:
    """A line's words; those that were heard, as they were written then, so that no spelling
    decides."""
    return [
        other if other and not _state(each) and " " not in other else each.word.text
        for each, other in zip(line.words, line.heard, strict=True)
    ]


def _describe(words: Sequence[Word], key: str, aligned: Alignment) -> HeardLine:
    errors = sum(each.wrong >= WRONG for each in aligned.words) + len(aligned.extra)
    names = tuple(
        (each.word.text, other)
        for each, other in zip(aligned.words, aligned.heard, strict=True)
        if each.word.foreign and each.wrong >= WRONG / 2
    )
    sounds = sum(len(word.sounds) for word in words)
    return HeardLine(key, aligned.text(), len(words), errors, sounds, (), names)


def find_faults(aligned: Alignment) -> list[Fault]:
    """What seems wrong with a line."""
    return [fault for fault, _ in _suspects(aligned)]


def _suspects(aligned: Alignment) -> Iterator[tuple[Fault, list[int]]]:
    """What seems wrong with a line, and the places of the words that tell whether it is so: none
    for words that are too many."""
    words = aligned.words
    named = all(each.word.foreign for each in words)
    at = 0
    for state, group in groupby(words, key=_state):
        run = list(enumerate(group, at))
        at += len(run)
        if state is None:
            continue
        # A name that the model does not know is written as anything; only its absence counts.
        own = [n for n, each in run if not each.word.foreign or (named and each.wrong > WRONG_NAME)]
        if not own and state is FaultKind.GARBLED:
            continue
        text = " ".join(each.word.text for _, each in run)
        if state is FaultKind.MISSING and at == len(words) and len(run) < len(words):
            state = FaultKind.CUT
        yield Fault(state, text, float(len(own) or 1)), own or [n for n, _ in run]
    ours = [each.word.sounds for each in words]
    for place, extra in groupby(aligned.extra, key=lambda pair: pair[0]):
        more = [word for _, word in extra if len(word.sounds) >= LEAST]
        if more:
            near = set(ours[max(0, place - len(more) - 1) : place + len(more) + 1])
            again = sum(word.sounds in near for word in more) * 2 >= len(more)
            kind = FaultKind.REPEATED if again else FaultKind.ADDED
            if not again and sum(len(word.sounds) for word in more) < ADDED:
                continue
            yield Fault(kind, " ".join(word.text for word in more), float(len(more))), []


def _state(word: HeardWord) -> FaultKind | None:
    if len(word.word.sounds) < LEAST:
        return None  # "a" and "I" are swallowed by everybody
    if word.lost >= LOST:
        return FaultKind.MISSING
    return FaultKind.GARBLED if word.wrong >= WRONG else None
