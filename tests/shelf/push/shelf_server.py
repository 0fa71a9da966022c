"""The parts of Audiobookshelf's API that uploads need, as its MiscController and LibraryController
answer them (server 2.x), over a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

TOKEN = "abs-0123456789"


@dataclass
class Shelf:
    """A server's files, and what it was asked."""

    root: Path
    libraries: list[dict[str, Any]] = field(default_factory=list)
    may_upload: bool = True
    may_scan: bool = True
    largest: int = 10**9
    log: list[str] = field(default_factory=list)
    uploads: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self.add("fics", "Fics", "book")
        self.add("talk", "Talk", "podcast")

    def add(self, number: str, name: str, kind: str) -> None:
        folder = self.root / number
        folder.mkdir()
        places = [{"id": f"fol_{number}", "fullPath": str(folder), "libraryId": f"lib_{number}"}]
        about = {"id": f"lib_{number}", "name": name, "folders": places, "mediaType": kind}
        self.libraries.append(about)

    def names(self, *place: str) -> set[str]:
        return {path.name for path in (self.root / "fics").joinpath(*place).iterdir()}


def read_form(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    """The fields and the files of a form; names are UTF-8, as the server takes them."""
    mark = b"--" + kind.partition("boundary=")[2].encode()
    begin, *parts, end = body.split(mark)
    assert (begin, end) == (b"", b"--\r\n")
    fields, files = dict[str, str](), dict[str, bytes]()
    for part in parts:
        head, _, content = part.partition(b"\r\n\r\n")
        names = dict(re.findall(r'\b(name|filename)="([^"]*)"', head.decode()))
        content = content.removesuffix(b"\r\n")
        if "filename" in names:
            files[names["filename"]] = content
        else:
            fields[names["name"]] = content.decode()
    return fields, files


def application(shelf: Shelf) -> Starlette:
    def checked(request: Request) -> Response | None:
        shelf.log.append(f"{request.method} {request.url.path}")
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return PlainTextResponse("Unauthorized", 401)
        return None

    def known(request: Request) -> dict[str, Any] | None:
        wanted = request.path_params["library"]
        return next((each for each in shelf.libraries if each["id"] == wanted), None)

    async def libraries(request: Request) -> Response:
        return checked(request) or JSONResponse({"libraries": shelf.libraries})

    async def search(request: Request) -> Response:
        if refused := checked(request):
            return refused
        library = known(request)
        if library is None:
            return PlainTextResponse("Library not found", 404)
        root, word = Path(library["folders"][0]["fullPath"]), request.query_params["q"].casefold()
        found = [
            {"libraryItem": {"id": f"li_{place.as_posix()}", "relPath": place.as_posix()}}
            for place in sorted({path.parent.relative_to(root) for path in root.rglob("*.mp3")})
            if word in place.name.casefold()
        ]
        return JSONResponse({"book": found, "tags": [], "authors": [], "series": []})

    async def item(request: Request) -> Response:
        if refused := checked(request):
            return refused
        folder = shelf.root / "fics" / request.path_params["item"].removeprefix("li_")
        files = [
            {
                "ino": str(path.stat().st_ino),
                "metadata": {
                    "filename": path.name,
                    "size": path.stat().st_size,
                    "mtimeMs": int(path.stat().st_mtime * 1000),
                },
            }
            for path in folder.iterdir()
        ]
        return JSONResponse({"id": request.path_params["item"], "libraryFiles": files})

    async def upload(request: Request) -> Response:
        if refused := checked(request):
            return refused
        if not shelf.may_upload:
            return PlainTextResponse("Forbidden", 403)
        if int(request.headers["content-length"]) > shelf.largest:
            return PlainTextResponse(
                "<html><title>413 Request Entity Too Large</title></html>", 413
            )
        fields, files = read_form(request.headers["content-type"], await request.body())
        if not fields.get("library") or not fields.get("folder") or not fields.get("title"):
            return PlainTextResponse("Invalid request body", 400)
        library = next((each for each in shelf.libraries if each["id"] == fields["library"]), None)
        if library is None:
            return PlainTextResponse("Library not found", 404)
        place = next((each for each in library["folders"] if each["id"] == fields["folder"]), None)
        if place is None:
            return PlainTextResponse("Folder not found", 404)
        parts = [fields.get(name) for name in ("author", "series", "title")]
        folder = Path(place["fullPath"]).joinpath(*filter(None, parts))
        folder.mkdir(parents=True, exist_ok=True)
        for name, body in files.items():
            (folder / Path(name).name).write_bytes(body)
            shelf.uploads.append({**fields, "file": name})
        return PlainTextResponse("OK")

    async def scan(request: Request) -> Response:
        if refused := checked(request):
            return refused
        if not shelf.may_scan:
            return PlainTextResponse("Forbidden", 403)
        return PlainTextResponse("OK" if known(request) else "", 200 if known(request) else 404)

    return Starlette(
        routes=[
            Route("/shelf/api/libraries", libraries),
            Route("/shelf/api/libraries/{library}/search", search),
            Route("/shelf/api/libraries/{library}/scan", scan, methods=["POST"]),
            Route("/shelf/api/items/{item:path}", item),
            Route("/shelf/api/upload", upload, methods=["POST"]),
        ]
    )
