"""The command `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.console import note, say


def doctor(
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Folder to check for write access."),
    ] = Path("audio"),
    clear: Annotated[
        bool, typer.Option("--clear", help="Delete the cache of spoken lines.")
    ] = False,
) -> None:
    """Show what is installed, what is missing, and how to get it."""
    from fic_audio.cli.doctor import clear_clips, findings

    if clear:
        note(clear_clips())
    worst = 0
    for finding in findings(out):
        state = "MISSING" if finding.code else "optional" if finding.optional else "ok"
        say(f"{state:8} {finding.what:14} {finding.detail}")
        worst = worst or finding.code
    raise typer.Exit(worst)
