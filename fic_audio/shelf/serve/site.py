"""Requests -> the pages, feeds and files of finished stories.

No path is ever made from a request: its parts are looked up among the names in a folder. Hidden
files, files outside the folder, and kinds of file that no listener needs are not served.
"""

from __future__ import annotations

import logging
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
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
from fic_audio.web.hosts import check_hosts
from fic_audio.web.policy import CONTENT, HEADERS, NO_CACHE
from fic_audio.web.tokens import drop_token, split_path

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
"""Ending of a name -> media type; nothing else is served."""

_DEEPEST = 3
"""Most folders between the served one and a story's files: Author/Series/Title."""
_PLAIN_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
_OWN_SCRIPT = "frame-ancestors 'none'"
"""The read-along page has a policy of its own."""
_logger = logging.getLogger(__name__)


def application(folder: Path, url: str, token: str | None, hosts: Iterable[str]) -> Starlette:
    """The application whose first page is at `url`, for requests to `hosts` and this computer.

    Raises OutputError for a folder that holds no story.
    """
    site = _Site(folder.resolve(), url, token)
    if not _is_story(site.folder) and next(site.stories(), None) is None:
        raise OutputError(f"{folder}: no finished story here; give a folder that produce has made")
    route = Route("/{path:path}", site.answer, methods=["GET"])
    guard, damaged = check_hosts(hosts), {OutputError: _damaged}
    return Starlette(routes=[route], middleware=[guard], exception_handlers=damaged)


@dataclass(frozen=True, slots=True)
class _Site:
    folder: Path
    url: str
    token: str | None

    def answer(self, request: Request) -> Response:
        """The answer to a GET or HEAD. Raises HTTPException."""
        here, asked = self.folder, split_path(request.scope["raw_path"], self.token)
        if asked is None:
            raise HTTPException(404)
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
        """Each readable story below the folder, with its place: "Author/Title/"."""
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

    def _of_story(
        self, folder: Path, place: Sequence[str], name: str, request: Request
    ) -> Response:
        base = self.url + "".join(f"{urls.file('', part)}/" for part in place)
        if not name:
            return _page(page.write_story(load(folder), base + FEED))
        if name == FEED:
            own = base + FEED
            # The podcast is the same one with another token.
            lasting = drop_token(own, self.token)
            text = feed.feed(load(folder), base, self_url=own, known_as=lasting, private=True)
            return Response(text, headers=HEADERS | NO_CACHE, media_type=feed.TYPE)
        return self._file(folder, name, request)

    def _file(self, folder: Path, name: str, request: Request) -> Response:
        path = self._entry(folder, name, is_folder=False)
        kind = next((kind for end, kind in TYPES.items() if path.name.endswith(end)), None)
        if kind is None:
            raise HTTPException(404)
        headers: Mapping[str, str] = HEADERS
        if kind == "text/html":
            own = path.name == READ_ALONG
            headers = {**HEADERS, CONTENT: _OWN_SCRIPT if own else _PLAIN_PAGE}
        try:
            status = path.stat()
        except OSError as error:
            raise HTTPException(404) from error
        answer = FileResponse(path, headers=headers, media_type=kind, stat_result=status)
        if _is_known(request, answer):
            kept = {name: answer.headers[name] for name in ("etag", "last-modified")}
            return Response(status_code=304, headers={**headers, **kept})
        if not request.headers.get("range", "bytes=").strip().lower().startswith("bytes="):
            # A range in an unknown unit is ignored.
            named = request.scope["headers"]
            request.scope["headers"] = [each for each in named if each[0] != b"range"]
        return answer

    def _entry(self, folder: Path, name: str, *, is_folder: bool) -> Path:
        """The file or folder of that name in the folder. Raises HTTPException."""
        path = _entries(folder).get(_composed(name))
        if path is None or not self._is_ours(path):
            raise HTTPException(404)
        if not (path.is_dir() if is_folder else path.is_file()):
            raise HTTPException(404)
        return path

    def _is_ours(self, path: Path) -> bool:
        """Whether a path is in the served folder, after following links, and isn't hidden."""
        try:
            within = path.resolve(strict=True).relative_to(self.folder)
        except (OSError, RuntimeError, ValueError):
            return False
        return not any(part.startswith(".") for part in within.parts)


def _is_known(request: Request, answer: Response) -> bool:
    """Whether the client already has the file as it is now."""
    if (known := request.headers.get("if-none-match")) is not None:
        etags = [etag.strip().removeprefix("W/") for etag in known.split(",")]
        return "*" in etags or answer.headers["etag"] in etags
    return request.headers.get("if-modified-since", "") == answer.headers["last-modified"]


def _is_preview(made: Manifest) -> bool:
    """Whether a story is only a preview; older previews are known by their folder."""
    name = f"{story_folder(made.metadata.title)}{PREVIEW}"
    return made.preview or made.folder.name == name


def _entries(folder: Path) -> dict[str, Path]:
    """The entries of a folder that are not hidden, by name."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return {}
    return {_composed(path.name): path for path in paths if not path.name.startswith(".")}


def _composed(name: str) -> str:
    """A name as in addresses; old macOS disks store accents separately."""
    return unicodedata.normalize("NFC", name)


def _is_story(folder: Path) -> bool:
    return (folder / FOLDER / BOOK).is_file()


def _to_folder(name: str) -> Response:
    return RedirectResponse(f"{quote(os.fsencode(name), safe='')}/", 307, HEADERS)


def _page(text: str) -> Response:
    policy = {CONTENT: page.POLICY}
    return HTMLResponse(text, headers=HEADERS | NO_CACHE | policy)


async def _damaged(_: Request, error: Exception) -> Response:
    _logger.warning("%s", error)
    return PlainTextResponse("This story can't be read at the moment.", 503, HEADERS)
