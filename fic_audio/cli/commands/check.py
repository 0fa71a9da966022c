"""The command `check`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fic_audio.cli import format
from fic_audio.cli.console import say
from fic_audio.cli.options import Folder, Json
from fic_audio.config import Format
from fic_audio.errors import OutputError
from fic_audio.shelf.files import CAPTIONS, READ_ALONG, Suffix

if TYPE_CHECKING:
    from fic_audio.shelf.check import Report


def check(
    folder: Folder,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show every finding.")] = False,
    as_json: Json = False,
) -> None:
    """Check finished files: complete, in order, tagged, loud enough?

    The files are read again as players read them.

    \b
      fic-audio check "audio/The Last Tram"

    The exit code is 6 if something is wrong.
    """
    from fic_audio.shelf import manifest
    from fic_audio.shelf.check import check as looked_at

    report = looked_at(folder, manifest.load(folder).profile)
    if as_json:
        say(format.as_json(report.as_object()))
    else:
        for row in format.table(report.rows(every=verbose), ("file", "verdict", "finding")):
            say(row)
    if not report.ok:
        faults = sum(not verdict.ok for verdict in report.verdicts)
        raise OutputError(f"{folder}: {format.count(faults, 'fault')}; {_remedy(report)}")


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
