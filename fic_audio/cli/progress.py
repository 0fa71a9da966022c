"""How far the work has come, shown on stderr: a bar for people, a line a chapter for log files."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

import typer

from fic_audio.cli.show import cut, plain
from fic_audio.durations import in_words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from fic_audio.produce import File


class Story(Protocol):
    """The progress of one story."""

    def begin(self, title: str, words: int, chapters: int) -> None: ...

    def spoke(self, words: int) -> None: ...

    def finished(self, file: File) -> None: ...

    def end(self) -> None: ...


class Display(Protocol):
    """Shows the progress of stories as long as its block lasts."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def story(self) -> Story: ...


def display(*, quiet: bool) -> Display:
    """What suits the place that stderr goes to."""
    if quiet:
        return Nothing()
    return Bars() if sys.stderr.isatty() else Lines()


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

    def story(self) -> Story:
        return Untold()


class Untold:
    """Tells nothing."""

    def begin(self, title: str, words: int, chapters: int) -> None:
        pass

    def spoke(self, words: int) -> None:
        pass

    def finished(self, file: File) -> None:
        pass

    def end(self) -> None:
        pass


class Lines(Nothing):
    """A line for every finished chapter."""

    def story(self) -> Story:
        return Line()


class Line(Untold):
    def __init__(self) -> None:
        self.chapters = 0
        self.done = 0
        self.telling = threading.Lock()

    def begin(self, title: str, words: int, chapters: int) -> None:
        self.chapters = chapters

    def finished(self, file: File) -> None:
        name = plain(file.path.name)
        # Chapters finish in several threads: who is counted first is told first.
        with self.telling:
            self.done += 1
            typer.echo(f"{self.done}/{self.chapters}  {name}  {in_words(file.length)}", err=True)


class Bars(Nothing):
    """A bar over the words of each story underway, with the time left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self.bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.completed:,.0f} of {task.total:,.0f} words", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )

    def __enter__(self) -> Self:
        self.bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bars.stop()

    def story(self) -> Story:
        return Bar(self.bars)


class Bar:
    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.title = ""
        self.chapters = 0
        self.done = 0
        self.telling = threading.Lock()
        self.task: TaskID | None = None

    def begin(self, title: str, words: int, chapters: int) -> None:
        self.title, self.chapters = cut(plain(title), 30), chapters
        self.task = self.bars.add_task(self._said(), total=words)

    def spoke(self, words: int) -> None:
        if self.task is not None:
            self.bars.advance(self.task, words)

    def finished(self, file: File) -> None:
        with self.telling:
            self.done += 1
            if self.task is not None:
                self.bars.update(self.task, description=self._said())

    def end(self) -> None:
        if self.task is not None:
            self.bars.remove_task(self.task)

    def _said(self) -> str:
        return f"{self.title}  {self.done}/{self.chapters} chapters"
