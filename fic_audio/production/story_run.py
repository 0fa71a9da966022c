"""A plan -> its chapters on their way through the workers, and what came of them."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from fic_audio import ffmpeg
from fic_audio.engines.phonemes import plain
from fic_audio.errors import EngineError, FicAudioError, OutputError, StoppedError, StoryError
from fic_audio.events import (
    ChapterFinished,
    ChapterStarted,
    LineFailed,
    LineSpoken,
    Listener,
    StoryStarted,
)
from fic_audio.model import NARRATOR, Clip, Cue
from fic_audio.production import chapter, fingerprints, layout, takes
from fic_audio.production.artifacts import make_cover, write_artifacts
from fic_audio.production.chapter import File
from fic_audio.production.cues import cast_script
from fic_audio.production.estimate import estimate_work
from fic_audio.production.kept_chapters import keep_chapters, move_files, remove_files
from fic_audio.production.manifest import write_manifest
from fic_audio.production.plan import Plan
from fic_audio.production.produced import Produced
from fic_audio.production.series import share
from fic_audio.production.sheets import choose_takes, write_sheets
from fic_audio.production.staging import open_staging
from fic_audio.production.statistics import describe_file, summarize
from fic_audio.results import Result
from fic_audio.sound import music
from fic_audio.sound.render import Speakers
from fic_audio.sound.retry_in_parts import Lacking, UnspokenPart

MOST_FAILED = 5
"""Chapters that may fail before the rest is given up: then it is not a matter of single lines."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a story's chapters are made with; all stories share them."""

    speakers: Speakers
    threads: Executor
    """Each makes a chapter."""
    encoding: AbstractContextManager[object]
    """Held by each encoder at work."""
    at_once: int
    """Chapters in flight."""


