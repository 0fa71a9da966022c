"""Plans -> files: all the chapters of all the stories are one queue, before one set of workers."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from fic_audio import engines, ffmpeg
from fic_audio.errors import EngineError, FicAudioError, StoryError
from fic_audio.model import Clip, Cue, Ms
from fic_audio.produce import chapter, extras, heap, record
from fic_audio.produce.chapter import File
from fic_audio.produce.cues import beginning, cue_sheets, give_parts
from fic_audio.produce.dressing import cover, dress
from fic_audio.produce.estimate import making
from fic_audio.produce.interrupts import deferred
from fic_audio.produce.keeping import clear, settle, stand
from fic_audio.produce.plan import Order, Plan
from fic_audio.produce.script import Script
from fic_audio.produce.series import share
from fic_audio.produce.shelving import shelve
from fic_audio.produce.workshop import workshop
from fic_audio.script.cast import Cast
from fic_audio.sound import music
from fic_audio.sound.cache import Cache
from fic_audio.sound.cluster import Cluster
from fic_audio.sound.parts import Lacking, Unsaid
from fic_audio.sound.processes import Processes
from fic_audio.sound.render import Speakers

MOST_FAILED = 5
"""Chapters that may fail before the rest is given up: then it is not a matter of single lines."""

ANSWER = 0.2
"""Seconds in which a run hears that it is to stop."""


@dataclass(frozen=True, slots=True)
class Produced:
    """What came of a plan."""

    plan: Plan
    cast: Cast
    files: tuple[File, ...]
    seconds: float | None = None
    """How long a dry run thinks that the work will take; None where that is not known."""
    abroad: Mapping[int, tuple[Cue, ...]] = field(default_factory=dict)
    """What is said in another language than the story's, by the number of the chapter from 0."""

    @property
    def script(self) -> Script:
        return self.plan.script

    @property
    def length(self) -> Ms:
        return Ms(sum(file.length for file in self.files))


class Progress(Protocol):
    """Is told how far the work on a story has come, from several threads."""

    def begin(self, title: str, words: int, chapters: int) -> None: ...

    def spoke(self, words: int) -> None: ...

    def finished(self, file: File) -> None: ...

    def end(self) -> None: ...


def produce(plan: Plan, progress: Progress) -> Produced:
    """Plan -> the story's files, finished and tagged."""
    with closing(produce_all([plan], lambda: progress)) as outcomes:
        made = next(outcomes)
    if isinstance(made, Produced):
        return made
    raise made


def produce_all(
    plans: Iterable[Plan], show: Callable[[], Progress], cluster: Cluster | None = None
) -> Generator[Produced | FicAudioError, None, None]:
    """What comes of each plan, in their order: its files, or why some of them could not be made.

    `show` gives every story its progress; `cluster` speaks in the place of this machine. A story
    that its engine can't say leaves the others alone, as a chapter does: the rest is finished. Any
    other error stops them all.
    """
    waiting, told = deque(plans), deque[_Story]()
    running: dict[Future[File], _Story] = {}
    done: SimpleQueue[Future[File]] = SimpleQueue()
    with deferred() as stop_if_asked, ExitStack() as shops, _Crew(cluster) as crew:
        try:
            while waiting or told:
                # A little ahead: the workers are to find the next story's chapters in the queue.
                while waiting and len(running) <= crew.at_once:
                    told.append(_Story(waiting.popleft(), show()))
                    shops.callback(told[-1].shop.close)
                    running |= (started := told[-1].start(crew))
                    for future in started:
                        future.add_done_callback(done.put)
                stop_if_asked()
                while told and (outcome := told[0].outcome):
                    told.popleft()
                    yield outcome
                if running:
                    try:
                        future = done.get(timeout=ANSWER)
                    except Empty:
                        continue
                    running.pop(future).take(future)
        finally:
            for story in told:
                story.stop.set()


