"""What is spoken of a single line, and how: tried first, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from fic_audio.config import Retake
from fic_audio.config.retakes import make_retake
from fic_audio.project import Changed, Project
from fic_audio.studio.routes.asking import Answer, Ask, answer
from fic_audio.studio.routes.hearing import hear
from fic_audio.studio.routes.lines import change

TEXTS, NUMBERS = ("said", "manner"), ("rate", "pitch", "volume", "take")


def hear_trial(ask: Ask) -> Answer:
    """The sound of a line with other settings, which are not kept."""
    numbers = {name: _number(ask.query.get(name, "")) for name in NUMBERS}
    trial = _read({**ask.query, **numbers})
    return hear(ask, lambda hearing: hearing.cues(ask.path["line"], trial=trial))


def _keep(ask: Ask, project: Project) -> Changed:
    return project.set_retake(ask.text("line"), _read(ask.data))


def _read(data: Mapping[str, Any]) -> Retake:
    """The settings that are given and not empty. Raises ConfigError."""
    return make_retake(
        {name: data[name] for name in (*TEXTS, *NUMBERS) if data.get(name, "") != ""}
    )


def _number(text: str) -> str | float | int:
    """The number that is written so, or the text itself."""
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text


ROUTES = [
    answer("GET", "/api/stories/{story:int}/trials/{line:str}", hear_trial),
    change("retake", _keep),
]
