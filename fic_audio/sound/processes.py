"""Worker processes on this machine, as an Executor whose work can be ended at once.

`concurrent.futures.ProcessPoolExecutor` can't: its workers share one pipe for what they made, and
whoever reads it waits for ever once one of them is killed in the middle of sending. Here each has a
pipe of its own, so one that crashes costs no more than what it was at, and nothing is shared that
needs a semaphore (in /dev/shm, which not every container may write to).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from fic_audio.sound.worker import serve

P = ParamSpec("P")
T = TypeVar("T")


class _Task(NamedTuple):
    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection

    def ask(self, task: _Task) -> Any:
        """What comes of a task. Raises what it raises, and BrokenExecutor where the process ends
        before it answers."""
        try:
            self.pipe.send(task.call)
            done, answer = self.pipe.recv()
        except (EOFError, OSError) as why:
            raise BrokenExecutor("a worker process ended") from why
        if done:
            return answer
        raise answer

    def end(self) -> None:
        """Ends it, whatever it is at."""
        with suppress(ValueError):  # it is closed already
            self.process.kill()
            self.process.join()
            self.process.close()
        self.pipe.close()


class Processes(Executor):
    """So many processes, started when there is work for them; one that crashes is replaced."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._closed = self._killed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hands a call to a process. Its Future fails with BrokenExecutor if that process ends."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("no new work once the processes are shut down")
            self._tasks.put(_Task(future, (fn, args, kwargs)))
            if not self._idle.acquire(blocking=False) and len(self._threads) < self._jobs:
                thread = threading.Thread(target=self._attend, name="worker", daemon=True)
                self._threads.append(thread)
                thread.start()
        return future

    def kill(self) -> None:
        """Ends every process at once; whatever they were at or had before them is broken."""
        with self._lock:
            self._closed = self._killed = True
            for worker in self._workers:
                worker.process.kill()
        self._let_go()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As `Executor.shutdown`: work that is not cancelled is done before the processes end."""
        with self._lock:
            self._closed = True
        if cancel_futures:
            self._let_go()
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _let_go(self) -> None:
        """Cancels what is not begun."""
        while not self._tasks.empty():
            if task := self._tasks.get():
                task.future.cancel()
                task.future.set_running_or_notify_cancel()

    def _attend(self) -> None:
        """One process's thread: hands it a task after the other, and takes what it made."""
        worker: _Worker | None = None
        try:
            while task := self._tasks.get():
                if not task.future.set_running_or_notify_cancel():
                    self._idle.release()
                    continue
                try:
                    worker = worker or self._start()
                    task.future.set_result(worker.ask(task))
                except BaseException as error:
                    if worker and isinstance(error, BrokenExecutor):
                        self._end(worker)
                        worker = None
                    task.future.set_exception(error)
                self._idle.release()
        finally:
            if worker:
                self._end(worker)

    def _start(self) -> _Worker:
        # Spawned: a fork of a program that runs threads may inherit their locks.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True)
        with self._lock:
            if self._killed:
                raise BrokenExecutor("the processes were ended")
            process.start()
            worker = _Worker(process, ours)
            self._workers.add(worker)
        theirs.close()
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.end()
