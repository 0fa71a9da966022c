"""Speaks requested lines one at a time, the newest request first.

Somebody who moves through a list of lines wants to hear the present one, not those passed on the
way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from typing import Protocol

from fic_audio.closing import Closing
from fic_audio.errors import EngineError
from fic_audio.model import Clip, Cue

Clips = tuple[Clip, ...]


class DroppedError(EngineError):
    """A request superseded by a newer one."""


class Speaks(Protocol):
    """What makes clips of cues: `fic_audio.sound.render.Speakers`."""

    def speak(self, cues: Sequence[Cue]) -> Iterator[Clip]: ...


Make = Callable[[], AbstractContextManager[Speaks]]


@dataclass(slots=True)
class _Request:
    cues: tuple[Cue, ...]
    clips: Future[Clips] = field(default_factory=Future)


class NewestFirst(Closing):
    """Speaks the newest request; older ones that are not spoken yet are dropped.

    `make` makes the speakers at the first request, in a thread of this object's own. Several
    threads may make requests.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._news = threading.Condition()
        self._wanted: _Request | None = None
        self._ahead: list[_Request] = []
        """What is likely to be wanted next, the likeliest first."""
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="hearing", daemon=True)
        self._thread.start()

    def ask(self, cues: Sequence[Cue]) -> Future[Clips]:
        """The clips of these cues, before anything else. The future fails with DroppedError if
        something else is requested in the meantime, or with EngineError."""
        with self._news:
            self._drop(self._wanted, *self._ahead)
            self._ahead = []
            self._wanted = request = _Request(tuple(cues))
            if self._closed:
                self._drop(request)
            self._news.notify()
        return request.clips

    def prepare(self, lines: Sequence[Sequence[Cue]]) -> None:
        """Speaks these when no request is waiting, so that they are in the cache."""
        with self._news:
            self._drop(*self._ahead)
            self._ahead = [] if self._closed else [_Request(tuple(cues)) for cues in lines]
            self._news.notify()

    def close(self) -> None:
        """Ends after the present line; all others are dropped."""
        with self._news:
            self._closed = True
            self._drop(self._wanted, *self._ahead)
            self._wanted, self._ahead = None, []
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        request = self._next()
        if request is None:
            return
        try:
            with self._make() as speakers:
                while request:
                    self._speak(speakers, request)
                    request = self._next()
        except Exception as why:
            # There is nobody who could speak: all who ask are told so.
            while request:
                if not request.clips.done():
                    request.clips.set_exception(why)
                request = self._next()

    def _next(self) -> _Request | None:
        """Waits for something to say; None at the end."""
        with self._news:
            while not (self._closed or self._wanted or self._ahead):
                self._news.wait()
            if self._closed:
                return None
            request, self._wanted = self._wanted or self._ahead.pop(0), None
            return request

    def _speak(self, speakers: Speaks, request: _Request) -> None:
        clips: list[Clip] = []
        try:
            with closing(_generator(speakers.speak(request.cues))) as spoken:
                for clip in spoken:
                    clips.append(clip)
                    if self._wanted or self._closed:
                        break
        except Exception as why:
            request.clips.set_exception(why)
            return
        if len(clips) < len(request.cues):
            self._drop(request)
        else:
            request.clips.set_result(tuple(clips))

    def _drop(self, *requests: _Request | None) -> None:
        for request in requests:
            if request and not request.clips.done():
                request.clips.set_exception(DroppedError("another line was requested since"))


def _generator(clips: Iterator[Clip]) -> Generator[Clip]:
    yield from clips
