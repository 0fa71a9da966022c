"""Plans -> files: all the chapters of all the stories are one queue, before one set of workers."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from fic_audio import engines, malloc
from fic_audio.errors import FicAudioError
from fic_audio.events import Event, Listener, ignore
from fic_audio.production.chapter import File
from fic_audio.production.interrupts import defer_interrupts
from fic_audio.production.plan import Plan
from fic_audio.production.story_run import StoryRun, Tools
from fic_audio.results import Result
from fic_audio.sound.cache import Cache
from fic_audio.sound.cluster import Cluster
from fic_audio.sound.processes import Processes
from fic_audio.sound.render import Speakers

ANSWER = 0.2
"""Seconds in which a run hears that it is to stop."""


def never(story: Path) -> bool:
    """Stops no story."""
    return False


def produce_all(
    plans: Iterable[Plan],
    listen: Listener = ignore,
    cluster: Cluster | None = None,
    is_stopped: Callable[[Path], bool] = never,
) -> Generator[Result | FicAudioError, None, None]:
    """What comes of each plan, in their order: its result, or why some of it could not be made.

    `listen` gets every event, in this thread. `cluster` speaks in the place of this machine.
    `is_stopped` is asked now and then whether a story is still wanted; one that is not ends within
    two seconds with a StoppedError. A story that its engine can't say leaves the others alone, as
    a chapter does: the rest is finished. Any other error stops them all.
    """
    waiting, told = deque(plans), deque[StoryRun]()
    running: dict[Future[File], StoryRun] = {}
    news: SimpleQueue[Future[File] | Event] = SimpleQueue()
    with defer_interrupts() as stop_if_asked, ExitStack() as stack, _Crew(cluster) as crew:
        try:
            while waiting or told:
                # A little ahead: the workers are to find the next story's chapters in the queue.
                while waiting and len(running) <= crew.at_once:
                    told.append(StoryRun(waiting.popleft(), listen, news.put))
                    stack.callback(told[-1].close)
                    if is_stopped(told[-1].plan.path):
                        told[-1].stop()
                    for future in told[-1].start(crew.hire):
                        running[future] = told[-1]
                        future.add_done_callback(news.put)
                while told and (outcome := told[0].outcome):
                    told.popleft()
                    yield outcome
                stop_if_asked()
                stopped = [story for story in told if is_stopped(story.plan.path)]
                for story in stopped:
                    story.stop()
                if stopped and len(stopped) == len(told) and not waiting:
                    crew.kill()
                if not running:
                    continue
                try:
                    item = news.get(timeout=ANSWER)
                except Empty:
                    continue
                if isinstance(item, Future):
                    running.pop(item).take(item)
                else:
                    listen(item)
        finally:
            for story in told:
                story.stop()


class _Crew:
    """What all stories share: threads for chapters, workers for lines."""

    def __init__(self, cluster: Cluster | None) -> None:
        self._cluster = cluster
        self._stack = ExitStack()
        self._versions: dict[str, str] = {}
        self._tools: Tools | None = None

    def __enter__(self) -> Self:
        return self

    @property
    def at_once(self) -> int:
        """Chapters in flight; 0 before there is anything to do."""
        return self._tools.at_once if self._tools else 0

    def hire(self, plan: Plan) -> Tools:
        """Those who make a plan's chapters."""
        self._versions |= plan.versions
        if self._tools is None:
            malloc.share_heap()
            malloc.give_back()  # what reading took
            order = plan.options
            workers = self._cluster.cores if self._cluster else order.jobs
            # One more than workers: while that many are encoded, another is spoken.
            at_once = workers + 1
            threads = ThreadPoolExecutor(at_once, "chapter")
            self._stack.callback(threads.shutdown, cancel_futures=True)
            # Closed before the threads are waited for: an error ends them at once.
            speakers = self._stack.enter_context(
                Speakers(
                    engines.load,
                    workers,
                    executor=self._cluster.workers if self._cluster else Processes,
                    cache=Cache(order.cache) if order.cache else None,
                    versions=self._versions,
                    lenient=True,
                )
            )
            encoding = threading.Semaphore(order.jobs)
            self._tools = Tools(speakers, threads, encoding, at_once)
        return self._tools

    def kill(self) -> None:
        """Ends all speech at once: nobody wants it any more."""
        if self._tools:
            self._tools.speakers.kill()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error:
            self.kill()
        self._stack.close()
