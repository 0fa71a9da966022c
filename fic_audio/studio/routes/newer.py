"""A newer file of a story: what is new in it, and taking it."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fic_audio.errors import StoryError, UsageError
from fic_audio.studio import newer
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.routes.upload import take_file
from fic_audio.studio.state import Studio


async def compare(request: Request) -> Response:
    """Compares a file that is sent with the story."""
    story = int(request.path_params["story"])
    return await take_file(request, lambda studio, path, name: _take_in(studio, story, path, name))


def take(ask: Ask) -> Answer:
    """Puts the compared file into the place of the story's; the old one stays beside it."""
    studio = ask.studio
    record = studio.records.story(ask.story)
    waiting = newer.find(studio.records, record.id)
    if waiting is None:
        raise UsageError("The newer file is not here any more; drop it again.")
    if ask.data.get("add") is True:
        path = record.path.with_name(waiting.name)
        if path.exists():
            path = record.path.with_name(f"{waiting.stem} (new){waiting.suffix}")
        files = (*record.files, str(path))
    else:
        path = record.path.with_suffix(waiting.suffix)
        shutil.move(record.path, _before(record.path))
        files = (str(path),)
    shutil.move(waiting, path)
    studio.desks.close(record.id)
    studio.records.update(record.id, files=files, serial=True, chapters=())
    return {}


def show(ask: Ask) -> Answer:
    """The comparison with the file that waits to be taken, if one does."""
    waits = newer.find(ask.studio.records, ask.story)
    return {"found": _compare(ask.studio, ask.story, waits) if waits else None}


def leave(ask: Ask) -> Answer:
    """Leaves the story as it is."""
    newer.drop(ask.studio.records, ask.story)
    return {}


def _take_in(studio: Studio, story: int, upload: Path, name: str) -> dict[str, Any]:
    path = newer.place(studio.records, studio.records.story(story).id, name)
    shutil.move(upload, path)
    return _compare(studio, story, path)


def _compare(studio: Studio, story: int, path: Path) -> dict[str, Any]:
    with studio.desks.desk(story).project() as project:
        try:
            found = project.compare(path)
        except StoryError:
            newer.drop(studio.records, story)
            raise
        count = len(project.script.story.chapters)
    # A file that has nothing but what comes next does not take the place of the others.
    is_addition = bool(found.new) and len(found.gone) == count
    serial = studio.records.story(story).serial
    return {**asdict(found), "add": is_addition, "serial": serial}


def _before(path: Path) -> Path:
    """Where the old file stays."""
    count = 1
    while (old := path.with_name(f"{path.stem} (old {count}){path.suffix}")).exists():
        count += 1
    return old


ROUTES = [
    answer("GET", "/api/stories/{story:int}/newer", show),
    answer("DELETE", "/api/stories/{story:int}/newer", leave),
    Route("/api/stories/{story:int}/newer", compare, methods=["POST"]),
    answer("POST", "/api/stories/{story:int}/newer/take", take),
]
