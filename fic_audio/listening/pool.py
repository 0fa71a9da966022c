"""Workers that listen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from pathlib import Path

from fic_audio.errors import EngineError
from fic_audio.listening.doubts import HeardLine
from fic_audio.listening.listener import Window, listen_to


class Pool:
    """Workers, hired when there is something to listen to."""

    def __init__(self, executor: Callable[[int], Executor], jobs: int) -> None:
        self._hire, self._jobs = executor, jobs
        self._workers: Executor | None = None

    def submit(self, folder: Path, window: Window) -> Future[list[HeardLine]]:
        if self._workers is None:
            self._workers = self._hire(self._jobs)
        return self._workers.submit(listen_to, folder, window)

    def result(
        self, work: Future[list[HeardLine]], folder: Path, window: Window
    ) -> list[HeardLine] | None:
        """What a worker heard; None if it ended over it twice. Raises EngineError."""
        for _ in range(2):
            try:
                return work.result()
            except (BrokenExecutor, CancelledError):
                work = self.submit(folder, window)
            except (RuntimeError, ValueError, OSError, ImportError) as why:
                raise EngineError(f"{folder}: the model can't be used: {why}") from why
        return None

    def close(self) -> None:
        if self._workers is not None:
            kill = getattr(self._workers, "kill", None)
            if kill:
                kill()
            self._workers.shutdown(cancel_futures=True)
