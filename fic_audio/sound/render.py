"""Cues -> clips: engines in worker processes, one in each, fed with a few lines at a time."""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from dataclasses import replace
from typing import NamedTuple

from fic_audio.closing import Closing
from fic_audio.engines import Engine
from fic_audio.errors import EngineError, StoppedError
from fic_audio.model import Clip, Cue, Voice
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.processes import Processes
from fic_audio.sound.retry_in_parts import Lacking, Say, UnspokenPart, gap, in_parts
from fic_audio.sound.worker import PATIENCE, NoSoundError, speak

BATCH = 1000
"""Characters a worker gets at once: some 80 ms of espeak-ng's work, half a minute of a neural
voice's, and 2.5 MB of sound to send back."""

FIRST = 125
"""Characters of the first batch; each has twice those of the one before it until they are `BATCH`:
who waits for the first sound does not wait for half a minute of it."""

PROBE = "Yes."
"""What a voice says that can say anything."""

AHEAD = 2
"""Batches underway for each worker: the one it speaks, and one that it finds when that is done."""

ANSWER = 0.1
"""Seconds in which a thread that waits for a clip notices that it is to stop."""

Stops = tuple[threading.Event, ...]
"""Any of them ends a work."""


class _Batch(NamedTuple):
    """Cues that are underway together."""

    missing: tuple[Cue, ...]
    """Those of which there is no clip yet."""
    names: list[str]
    """In the cache, of all of them."""
    clips: list[Clip | None]
    work: Future[list[Clip]] | None
    """The missing ones, when they are made."""


