"""Files that are dropped on the page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from fic_audio.errors import FicAudioError, OutputError, UsageError
from fic_audio.studio.guard import refuse
from fic_audio.studio.records import safe_name
from fic_audio.studio.routes.asking import TooLargeError, as_json, explain
from fic_audio.studio.state import Studio

MOST_BYTES = 100_000_000
"""Most bytes of a file."""
TOO_LARGE = "The file is larger than 100 MB; a story is not. Choose a smaller one."


async def add_story(request: Request) -> Response:
    """Adds a story, or with `into` a further file of one."""
    into = request.query_params.get("into", "")

    def keep(studio: Studio, path: Path, name: str) -> object:
        return {"id": _keep(studio, path, name, into)}

    return await take_file(request, keep, 201)


async def take_file(
    request: Request, keep: Callable[[Studio, Path, str], object], status: int = 200
) -> Response:
    """Receives the file that a request sends; the answer is what `keep` makes of it: a path that is
    there as long as that runs, and a safe name."""
    studio: Studio = request.app.state.studio
    name = safe_name(request.query_params.get("name", ""))
    if int(request.headers.get("content-length", 0)) > MOST_BYTES:
        return refuse(413, TOO_LARGE)
    try:
        with _receiving(studio) as path:
            await _receive(request, path)
            found = await run_in_threadpool(keep, studio, path, name)
    except ClientDisconnect:
        return refuse(400, "The file did not arrive whole; drop it again.")
    except TooLargeError as error:
        return refuse(413, str(error))
    except OSError as error:
        return explain(OutputError(f"{studio.folder}: can't be written: {error.strerror}"))
    except FicAudioError as error:
        return explain(error)
    return as_json(found, status)


@contextmanager
def _receiving(studio: Studio) -> Iterator[Path]:
    """A temporary file for an upload, on the disk of the stories."""
    studio.records.own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=studio.records.own, prefix="upload-") as folder:
        yield Path(folder, "upload")


async def _receive(request: Request, path: Path) -> None:
    """Writes what is sent to a file, piece by piece. Raises UsageError for too much."""
    size = 0
    with path.open("wb") as file:
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                raise TooLargeError(TOO_LARGE)
            await run_in_threadpool(file.write, part)
    if not size:
        raise UsageError("The file is empty; choose a file with a story.")


def _keep(studio: Studio, upload: Path, name: str, into: str) -> int:
    """Puts a file that has arrived into the folder of its story."""
    records = studio.records
    if into.isascii() and into.isdigit():
        record = records.story(int(into))
        folder = record.path.parent
        if not folder.is_relative_to(records.folder.resolve()):
            raise UsageError("Files can't be added to this story; drop all of them together.")
        path = _free(folder / name)
        shutil.move(upload, path)
        studio.desks.close(record.id)
        return records.update(record.id, files=(*record.files, str(path))).id
    path = records.new_folder(name) / name
    shutil.move(upload, path)
    return records.add([path]).id


def _free(path: Path) -> Path:
    """The path, or one like it that is free."""
    free, count = path, 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.stem} ({count}){path.suffix}")
    return free


ROUTES = [Route("/api/stories", add_story, methods=["POST"])]
