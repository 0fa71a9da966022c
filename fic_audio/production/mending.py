"""Lines that sound unclear -> spoken again otherwise, and the best of what is heard is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from fic_audio.engines.phonemes import plain
from fic_audio.errors import EngineError
from fic_audio.listening.doubts import HeardLine
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.judge import HOLE_AT_STOP, OFF, JudgedLine
from fic_audio.listening.listener import Part, Window
from fic_audio.listening.measure import measure
from fic_audio.listening.model import Ears
from fic_audio.listening.pool import Pool
from fic_audio.listening.recogniser import RATE
from fic_audio.listening.record import Kept, Record
from fic_audio.listening.session import language_of
from fic_audio.listening.sounds import find_names
from fic_audio.model import Clip, Cue, Hz
from fic_audio.production import fingerprints, takes
from fic_audio.production.chapter import clip_keys
from fic_audio.production.plan import Plan
from fic_audio.production.takes import Take, Takes
from fic_audio.production.ways import find_ways
from fic_audio.sound.cache import Cache
from fic_audio.sound.level import REFERENCE
from fic_audio.sound.render import Speakers
from fic_audio.sound.retry_in_parts import Lacking
from fic_audio.sound.stitch import at_rate

TRIES = 3
"""Times that a line is spoken otherwise, at most."""
PAUSE = 400
"""Milliseconds between a line and its neighbours, while it is tried."""
NEAR = 150
"""Characters of a neighbour, at most: a window is not to be long."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of the mending."""

    tried: int = 0
    """Number of lines that were spoken again."""
    better: int = 0
    """Number of lines of which another take is better."""


class _Line(NamedTuple):
    """A line to mend."""

    number: int
    """Number of its chapter in the story, from 0."""
    place: int
    """Its place in the chapter."""
    key: str
    """Name of its first clip."""
    cue: Cue
    """As it was spoken first."""
    judged: JudgedLine


class _Try(NamedTuple):
    """What is known of a take."""

    badness: float
    take: Take | None