class _Crew:
    """What all stories share: threads for chapters, workers for lines."""

    def __init__(self, cluster: Cluster | None) -> None:
        self._cluster = cluster
        self._stack = ExitStack()
        self._speakers: Speakers | None = None
        self._versions: dict[str, str] = {}
        self._encoders = ffmpeg.Group()
        self.at_once = 0
        """Chapters in flight."""

    def __enter__(self) -> Self:
        return self

    def hire(self, order: Order, versions: Mapping[str, str]) -> Speakers:
        """Those who speak for an order, with engines of these versions."""
        self._versions |= versions
        if self._speakers is None:
            heap.tidy()
            workers = self._cluster.cores if self._cluster else order.jobs
            # One more than workers: while that many are encoded, another is spoken.
            self.at_once = workers + 1
            self.pool = ThreadPoolExecutor(self.at_once, "chapter", initializer=self._encoders.join)
            self.encoding = threading.Semaphore(order.jobs)
            self._stack.callback(self.pool.shutdown, cancel_futures=True)
            # Closed before the threads are waited for: an error ends them at once.
            self._speakers = self._stack.enter_context(
                Speakers(
                    engines.load,
                    workers,
                    executor=self._cluster.workers if self._cluster else Processes,
                    cache=Cache(order.cache) if order.cache else None,
                    versions=self._versions,
                    lenient=True,
                )
            )
        return self._speakers

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error:
            self._encoders.kill()  # what they make is not wanted any more
        self._stack.close()


