"""Worker processes on this machine, as an Executor whose work can be ended at once.

`concurrent.futures.ProcessPoolExecutor` can't: its workers share one pipe for what they made, and
whoever reads it waits for ever once one of them is killed in the middle of sending. It also runs
the main program again in each of them, and needs semaphores in /dev/shm, which not every container
may write to. Here each worker has pipes of its own, and one that crashes costs no more than what it
was at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from fic_audio.errors import EngineError
from fic_audio.sandbox import Companion
from fic_audio.sound.worker import settle

P = ParamSpec("P")
T = TypeVar("T")


class _Task(NamedTuple):
    future: Future[Any]
    call: Callable[[], Any]


class Processes(Executor):
    """So many processes, started when there is work for them; one that crashes is replaced."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._workers: set[Companion] = set()
        self._closed = self._killed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hands a call to a process. Its Future fails with BrokenExecutor if that process ends."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("no new work once the processes are shut down")
            self._tasks.put(_Task(future, partial(fn, *args, **kwargs)))
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
                worker.kill()
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
        worker: Companion | None = None
        try:
            while task := self._tasks.get():
                if not task.future.set_running_or_notify_cancel():
                    self._idle.release()
                    continue
                try:
                    if worker and worker.ended:
                        self._end(worker)
                        worker = None
                    worker = worker or self._start()
                    task.future.set_result(worker.ask(task.call))
                except BaseException as error:
                    task.future.set_exception(error)
                self._idle.release()
        finally:
            if worker:
                self._end(worker)

    def _start(self) -> Companion:
        try:
            worker = Companion(settle)
        except OSError as why:
            raise EngineError(f"no worker process can be started: {why.strerror}") from why
        with self._lock:
            self._workers.add(worker)
            if self._killed:
                worker.kill()
        return worker

    def _end(self, worker: Companion) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.close()
