"""A window of a finished chapter -> what became of its lines. Runs in a worker process.

All lines of a window are heard in one go. Those that seem wrong are heard once more, each alone or
among its neighbours; and what still seems wrong counts only if the sound fits the words that were
heard much better than those that should be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.listening.alignment import Alignment, HeardWord, align
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.recogniser import Recognised, Recogniser
from fic_audio.listening.sounds import Word, words_of

if TYPE_CHECKING:
    from fic_audio.listening.recogniser import Samples

WRONG = 0.5
"""What a word's sounds cost, on average, from which on another one was heard."""
LOST = 0.6
"""Share of its sounds from which on a word is missing."""
LEAST = 2
"""Sounds of a word that counts."""
FEW = 4
"""Words up to which a line is heard among its neighbours: alone it is hard to understand."""
BEAM = 4
"""Ways that are followed when a line is heard again."""
MARGIN = 6.0
"""By how much more likely (natural logarithm) what was heard has to be than what should be."""


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


@dataclass(frozen=True, slots=True)
class HeardLine:
    """What became of a line."""

    key: str
    heard: str
    """Words that were heard."""
    words: int
    """Number of words that should be heard."""
    errors: int
    """Number of words that were misheard in the better of two hearings, names included."""
    sounds: int
    """Number of sounds that should be heard."""
    faults: tuple[Fault, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Names and foreign words that were heard otherwise, each with what was heard."""


@cache
def _recogniser(model: Path, language: str) -> Recogniser:
    return Recogniser(model, language)


def listen_to(model: Path, window: Window) -> list[HeardLine]:
    """What became of each line that is to be judged."""
    import numpy as np

    ears = _recogniser(model, window.language)
    samples = np.frombuffer(window.pcm, np.int16).astype(np.float32) * np.float32(2**-15)
    words = [words_of(part.text, window.language) for part in window.parts]
    first = _first_hearing(ears, samples, words, window.language)
    found = []
    for n, part in enumerate(window.parts):
        if part.listen:
            line = _line(words[n], part.key, first[n])
            if line.faults:
                line = _again(ears, samples, window, words, n, line)
            found.append(line)
    return found


def _first_hearing(
    ears: Recogniser, samples: Samples, words: Sequence[Sequence[Word]], language: str
) -> list[Alignment]:
    heard = words_of(ears.hear(samples).text, language)
    return _split(align([word for line in words for word in line], heard), words)


def _split(whole: Alignment, words: Sequence[Sequence[Word]]) -> list[Alignment]:
    """The alignment of several lines, line by line; what is too much between two goes to the
    first."""
    parts = []
    start = 0
    for n, line in enumerate(words):
        end = start + len(line)
        extra = tuple(
            (at - start, word)
            for at, word in whole.extra
            if start < at <= end or (at == start and n == 0)
        )
        parts.append(Alignment(whole.words[start:end], extra, whole.heard[start:end]))
        start = end
    return parts


def _again(
    ears: Recogniser,
    samples: Samples,
    window: Window,
    words: Sequence[Sequence[Word]],
    n: int,
    line: HeardLine,
) -> HeardLine:
    """What became of a line when it is heard once more, alone and with its neighbours; the best of
    the hearings."""
    alone, among = (n, n + 1), (max(0, n - 1), min(n + 2, len(words)))
    ways = (among, alone) if len(words[n]) < FEW else (alone, among)
    for first, last in dict.fromkeys(ways):
        start, end = window.parts[first].start, window.parts[last - 1].end
        heard = ears.hear(samples[start:end], BEAM)
        spoken = words_of(heard.text, window.language)
        wanted = [word for own in words[first:last] for word in own]
        aligned = _split(align(wanted, spoken), words[first:last])[n - first]
        other = _line(words[n], line.key, aligned)
        errors = min(line.errors, other.errors)
        if other.faults and (first, last) == alone and _fits(ears, heard, spoken, wanted):
            other = replace(other, faults=())
        better = min(line, other, key=_badness)
        line = replace(better, errors=errors)
        if not line.faults:
            break
    return line


def _fits(
    ears: Recogniser, heard: Recognised, spoken: Sequence[Word], wanted: Sequence[Word]
) -> bool:
    """Whether the sound fits the words that should be heard about as well as those that were."""
    texts = [" ".join(word.text for word in words) for words in (wanted, spoken)]
    found = ears.fit(heard, texts)
    return bool(found) and found[0] >= found[1] - MARGIN


def _badness(line: HeardLine) -> float:
    return sum(fault.weight for fault in line.faults)


def _line(words: Sequence[Word], key: str, aligned: Alignment) -> HeardLine:
    heard = " ".join(filter(None, aligned.heard))
    errors = sum(each.wrong >= WRONG for each in aligned.words) + len(aligned.extra)
    names = tuple(
        (each.word.text, other)
        for each, other in zip(aligned.words, aligned.heard, strict=True)
        if each.word.foreign and each.wrong >= WRONG / 2
    )
    sounds = sum(len(word.sounds) for word in words)
    faults = tuple(find_faults(aligned))
    return HeardLine(key, heard, len(words), errors, sounds, faults, names)


def find_faults(aligned: Alignment) -> list[Fault]:
    """What is wrong with a line."""
    faults: list[Fault] = []
    words = aligned.words
    at = 0
    for state, group in groupby(words, key=_state):
        run = list(group)
        at += len(run)
        if state is None:
            continue
        # A name that the model does not know is written as anything; only its absence counts.
        own = [each for each in run if not each.word.foreign]
        if not own and (state is FaultKind.GARBLED or len(run) == 1):
            continue
        text = " ".join(each.word.text for each in run)
        if state is FaultKind.MISSING and at == len(words) and len(run) < len(words):
            state = FaultKind.CUT
        faults.append(Fault(state, text, float(len(own) or 1)))
    ours = [each.word.sounds for each in words]
    for at, extra in groupby((pair for pair in aligned.extra), key=lambda pair: pair[0]):
        more = [word for _, word in extra if len(word.sounds) >= LEAST]
        if more:
            near = set(ours[max(0, at - len(more) - 1) : at + len(more) + 1])
            again = sum(word.sounds in near for word in more) * 2 >= len(more)
            kind = FaultKind.REPEATED if again else FaultKind.ADDED
            faults.append(Fault(kind, " ".join(word.text for word in more), float(len(more))))
    return faults


def _state(word: HeardWord) -> FaultKind | None:
    if len(word.word.sounds) < LEAST:
        return None  # "a" and "I" are swallowed by everybody
    if word.lost >= LOST:
        return FaultKind.MISSING
    return FaultKind.GARBLED if word.wrong >= WRONG else None
