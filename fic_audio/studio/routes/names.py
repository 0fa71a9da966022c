"""How names are said."""

from __future__ import annotations

import re
from typing import Any

from fic_audio.project import Changed, LineFilter, Project, SayAs
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.routes.lines import change
from fic_audio.studio.views import question_view, state_view


def list_names(ask: Ask) -> Answer:
    """The names that the voice may say wrong, and the user's pronunciations."""
    desk = ask.desk
    settled = frozenset(ask.studio.records.story(ask.story).settled)
    with desk.project() as project:
        unsure = [
            {**question_view(each), "line": _line_with(project, each.word)}
            for each in project.questions()
            if isinstance(each, SayAs)
        ]
        own = [
            {"word": word, "said": said, "line": _line_with(project, word)}
            for word, said in project.config.pronounce.items()
        ]
        return {
            **state_view(desk, project),
            "names": [each for each in unsure if each["key"] not in settled],
            "own": own,
        }


def _say_as(ask: Ask, project: Project) -> Changed:
    return project.say_as(ask.text("word", 200), ask.text("said", 200).strip() or None)


def _line_with(project: Project, word: str) -> dict[str, Any] | None:
    """The shortest of the first lines with a word."""
    found = project.lines(LineFilter(text=word), limit=50).lines
    whole = re.compile(rf"\b{re.escape(word)}\b")
    fit = [line for line in found if whole.search(line.text) and line.kind not in ("note", "break")]
    best = min(fit, key=lambda line: len(line.text), default=None)
    return {"id": best.id, "text": best.text} if best else None


ROUTES = [
    answer("GET", "/api/stories/{story:int}/names", list_names),
    change("pronounce", _say_as),
]
