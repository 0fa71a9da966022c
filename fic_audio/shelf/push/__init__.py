"""Finished stories -> an Audiobookshelf server, through its API: only files that are new there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlencode

from fic_audio.errors import OutputError, UsageError, did_you_mean
from fic_audio.shelf.audiobookshelf import shelf_path
from fic_audio.shelf.files import COVER, METADATA, Suffix
from fic_audio.shelf.manifest import Manifest
from fic_audio.shelf.push.server import ForbiddenError, Server

__all__ = ["ForbiddenError", "Library", "Pushed", "Server", "choose_library", "push", "scan"]

Tell = Callable[[str, int, int], None]
"""Called with a file's name, the bytes that were sent, and its size."""


@dataclass(frozen=True, slots=True)
class Library:
    """A library of the server, and the folder of it that files go to."""

    id: str
    name: str
    folder: str
    """Identifier of the folder."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a story."""

    title: str
    sent: tuple[str, ...]
    """Names of the files that were sent."""
    there: tuple[str, ...]
    """Names of those that were on the server already."""
    strays: tuple[str, ...]
    """Names of sound files on the server that the story no longer has."""


def choose_library(server: Server, name: str = "", folder: str = "") -> Library:
    """The library with that name, or the only one for books; and its folder with that path, or its
    only one. Raises UsageError if there is none or a choice, and OutputError."""
    told = server.get("/api/libraries")
    known = told.get("libraries") if isinstance(told, dict) else None
    if not isinstance(known, list):
        raise OutputError(f"{server.url}: no Audiobookshelf answers here; give its start page")
    books = {str(each["name"]): each for each in known if each.get("mediaType", "book") == "book"}
    found = _choose(books, name, f"{server.url}: library", "--library NAME")
    places = {str(each["fullPath"]): each for each in found["folders"]}
    place = _choose(places, folder, f"{server.url}: folder of its library", "--folder PATH")
    return Library(str(found["id"]), str(found["name"]), str(place["id"]))


def _choose(known: Mapping[str, Any], name: str, what: str, option: str) -> Any:
    if name:
        by_fold = {each.casefold(): value for each, value in known.items()}
        if name.casefold() not in by_fold:
            raise UsageError(f'{what} "{name}" is not there{did_you_mean(name, known)}')
        return by_fold[name.casefold()]
    if len(known) != 1:
        names = ", ".join(f'"{each}"' for each in known) or "none for books"
        raise UsageError(f"{what}: choose one with {option}; there are: {names}")
    return next(iter(known.values()))


def push(
    server: Server,
    library: Library,
    made: Manifest,
    *,
    again: bool = False,
    tell: Tell = lambda _name, _sent, _size: None,
) -> Pushed:
    """Sends a story's files, one after the other, into the folder for its author, series and title.
    Those that are there already are left out unless `again`. Raises OutputError."""
    place = shelf_path(made.metadata).parts
    there = _files_there(server, library, PurePosixPath(*place))
    files = list(_files(made))
    fields = {
        "title": place[-1],
        "author": place[0],
        "series": place[1] if len(place) > 2 else "",
        "library": library.id,
        "folder": library.folder,
    }
    sent, kept = [], []
    for path in files:
        if not again and _is_there(path, there.get(path.name)):
            kept.append(path.name)
            continue
        server.upload("/api/upload", fields, path, tell)
        sent.append(path.name)
    names = {path.name for path in files}
    strays = sorted(name for name in there if name.endswith(Suffix.MP3) and name not in names)
    return Pushed(made.metadata.title, tuple(sent), tuple(kept), tuple(strays))


def scan(server: Server, library: Library) -> None:
    """Has the server look for new files. Raises OutputError, ForbiddenError if it may not."""
    server.post(f"/api/libraries/{quote(library.id, safe='')}/scan")


def _files(made: Manifest) -> Iterator[Path]:
    """What the server shows of a story; its metadata first, which name the rest."""
    names = (METADATA, COVER, *(episode.file for episode in made.episodes))
    for path in (*(made.folder / name for name in names), made.bound(Suffix.EPUB)):
        if path.is_file():
            yield path
        elif path.suffix == Suffix.MP3:
            raise OutputError(f"{path}: is not there; run produce again")


def _files_there(server: Server, library: Library, place: PurePosixPath) -> Mapping[str, Any]:
    """The files that the server has of a story, by name."""
    query = urlencode({"q": place.name, "limit": 25})
    found = server.get(f"/api/libraries/{quote(library.id, safe='')}/search?{query}")
    hits: Sequence[Any] = found.get("book") or () if isinstance(found, dict) else ()
    for hit in hits:
        item = hit.get("libraryItem", {})
        if PurePosixPath(str(item.get("relPath"))) == place:
            whole = server.get(f"/api/items/{quote(str(item['id']), safe='')}?expanded=1")
            about = [each.get("metadata", {}) for each in whole.get("libraryFiles", ())]
            return {str(each.get("filename")): each for each in about}
    return {}


def _is_there(path: Path, there: Mapping[str, Any] | None) -> bool:
    """Whether the server has a file, as large and no older."""
    if there is None:
        return False
    about = path.stat()
    size, changed = there.get("size"), there.get("mtimeMs")
    newer = isinstance(changed, (int, float)) and changed >= about.st_mtime * 1000
    return size == about.st_size and newer
