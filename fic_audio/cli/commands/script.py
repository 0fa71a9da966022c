"""The command `script`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli import format
from fic_audio.cli.console import say, tell
from fic_audio.cli.options import Adult, ConfigFile, Json, NoScript, ScriptFile, Story


def script(
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    as_json: Json = False,
    adult: Adult = False,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a sheet to correct."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is not a sheet.")
    ] = False,
) -> None:
    """Show who says what, how certain that is, and why.

    \b
      fic-audio script story.txt
      fic-audio script story.txt -o story.script.txt    write a sheet to correct
      fic-audio script story.txt --json | jq 'select(.kind == "dialogue")'

    A sheet that already exists keeps its corrections.
    """
    from fic_audio.cli.addresses import Wishes, story_files
    from fic_audio.production import setup
    from fic_audio.script.sheet import files as sheets

    (path,) = story_files([story], Wishes(adult=adult), config_file=config_file)
    sheets.split_sheets([path])
    merged = sheets.sheets_to_keep(out, path, as_json=as_json, force=force) if out else ()
    no_script = no_script or (script_file is None and bool(merged))
    taken = (*merged, *sheets.read_sheets(path, script_file, none=no_script))
    tell(map(sheets.describe_sheet, taken))
    cast = setup.cast_story(path, config_file, taken)
    written = cast.script
    if as_json:
        from fic_audio.production import normalize_lines
        from fic_audio.production.export import script_objects

        rows = [format.as_json(each) for each in script_objects(written, normalize_lines(*cast))]
    else:
        rows = list(format.script_rows(written))
    if out is not None:
        text = "\n".join(rows) + "\n" if as_json else written.sheet()
        sheets.write_sheet(out, text)
        rows = [format.plain(str(out))]
    for row in rows:
        say(row)
    tell(format.script_summary(written, path, None if as_json else out))
