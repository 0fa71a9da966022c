"""A story given by its address -> its file: fetched, with the progress shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from fic_audio.cli.console import note
from fic_audio.closing import Closing
from fic_audio.errors import AdultError, OutputError
from fic_audio.fetching import Awaited, Coming, Fetched, Place, as_address, fetch_story
from fic_audio.model import Metadata

QUESTION = "This work may have adult content. Are you willing to see it?"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a story is to be fetched."""

    adult: bool = False
    again: bool = False
    quiet: bool = False


def story_files(
    given: Sequence[str],
    wishes: Wishes,
    *,
    out: Path = Path("audio"),
    layout: str = "story",
    config_file: str | None = None,
) -> list[Path]:
    """The paths of stories. Each that is given by its address is fetched first, into the folder
    that its audio goes to."""
    paths = []
    for each in given:
        if address := as_address(each):
            place = find_place(out, layout, config_file)
            paths.append(fetch_or_ask(address, place, wishes).path)
        else:
            paths.append(Path(each))
    return paths


def find_place(out: Path, layout: str, config_file: str | None) -> Place:
    """Finds the folder for the fetched book of a story beside its audio."""
    from fic_audio import voices
    from fic_audio.production import setup
    from fic_audio.serials import story_place
    from fic_audio.shelf.audiobookshelf import shelf_path
    from fic_audio.shelf.file_names import story_folder

    # Mistakes in it are told before anything is fetched.
    config = setup.load_config(Path("story"), config_file, voices.load())

    def place(metadata: Metadata) -> Path:
        metadata = replace(metadata, **config.story)  # type: ignore[arg-type]
        is_shelf = layout == "audiobookshelf"
        folder = shelf_path(metadata) if is_shelf else Path(story_folder(metadata.title))
        return story_place(out / folder)

    return place


def fetch_or_ask(address: str, to: Place, wishes: Wishes) -> Fetched:
    """Fetches a story. Asks on a terminal whether adult content is all right, if the work has it
    and nobody said so."""
    try:
        return fetch(address, to, wishes)
    except AdultError:
        if wishes.quiet or not sys.stdin.isatty() or not typer.confirm(QUESTION, err=True):
            raise
        return fetch(address, to, replace(wishes, adult=True))


def fetch(address: str, to: Path | Place, wishes: Wishes, old: Path | None = None) -> Fetched:
    """Fetches a story into a folder that library servers pass over."""
    with _Bar(address, quiet=wishes.quiet) as bar:
        got = fetch_story(
            address, to, adult=wishes.adult, again=wishes.again, old=old, listen=bar.show
        )
    _have_passed_over(got.path.parent)
    if not wishes.quiet:
        note(_describe(got))
    return got


def _describe(got: Fetched) -> str:
    if got.asked is not None:
        minutes = max(1, round((time.time() - got.asked) / 60))
        plural = "s" * (minutes != 1)
        when = f"{minutes} minute{plural} ago"
        return f"{got.title}: fetched {when}, so not fetched again (--again does); {got.path}"
    return f"{got.title}: {got.new} of {got.chapters} chapters fetched; kept in {got.path}"


def _have_passed_over(folder: Path) -> None:
    from fic_audio.shelf.files import IGNORE

    try:
        (folder / IGNORE).touch()
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {error.strerror}") from error


class _Bar(Closing):
    """A bar over the chapters on a terminal, and a line for each in a log file."""

    def __init__(self, address: str, *, quiet: bool) -> None:
        self._address = address
        self._quiet = quiet
        self._stop: Callable[[], None] = lambda: None
        self._move: Callable[[Coming], None] = self._line
        if not quiet and sys.stderr.isatty():
            self._start()

    def show(self, event: Awaited | Coming) -> None:
        """Shows how far the fetch is."""
        if self._quiet:
            return
        if isinstance(event, Awaited):
            note(f"{event.site} asks to wait: going on in {event.seconds:.0f} seconds")
        else:
            self._move(event)

    def close(self) -> None:
        """Takes the bar away."""
        self._stop()

    def _line(self, event: Coming) -> None:
        note(f"{event.chapter}/{event.chapters}  {self._address}")

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        words = TextColumn("fetching chapter {task.completed} of {task.total}")
        columns = (words, BarColumn(), TimeRemainingColumn())
        bars = Progress(*columns, console=Console(stderr=True), transient=True)
        task = bars.add_task("", total=None)
        bars.start()
        self._stop = bars.stop
        self._move = lambda event: bars.update(task, total=event.chapters, completed=event.chapter)
