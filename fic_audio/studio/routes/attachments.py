"""The cover and the music of a story."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fic_audio.project import Changed, Project
from fic_audio.project.attachments import attach
from fic_audio.studio.routes.asking import Ask
from fic_audio.studio.routes.lines import change
from fic_audio.studio.routes.upload import take_file
from fic_audio.studio.state import Studio
from fic_audio.studio.views import changed_view


async def add_file(request: Request) -> Response:
    """Takes a picture or music that is sent."""
    query = request.query_params

    def keep(studio: Studio, path: Path, name: str) -> dict[str, Any]:
        ask = Ask(studio, request.path_params, query, request.headers, dict(query))
        with ask.changing() as project:
            suffix = Path(name).suffix.lower()
            own = attach(project.settings_path.parent, ask.text("what"), path, suffix)
            return changed_view(ask.desk, project, project.set_file(ask.text("what"), own))

    return await take_file(request, keep)


def _remove(ask: Ask, project: Project) -> Changed:
    return project.set_file(ask.text("what"), None)


ROUTES = [
    Route("/api/stories/{story:int}/attachments", add_file, methods=["POST"]),
    change("attachments/remove", _remove),
]
