"""Levels and flow of a whole story: what a producer would want to know of it beside its faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from fic_audio.engines.phonemes import plain
from fic_audio.listening.judge import JudgedLine
from fic_audio.model import Ms
from fic_audio.shelf.manifest import Manifest


@dataclass(frozen=True, slots=True)
class VoiceFlow:
    """How a speaker sounds throughout."""

    speaker: str
    voice: str
    lines: int
    length: Ms
    level: float | None
    """Median level in decibels, against that of all."""
    drift: float | None
    """How far its levels in two chapters lie apart, at most; None if it is in one."""
    words_a_minute: int
    errors: float
    """Share of words that were misheard."""


@dataclass(frozen=True, slots=True)
class ChapterFlow:
    """How a chapter flows."""

    number: int
    title: str
    length: Ms
    words_a_minute: int
    """Pace within the lines."""
    pause: Ms
    """Longest pause between two lines."""
    pause_at: Ms
    unclear: int
    """Number of lines that sound unclear."""


@dataclass(frozen=True, slots=True)
class Joints:
    """Changes of level where the speaker changes, in decibels; what is meant to be louder or softer
    is counted as if it were not."""

    count: int = 0
    middle: float = 0.0
    nine_of_ten: float = 0.0
    """Nine of ten are below this."""
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Levels and flow of a story."""

    voices: tuple[VoiceFlow, ...] = ()
    chapters: tuple[ChapterFlow, ...] = ()
    joints: Joints = Joints()


def describe_flow(book: Manifest, lines: Sequence[JudgedLine]) -> Flow:
    """The flow of a story, by its lines in order."""
    by_chapter = {
        number: list(own) for number, own in groupby(lines, key=lambda each: each.line.chapter)
    }
    chapters = tuple(
        _chapter(episode.number, episode.title, episode.length, by_chapter[episode.number])
        for episode in book.episodes
        if by_chapter.get(episode.number)
    )
    return Flow(tuple(_voices(lines)), chapters, _joints(lines))


def _chapter(number: int, title: str, length: Ms, own: Sequence[JudgedLine]) -> ChapterFlow:
    pauses = [
        (after.line.start - before.line.end, before.line.end) for before, after in pairwise(own)
    ]
    pause, at = max(pauses, default=(0, 0))
    unclear = sum(each.is_unclear for each in own)
    return ChapterFlow(number, title, length, _pace(own), Ms(max(pause, 0)), Ms(at), unclear)


def _voices(lines: Iterable[JudgedLine]) -> Iterator[VoiceFlow]:
    groups: dict[tuple[str, str], list[JudgedLine]] = defaultdict(list)
    for each in lines:
        groups[each.line.speaker, each.line.voice].append(each)
    for (speaker, voice), own in sorted(groups.items(), key=lambda pair: -_length(pair[1])):
        by_chapter: dict[int, list[float]] = defaultdict(list)
        for each in own:
            if each.level is not None:
                by_chapter[each.line.chapter].append(each.level)
        levels = [median(found) for found in by_chapter.values()]
        drift = max(levels) - min(levels) if len(levels) > 1 else None
        heard = [each.heard for each in own if each.heard]
        words = sum(each.words for each in heard)
        yield VoiceFlow(
            speaker,
            voice,
            len(own),
            _length(own),
            median(levels) if levels else None,
            drift,
            _pace(own),
            sum(each.errors for each in heard) / words if words else 0.0,
        )


def _joints(lines: Sequence[JudgedLine]) -> Joints:
    steps = sorted(
        abs(after.level - before.level)
        for before, after in pairwise(lines)
        if before.line.chapter == after.line.chapter
        and before.line.speaker != after.line.speaker
        and before.level is not None
        and after.level is not None
    )
    if not steps:
        return Joints()
    return Joints(len(steps), median(steps), steps[int(0.9 * (len(steps) - 1))], steps[-1])


def _pace(own: Sequence[JudgedLine]) -> int:
    words = sum(len(plain(each.line.text).split()) for each in own)
    return round(60_000 * words / max(1, _length(own)))


def _length(own: Iterable[JudgedLine]) -> Ms:
    return Ms(sum(each.line.length for each in own))
