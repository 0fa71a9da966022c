"""The studio's application: its routes, behind the guard."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from fic_audio.studio.guard import Guard, refuse
from fic_audio.studio.routes import home, phone, upload
from fic_audio.studio.routes.asking import surprise
from fic_audio.studio.state import Studio

TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
_PAGES = files("fic_audio") / "data" / "studio"


def build_app(studio: Studio, token: str, port: int) -> ASGIApp:
    """The application for requests to a port of this computer, with the token in their cookie."""
    routes = [
        *home.ROUTES,
        *upload.ROUTES,
        *phone.ROUTES,
        Route("/", _page, methods=["GET"]),
        Route("/{name:str}", _page, methods=["GET"]),
    ]
    handlers = {HTTPException: _http_error, Exception: surprise}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.state.studio = studio
    app.router.default = _answer_later
    return Guard(app, token, port)


@cache
def load_stories() -> Router:
    """The routes of open stories. Loading them takes seconds, in which the first page is shown."""
    from fic_audio.studio.routes import (
        attachments,
        fetching,
        hearing,
        installing,
        lines,
        listening,
        making,
        names,
        newer,
        people,
        retakes,
        stories,
    )

    modules = (
        *(stories, lines, retakes, people, names, attachments),
        *(hearing, making, listening, newer, fetching, installing),
    )
    return Router([route for each in modules for route in each.ROUTES])


async def _answer_later(scope: Scope, receive: Receive, send: Send) -> None:
    router = await run_in_threadpool(load_stories)
    await router(scope, receive, send)


def read_pages() -> dict[str, bytes]:
    """The files of the page, by name."""
    return {
        each.name: each.read_bytes()
        for each in _PAGES.iterdir()
        if PurePosixPath(each.name).suffix in TYPES
    }


_pages: dict[str, bytes] = {}


async def _page(request: Request) -> Response:
    """A file of the page; found among known names, never by a path."""
    if not _pages:
        _pages.update(read_pages())
    name = request.path_params.get("name", "index.html")
    data = _pages.get(name)
    if data is None:
        return refuse(404, "There is nothing here.")
    return Response(data, media_type=TYPES[PurePosixPath(name).suffix])


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return refuse(
        status, "There is nothing here." if status == 404 else "This can't be asked here."
    )
