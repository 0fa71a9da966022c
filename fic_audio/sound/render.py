"""Cues -> clips: engines in worker processes, one in each, fed with a few lines at a time."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self

from fic_audio.engines import Engine
from fic_audio.engines.phonemes import plain
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue, Db
from fic_audio.sound.level import level

BATCH = 1000
"""Characters a worker gets at once: some 80 ms of espeak-ng's work, half a minute of a neural
voice's, and 2.5 MB of sound to send back."""

PATIENCE = 60.0
"""Seconds that a line may take however short, loading the engine included."""
PATIENCE_A_CHARACTER = 0.2
"""Seconds for each character: the slowest engine needs a sixth of it."""


def processes(jobs: int) -> Executor:
    """Worker processes on this machine."""
    # Spawned: a fork of a program that runs threads may inherit their locks.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_settle)


class Speakers:
    """A pool of engines that speaks. Several threads may use it at once.

    `factory` makes an engine and can be pickled: `functools.partial(engines.load, "pyttsx3")`.
    `executor` makes the workers; anything that is a `concurrent.futures.Executor` will do.
    """

    def __init__(
        self,
        factory: Callable[[], Engine],
        jobs: int,
        *,
        executor: Callable[[int], Executor] = processes,
        patience: float = PATIENCE,
    ) -> None:
        self._factory = pickle.dumps(factory)
        self._jobs = jobs
        self._make = executor
        self._patience = patience
        self._lock = threading.Lock()
        self._doubt = threading.Lock()
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

        Works ahead of its reader by a batch more than there are workers. A line that kills its
        worker or never ends is tried again alone; EngineError names the line that fails twice, or
        that its engine refuses.
        """
        waiting: deque[tuple[tuple[Cue, ...], Executor, Future[list[Clip]]]] = deque()
        try:
            for batch in _batches(cues):
                waiting.append((batch, *self._submit(batch)))
                if len(waiting) > self._jobs + 1:
                    yield from self._result(*waiting.popleft())
            while waiting:
                yield from self._result(*waiting.popleft())
        finally:
            for _, _, future in waiting:
                future.cancel()

    def _submit(self, batch: tuple[Cue, ...]) -> tuple[Executor, Future[list[Clip]]]:
        pool = self._pool
        try:
            return pool, pool.submit(_speak, self._factory, batch, self._patience)
        except BrokenExecutor:
            pool = self._renew(pool)
            return pool, pool.submit(_speak, self._factory, batch, self._patience)

    def _result(
        self, batch: tuple[Cue, ...], pool: Executor, future: Future[list[Clip]]
    ) -> list[Clip]:
        try:
            return future.result()
        except BrokenExecutor:
            self._renew(pool)
            return self._one_by_one(batch)

    def _renew(self, broken: Executor) -> Executor:
        """New workers in place of the broken pool's, unless another thread has seen to it."""
        with self._lock:
            if self._closed:
                raise EngineError("stopped while speaking")
            if self._pool is broken:
                broken.shutdown(wait=False)
                self._pool = self._make(self._jobs)
            return self._pool

    def _one_by_one(self, batch: tuple[Cue, ...]) -> list[Clip]:
        """The lines of a batch whose worker died, each with a worker of its own to die with."""
        clips: list[Clip] = []
        with self._doubt, contextlib.ExitStack() as stack:
            pool = stack.enter_context(self._make(1))
            for cue in batch:
                for last in (False, True):
                    if self._closed:
                        raise EngineError("stopped while speaking")
                    try:
                        clips += pool.submit(_speak, self._factory, (cue,), self._patience).result()
                        break
                    except BrokenExecutor as why:
                        if last:
                            raise EngineError(
                                f"{_where(cue)}: the engine crashed or hung, twice"
                            ) from why
                        pool = stack.enter_context(self._make(1))
        return clips


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


def _where(cue: Cue) -> str:
    said = plain(cue.text)
    start = said[:40] + ("…" if len(said) > 40 else "")
    return f'"{start}" (character {cue.start} of its chapter, voice {cue.voice.name})'


# Below: what runs in the workers.

_own_worker = False


def _settle() -> None:
    """Makes the process a quiet worker that dies with its parent."""
    global _own_worker
    _own_worker = True
    # An interrupt is the parent's affair. A worker that it killed while sending its sound would
    # leave the parent waiting for the rest for ever; a batch is soon done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Native libraries write to the terminal as they please.
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(null, stream)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """Ends this process when its parent is gone, killed perhaps: nothing else would."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


@cache
def _engine(factory: bytes) -> Engine:
    engine: Engine = pickle.loads(factory)()
    engine.check()
    return engine


def _speak(factory: bytes, cues: tuple[Cue, ...], patience: float) -> list[Clip]:
    return [_say(factory, cue, patience) for cue in cues]


def _say(factory: bytes, cue: Cue, patience: float) -> Clip:
    with _deadline(patience + PATIENCE_A_CHARACTER * len(cue.text)):
        engine = _engine(factory)
        try:
            # The volume comes with the levelling: an engine at full scale could not be louder.
            clip = engine.say(cue.text, cue.voice, replace(cue.delivery, volume=Db(0.0)))
        except EngineError as why:
            raise EngineError(f"{_where(cue)}: {why}") from why
        except Exception as why:
            raise EngineError(f"{_where(cue)}: {engine.name} failed: {why!r}") from why
    return level(clip, cue.voice, cue.delivery.volume)


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Ends the process after that time, even out of native code that never returns."""
    if not _own_worker:
        # A thread, or another program's process, is not ours to end.
        yield
    elif hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        with open(os.devnull, "w") as null:  # noqa: PTH123
            faulthandler.dump_traceback_later(seconds, exit=True, file=null)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()
