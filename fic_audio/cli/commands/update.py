"""The command `update`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.options import (
    STORY_HELP,
    Adult,
    ConfigFile,
    Jobs,
    Json,
    NoScript,
    Quiet,
    Remove,
    ScriptFile,
)
from fic_audio.errors import UsageError


def update(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Folder of a finished story; with --all, of several stories."
        ),
    ],
    story: Annotated[
        str | None,
        typer.Argument(
            metavar="STORY",
            help=f"{STORY_HELP} Default: the story's own address, or else the file it is from.",
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Update every story in DIR, one after the other.")
    ] = False,
    delay: Annotated[
        float,
        typer.Option(
            min=0,
            max=1440,
            metavar="MINUTES",
            help="Wait a random time of at most so many minutes first; for timetables.",
        ),
    ] = 0,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    jobs: Jobs = None,
    force: Annotated[
        bool, typer.Option("--force", help="Accept that the story has another title or author now.")
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Fetch all chapters, edited ones too, even if that was done within the hour.",
        ),
    ] = False,
    adult: Adult = False,
    quiet: Quiet = False,
    remove: Remove = False,
    as_json: Json = False,
) -> None:
    """Bring the folder of a serial up to date.

    Only new and edited chapters are made.

    \b
      fic-audio update "audio/The Long Road" "The Long Road.epub"
      fic-audio update "audio/The Long Road"        fetch its new chapters
      fic-audio update --all audio --delay 30       every serial, from a timetable

    All characters keep their voices. A chapter that is no longer in STORY is kept and marked as
    taken down; a file with only the new chapter adds that chapter. Captions, M4B, read-along and
    feed are updated if they exist. Episodes you already heard are not offered again.
    """
    from fic_audio.cli import updating
    from fic_audio.cli.addresses import Wishes
    from fic_audio.options import Options

    options = Options(
        config=config_file,
        sheet=script_file,
        no_sheet=no_script,
        jobs=jobs or 0,
        force=force,
        remove=remove,
    )
    wishes = Wishes(adult=adult, again=again, quiet=quiet)
    if every and (story is not None or script_file is not None):
        raise UsageError("--all takes the folder alone; a story or a sheet is for one of them")
    if every and as_json:
        raise UsageError("--all prints a line for each story; it has no --json")
    updating.wait(delay, quiet=quiet)
    if every:
        updating.update_all(folder, options, wishes)
    else:
        updating.update_one(folder, story, options, wishes, as_json=as_json)
