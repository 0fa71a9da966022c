"""How far the work has come, shown on stderr: a bar for people, a line a chapter for log files."""

from __future__ import annotations

import sys
from abc import abstractmethod
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Self

import typer

from fic_audio.cli.format import cut_text, plain
from fic_audio.closing import Closing
from fic_audio.durations import in_words
from fic_audio.events import (
    ChapterFinished,
    Event,
    FindingSpeakers,
    LineSpoken,
    ListeningStarted,
    MendingStarted,
    SpeakersFound,
    StoryFailed,
    StoryFinished,
    StoryListening,
    StoryRead,
    StoryStarted,
)

if TYPE_CHECKING:
    from rich.progress import TaskID


class Display(Closing):
    """Shows the progress of stories as long as its block lasts."""

    @abstractmethod
    def show(self, event: Event) -> None:
        """Shows an event."""


def display(*, quiet: bool) -> Display:
    """The display that suits stderr: bars for a terminal, lines for a log file."""
    if quiet:
        return Nothing()
    return Bars() if sys.stderr.isatty() else Lines()


class Nothing(Display):
    """Shows nothing."""

    def close(self) -> None:
        """Has nothing to end."""

    def show(self, event: Event) -> None:
        """Does nothing."""


class Lines(Nothing):
    """A line for every finished chapter."""

    def __init__(self) -> None:
        self._chapters: dict[Path, int] = {}
        self._done: Counter[Path] = Counter()

    def show(self, event: Event) -> None:
        """Prints the line of a chapter."""
        match event:
            case StoryStarted():
                # Chapters are made again if lines of theirs sound unclear.
                self._chapters[event.story], self._done[event.story] = event.chapters, 0
            case ChapterFinished():
                self._done[event.story] += 1
                place = f"{self._done[event.story]}/{self._chapters[event.story]}"
                name = plain(event.file.path.name)
                typer.echo(f"{place}  {name}  {in_words(event.file.length)}", err=True)
            case _:
                pass


class Bars(Nothing):
    """A bar for each story: over the search for speakers, then over its words, with the time
    left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[amount]}", markup=False),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: dict[Path, _Task] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def close(self) -> None:
        """Takes the bars away."""
        self._bars.stop()

    def show(self, event: Event) -> None:
        """Moves the bar of the event's story."""
        story = event.story
        task = self._tasks.get(story)
        match event:
            case StoryRead():
                self._begin(story, event.title, 1.0)
            case FindingSpeakers() if task:
                amount = f"{event.share:.0%} of the speakers found"
                self._bars.update(task.number, completed=event.share, amount=amount)
            case StoryStarted():
                self._end(story)
                self._begin(story, event.title, event.words, event.chapters)
            case LineSpoken() if task:
                task.words += event.words
                amount = f"{task.words:,} of {task.total:,.0f} words"
                self._bars.update(task.number, completed=task.words, amount=amount)
            case ChapterFinished() if task:
                task.done += 1
                self._bars.update(task.number, description=task.description())
            case ListeningStarted():
                self._end(story)
                self._begin(story, event.title, 1.0)
            case StoryListening() if task:
                amount = f"{event.share:.0%} listened to"
                self._bars.update(task.number, completed=event.share, amount=amount)
            case SpeakersFound() | MendingStarted() | StoryFinished() | StoryFailed():
                self._end(story)
            case _:
                pass

    def _begin(self, path: Path, title: str, total: float, chapters: int = 0) -> None:
        number = self._bars.add_task("", total=total, amount="")
        task = self._tasks[path] = _Task(number, cut_text(plain(title), 30), total, chapters)
        self._bars.update(number, description=task.description())

    def _end(self, path: Path) -> None:
        if task := self._tasks.pop(path, None):
            self._bars.remove_task(task.number)


class _Task:
    """What a bar shows."""

    def __init__(self, number: TaskID, title: str, total: float, chapters: int) -> None:
        self.number = number
        self.title = title
        self.total = total
        self.chapters = chapters
        self.done = self.words = 0

    def description(self) -> str:
        """The words before the bar."""
        return (
            f"{self.title}  {self.done}/{self.chapters} chapters" if self.chapters else self.title
        )
