"""What was heard and measured of all lines -> what is wrong with each: its words, and how it stands
among the others of its voice."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from fic_audio.engines.phonemes import plain
from fic_audio.listening.doubts import HeardLine
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.measure import MeasuredLine
from fic_audio.listening.spoken import SpokenLine

OFF, OFF_SHORT = 1.8, 2.2
"""Decibels from its voice's level at which a line is too loud or too soft, and a short one."""
OFF_UNKNOWN = 6.0
"""The same where it is not known how loud it was meant to be."""
SHORT = 800
"""Milliseconds of a short line."""
ENOUGH = 5
"""Lines of a voice that tell how loud or quick it is."""

BEGIN, COMMA, PAUSE = 200, 80, 500
"""Milliseconds of a line beside its sounds, of a short pause within it, and of a long one."""
SOUND = 88
"""Milliseconds of a sound, until the voice's own lines tell."""
SOUNDS = 10
"""Fewer sounds tell nothing of the pace."""
FAST, SLOW = math.log(0.62), math.log(1.9)
"""How far the length of a line is from what is expected, as a logarithm."""
BRIEF, AWAY = 1200, 500
"""Milliseconds of a line that is too short for that, and how far its length is from what is
expected. The length of good ones is within 450."""
SPREAD, SPREADS, MOST = 40, 0.07, 6.0
"""By so many milliseconds, and by such a share, lengths of good lines differ from what is expected
(standard deviation); and how much a length may tell, at most (natural logarithm)."""
HOLE, HOLE_AT_STOP = 1000, 1600
"""Milliseconds of silence within a line that are a hole; where it has a stop, longer ones."""

