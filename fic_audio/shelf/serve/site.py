"""Requests -> the pages, feeds and files of finished stories.

No path is ever made of what a request says: its parts are looked for among the names in a folder.
Nothing hidden is served, nothing that lies outside, nothing of a kind that no listener needs.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import compare_digest
from urllib.parse import quote, unquote_to_bytes

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from fic_audio.errors import OutputError
from fic_audio.shelf.file_names import story_folder
from fic_audio.shelf.files import FEED, READ_ALONG, Suffix
from fic_audio.shelf.manifest import APART, BOOK, FOLDER, PREVIEW, Manifest, load
from fic_audio.shelf.podcast import feed, urls
from fic_audio.shelf.serve import page

TYPES = {
    Suffix.MP3: "audio/mpeg",
    Suffix.M4B: "audio/mp4",
    Suffix.M4A: "audio/mp4",
    Suffix.OPUS: "audio/ogg",
    ".ogg": "audio/ogg",
    Suffix.VTT: "text/vtt",
    Suffix.SRT: "application/x-subrip",
    Suffix.LRC: "text/plain",
    Suffix.SCENES: "application/json+chapters",
    Suffix.EPUB: "application/epub+zip",
    ".jpg": "image/jpeg",
    ".html": "text/html",
}
"""What is served, by the ends of names."""

_DEEPEST = 3
"""Folders from the one that is served to a story's: Author/Series/Title."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # The address holds the token: no other site is told it.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
_NOT_KEPT = {"Cache-Control": "no-cache"}
_PLAIN_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_OWN_SCRIPT = "frame-ancestors 'none'"
"""The read-along page brings a policy of its own."""
_logger = logging.getLogger(__name__)


def application(folder: Path, url: str, token: str | None, hosts: Sequence[str]) -> Starlette:
    """The application whose first page is at `url`, for requests to those hosts alone.

    Raises OutputError for a folder that holds no story.
    """
    site = _Site(folder.resolve(), url, token)
    if not _is_story(site.folder) and next(site.stories(), None) is None:
        raise OutputError(f"{folder}: no finished story here; give a folder that produce has made")
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    route = Route("/{path:path}", site.answer, methods=["GET"])
    return Starlette(routes=[route], middleware=[guard], exception_handlers={OutputError: _damaged})


