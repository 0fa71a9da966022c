"""The start page: the list of stories, preferences, and the stream of events.

Nothing here loads what reads stories, so the page is there at once.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from fic_audio.errors import FicAudioError, UsageError
from fic_audio.studio.finished import cover_of, find_finished, finished_chapters
from fic_audio.studio.guard import refuse
from fic_audio.studio.hub import MOST_STREAMS
from fic_audio.studio.records import Record
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.state import Studio
from fic_audio.version import __version__

PREFERENCES = {
    "hear": bool,
    "keys": bool,
    "notify": bool,
    "speed": float,
    "theme": str,
    "mode": str,
    "names": bool,
}
"""What the user may prefer, with types."""


def show_studio(ask: Ask) -> Answer:
    """The start page: stories, what is being made, preferences."""
    from fic_audio.fetching import find_version

    studio = ask.studio
    return {
        "version": __version__,
        "folder": str(studio.folder),
        "stories": [describe(studio, record) for record in studio.records.stories()],
        "preferences": dict(studio.records.preferences),
        "phone": studio.phone.url,
        "fetches": bool(find_version()),
        "fetching": dict(studio.fetching.state) or None,
    }


def prefer(ask: Ask) -> Answer:
    """Changes preferences."""
    wanted = {}
    for name, value in ask.data.items():
        kind = PREFERENCES.get(name)
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if kind is None or not isinstance(value, kind) or len(str(value)) > 100:
            raise UsageError(f"{name}: this preference is unknown")
        wanted[name] = value
    return dict(ask.studio.records.prefer(wanted))


def describe(studio: Studio, record: Record) -> dict[str, Any]:
    """A story in the list."""
    making = studio.making.progress(record)
    folder = find_finished(studio.folder, record)
    return {
        "id": record.id,
        "title": record.title,
        "author": record.author,
        "file": record.path.name,
        "opened": record.opened,
        "status": studio.desks.status(record.id),
        "there": record.path.exists(),
        "questions": record.questions,
        "making": making,
        "chosen": list(record.chapters),
        "finished": finished_chapters(folder) if folder else 0,
        "folder": str(folder) if folder else "",
        "cover": cover_of(folder) is not None if folder else False,
    }


async def stream(request: Request) -> Response:
    """The stream of events. A page that comes back gets what it missed, or the whole state."""
    studio: Studio = request.app.state.studio
    if studio.hub.streams >= MOST_STREAMS:
        return refuse(503, "The studio is open in too many windows; close some of them.")
    last = request.headers.get("last-event-id", "")
    known = int(last) if last.isascii() and last.isdigit() and len(last) < 16 else None

    def snapshot() -> object:
        fetching = dict(studio.fetching.state) or None
        try:
            return {"making": studio.making.snapshot(), "fetching": fetching}
        except FicAudioError:
            return {"making": [], "fetching": fetching}

    return StreamingResponse(studio.hub.stream(known, snapshot), media_type="text/event-stream")


ROUTES = [
    answer("GET", "/api/studio", show_studio),
    answer("PUT", "/api/preferences", prefer),
    Route("/api/events", stream, methods=["GET"]),
]
