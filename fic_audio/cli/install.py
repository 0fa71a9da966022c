"""Installs a model, after showing what it is and asking."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from fic_audio import voices
from fic_audio.cli import format
from fic_audio.cli.console import note, tell
from fic_audio.closing import Closing
from fic_audio.engines import registry
from fic_audio.engines.install import Plan, ShowProgress, install, plan
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
    with _Bars() as bars:
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


class _Bars(Closing):
    """A bar for each file on a terminal, and nothing elsewhere."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TransferSpeedColumn,
        )

        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, int] = {}
        self.show: ShowProgress = self._tell

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def close(self) -> None:
        """Takes the bars away."""
        self._progress.stop()

    def _tell(self, name: str, have: int, size: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(format.plain(name), total=size)
        self._progress.update(self._tasks[name], completed=have)  # type: ignore[arg-type]