class _Story:
    """A story underway."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self._plan = plan
        self._progress = progress
        self._running: dict[Future[File], int] = {}
        self._files: dict[int, File] = {}
        self._failed: list[EngineError] = []
        self.shop = ExitStack()
        self.stop = threading.Event()
        self._cover = b""
        self._seconds: float | None = None
        self._abroad: Mapping[int, tuple[Cue, ...]] = {}
        self._shop = Path()
        self.outcome: Produced | FicAudioError | None = None
        """What came of it, when nothing of it is underway any more."""

    def start(self, crew: _Crew) -> dict[Future[File], _Story]:
        """Puts the chapters that are not there yet into the queue."""
        try:
            sheets = self._prepare()
        except (StoryError, EngineError) as error:
            self.outcome = error
            return {}
        if sheets:
            self._queue(sheets, crew)
        self._end_if_done()
        return dict.fromkeys(self._running, self)

    def take(self, future: Future[File]) -> None:
        """Notes what came of a chapter. Raises what stops the other stories as well."""
        number = self._running.pop(future)
        try:
            self._files[number] = future.result()
        except EngineError as error:
            self._failed.append(error)
            if len(self._failed) >= MOST_FAILED:
                self.stop.set()
        except _StoppedError:
            pass
        self._end_if_done()

    def _prepare(self) -> dict[int, tuple[Cue, ...]]:
        """What is to be spoken of each chapter that is not there yet."""
        plan = self._plan
        self._parts = give_parts(plan.script, plan.config, plan.voices)
        edges = {"opens": plan.standing.opens, "closes": plan.standing.closes}
        sheets = cue_sheets(plan.script, self._parts, plan.config, **edges)
        if plan.order.preview:
            sheets = [beginning(sheet) for sheet in sheets]
        wanted = {number: sheets[number] for number in plan.wanted if sheets[number]}
        abroad = {n: tuple(cue for cue in cues if cue.language) for n, cues in wanted.items()}
        self._abroad = {number: cues for number, cues in abroad.items() if cues}
        if not wanted:
            raise StoryError(f"{plan.path}: holds nothing that is read aloud")
        for path in filter(None, (plan.config.intro, plan.config.outro)):
            music.check(path)
        if plan.order.dry_run:
            self._files = {n: chapter.estimate(plan, n, cues) for n, cues in wanted.items()}
            self._seconds = making(chain.from_iterable(wanted.values()), plan.order.jobs)
        else:
            self._cover = cover(plan)
            self._shop = self.shop.enter_context(workshop(plan.folder))
            extras.set_apart(plan.folder, plan.config.formats, plan.apart)
            settle(plan)
            stand(plan, self._parts, self._cover, self._shop)
            self._files = chapter.kept(plan, self._parts, wanted, self._cover)
        missing = {n: cues for n, cues in wanted.items() if n not in self._files}
        if plan.config.series is not None and not plan.order.dry_run:
            share(plan.config.series, self._parts)
        words = sum(chapter.words(cue) for cues in missing.values() for cue in cues)
        self._progress.begin(plan.script.story.metadata.title, words, len(missing))
        return missing

    def _queue(self, sheets: dict[int, tuple[Cue, ...]], crew: _Crew) -> None:
        speakers = crew.hire(self._plan.order, self._plan.versions)
        shop = self._shop

        for voice in {cue.voice for cues in sheets.values() for cue in cues}:
            if other := self._plan.voices.understudy(voice):
                speakers.understudies[voice] = other

        def heard(unsaid: list[Unsaid], cues: Sequence[Cue]) -> Iterator[Clip]:
            for cue, clip in zip(cues, speakers.speak(cues), strict=True):
                if isinstance(clip, Lacking):
                    unsaid += clip.unsaid
                if self.stop.is_set():
                    raise _StoppedError
                self._progress.spoke(chapter.words(cue))
                yield clip

        def make(number: int, cues: Sequence[Cue]) -> File:
            plan = self._plan
            if self.stop.is_set():
                raise _StoppedError
            try:
                unsaid: list[Unsaid] = []
                places = (shop, crew.encoding, self._cover, unsaid)
                speak = partial(heard, unsaid)
                file = chapter.make(plan, self._parts, number, cues, speak, *places)
            except EngineError as error:
                raise EngineError(f"{plan.path}, {plan.titles[number]}: {error}") from error
            self._progress.finished(file)
            return file

        self._running = {
            crew.pool.submit(make, n, sheets[n]): n for n in giants_first(sheets, crew.at_once)
        }

    def _end_if_done(self) -> None:
        if self._running:
            return
        self._progress.end()
        files = tuple(self._files[number] for number in sorted(self._files))
        if files and not self._plan.order.dry_run:
            made = shelve(self._plan, self._parts, self._files)
            dress(self._plan, made, self._cover)
            clear(made)
        self.shop.close()
        if self._failed:
            self.outcome = _several(self._failed, sum(not file.kept for file in files))
        else:
            self.outcome = Produced(self._plan, self._parts, files, self._seconds, self._abroad)


def giants_first(sheets: Mapping[int, Sequence[Cue]], at_once: int) -> list[int]:
    """The chapters in their order, but first those that are more than a fair share of the work:
    nothing else would be left to do beside one that comes last."""
    sizes = {number: sum(len(cue.text) for cue in cues) for number, cues in sheets.items()}
    share = sum(sizes.values()) / at_once
    return sorted(sizes, key=lambda number: -sizes[number] if sizes[number] > share else 0)


def finish(made: Produced, told: dict[str, object]) -> None:
    """Notes that a run came to its end, and what it told: another like it has nothing to do, but
    for what could not be said."""
    plan = made.plan
    if not plan.order.dry_run:
        inputs = "" if any(chapter.missing(file.unsaid) for file in made.files) else plan.inputs
        kept = [now.file for _, now in plan.standing.kept]
        asked = (*(plan.files[number] for number in plan.wanted), *kept)
        record.close(plan.folder, frozenset((*plan.files, *kept)), inputs, told, asked)


def _several(errors: Sequence[EngineError], finished: int) -> EngineError:
    """The chapters that could not be said, as one error."""
    rest = f"; the other {finished} finished chapters stand" if finished else ""
    return EngineError("\n".join(map(str, errors)) + rest)


class _StoppedError(Exception):
    """Ends a chapter's thread after another has failed."""