@dataclass(frozen=True, slots=True)
class _Site:
    folder: Path
    url: str
    token: str | None

    def answer(self, request: Request) -> Response:
        """The answer to a GET or HEAD. Raises HTTPException."""
        here, asked = self.folder, self._below_token(request)
        if not asked:
            return _to_folder(str(self.token))
        place: list[str] = []
        while not _is_story(here) and len(asked) > 1:
            if len(place) == _DEEPEST:
                raise HTTPException(404)
            place.append(asked.pop(0))
            here = self._entry(here, place[-1], is_folder=True)
        if len(asked) == 2 and asked[0] == APART and _is_story(here):
            return self._file(self._entry(here, APART, is_folder=True), asked[1], request)
        if len(asked) > 1:
            raise HTTPException(404)
        if _is_story(here):
            return self._of_story(here, place, asked[0], request)
        if not place and not asked[0]:
            return _page(page.write_shelf(list(self.stories())))
        if _is_story(self._entry(here, asked[0], is_folder=True)):
            return _to_folder(asked[0])
        raise HTTPException(404)

    def stories(self) -> Iterator[tuple[str, Manifest]]:
        """Each story below the folder that can be read, by its place: "Author/Title/"."""
        yield from self._stories(self.folder, ())

    def _stories(self, folder: Path, place: tuple[str, ...]) -> Iterator[tuple[str, Manifest]]:
        for entry in sorted(_entries(folder).values(), key=lambda each: each.name):
            if not entry.is_dir() or not self._is_ours(entry):
                continue
            inner = (*place, entry.name)
            if _is_story(entry):
                try:
                    made = load(entry)
                except OutputError as error:
                    _logger.warning("%s", error)
                    continue
                if not _is_preview(made):
                    yield "".join(f"{part}/" for part in inner), made
            elif len(inner) < _DEEPEST:
                yield from self._stories(entry, inner)

    def _below_token(self, request: Request) -> list[str]:
        """The parts of the path, without those of the token; the last is empty after a slash."""
        raw = request.scope["raw_path"].decode("ascii")
        try:
            first, *parts = map(_unquoted, raw.split("/"))
        except UnicodeDecodeError as error:
            raise HTTPException(404) from error
        if first or not parts:
            raise HTTPException(404)
        if self.token is not None:
            given = os.fsencode(parts[1]) if len(parts) > 1 else b""
            known = self.token.encode()
            if parts[0] != "t" or not compare_digest(known, given):
                raise HTTPException(404)
            parts = parts[2:]
        return parts

    def _of_story(
        self, folder: Path, place: Sequence[str], name: str, request: Request
    ) -> Response:
        base = self.url + "".join(f"{urls.file('', part)}/" for part in place)
        if not name:
            return _page(page.write_story(load(folder), base + FEED))
        if name == FEED:
            own = base + FEED
            # Known again with another token.
            first = own.replace(f"/t/{self.token}/", "/", 1) if self.token else own
            text = feed.feed(load(folder), base, self_url=own, known_as=first, private=True)
            return Response(text, headers=_HEADERS | _NOT_KEPT, media_type=feed.TYPE)
        return self._file(folder, name, request)

    def _file(self, folder: Path, name: str, request: Request) -> Response:
        path = self._entry(folder, name, is_folder=False)
        kind = next((kind for end, kind in TYPES.items() if path.name.endswith(end)), None)
        if kind is None:
            raise HTTPException(404)
        headers: Mapping[str, str] = _HEADERS
        if kind == "text/html":
            own = path.name == READ_ALONG
            headers = {**_HEADERS, "Content-Security-Policy": _OWN_SCRIPT if own else _PLAIN_PAGE}
        try:
            found = path.stat()
        except OSError as error:
            raise HTTPException(404) from error
        answer = FileResponse(path, headers=headers, media_type=kind, stat_result=found)
        if _is_known(request, answer):
            kept = {name: answer.headers[name] for name in ("etag", "last-modified")}
            return Response(status_code=304, headers={**headers, **kept})
        if not request.headers.get("range", "bytes=").strip().lower().startswith("bytes="):
            # A unit that nobody knows is as good as none.
            named = request.scope["headers"]
            request.scope["headers"] = [each for each in named if each[0] != b"range"]
        return answer

    def _entry(self, folder: Path, name: str, *, is_folder: bool) -> Path:
        """What has that name in the folder. Raises HTTPException."""
        path = _entries(folder).get(_composed(name))
        if path is None or not self._is_ours(path):
            raise HTTPException(404)
        if not (path.is_dir() if is_folder else path.is_file()):
            raise HTTPException(404)
        return path

    def _is_ours(self, path: Path) -> bool:
        """Whether it lies in the folder that is served, wherever links lead, and isn't hidden."""
        try:
            within = path.resolve(strict=True).relative_to(self.folder)
        except (OSError, RuntimeError, ValueError):
            return False
        return not any(part.startswith(".") for part in within.parts)


def _unquoted(part: str) -> str:
    """A part of an address as a name in a folder; it need not be UTF-8 where names are bytes."""
    return os.fsdecode(unquote_to_bytes(part))


def _is_known(request: Request, answer: Response) -> bool:
    """Whether whoever asks has the file already, as it is now."""
    if (known := request.headers.get("if-none-match")) is not None:
        etags = [etag.strip().removeprefix("W/") for etag in known.split(",")]
        return "*" in etags or answer.headers["etag"] in etags
    return request.headers.get("if-modified-since", "") == answer.headers["last-modified"]


def _is_preview(made: Manifest) -> bool:
    """Whether it is the beginning of a story alone; older ones are known by their folder."""
    name = f"{story_folder(made.metadata.title)}{PREVIEW}"
    return made.preview or made.folder.name == name


def _entries(folder: Path) -> dict[str, Path]:
    """What is in a folder and not hidden, by name."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return {}
    return {_composed(path.name): path for path in paths if not path.name.startswith(".")}


def _composed(name: str) -> str:
    """A name as addresses have it; old disks of macOS take its accents apart."""
    return unicodedata.normalize("NFC", name)


def _is_story(folder: Path) -> bool:
    return (folder / FOLDER / BOOK).is_file()


def _to_folder(name: str) -> Response:
    return RedirectResponse(f"{quote(os.fsencode(name), safe='')}/", 307, _HEADERS)


def _page(text: str) -> Response:
    policy = {"Content-Security-Policy": page.POLICY}
    return HTMLResponse(text, headers=_HEADERS | _NOT_KEPT | policy)


async def _damaged(_: Request, error: Exception) -> Response:
    _logger.warning("%s", error)
    return PlainTextResponse("This story can't be read at the moment.", 503, _HEADERS)
