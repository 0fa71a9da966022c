"""The stories that are open: each is read in the background, and used by one thread at a time."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from fic_audio.errors import FicAudioError, UsageError
from fic_audio.studio.hub import Hub
from fic_audio.studio.records import Record, Records

if TYPE_CHECKING:
    from fic_audio.project import Hearing, Project

MOST_OPEN = 4
"""Stories that are kept in memory."""
SECONDS = 120.0
"""Longest wait for a story that is being read."""


class StaleError(FicAudioError):
    """A change of a state that another page, or another program, has changed since."""


class Desk:
    """An open story."""

    def __init__(self, record: Record, records: Records, hub: Hub) -> None:
        self.id = record.id
        self._record = record
        self._records = records
        self._hub = hub
        self._lock = threading.RLock()
        self._opened: Future[Project] = Future()
        self._hearing: Hearing | None = None
        self._epoch = f"{time.time_ns():x}"
        self._warmed = False
        threading.Thread(target=self._open, name=f"open {record.id}", daemon=True).start()

    @property
    def status(self) -> str:
        """`opening`, `open` or `failed`."""
        if not self._opened.done():
            return "opening"
        return "failed" if self._opened.exception() else "open"

    @property
    def error(self) -> BaseException | None:
        """Why the story could not be opened."""
        return self._opened.exception() if self._opened.done() else None

    @contextmanager
    def project(self) -> Iterator[Project]:
        """The story, for this thread alone. Raises what opening raised."""
        project = self._opened.result(SECONDS)
        with self._lock:
            yield project

    @contextmanager
    def changing(self, revision: str) -> Iterator[Project]:
        """The story, to be changed by a page that has seen this revision. Raises StaleError if it
        has changed since."""
        with self.project() as project:
            project.refresh()
            if revision != self.revision(project):
                raise StaleError("The story has changed in the meantime; look at it again.")
            yield project

    def revision(self, project: Project) -> str:
        """Name of the present state."""
        return f"{self._epoch}-{project.revision}"

    def hearing(self) -> Hearing:
        """What speaks its lines."""
        from fic_audio.production.setup import clip_folder
        from fic_audio.project import Hearing

        with self.project() as project:
            if self._hearing is None:
                self._hearing = Hearing(project, clip_folder())
            return self._hearing

    def warm(self) -> None:
        """Starts the voices in the background, once."""
        if self._warmed:
            return
        self._warmed = True
        with suppress(FicAudioError):
            hearing = self.hearing()
            with self.project():
                hearing.warm()

    def settle(self) -> None:
        """Decides the rest of a long story again, after a correction, in the background."""

        def work() -> None:
            with suppress(FicAudioError), self.project() as project:
                if not project.is_settled:
                    project.settle()
                    self._hub.post(
                        "changed", {"story": self.id, "revision": self.revision(project)}
                    )

        threading.Thread(target=work, name=f"settle {self.id}", daemon=True).start()

    def close(self) -> None:
        """Ends what speaks."""
        if self._hearing is not None:
            self._hearing.close()

    def _open(self) -> None:
        from fic_audio.fetching import as_address
        from fic_audio.project import Project

        record = self._record
        try:
            project = Project.open(record.path, others=record.others)
            metadata = project.script.story.metadata
            about = {"title": metadata.title, "author": ", ".join(metadata.authors)}
            about["address"] = as_address(metadata.url)
            questions = len(project.questions(names=False))
            self._records.update(self.id, questions=questions, **about)
        except BaseException as error:
            self._opened.set_exception(error)
        else:
            self._opened.set_result(project)
        self._hub.post("story", {"story": self.id, "status": self.status})


class Desks:
    """The open stories; the one that was used least recently is closed for a new one."""

    def __init__(self, records: Records, hub: Hub) -> None:
        self._records = records
        self._hub = hub
        self._lock = threading.Lock()
        self._open: OrderedDict[int, Desk] = OrderedDict()

    def desk(self, number: int) -> Desk:
        """The open story with this id; it is opened if it is not. Raises UsageError."""
        record = self._records.story(number)
        with self._lock:
            desk = self._open.get(number)
            if desk is None:
                missing = [path for path in (record.path, *record.others) if not path.exists()]
                if missing:
                    raise UsageError(
                        f"{missing[0]}: the story's file is gone; drop it on the start page again"
                    )
                desk = self._open[number] = Desk(record, self._records, self._hub)
            self._open.move_to_end(number)
            spare = list(self._open)[: max(0, len(self._open) - MOST_OPEN)]
            closing = [self._open.pop(each) for each in spare]
        for each in closing:
            each.close()
        return desk

    def status(self, number: int) -> str:
        """The state of a story, without opening it."""
        desk = self._open.get(number)
        return desk.status if desk else "closed"

    def close(self, number: int | None = None) -> None:
        """Closes a story, or all."""
        with self._lock:
            numbers = list(self._open) if number is None else [number]
            closing = [self._open.pop(each) for each in numbers if each in self._open]
        for each in closing:
            each.close()