_BETWEEN = re.compile(r"(?<=\w)[^\w]+(?=\w)")
_COMMA, _STOP = frozenset(",—–"), frozenset(";:.!?…")
_LONG_STOP = re.compile(r"[;:.!?…—–](?=.*\w)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line, and what is wrong with it."""

    line: SpokenLine
    measured: MeasuredLine
    heard: HeardLine | None = None
    """None if it was not listened to: another language, or the model failed."""
    faults: tuple[Fault, ...] = ()
    off: float | None = None
    """Decibels from the level that is expected of it."""
    level: float | None = None
    """Decibels from the level of its chapter, what it is meant to differ by apart."""

    @property
    def is_unclear(self) -> bool:
        return bool(self.faults)


def judge(lines: Sequence[JudgedLine]) -> tuple[JudgedLine, ...]:
    """The lines with what is wrong with each."""
    levels, paces = _levels(lines), _paces(lines)
    return tuple(_judged(each, levels, paces) for each in lines)


def _judged(
    each: JudgedLine, levels: Mapping[str, float], paces: Mapping[str, float]
) -> JudgedLine:
    line, measured = each.line, each.measured
    off = _off(each, levels)
    faults: list[Fault] = []
    if measured.silent:
        faults.append(Fault(FaultKind.SILENCE, "", 10.0))
    else:
        hole = HOLE_AT_STOP if _LONG_STOP.search(plain(line.text)) else HOLE
        if measured.hole >= hole:
            faults.append(Fault(FaultKind.SILENCE, f"for {measured.hole / 1000:.1f} s", 2.0))
        if off is not None and abs(off) >= _limit(line):
            faults.append(Fault(FaultKind.LEVEL, f"{off:+.1f} dB", abs(off) / 3))
        if measured.breaks_in:
            faults.append(Fault(FaultKind.ABRUPT, "at its beginning", 2.0))
        if measured.breaks_off and not line.manner:  # a shout may end with its loudest sound
            faults.append(Fault(FaultKind.ABRUPT, "at its end", 2.0))
        if each.heard is not None:
            faults += each.heard.find_faults(_length_fits(each, paces))
            faults += _pace(each, paces)
    base = levels.get(str(line.chapter))
    known = measured.level is not None and base is not None and not measured.silent
    level = measured.level - line.volume - base if known else None  # type: ignore[operator]
    return JudgedLine(line, measured, each.heard, tuple(faults), off, level)


def _limit(line: SpokenLine) -> float:
    if line.is_written:
        return OFF_UNKNOWN
    return OFF if line.length >= SHORT else OFF_SHORT


def _levels(lines: Iterable[JudgedLine]) -> Mapping[str, float]:
    """The level of each chapter and of each voice in a manner, by "chapter" and "voice manner"."""
    by_chapter: dict[str, list[float]] = defaultdict(list)
    for each in lines:
        if each.measured.level is not None and not each.line.manner:
            by_chapter[str(each.line.chapter)].append(each.measured.level - each.line.volume)
    base = {chapter: median(levels) for chapter, levels in by_chapter.items()}
    by_voice: dict[str, list[float]] = defaultdict(list)
    for each in lines:
        own = base.get(str(each.line.chapter))
        if each.measured.level is not None and own is not None:
            name = _name(each.line)
            by_voice[name].append(each.measured.level - each.line.volume - own)
    found = {name: median(off) for name, off in by_voice.items() if len(off) >= ENOUGH}
    return base | found


def _name(line: SpokenLine) -> str:
    return f"{line.voice or line.speaker} {line.manner}"


def _off(each: JudgedLine, levels: Mapping[str, float]) -> float | None:
    base, level = levels.get(str(each.line.chapter)), each.measured.level
    own = levels.get(_name(each.line), None if each.line.manner else 0.0)
    if base is None or level is None or own is None:
        return None
    return level - each.line.volume - base - own


def _paces(lines: Iterable[JudgedLine]) -> Mapping[str, float]:
    """Milliseconds of a sound, by voice and manner."""
    found: dict[str, list[float]] = defaultdict(list)
    for each in lines:
        if each.heard is not None and each.heard.sounds >= SOUNDS:
            found[_name(each.line)].append(_spoken(each) / each.heard.sounds)
    return {name: median(own) for name, own in found.items() if len(own) >= ENOUGH}


def _spoken(each: JudgedLine) -> float:
    """Milliseconds of a line's sounds, at its voice's own pace."""
    return max(1.0, each.line.length * each.line.rate - _beside(each.line))


def _beside(line: SpokenLine) -> float:
    """Milliseconds of a line beside its sounds, at its voice's own pace."""
    signs = [set(each) for each in _BETWEEN.findall(plain(line.text))]
    stops = sum(not _STOP.isdisjoint(each) for each in signs)
    commas = sum(_STOP.isdisjoint(each) and not _COMMA.isdisjoint(each) for each in signs)
    return BEGIN + COMMA * commas + PAUSE * stops


def _expected(each: JudgedLine, paces: Mapping[str, float]) -> tuple[float, float]:
    """Milliseconds that a line should take, and that each of its sounds does."""
    own = paces.get(_name(each.line), SOUND)
    sounds = each.heard.sounds if each.heard else 0
    rate = each.line.rate
    return (_beside(each.line) + own * sounds) / rate, own / rate


def _length_fits(each: JudgedLine, paces: Mapping[str, float]) -> Callable[[int], float]:
    """How much likelier a line's length is if it has so many sounds more."""
    expected, sound = _expected(each, paces)
    off, spread = each.line.length - expected, SPREAD + SPREADS * expected

    def fits(more: int) -> float:
        likelier = (off**2 - (off - sound * more) ** 2) / (2 * spread**2)
        return max(-MOST, min(likelier, MOST))

    return fits


def _pace(each: JudgedLine, paces: Mapping[str, float]) -> Iterable[Fault]:
    if each.heard is None:
        return
    length = max(each.line.length, 1)
    expected, _ = _expected(each, paces)
    off = math.log(length / expected)
    if each.heard.sounds < SOUNDS:
        known = not each.line.manner or _name(each.line) in paces
        if not known or expected >= BRIEF or abs(length - expected) <= AWAY:
            return
    elif FAST <= off <= SLOW:
        return
    detail = f"{length / 1000:.1f} s instead of about {expected / 1000:.1f} s"
    yield Fault(FaultKind.FAST if off < 0 else FaultKind.SLOW, detail, abs(off) * 4)
