"""How far the work has come, shown on stderr: a bar for people, a line a chapter for log files."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

import typer

from fic_audio.cli.show import cut, length, plain

if TYPE_CHECKING:
    from fic_audio.produce import File


class Display(Protocol):
    """A progress that is shown as long as its block lasts."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def begin(self, title: str, words: int, chapters: int) -> None: ...

    def spoke(self, words: int) -> None: ...

    def finished(self, file: File) -> None: ...


def display(*, quiet: bool) -> Display:
    """What suits the place that stderr goes to."""
    if quiet:
        return Nothing()
    return Bar() if sys.stderr.isatty() else Lines()


class Nothing:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def begin(self, title: str, words: int, chapters: int) -> None:
        pass

    def spoke(self, words: int) -> None:
        pass

    def finished(self, file: File) -> None:
        pass


class Lines(Nothing):
    """A line for every finished chapter."""

    def __init__(self) -> None:
        self.chapters = 0
        self.done = 0

    def begin(self, title: str, words: int, chapters: int) -> None:
        self.chapters, self.done = chapters, 0

    def finished(self, file: File) -> None:
        self.done += 1
        name = plain(file.path.name)
        typer.echo(f"{self.done}/{self.chapters}  {name}  {length(file.length)}", err=True)


class Bar(Nothing):
    """A bar over the words of the story, with the time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f} words", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self.chapters = 0
        self.done = 0
        self.title = ""

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bar.stop()

    def begin(self, title: str, words: int, chapters: int) -> None:
        self.title, self.chapters, self.done = cut(plain(title), 30), chapters, 0
        for task in self.bar.task_ids:
            self.bar.remove_task(task)
        self.task = self.bar.add_task(self._said(), total=words)

    def spoke(self, words: int) -> None:
        self.bar.advance(self.task, words)

    def finished(self, file: File) -> None:
        self.done += 1
        self.bar.update(self.task, description=self._said())

    def _said(self) -> str:
        return f"{self.title}  {self.done}/{self.chapters} chapters"
