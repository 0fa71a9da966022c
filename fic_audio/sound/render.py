"""Cues -> clips: engines in worker processes, one in each, fed with a few lines at a time."""

from __future__ import annotations

import contextlib
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from types import TracebackType
from typing import NamedTuple, Self

from fic_audio.engines import Engine
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue, Voice
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.parts import Lacking, Say, StoppedError, Unsaid, gap, in_parts
from fic_audio.sound.worker import PATIENCE, NoSoundError, settle, speak

BATCH = 1000
"""Characters a worker gets at once: some 80 ms of espeak-ng's work, half a minute of a neural
voice's, and 2.5 MB of sound to send back."""

PROBE = "Yes."
"""What a voice says that can say anything."""

AHEAD = 2
"""Batches underway for each worker: the one it speaks, and one that it finds when that is done."""


def processes(jobs: int) -> Executor:
    """Worker processes on this machine. Raises EngineError where there can be none."""
    try:
        # Spawned: a fork of a program that runs threads may inherit their locks.
        return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=settle)
    except (OSError, ImportError) as why:  # the second where Python was built without semaphores
        reason = why.strerror if isinstance(why, OSError) else why
        raise EngineError(
            f"no worker process can be started ({reason}): on Linux they share locks in /dev/shm, "
            "which has to be there and writable, in a container too"
        ) from why


class _Batch(NamedTuple):
    """Cues that are underway together."""

    missing: tuple[Cue, ...]
    """Those of which there is no clip yet."""
    names: list[str]
    """In the cache, of all of them."""
    clips: list[Clip | None]
    work: tuple[Executor, Future[list[Clip]]] | None
    """Who makes the missing ones."""


class Speakers:
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
        executor: Callable[[int], Executor] = processes,
        patience: float = PATIENCE,
        cache: Cache | None = None,
        versions: Mapping[str, str] | None = None,
        lenient: bool = False,
    ) -> None:
        self._factory = pickle.dumps(factory)
        self._jobs = jobs
        self._make = executor
        self._patience = patience
        self._cache = cache
        self._versions = versions or {}
        self._lenient = lenient
        self.understudies: dict[Voice, Voice] = {}
        """Who says the lines that a voice can't, if these are lenient."""
        self._lock = threading.Lock()
        self._doubt = threading.Lock()
        self._room = threading.Semaphore(AHEAD * jobs + 2)
        self._able: dict[tuple[str, str], bool] = {}
        self._closed = False
        self._pool = executor(jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed = True
        self._pool.shutdown(cancel_futures=True)

    def speak(self, cues: Iterable[Cue]) -> Iterator[Clip]:
        """A clip for each cue, in order, trimmed and levelled.

        Works ahead of its readers, all of them together, by two batches for each worker. A line
        that kills its worker, never ends or comes back as silence is tried again alone, then in
        parts. What fails all the same, or is refused by its engine, EngineError names. Those who
        are lenient say it in the voice of its understudy, or leave it out; then it is a `Lacking`
        clip, and an error only if its voice can say nothing at all.
        """
        waiting: deque[_Batch] = deque()
        try:
            for lines in _batches(cues):
                # Who has nothing underway waits for room; the others make some.
                while not self._room.acquire(blocking=not waiting):
                    yield from self._end(waiting.popleft())
                try:
                    waiting.append(self._begin(lines))
                except BaseException:
                    self._room.release()
                    raise
            while waiting:
                yield from self._end(waiting.popleft())
        finally:
            for batch in waiting:
                self._room.release()
                if batch.work:
                    batch.work[1].cancel()

    def _begin(self, cues: tuple[Cue, ...]) -> _Batch:
        """Looks for clips of the cues, and hands those that are missing to a worker."""
        names = [self._name(cue) if self._cache else "" for cue in cues]
        clips = [self._cache.get(name) if self._cache else None for name in names]
        missing = tuple(cue for cue, clip in zip(cues, clips, strict=True) if clip is None)
        return _Batch(missing, names, clips, self._submit(missing) if missing else None)

    def _name(self, cue: Cue) -> str:
        engine = cue.voice.engine
        return key(f"{engine} {self._versions.get(engine, '')}", cue)

    def _end(self, batch: _Batch) -> Iterator[Clip]:
        try:
            made = iter(self._result(batch.missing, *batch.work) if batch.work else ())
        finally:
            self._room.release()
        for name, clip in zip(batch.names, batch.clips, strict=True):
            if clip is None:
                clip = next(made)
                # What is lacking may be there in the next run.
                if self._cache and not isinstance(clip, Lacking):
                    self._cache.put(name, clip)
            yield clip

    def _submit(self, batch: tuple[Cue, ...]) -> tuple[Executor, Future[list[Clip]]]:
        pool = self._pool
        try:
            return pool, pool.submit(speak, self._factory, batch, self._patience)
        except BrokenExecutor:
            pool = self._renew(pool)
            return pool, pool.submit(speak, self._factory, batch, self._patience)

    def _result(
        self, batch: tuple[Cue, ...], pool: Executor, future: Future[list[Clip]]
    ) -> list[Clip]:
        try:
            return future.result()
        except BrokenExecutor:
            self._renew(pool)
        except NoSoundError:
            pass
        except EngineError:
            if not self._lenient:
                raise
        return self._one_by_one(batch)

    def _renew(self, broken: Executor) -> Executor:
        """New workers in place of the broken pool's, unless another thread has seen to it."""
        with self._lock:
            if self._closed:
                raise StoppedError("stopped while speaking")
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._make(self._jobs)
            return self._pool

    def _one_by_one(self, batch: tuple[Cue, ...]) -> list[Clip]:
        """The lines of a batch that went wrong, each with a worker of its own to die with."""
        with self._doubt, contextlib.ExitStack() as stack:

            def alone(cue: Cue) -> Clip:
                if self._closed:
                    raise StoppedError("stopped while speaking")
                pool = stack.enter_context(self._make(1))
                return pool.submit(speak, self._factory, (cue,), self._patience).result()[0]

            say = self._as_can_be if self._lenient else in_parts
            return [say(cue, alone) for cue in batch]

    def _as_can_be(self, cue: Cue, say: Say) -> Clip:
        """A line by its voice, else by another, else without what is unsaid."""
        unsaid: list[Unsaid] = []
        clip = in_parts(cue, say, able=lambda: self._speaks(cue.voice, say), unsaid=unsaid)
        if not unsaid:
            return clip
        if other := self.understudies.get(cue.voice):
            try:
                whole = in_parts(replace(cue, voice=other), say)
            except StoppedError:
                raise
            except EngineError:
                pass
            else:
                return Lacking(whole.pcm, whole.rate, (Unsaid(cue, unsaid[0].why, other.name),))
        if clip.pcm:
            return Lacking(clip.pcm, clip.rate, tuple(unsaid))
        return Lacking(*gap(), (Unsaid(cue, unsaid[0].why),))

    def _speaks(self, voice: Voice, say: Say) -> bool:
        """Whether a voice says anything at all: if not, it is no matter of a single line."""
        known = voice.engine, voice.id
        if known not in self._able:
            try:
                say(Cue(PROBE, voice))
                self._able[known] = True
            except StoppedError:
                raise
            except (EngineError, BrokenExecutor, NoSoundError):
                self._able[known] = False
        return self._able[known]


def _batches(cues: Iterable[Cue]) -> Iterator[tuple[Cue, ...]]:
    batch: list[Cue] = []
    size = 0
    for cue in cues:
        batch.append(cue)
        size += len(cue.text)
        if size >= BATCH:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