class StoryRun:
    """A story on its way. `listen` is told of its beginning; `post` takes all other events, from
    several threads."""

    def __init__(self, plan: Plan, listen: Listener, post: Listener) -> None:
        self.plan = plan
        self._listen = listen
        self._post = post
        self._running: dict[Future[File], int] = {}
        self._files: dict[int, File] = {}
        self._failed: list[EngineError] = []
        self._stop = threading.Event()
        self._encoders = ffmpeg.Group()
        self._stack = ExitStack()
        self._cover = b""
        self._seconds: float | None = None
        self._abroad: Mapping[int, tuple[Cue, ...]] = {}
        self._shop = Path()
        self.outcome: Result | FicAudioError | None = None
        """What came of it, when nothing of it is underway any more."""

    def start(self, hire: Callable[[Plan], Tools]) -> tuple[Future[File], ...]:
        """Puts the chapters that are not there yet into the queue."""
        if self._stop.is_set():
            self._finish()
            return ()
        try:
            sheets = self._prepare()
        except (StoryError, EngineError) as error:
            self._end(error)
            return ()
        if sheets:
            self._queue(sheets, hire(self.plan))
        else:
            self._finish()
        return tuple(self._running)

    def take(self, future: Future[File]) -> None:
        """Notes what came of a chapter. Raises what stops the other stories as well."""
        number = self._running.pop(future)
        try:
            self._files[number] = future.result()
        except EngineError as error:
            self._failed.append(error)
            if len(self._failed) >= MOST_FAILED:
                self._stop.set()
        except (StoppedError, CancelledError):
            pass
        except Exception:
            if not self._stop.is_set():
                raise
            # Its encoder was ended under it.
        if not self._running:
            self._finish()

    def stop(self) -> None:
        """Ends the work on it soon; what is finished stays. From any thread."""
        self._stop.set()
        self._encoders.kill()
        for future in tuple(self._running):
            future.cancel()

    def close(self) -> None:
        """Clears up what is not finished."""
        self._stack.close()

    def _prepare(self) -> dict[int, tuple[Cue, ...]]:
        """What is to be spoken of each chapter that is not there yet."""
        plan = self.plan
        self._parts = cast_script(plan.script, plan.config, plan.voices)
        sheets = choose_takes(plan, write_sheets(plan, self._parts))
        wanted = {number: sheets[number] for number in plan.wanted if sheets[number]}
        abroad = {n: tuple(cue for cue in cues if cue.language) for n, cues in wanted.items()}
        self._abroad = {number: cues for number, cues in abroad.items() if cues}
        if not wanted:
            raise StoryError(
                f"{plan.path}: nothing in it is read aloud; see [read] in fic-audio.toml"
            )
        for path in filter(None, (plan.config.intro, plan.config.outro)):
            music.check(path)
        if plan.options.dry_run:
            self._files = {n: chapter.estimate(plan, n, cues) for n, cues in wanted.items()}
            self._seconds = estimate_work(chain.from_iterable(wanted.values()), plan.options.jobs)
        else:
            self._cover = make_cover(plan)
            self._shop = self._stack.enter_context(open_staging(plan.folder))
            layout.set_apart(plan.folder, plan.config.formats, plan.apart)
            move_files(plan)
            keep_chapters(plan, self._parts, self._cover, self._shop)
            self._files = chapter.keep_files(plan, self._parts, wanted, self._cover)
        missing = {n: cues for n, cues in wanted.items() if n not in self._files}
        if plan.config.series is not None and not plan.options.dry_run:
            share(plan.config.series, self._parts)
        words = sum(chapter.count_words(cue) for cues in missing.values() for cue in cues)
        title = plan.script.story.metadata.title
        self._listen(StoryStarted(plan.path, title, plan.folder, words, len(missing)))
        return missing

    def _queue(self, sheets: dict[int, tuple[Cue, ...]], tools: Tools) -> None:
        for voice in {cue.voice for cues in sheets.values() for cue in cues}:
            if other := self.plan.voices.understudy(voice):
                tools.speakers.understudies[voice] = other
        self._running = {
            tools.threads.submit(self._make, n, sheets[n], tools): n
            for n in order_chapters(sheets, tools.at_once)
        }

    def _make(self, number: int, cues: Sequence[Cue], tools: Tools) -> File:
        """Makes a chapter, in a thread of its own."""
        plan, place = self.plan, self.plan.inventory.numbers[number]
        self._check()
        self._encoders.join()
        words = sum(map(chapter.count_words, cues))
        self._post(ChapterStarted(plan.path, place, plan.own_titles[number], words))
        unsaid: list[UnspokenPart] = []

        def speak(cues: Sequence[Cue]) -> Iterator[Clip]:
            return self._speak(number, cues, tools.speakers, unsaid)

        places = (self._shop, tools.encoding, self._cover, unsaid)
        try:
            file = chapter.make(plan, self._parts, number, cues, speak, *places)
        except EngineError as error:
            raise EngineError(f"{plan.path}, {plan.titles[number]}: {error}") from error
        except FileNotFoundError as error:
            raise OutputError(
                f"{plan.folder}: the folder was removed during the run; run the same again"
            ) from error
        self._post(ChapterFinished(plan.path, describe_file(file)))
        return file

    def _speak(
        self, number: int, cues: Sequence[Cue], speakers: Speakers, unsaid: list[UnspokenPart]
    ) -> Iterator[Clip]:
        """The clips of a chapter, each reported; what could not be said goes into `unsaid`."""
        plan, place = self.plan, self.plan.inventory.numbers[number]
        lines = plan.script.lines[number]
        starts = [line.span.start for line in lines]
        for cue, clip in zip(cues, speakers.speak(cues, self._stop), strict=True):
            if isinstance(clip, Lacking):
                unsaid += clip.unsaid
                for each in clip.unsaid:
                    words = plain(each.cue.text), each.why, each.instead
                    self._post(LineFailed(plan.path, place, *words))
            self._check()
            at = bisect_right(starts, cue.start) - 1
            speaker = (lines[at].speaker if cue.end and at >= 0 else None) or NARRATOR
            self._post(
                LineSpoken(plan.path, place, chapter.count_words(cue), speaker, cue.voice.name)
            )
            yield clip

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError(f"{self.plan.path}: stopped")

    def _finish(self) -> None:
        """All chapters have ended, one way or another."""
        plan = self.plan
        stopped = self._stop.is_set() and len(self._failed) < MOST_FAILED
        if stopped and len(self._files) < len(plan.wanted):
            self._end(StoppedError(f"{plan.path}: stopped; run the same again to continue"))
            return
        files = tuple(self._files[number] for number in sorted(self._files))
        if files and not plan.options.dry_run:
            made = write_manifest(plan, self._parts, self._files)
            write_artifacts(plan, made, self._cover)
            remove_files(made)
        if self._failed:
            self._end(_several(self._failed, sum(not file.kept for file in files)))
            return
        produced = Produced(plan, self._parts, files, self._seconds, self._abroad)
        result = summarize(produced)
        self.close()
        if not plan.options.dry_run:
            close_record(produced, result)
        self._end(result)

    def _end(self, outcome: Result | FicAudioError) -> None:
        self.close()
        self.outcome = outcome


def close_record(produced: Produced, result: Result) -> None:
    """Notes that a run came to its end, and its result: another like it has nothing to do, but
    for what could not be said."""
    plan = produced.plan
    missing = any(chapter.has_missing(file.unsaid) for file in produced.files)
    inputs = "" if missing else takes.mark(plan.inputs, plan.folder)
    kept = [now.file for _, now in plan.inventory.kept]
    asked = (*(plan.files[number] for number in plan.wanted), *kept)
    files = frozenset((*plan.files, *kept))
    fingerprints.close(plan.folder, files, inputs, result.as_dict(), asked, plan.sources)


def order_chapters(cues: Mapping[int, Sequence[Cue]], at_once: int) -> list[int]:
    """The chapters in their order, but first those that are more than a fair share of the work:
    nothing else would be left to do beside one that comes last."""
    sizes = {number: sum(len(cue.text) for cue in spoken) for number, spoken in cues.items()}
    share = sum(sizes.values()) / at_once
    return sorted(sizes, key=lambda number: -sizes[number] if sizes[number] > share else 0)


def _several(errors: Sequence[EngineError], finished: int) -> EngineError:
    """The chapters that could not be said, as one error."""
    rest = f"; the other {finished} finished chapters stand" if finished else ""
    return EngineError("\n".join(map(str, errors)) + rest)