class Speakers(Closing):
    """A pool of engines that speaks. Several threads may use it at once.

    `factory` makes the engine of a name and can be pickled: `engines.load`. Each voice is spoken by
    its own. `executor` makes the workers; anything that is a `concurrent.futures.Executor` will do.
    `cache` keeps the clips, under name and version of their engine: `versions`, by name.
    `lenient`: a line that can't be said costs no more than itself.
    """

    def __init__(
        self,
        factory: Callable[[str], Engine],
        jobs: int,
        *,
        executor: Callable[[int], Executor] = Processes,
        patience: float = PATIENCE,
        cache: Cache | None = None,
        versions: Mapping[str, str] | None = None,
        lenient: bool = False,
    ) -> None:
        self._factory = pickle.dumps(factory)
        self._patience = patience
        self._cache = cache
        self._versions = versions or {}
        self._lenient = lenient
        self.understudies: dict[Voice, Voice] = {}
        """Who says the lines that a voice can't, if these are lenient."""
        self._room = threading.Semaphore(AHEAD * jobs + 2)
        self._able: dict[tuple[str, str], bool] = {}
        self._closed = threading.Event()
        self._pool = executor(jobs)

    def close(self) -> None:
        """Ends the workers; whoever still waits for a clip gets a StoppedError."""
        self._closed.set()
        self._pool.shutdown(cancel_futures=True)

    def kill(self) -> None:
        """Ends all work at once, from any thread: whoever waits for a clip gets a StoppedError."""
        self._closed.set()
        if isinstance(self._pool, Processes):
            self._pool.kill()

    def speak(self, cues: Iterable[Cue], stopped: threading.Event | None = None) -> Iterator[Clip]:
        """A clip for each cue, in order, trimmed and levelled.

        Works ahead of its readers, all of them together, by two batches for each worker. A line
        that kills its worker, never ends or comes back as silence is tried again alone, then in
        parts. What fails all the same, or is refused by its engine, EngineError names. Those who
        are lenient say it in the voice of its understudy, or leave it out; then it is a `Lacking`
        clip, and an error only if its voice can say nothing at all. Raises StoppedError soon after
        `stopped` is set; the others speak on.
        """
        stops = (self._closed, *((stopped,) if stopped else ()))
        waiting: deque[_Batch] = deque()
        try:
            for lines in _batches(cues):
                # Who has nothing underway waits for room; the others make some.
                while not self._room.acquire(timeout=0 if waiting else ANSWER):
                    _check(stops)
                    if waiting:
                        yield from self._end(waiting.popleft(), stops)
                try:
                    waiting.append(self._begin(lines))
                except BaseException:
                    self._room.release()
                    raise
            while waiting:
                yield from self._end(waiting.popleft(), stops)
        finally:
            for batch in waiting:
                self._room.release()
                if batch.work:
                    batch.work.cancel()

    def _begin(self, cues: tuple[Cue, ...]) -> _Batch:
        """Looks for clips of the cues, and hands those that are missing to a worker."""
        names = [self._name(cue) if self._cache else "" for cue in cues]
        clips = [self._cache.get(name) if self._cache else None for name in names]
        missing = tuple(cue for cue, clip in zip(cues, clips, strict=True) if clip is None)
        return _Batch(missing, names, clips, self._submit(missing) if missing else None)

    def _name(self, cue: Cue) -> str:
        engine = cue.voice.engine
        return key(f"{engine} {self._versions.get(engine, '')}", cue)

    def _end(self, batch: _Batch, stops: Stops) -> Iterator[Clip]:
        try:
            made = iter(self._result(batch.missing, batch.work, stops) if batch.work else ())
        finally:
            self._room.release()
        for name, clip in zip(batch.names, batch.clips, strict=True):
            if clip is None:
                clip = next(made)
                # What is lacking may be there in the next run.
                if self._cache and not isinstance(clip, Lacking):
                    self._cache.put(name, clip)
            yield clip

    def _submit(self, batch: tuple[Cue, ...]) -> Future[list[Clip]]:
        try:
            return self._pool.submit(speak, self._factory, batch, self._patience)
        except RuntimeError:  # it takes no more work
            _check((self._closed,))
            raise

    def _result(self, batch: tuple[Cue, ...], work: Future[list[Clip]], stops: Stops) -> list[Clip]:
        try:
            return _result(work, stops)
        except (BrokenExecutor, NoSoundError):
            pass
        except EngineError:
            if not self._lenient:
                raise

        def alone(cue: Cue) -> Clip:
            return _result(self._submit((cue,)), stops)[0]

        say = self._as_can_be if self._lenient else in_parts
        return [say(cue, alone) for cue in batch]

    def _as_can_be(self, cue: Cue, say: Say) -> Clip:
        """A line by its voice, else by another, else without what is unsaid."""
        unsaid: list[UnspokenPart] = []
        clip = in_parts(cue, say, able=lambda: self._speaks(cue.voice, say), unsaid=unsaid)
        if not unsaid:
            return clip
        if other := self.understudies.get(cue.voice):
            try:
                whole = in_parts(replace(cue, voice=other), say)
            except EngineError:
                pass
            else:
                return Lacking(
                    whole.pcm, whole.rate, (UnspokenPart(cue, unsaid[0].why, other.name),)
                )
        if clip.pcm:
            return Lacking(clip.pcm, clip.rate, tuple(unsaid))
        return Lacking(*gap(), (UnspokenPart(cue, unsaid[0].why),))

    def _speaks(self, voice: Voice, say: Say) -> bool:
        """Whether a voice says anything at all: if not, it is no matter of a single line."""
        known = voice.engine, voice.id
        if known not in self._able:
            try:
                say(Cue(PROBE, voice))
                self._able[known] = True
            except (EngineError, BrokenExecutor, NoSoundError):
                self._able[known] = False
        return self._able[known]


def _check(stops: Stops) -> None:
    if any(stop.is_set() for stop in stops):
        raise StoppedError("stopped while speaking")


def _result(work: Future[list[Clip]], stops: Stops) -> list[Clip]:
    """What comes of work that is underway. Raises StoppedError if it is not wanted any more."""
    while not wait([work], ANSWER).done:
        _check(stops)
    try:
        return work.result()
    except (BrokenExecutor, CancelledError):
        _check(stops)
        raise


def _batches(cues: Iterable[Cue]) -> Iterator[tuple[Cue, ...]]:
    batch: list[Cue] = []
    size, enough = 0, FIRST
    for cue in cues:
        batch.append(cue)
        size += len(cue.text)
        if size >= enough:
            yield tuple(batch)
            batch, size, enough = [], 0, min(2 * enough, BATCH)
    if batch:
        yield tuple(batch)
