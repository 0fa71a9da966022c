"""How much of each file has come or gone, shown on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from fic_audio.cli.rows import plain
from fic_audio.closing import Closing

if TYPE_CHECKING:
    from rich.progress import TaskID


class SizeBars(Closing):
    """A bar for each file on a terminal, and nothing elsewhere."""

    def __init__(self, *, quiet: bool = False) -> None:
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
            disable=quiet or not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def close(self) -> None:
        """Takes the bars away."""
        self._progress.stop()

    def show(self, name: str, have: int, size: int) -> None:
        """Shows how much of a file has come or gone."""
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(plain(name), total=size)
        self._progress.update(self._tasks[name], completed=have)
