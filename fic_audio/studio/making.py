"""Makes stories, one after the other, and knows at any moment how far it is.

The work belongs to the program: pages come, look and go.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio import events
from fic_audio.errors import FicAudioError, StoppedError
from fic_audio.results import AudioFile, Result
from fic_audio.studio.hub import Hub
from fic_audio.studio.records import Record, Records

if TYPE_CHECKING:
    from fic_audio.api import Job

EVERY = 0.25
"""Seconds between two reports of progress."""


@dataclass
class Progress:
    """How far the making of a story is."""

    story: int
    status: str = "queued"
    """`queued`, `reading`, `finding`, `speaking`, `done`, `failed` or `stopped`; `interrupted` if
    the program was ended in the middle."""
    words: int = 0
    """Words to speak."""
    spoken: int = 0
    started: float = 0.0
    finding: float = 0.0
    """Share of the search for speakers that is done."""
    now: Mapping[str, Any] = field(default_factory=dict)
    """Chapter and person that are being spoken."""
    chapters: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Chapters of this run, by number."""
    failed: list[dict[str, Any]] = field(default_factory=list)
    """Lines that their voices could not speak."""
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    remedies: list[str] = field(default_factory=list)
    result: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The progress as the pages get it."""
        share = self.spoken / self.words if self.words else float(self.status == "done")
        left = None
        if self.status == "speaking" and share > 0.02:
            left = round((time.monotonic() - self.started) * (1 - share) / share)
        return {
            "story": self.story,
            "status": self.status,
            "finding": self.finding,
            "words": self.words,
            "spoken": self.spoken,
            "share": min(share, 1.0),
            "left": left,
            "now": dict(self.now),
            "chapters": [self.chapters[number] for number in sorted(self.chapters)],
            "failed": self.failed,
            "warnings": self.warnings,
            "error": self.error,
            "remedies": self.remedies,
            "result": dict(self.result),
        }


class Making:
    """The making of stories: one at a time, the others wait."""

    def __init__(self, records: Records, hub: Hub) -> None:
        self._records = records
        self._hub = hub
        self._lock = threading.RLock()
        self._progress: dict[int, Progress] = {}
        self._waiting: deque[tuple[int, Mapping[str, Any]]] = deque()
        self._job: tuple[int, Job] | None = None
        self._thread: threading.Thread | None = None
        self._told = 0.0

    @property
    def active(self) -> bool:
        """Whether anything is being made."""
        return self._job is not None or bool(self._waiting)

    def start(self, number: int, options: Mapping[str, Any]) -> dict[str, Any]:
        """Makes a story, after those that are waiting. `options`: fields of `Options`."""
        with self._lock:
            if self._is_busy(number):
                return self._progress[number].as_dict()
            self._records.update(number, making=True, made=())
            self._progress[number] = Progress(number)
            self._waiting.append((number, options))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="making", daemon=True)
                self._thread.start()
        self._tell(number)
        return self._progress[number].as_dict()

    def stop(self, number: int | None = None) -> None:
        """Stops a story, or all; finished work is kept."""
        with self._lock:
            for waiting in [each for each in self._waiting if number in (None, each[0])]:
                self._waiting.remove(waiting)
                self._end(waiting[0], "stopped")
            if self._job and number in (None, self._job[0]):
                self._job[1].cancel()

    def close(self, seconds: float = 4.0) -> None:
        """Stops all, to be continued by the next start of the program."""
        with self._lock:
            busy = [*(each[0] for each in self._waiting), *((self._job[0],) if self._job else ())]
            self.stop()
            thread = self._thread
        if thread:
            thread.join(seconds)
        for number in busy:
            if self._progress[number].status != "done":
                with suppress(FicAudioError):
                    self._records.update(number, making=True)

    def progress(self, record: Record) -> dict[str, Any] | None:
        """How far the making of a story is; None if it has not been made since it was opened."""
        if progress := self._progress.get(record.id):
            return progress.as_dict()
        if not record.making:
            return None
        cut = Progress(record.id, "interrupted")
        cut.chapters = {each["number"]: dict(each) for each in record.made}
        return cut.as_dict()

    def snapshot(self) -> list[dict[str, Any]]:
        """The progress of all stories."""
        found = (self.progress(record) for record in self._records.stories())
        return [each for each in found if each]

    def finished_file(self, record: Record, chapter: int) -> Path | None:
        """The file of a chapter that was finished in the present run, if it was."""
        progress = self._progress.get(record.id)
        rows = progress.chapters.values() if progress else record.made
        for each in rows:
            if each["number"] == chapter and each.get("path"):
                return Path(each["path"])
        return None

    def _is_busy(self, number: int) -> bool:
        waiting = any(each[0] == number for each in self._waiting)
        return waiting or (self._job is not None and self._job[0] == number)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                number, options = self._waiting.popleft()
                try:
                    job = self._make_job(number, options)
                except FicAudioError as error:
                    self._fail(number, error)
                    continue
                self._job = number, job
            try:
                (outcome,) = job.run()
            except FicAudioError as error:
                outcome = error
            except Exception as error:
                outcome = FicAudioError(f"this should not have happened: {error}")
            with self._lock:
                self._job = None
            if isinstance(outcome, Result):
                self._done(number, outcome)
            else:
                self._fail(number, outcome)

    def _make_job(self, number: int, options: Mapping[str, Any]) -> Job:
        from fic_audio.api import Job
        from fic_audio.options import Options

        record = self._records.story(number)
        self._progress[number].status = "reading"
        return Job(
            [[record.path, *record.others]],
            Options(**options),
            lambda event: self._listen(number, event),
        )

    def _listen(self, number: int, event: events.Event) -> None:
        """An event of the job, in its thread."""
        progress = self._progress[number]
        match event:
            case events.FindingSpeakers():
                progress.status, progress.finding = "finding", event.share
            case events.StoryStarted():
                progress.status, progress.words = "speaking", event.words
                progress.started = time.monotonic()
            case events.ChapterStarted():
                progress.chapters[event.chapter] = {
                    "number": event.chapter,
                    "title": event.title,
                    "words": event.words,
                    "spoken": 0,
                    "path": "",
                }
            case events.LineSpoken():
                progress.spoken += event.words
                progress.now = {"chapter": event.chapter, "speaker": event.speaker}
                if chapter := progress.chapters.get(event.chapter):
                    chapter["spoken"] += event.words
            case events.LineFailed():
                row = {"chapter": event.chapter, "text": event.text, "why": event.why}
                progress.failed.append({**row, "instead": event.instead})
            case events.ChapterFinished():
                progress.chapters[event.file.number] = _finished(progress, event.file)
                made = [each for each in progress.chapters.values() if each["path"]]
                with suppress(FicAudioError):  # it was taken off the list, or the disk is full
                    self._records.update(number, made=tuple(made))
            case events.Warned():
                progress.warnings.append(event.text)
            case _:
                return
        quick = isinstance(event, events.LineSpoken | events.FindingSpeakers)
        if not quick or time.monotonic() - self._told >= EVERY:
            self._tell(number)

    def _done(self, number: int, result: Result) -> None:
        progress = self._progress[number]
        progress.result = result.as_dict()
        for file in result.files:
            progress.chapters[file.number] = _finished(progress, file)
        self._end(number, "done")

    def _fail(self, number: int, error: FicAudioError) -> None:
        progress = self._progress[number]
        if not isinstance(error, StoppedError):
            progress.error = str(error)
            progress.remedies = [each.name.lower() for each in error.remedies]
        self._end(number, "stopped" if isinstance(error, StoppedError) else "failed")

    def _end(self, number: int, status: str) -> None:
        self._progress[number].status = status
        with suppress(FicAudioError):  # it was taken off the list, or the disk is full
            self._records.update(number, making=False)
        self._tell(number)

    def _tell(self, number: int) -> None:
        self._told = time.monotonic()
        self._hub.post("making", self._progress[number].as_dict())


def _finished(progress: Progress, file: AudioFile) -> dict[str, Any]:
    before = progress.chapters.get(file.number, {})
    words = before.get("words", 0)
    return {
        "number": file.number,
        "title": file.title,
        "words": words,
        "spoken": words,
        "length": file.length,
        "path": str(file.path),
        "kept": file.kept,
    }
