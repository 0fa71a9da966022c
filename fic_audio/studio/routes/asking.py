"""A request, checked -> a function's arguments; what it returns or raises -> an answer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from fic_audio.errors import FicAudioError, UsageError
from fic_audio.studio.desk import Desk
from fic_audio.studio.guard import JSON, refuse
from fic_audio.studio.sentences import as_sentence
from fic_audio.studio.state import Studio

if TYPE_CHECKING:
    from fic_audio.project import Project

MOST_BYTES = 64 * 1024
"""Most bytes of a request in JSON."""
MOST_ITEMS = 5000
_logger = logging.getLogger(__name__)


class TooLargeError(UsageError):
    """More was sent than is taken."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a page asks for."""

    studio: Studio
    path: Mapping[str, Any]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    data: Mapping[str, Any]
    """The object that was sent."""

    @property
    def story(self) -> int:
        """Id of the story."""
        return int(self.path["story"])

    @property
    def desk(self) -> Desk:
        """The open story. Raises UsageError."""
        return self.studio.desks.desk(self.story)

    @property
    def revision(self) -> str:
        """The revision that the page has seen."""
        return self.text("revision")

    @contextmanager
    def changing(self) -> Iterator[Project]:
        """The story, to be changed if the page has seen its present state; the other pages are
        told. Raises StaleError."""
        desk = self.desk
        with desk.changing(self.revision) as project:
            yield project
            revision, is_settled = desk.revision(project), project.is_settled
        self.studio.hub.post("changed", {"story": self.story, "revision": revision})
        if not is_settled:
            desk.settle()

    def text(self, name: str, most: int = 10_000) -> str:
        """A text that was sent. Raises UsageError."""
        value = self.data.get(name, "")
        if not isinstance(value, str) or len(value) > most or "\0" in value:
            raise UsageError(f"{name}: a text is needed here")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts that was sent. Raises UsageError."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or len(value) > MOST_ITEMS:
            raise UsageError(f"{name}: a list is needed here")
        if not all(isinstance(each, str) and len(each) <= 10_000 for each in value):
            raise UsageError(f"{name}: a list of texts is needed here")
        return tuple(value)

    def number(self, name: str, usual: float) -> float:
        """A number that was sent. Raises UsageError."""
        value = self.data.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
            raise UsageError(f"{name}: a number is needed here")
        return float(value)

    def asked(self, name: str, usual: int = 0) -> int:
        """A number in the address. Raises UsageError."""
        value = self.query.get(name, str(usual))
        if not value.isascii() or not value.isdigit() or len(value) > 6:
            raise UsageError(f"{name}: a number is needed here")
        return int(value)


Answer = Response | Mapping[str, Any] | list[Any]
Handler = Callable[[Ask], Answer]


def answer(method: str, path: str, handler: Handler) -> Route:
    """A route whose handler runs in a thread; it returns an answer, or an object for JSON."""

    async def respond(request: Request) -> Response:
        studio: Studio = request.app.state.studio
        try:
            data = await _read(request) if method not in ("GET", "HEAD") else {}
        except (UsageError, ClientDisconnect) as error:
            return refuse(413 if isinstance(error, TooLargeError) else 400, str(error))
        ask = Ask(studio, request.path_params, request.query_params, request.headers, data)
        try:
            found = await run_in_threadpool(handler, ask)
        except FicAudioError as error:
            return explain(error)
        return found if isinstance(found, Response) else as_json(found)

    return Route(path, respond, methods=[method])


def as_json(data: object, status: int = 200) -> Response:
    """An answer in JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(errors="replace"), status, media_type=JSON)


def explain(error: FicAudioError) -> Response:
    """An error as an answer: one sentence, and what would help."""
    # By name: the class belongs to what is loaded only when a story is read.
    status = {"StaleError": 409, "DroppedError": 410}.get(type(error).__name__, 422)
    remedies = [each.name.lower() for each in error.remedies]
    return refuse(status, as_sentence(str(error)), remedies=remedies)


async def surprise(request: Request, error: Exception) -> Response:
    """An error that nobody thought of: the details go into the log alone."""
    _logger.error("%s %s", request.method, request.url.path, exc_info=error)
    return refuse(500, "Something went wrong in the program; what was saved is safe. Try again.")


async def _read(request: Request) -> Mapping[str, Any]:
    """The object that was sent; never more than `MOST_BYTES` are taken."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise TooLargeError("The request is too large.")
    try:
        data = json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise UsageError("The request is not JSON.") from error
    if not isinstance(data, dict):
        raise UsageError("The request is not an object.")
    return data
