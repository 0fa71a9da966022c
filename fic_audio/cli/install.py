"""Installs a model, after showing what it is and asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from fic_audio import voices
from fic_audio.cli.console import note, tell
from fic_audio.cli.size_bars import SizeBars
from fic_audio.engines import registry
from fic_audio.engines.install import Plan, install, plan
from fic_audio.engines.registry import Model
from fic_audio.errors import UsageError


def models() -> dict[str, Model]:
    return registry.load(voices.folder() / registry.CATALOGUE)


def list_models() -> Iterator[str]:
    """The models: name, size or "installed", description, licence."""
    for model in models().values():
        plan_ = plan(model)
        size = f"{plan_.size / 1e6:,.0f} MB" if plan_.steps else "installed"
        yield f"{model.name:28} {size:>9}  {model.about}; {model.licence}"


def put(name: str, origin: str | None, *, yes: bool) -> None:
    """Shows what would be installed, asks, and installs it. Raises FicAudioError."""
    model = registry.pick(models(), name)
    todo = plan(model, origin)
    if not todo.steps:
        note(f"{name} is already installed")
        return
    tell(describe_plan(todo))
    if not yes:
        _ask(name)
    with SizeBars() as bars:
        install(todo, bars.show)
    note(f"{name} is installed")


def describe_plan(todo: Plan) -> Iterator[str]:
    """The rows that describe an installation before it is confirmed."""
    model = todo.model
    yield f"{model.name}: {model.about}"
    yield f"  licence  {model.licence}"
    for step in todo.steps:
        yield f"  {step.file.size / 1e6:6,.1f} MB  {step.source}"
    yield f"  into     {model.folder}"


def _ask(name: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(
            "nothing was installed, since there is no terminal to ask for confirmation; "
            f"to agree to the above: fic-audio voices install {name} --yes"
        )
    if not typer.confirm("Install it?", default=True, err=True):
        raise UsageError("nothing was installed")
