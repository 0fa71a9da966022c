"""The library, for the command line, the studio and other programs.

import fic_audio
result = fic_audio.produce("story.epub", out="audio", formats=["m4b"], on_event=print)
script = fic_audio.read_script("story.epub")
job = fic_audio.Job(["a.epub", "b.epub"])
job.start(); job.cancel("a.epub"); job.result()
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio import voices as catalogue
from fic_audio.errors import FicAudioError, StoppedError, UsageError
from fic_audio.events import (
    Event,
    Listener,
    StoryFailed,
    StoryFinished,
    Warned,
    ignore,
)
from fic_audio.options import Options, StoryFile, configure, write_order
from fic_audio.production import Plan, UpToDate, check_apart, plan, setup
from fic_audio.results import Result
from fic_audio.script.sheet import files as sheets

if TYPE_CHECKING:
    from fic_audio.listening.model import Ears
    from fic_audio.production import Script
    from fic_audio.sound.cluster import Cluster
    from fic_audio.voices import Voices

__all__ = ["Job", "Options", "Outcome", "StoryFile", "produce", "read_script"]

Outcome = Result | FicAudioError


class Job:
    """Stories that are made together, in the background or in the calling thread.

    Each of `stories` is a file or folder, or the several files of one story. `on_event` gets every
    event, always from the thread that does the work.
    """

    def __init__(
        self,
        stories: Sequence[StoryFile | Sequence[StoryFile]],
        options: Options | None = None,
        on_event: Listener = ignore,
    ) -> None:
        if isinstance(stories, (str, Path)):
            raise UsageError("a job takes a list of stories; put the story into a list")
        self._stories = [_paths(story) for story in stories]
        if not self._stories or not all(self._stories):
            raise UsageError("a job needs at least one story")
        self._options = options or Options()
        self._on_event = on_event
        self._stopped: set[Path] = set()
        self._begun = False
        self._ended = threading.Event()
        self._outcomes: tuple[Outcome, ...] = ()
        self._error: BaseException | None = None

    @property
    def stories(self) -> tuple[Path, ...]:
        """The stories as events and `cancel` name them: the first file of each."""
        return tuple(paths[0] for paths in self._stories)

    @property
    def done(self) -> bool:
        """Whether the job has ended."""
        return self._ended.is_set()

    def start(self) -> None:
        """Starts the work in a separate thread."""
        self._begin()
        threading.Thread(target=self._work, name="fic-audio job", daemon=True).start()

    def cancel(self, story: StoryFile | None = None) -> None:
        """Stops one story, or all, from any thread at any time. Finished work is kept; a new job
        with the same stories continues from there."""
        if story is None:
            self._stopped |= set(self.stories)
        elif Path(story) in self.stories:
            self._stopped.add(Path(story))
        else:
            raise UsageError(f"{story}: not a story of this job; see `stories`")

    def result(self, timeout: float | None = None) -> tuple[Outcome, ...]:
        """Waits for the end and returns, for each story, its result or the error that ended it (a
        StoppedError if it was cancelled).

        Raises TimeoutError when that takes longer than `timeout` seconds, and whatever ended the
        job as a whole: a mistake found before any work was done, a full disk, an error of
        `on_event`.
        """
        if not self._begun:
            raise UsageError("the job has not been started; call `start` or `run`")
        if not self._ended.wait(timeout):
            raise TimeoutError(f"the job has not ended after {timeout} seconds")
        if self._error:
            raise self._error
        return self._outcomes

    def run(self) -> tuple[Outcome, ...]:
        """Does the work in this thread and returns what `result` returns."""
        self._begin()
        self._work()
        return self.result()

    def _begin(self) -> None:
        if self._begun:
            raise UsageError("a job can be started only once; make another one")
        self._begun = True

    def _work(self) -> None:
        try:
            self._outcomes = self._make()
        except BaseException as error:
            self._error = error
        finally:
            self._ended.set()

    def _make(self) -> tuple[Outcome, ...]:
        outcomes: dict[Path, Outcome] = {}
        plans: list[Plan] = []
        unchanged: list[UpToDate] = []
        known = catalogue.load()
        for paths in self._stories:
            try:
                self._check(paths[0])
                planned = self._plan(paths, known)
            except StoppedError as error:
                self._end(outcomes, paths[0], error)
                continue
            if isinstance(planned, Plan):
                plans.append(planned)
            else:
                unchanged.append(planned)
        check_apart([*plans, *unchanged])
        ears = self._find_ears(plans, unchanged)
        for done in unchanged:
            last = Result.of_last(done.told)
            outcome = self._listen(done.path, last, ears, None) if ears else last
            self._end(outcomes, done.path, outcome)
        for each in plans:
            self._warn(each.path, *each.without)
        if plans:
            self._produce(plans, outcomes, ears)
        return tuple(outcomes[story] for story in self.stories)

    def _find_ears(
        self, plans: Sequence[Plan], unchanged: Sequence[UpToDate]
    ) -> dict[Path, Ears] | None:
        """The model that listens to each story; None if nothing is to be listened to. It is looked
        for before any work is done. Raises EngineError."""
        options = self._options
        if not options.listen or options.dry_run:
            return None
        from fic_audio.listening.model import find_ears

        named = {each.path: each.config.ears for each in plans}
        for done in unchanged:
            named[done.path] = configure(options, done.path, catalogue.load()).ears
        return {path: find_ears(_path(options.ears) or own) for path, own in named.items()}

    def _listen(
        self, path: Path, result: Result, ears: Mapping[Path, Ears], cluster: Cluster | None
    ) -> Outcome:
        """Listens to a finished story, and makes it anew where lines of it are spoken better."""
        from fic_audio.production.listening import Listening

        paths = next(each for each in self._stories if each[0] == path)

        def plan_again() -> Plan:
            planned = self._plan(paths, catalogue.load(), mending=True)
            assert isinstance(planned, Plan)  # one that is to be mended is never up to date
            return planned

        jobs = self._options.jobs or setup.count_cores()
        listening = Listening(path, ears[path], jobs, self._on_event, self._is_stopped, cluster)
        try:
            return listening.run(result, plan_again)
        except FicAudioError as error:
            return error

    def _produce(
        self,
        plans: Sequence[Plan],
        outcomes: dict[Path, Outcome],
        ears: Mapping[Path, Ears] | None,
    ) -> None:
        # Imported only now: who has nothing to do does not wait for it.
        from fic_audio.production.runner import produce_all

        finished: list[tuple[Path, Result]] = []
        with self._cluster(plans) as cluster:
            with closing(produce_all(plans, self._on_event, cluster, self._is_stopped)) as made:
                for each, outcome in zip(plans, made, strict=True):
                    if ears and isinstance(outcome, Result):
                        finished.append((each.path, outcome))
                    else:
                        self._end(outcomes, each.path, outcome)
            for path, result in finished if ears else ():
                self._end(outcomes, path, self._listen(path, result, ears or {}, cluster))

    def _plan(
        self, paths: Sequence[Path], known: Voices, *, mending: bool = False
    ) -> Plan | UpToDate:
        """Reads a story; its events come by the way, and a cancelled one ends there."""
        options, (path, *others) = self._options, paths
        config = configure(options, path, known)
        corrections = sheets.read_sheets(path, _path(options.sheet), none=options.no_sheet)
        for sheet in corrections:
            self._warn(path, sheets.describe_sheet(sheet))

        def listen(event: Event) -> None:
            self._check(path)
            self._on_event(event)

        order = replace(write_order(options, config), mending=mending)
        return plan(path, config, order, known, corrections, others, listen)

    def _warn(self, path: Path, *texts: str) -> None:
        for text in texts:
            self._on_event(Warned(path, text))

    def _end(self, outcomes: dict[Path, Outcome], path: Path, outcome: Outcome) -> None:
        outcomes[path] = outcome
        if isinstance(outcome, Result):
            self._on_event(StoryFinished(path, outcome))
        else:
            self._on_event(StoryFailed(path, outcome))

    def _is_stopped(self, path: Path) -> bool:
        return path in self._stopped

    def _check(self, path: Path) -> None:
        if self._is_stopped(path):
            raise StoppedError(f"{path}: stopped before it began")

    def _cluster(self, plans: Sequence[Plan]) -> AbstractContextManager[Cluster | None]:
        """The workers at the address, if one is given."""
        if not self._options.dask or self._options.dry_run or not plans:
            return nullcontext()
        from fic_audio.sound.cluster import connect

        versions = {name: version for each in plans for name, version in each.versions.items()}
        return connect(self._options.dask, versions)


def produce(story: StoryFile, on_event: Listener = ignore, **options: Any) -> Result:
    """Makes the audio of a story: tagged files in a separate folder.

    `options` are the fields of `Options`. Raises a FicAudioError if something could not be made;
    the rest is kept.
    """
    (outcome,) = Job([story], Options(**options), on_event).run()
    if isinstance(outcome, Result):
        return outcome
    raise outcome


def read_script(
    story: StoryFile, config: StoryFile | None = None, sheet: StoryFile | None = None
) -> Script:
    """Reads a story and finds its speakers; `lines` of the result has a tuple for each chapter.

    Raises a FicAudioError if the story can't be read, or for mistakes in configuration or sheet.
    """
    path = Path(story)
    corrections = sheets.read_sheets(path, _path(sheet))
    asked = None if config is None else str(config)
    return setup.cast_story(path, asked, corrections).script


def _paths(story: StoryFile | Sequence[StoryFile]) -> list[Path]:
    return [Path(story)] if isinstance(story, (str, Path)) else list(map(Path, story))


def _path(given: StoryFile | None) -> Path | None:
    return None if given is None else Path(given)
