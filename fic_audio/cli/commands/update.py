"""The command `update`."""

from __future__ import annotations

from typing import Annotated

import typer

from fic_audio.cli.console import tell
from fic_audio.cli.options import (
    ConfigFile,
    Folder,
    Jobs,
    Json,
    NoScript,
    Quiet,
    Remove,
    ScriptFile,
    Story,
)


def update(
    folder: Folder,
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    jobs: Jobs = None,
    force: Annotated[
        bool, typer.Option("--force", help="Accept that the story has another title or author now.")
    ] = False,
    quiet: Quiet = False,
    remove: Remove = False,
    as_json: Json = False,
) -> None:
    """Bring the folder of a serial up to date.

    Only new and edited chapters are made.

    \b
      fic-audio update "audio/The Long Road" "The Long Road.epub"

    All characters keep their voices. A chapter that is no longer in STORY is kept and marked as
    taken down; a file with only the new chapter adds that chapter. Captions, M4B, read-along and
    feed are updated if they exist. Episodes you already heard are not offered again.
    """
    from fic_audio.cli.format import changed_rows
    from fic_audio.cli.run import run
    from fic_audio.options import Options
    from fic_audio.production.serial_update import find_changes
    from fic_audio.script.sheet.files import split_sheets
    from fic_audio.shelf.manifest import load

    split_sheets([story])
    before = load(folder)
    options = Options(
        config=config_file,
        sheet=script_file,
        no_sheet=no_script,
        jobs=jobs or 0,
        force=force,
        remove=remove,
        serial=folder,
    )
    run([[story]], options, as_json=as_json, quiet=quiet)
    if not quiet:
        tell(changed_rows(find_changes(before, load(folder))))
