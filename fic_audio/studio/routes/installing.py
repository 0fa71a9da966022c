"""Voices that can be installed."""

from __future__ import annotations

from fic_audio.studio.routes.asking import Answer, Ask, answer


def list_models(ask: Ask) -> Answer:
    """What can be installed, and how far the present installation is."""
    installing = ask.studio.installing
    return {"models": installing.list(), "now": dict(installing.state) or None}


def install(ask: Ask) -> Answer:
    """Installs what the user has agreed to."""
    ask.studio.installing.start(ask.text("name", 200))
    return dict(ask.studio.installing.state)


def stop(ask: Ask) -> Answer:
    """Stops the installation."""
    ask.studio.installing.stop()
    return {}


ROUTES = [
    answer("GET", "/api/models", list_models),
    answer("POST", "/api/models/install", install),
    answer("POST", "/api/models/stop", stop),
]
