"""The command `check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fic_audio.cli import format, listening
from fic_audio.cli.console import note, say, tell
from fic_audio.cli.options import EarsFolder, Folder, Jobs, Json, Listen
from fic_audio.config import Format
from fic_audio.errors import OutputError, UsageError
from fic_audio.events import Event, ListeningStarted
from fic_audio.shelf.files import CAPTIONS, READ_ALONG, Suffix

if TYPE_CHECKING:
    from fic_audio.listening.report import ListeningReport
    from fic_audio.shelf.check import Report


def check(
    folder: Folder,
    listen: Listen = False,
    ears: EarsFolder = None,
    jobs: Jobs = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every finding.")] = False,
    as_json: Json = False,
) -> None:
    """Check finished files: complete, in order, tagged, loud enough?

    The files are read again as players read them. With --listen, every line is also held against
    its text by speech recognition; listened.html in the folder shows what sounds unclear.

    \b
      fic-audio check "audio/The Last Tram"
      fic-audio check "audio/The Last Tram" --listen

    The exit code is 6 if something is wrong. A line that sounds unclear is a doubt, and no fault.
    """
    from fic_audio.shelf import manifest
    from fic_audio.shelf.check import check as looked_at

    if (ears or jobs) and not listen:
        raise UsageError("--ears and --jobs need --listen")
    heard = listen_to(folder, ears, jobs, quiet=as_json) if listen else None
    report = looked_at(folder, manifest.load(folder).profile)
    if as_json:
        more = {"listening": heard.as_object()} if heard else {}
        say(format.as_json(report.as_object() | more))
    else:
        for row in format.table(report.rows(every=verbose), ("file", "verdict", "finding")):
            say(row)
        if heard:
            for row in listening.report_rows(heard):
                say(row)
    if not report.ok:
        faults = sum(not verdict.ok for verdict in report.verdicts)
        raise OutputError(f"{folder}: {format.count(faults, 'fault')}; {_remedy(report)}")


def listen_to(folder: Path, ears: Path | None, jobs: int | None, *, quiet: bool) -> ListeningReport:
    """Listens to a finished story, shows how far it has come, and writes the page. Raises
    EngineError without a model."""
    from fic_audio.cli.progress import display
    from fic_audio.listening.page import write_page
    from fic_audio.production.listening import check_by_ear

    with display(quiet=quiet) as shown:

        def show(event: Event) -> None:
            shown.show(event)
            if isinstance(event, ListeningStarted) and not quiet:
                tell(listening.describe_start(event))

        found = check_by_ear(folder, ears, jobs or 0, show)
    try:
        page = write_page(folder, found)
    except OutputError as why:
        note(str(why))
    else:
        if not quiet and not found.skipped:
            note(f"{page} plays what sounds unclear")
    return found


def _remedy(report: Report) -> str:
    """What to do about the faults of a report: make what is missing, and the rest again."""
    wrong = [verdict for verdict in report.verdicts if not verdict.ok]
    if all(each.what == "file" and "is not there" not in each.said for each in wrong):
        return "see the table for what to do"  # files that are too many, or have another name
    # What is missing is missed in more ways than one.
    missed = ("file", "tracks", *(f"{suffix[1:]} files" for suffix in CAPTIONS))
    again = " --again" if any(each.what not in missed for each in wrong) else ""
    chosen = "".join(f" --format {form}" for form in _formats(report))
    return f"repair with fic-audio produce STORY{again}{chosen} and the options used before"


def _formats(report: Report) -> Iterator[str]:
    """The formats that have files in the folder, or should have."""
    from fic_audio.shelf.manifest import APART

    folder = report.folder.resolve()
    apart = folder / APART
    paths = [*folder.iterdir(), *(apart.iterdir() if apart.is_dir() else ())]
    names = {path.name for path in paths}
    names |= {Path(verdict.file).name for verdict in report.verdicts}
    suffixes = {Path(name).suffix for name in names}
    for form, suffix in ((Format.M4B, Suffix.M4B), (Format.EPUB, Suffix.EPUB)):
        if f"{folder.name}{suffix}" in names:
            yield form
    if READ_ALONG in names:
        yield Format.HTML
    if not suffixes.isdisjoint(CAPTIONS):
        yield Format.CAPTIONS
    if Suffix.OPUS in suffixes:
        yield Format.OPUS
