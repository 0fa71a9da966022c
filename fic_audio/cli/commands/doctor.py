"""The command `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.console import note, say
from fic_audio.version import __version__


def doctor(
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Folder to check for write access."),
    ] = Path("audio"),
    clear: Annotated[
        bool, typer.Option("--clear", help="Delete the cache of spoken lines.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON, for other programs.")
    ] = False,
) -> None:
    """Show what is installed, what is missing, and how to get it.

    "optional" is what fic-audio can do without; "MISSING" is what it cannot. With a question or a
    problem, send along what this prints.
    """
    from fic_audio.cli import format
    from fic_audio.cli.doctor import clear_clips, findings, summary

    if clear:
        note(clear_clips())
    found = []
    for finding in findings(out):
        found.append(finding)
        if not as_json:
            say(f"{finding.state:8} {finding.what:14} {finding.detail}")
    if as_json:
        rows = [{"what": one.what, "state": one.state, "detail": one.detail} for one in found]
        say(format.as_json({"version": __version__, "findings": rows}))
    else:
        note(summary(found))
    raise typer.Exit(next((each.code for each in found if each.code), 0))
