"""Runs a job at the command line: progress and summaries to stderr, the results to stdout."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from fic_audio.api import Job
from fic_audio.cli import format, listening
from fic_audio.cli.commands.feed import write_post
from fic_audio.cli.console import say, tell
from fic_audio.cli.progress import Display, display
from fic_audio.errors import FicAudioError, UsageError
from fic_audio.events import Event, ListeningStarted, MendingStarted, StoryFinished, Warned
from fic_audio.options import Options
from fic_audio.results import Result


def run(
    stories: Sequence[Sequence[Path]],
    options: Options,
    notes: Sequence[str] = (),
    *,
    post: bool = False,
    as_json: bool = False,
    quiet: bool = False,
) -> None:
    """Makes stories. Failures are reported as one error after the rest is finished."""
    if options.sheet is not None and len(stories) > 1:
        raise UsageError("--script is for one story; give only one story with it")
    if not quiet:
        tell(notes)
    with display(quiet=quiet or options.dry_run) as shown:
        outcomes = Job(stories, options, _Reporter(shown, as_json=as_json, quiet=quiet)).run()
    failed = [each for each in outcomes if isinstance(each, FicAudioError)]
    if failed:
        raise type(failed[0])("\n".join(map(str, failed)), remedies=failed[0].remedies)
    if post and not options.dry_run:
        for outcome in outcomes:
            if isinstance(outcome, Result):
                written = write_post(outcome.folder)
                if not quiet:
                    say(format.plain(str(written)))


class _Reporter:
    """A listener that prints the progress and the result of each story."""

    def __init__(self, shown: Display, *, as_json: bool, quiet: bool) -> None:
        self._shown = shown
        self._as_json = as_json
        self._quiet = quiet

    def __call__(self, event: Event) -> None:
        self._shown.show(event)
        match event:
            case Warned() if not self._quiet:
                tell([event.text])
            case ListeningStarted() | MendingStarted() if not self._quiet:
                tell(listening.describe_start(event))
            case StoryFinished():
                self._report(event.story, event.result)
            case _:
                pass

    def _report(self, path: Path, result: Result) -> None:
        if self._as_json:
            say(format.as_json(result.as_dict()))
        elif not (self._quiet or result.dry_run):
            for file_path in (*(file.path for file in result.files), *result.also):
                say(format.plain(str(file_path)))
        if not self._quiet:
            tell(
                [format.describe_unchanged(result)]
                if result.unchanged
                else format.summary(result, path)
            )
            tell(listening.summary(result.listened))


def log(*, verbose: bool) -> None:
    """Sends what the stages log to stderr."""
    logging.basicConfig(format="%(asctime)s %(name)s: %(message)s")
    logging.getLogger("fic_audio").setLevel(logging.DEBUG if verbose else logging.ERROR)