class Mender:
    """Speaks lines of a story again, and listens to them."""

    def __init__(
        self,
        plan: Plan,
        sheets: Mapping[int, Sequence[Cue]],
        ears: Ears,
        speakers: Speakers,
        fresh: Speakers,
        pool: Pool,
    ) -> None:
        """`sheets`: what is spoken in each chapter, without takes. `fresh` speaks what is in the
        cache once more."""
        self._plan, self._sheets, self._ears = plan, sheets, ears
        self._speakers, self._fresh, self._pool = speakers, fresh, pool
        self._before = takes.load(plan.folder)
        self._record = Record(plan.folder, ears.id)
        self._renewed: set[int] = set()
        self._language = language_of(plan.script.story.metadata)
        self._names = find_names(cue.text for cues in sheets.values() for cue in cues)

    def mend(self, unclear: Sequence[JudgedLine]) -> Mended:
        """Tries the lines otherwise, and keeps what is better in the story's folder. Raises
        OutputError."""
        lines = list(self._find(unclear))
        best = {line.key: _Try(_badness(line.judged.faults), None) for line in lines}
        before = dict(best)
        chosen, tried = dict(self._before.chosen), dict(self._before.tried)
        for line in self._spoken_anew(lines):
            best[line.key] = _Try(0.0, None)
        ways = {line.key: list(self._ways(line)) for line in lines}
        for turn in range(TRIES):
            open_lines = [
                line for line in lines if best[line.key].badness > 0 and turn < len(ways[line.key])
            ]
            now = [ways[line.key][turn] for line in open_lines]
            for line, take, badness in self._listen(open_lines, now):
                tried[line.key] = (*tried.get(line.key, ()), take.way)
                if badness < best[line.key].badness:
                    best[line.key] = _Try(badness, take)
        chosen |= {key: each.take for key, each in best.items() if each.take is not None}
        for line in lines:
            kept = best[line.key].take
            name = self._name(kept.of(line.cue) if kept else line.cue)
            tried[line.key] = tried[name] = tried.get(line.key, ())
        known = Takes(chosen, tried | {each.line.key: () for each in unclear} | tried)
        if known != self._before:
            takes.save(self._plan.folder, known)
        for number in self._renewed:
            fingerprints.begin(self._plan.folder, forget=self._plan.files[number])
        better = sum(best[key].badness < before[key].badness for key in best)
        return Mended(len(lines), better)

    def _find(self, unclear: Sequence[JudgedLine]) -> Iterator[_Line]:
        """The lines among what is spoken; those that were tried before stay as they are."""
        wanted = {each.line.key: each for each in unclear if each.heard or each.faults}
        name = self._name
        for number, cues in self._sheets.items():
            for place, (cue, now) in enumerate(
                zip(cues, self._before.apply(cues, name), strict=True)
            ):
                judged = wanted.pop(name(now), None)
                key = name(cue)
                if judged is not None and key not in self._before.tried and not cue.language:
                    yield _Line(number, place, key, cue, judged)

    def _name(self, cue: Cue) -> str:
        return clip_keys(self._plan, (cue,))[0]

    def _ways(self, line: _Line) -> Iterator[Take]:
        cues = self._sheets[line.number]
        before = plain(cues[line.place - 1].text) if line.place else ""
        after = plain(cues[line.place + 1].text) if line.place + 1 < len(cues) else ""
        judged = line.judged
        yield from islice(find_ways(line.cue, judged.faults, before, after, judged.off), TRIES)

    def _spoken_anew(self, lines: Sequence[_Line]) -> Iterator[_Line]:
        """The lines whose clip was at fault, and not how it is spoken: their engine gives other
        sound now. It takes the place of theirs."""
        options = self._plan.options
        cache = Cache(options.cache) if options.cache else None
        if cache is None or not lines:
            return
        clips = list(self._clips(self._fresh, [line.cue for line in lines]))
        pairs = [
            (line, clip)
            for line, clip in zip(lines, clips, strict=True)
            if clip is not None and (old := cache.get(line.key)) and old.pcm != clip.pcm
        ]
        takes_ = [Take("again")] * len(pairs)
        found = self._judge([line for line, _ in pairs], takes_, [clip for _, clip in pairs])
        for (line, clip), (_, _, badness) in zip(pairs, found, strict=True):
            if badness < _badness(line.judged.faults):
                cache.put(line.key, clip)
                self._renewed.add(line.number)
                if not badness:
                    yield line

    def _listen(
        self, lines: Sequence[_Line], ways: Sequence[Take]
    ) -> Iterator[tuple[_Line, Take, float]]:
        """Speaks lines in a way each, and tells how bad that is."""
        cues = [take.of(line.cue) for line, take in zip(lines, ways, strict=True)]
        spoken = [
            (line, take, clip)
            for line, take, clip in zip(lines, ways, self._clips(self._speakers, cues), strict=True)
            if clip is not None
        ]
        yield from (
            self._judge(*(list(each) for each in zip(*spoken, strict=True))) if spoken else ()
        )

    def _clips(self, speakers: Speakers, cues: Sequence[Cue]) -> Iterator[Clip | None]:
        """The clip of each cue; None if it can't be said that way."""
        for cue in cues:
            try:
                (clip,) = speakers.speak((cue,))
            except EngineError:
                yield None
            else:
                yield None if isinstance(clip, Lacking) else clip

    def _judge(
        self, lines: Sequence[_Line], ways: Sequence[Take], clips: Sequence[Clip]
    ) -> Iterator[tuple[_Line, Take, float]]:
        windows = [self._window(*each) for each in zip(lines, ways, clips, strict=True)]
        work = [self._pool.submit(self._ears.folder, window) for window in windows]
        for line, take, clip, window, future in zip(lines, ways, clips, windows, work, strict=True):
            heard = self._heard(future, window)
            if heard is not None:
                yield line, take, self._measured(line, take, clip, window, heard)

    def _heard(self, future: Future[list[HeardLine]], window: Window) -> HeardLine | None:
        result = self._pool.result(future, self._ears.folder, window)
        return result[0] if result else None

    def _window(self, line: _Line, take: Take, clip: Clip) -> Window:
        """A take between the lines around it."""
        cues = self._before.apply(self._sheets[line.number], self._name)
        cue = take.of(line.cue)
        parts: list[Part] = []
        pcm = b""
        for place in (line.place - 1, line.place, line.place + 1):
            if not 0 <= place < len(cues):
                continue
            own = place == line.place
            sound = clip if own else self._neighbour(cues[place])
            if sound is None:
                continue
            start = len(pcm) // 2
            pcm += at_rate(sound, Hz(RATE)) + bytes(2 * RATE * PAUSE // 1000)
            spoken = cue if own else cues[place]
            parts.append(Part(self._name(spoken), spoken.text, start, len(pcm) // 2, own))
        return Window(tuple(parts), pcm, self._language, self._names)

    def _neighbour(self, cue: Cue) -> Clip | None:
        if len(cue.text) > NEAR:
            return None
        return next(self._clips(self._speakers, (cue,)))

    def _measured(
        self, line: _Line, take: Take, clip: Clip, window: Window, heard: HeardLine
    ) -> float:
        """How bad a take is, by its words, its level and its silences. It is kept as heard."""
        part = next(part for part in window.parts if part.listen)
        start, end = 2 * part.start, 2 * part.end - 2 * RATE * PAUSE // 1000
        own = measure(window.pcm[start:end], window.pcm[:start], window.pcm[end:])
        self._record.add([Kept(replace(heard, key=part.key), own)])
        bad = _badness(heard.faults)
        if own.silent or own.hole >= HOLE_AT_STOP:
            bad += 5.0
        if own.breaks_in or own.breaks_off:
            bad += 2.0
        if own.level is not None and not line.judged.line.manner:
            off = own.level - REFERENCE - line.cue.delivery.volume
            bad += abs(off) / 3 if abs(off) >= OFF else 0.0
        return bad


def _badness(faults: Sequence[Fault]) -> float:
    counted = (fault for fault in faults if fault.kind not in (FaultKind.FAST, FaultKind.SLOW))
    return sum(fault.weight for fault in counted)
