"""The command `cast`."""

from __future__ import annotations

from typing import Annotated

import typer

from fic_audio.cli import format, language_notice
from fic_audio.cli.console import note, say, tell
from fic_audio.cli.options import Adult, ConfigFile, Json, NoScript, ScriptFile, Story


def cast(
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    as_json: Json = False,
    adult: Adult = False,
    write: Annotated[
        bool, typer.Option("--write", help="Add the cast to fic-audio.toml, to edit it there.")
    ] = False,
) -> None:
    """Show the cast, and the names that may be mispronounced.

    \b
      fic-audio cast story.txt
      fic-audio cast story.txt --write       then change a voice in fic-audio.toml
    """
    from fic_audio.cli import names
    from fic_audio.cli.addresses import Wishes, story_files
    from fic_audio.production import setup
    from fic_audio.script.sheet.files import describe_sheet, read_sheets, split_sheets

    (path,) = story_files([story], Wishes(adult=adult), config_file=config_file)
    split_sheets([path])
    taken = read_sheets(path, script_file, none=no_script)
    tell(map(describe_sheet, taken))
    written, parts, _ = setup.cast_story(path, config_file, taken)
    named = names.of(path, config_file, written, parts.narrator.voice)
    if as_json:
        rows = [format.as_json(each) for each in names.objects(parts, named)]
    else:
        rows = [*format.cast_rows(parts), *names.rows(named)]
    for row in rows:
        say(row)
    tell(names.remarks(parts, named, as_json=as_json))
    tell(language_notice.rows(written.story.metadata.language, path))
    if write:
        file, added = setup.keep_cast(path, config_file, parts)
        what = (
            f"added {', '.join(added)}"
            if added
            else "nothing to add, everybody with a name is in it"
        )
        note(f"{file}: {what}")
