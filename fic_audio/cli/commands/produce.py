"""The command `produce`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.options import (
    STORY_HELP,
    Adult,
    ConfigFile,
    EarsFolder,
    Jobs,
    Json,
    Layout,
    Listen,
    NoScript,
    Profile,
    Quiet,
    Remove,
    ScriptFile,
    in_order,
    numbers,
)
from fic_audio.config import Format


def produce(
    stories: Annotated[list[str], typer.Argument(metavar="STORY", help=STORY_HELP)],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the story folders.")
    ] = Path("audio"),
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    engine: Annotated[
        str,
        typer.Option(metavar="NAME", help="Speech engine (default: the natural voices)."),
    ] = "",
    jobs: Jobs = None,
    formats: Annotated[
        list[Format] | None, typer.Option("--format", help="Kind of file to make; may be repeated.")
    ] = None,
    profile: Annotated[Profile | None, typer.Option(help="Target loudness and bit rate.")] = None,
    cover: Annotated[
        Path | None,
        typer.Option(
            "--cover",
            metavar="FILE",
            help="Picture for the cover (default: the story's own, or a drawn one).",
        ),
    ] = None,
    layout: Annotated[
        Layout,
        typer.Option(help="Folder structure: Title, or Author/Series/Title for Audiobookshelf."),
    ] = Layout.STORY,
    post: Annotated[
        bool, typer.Option("--post", help="Also write post.html for an archive post of the podfic.")
    ] = False,
    chapters: Annotated[
        str, typer.Option(metavar="1-3,7", help="Make only these chapters, counted from 1.")
    ] = "",
    as_one: Annotated[
        bool, typer.Option("--as-one", help="Treat the files as the parts of one story.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Show the cast and the estimated length; write nothing."),
    ] = False,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help="Make only the first minute of each chapter, in a separate folder."
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that do not belong to this story.")
    ] = False,
    remove: Remove = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Make files again even if they are up to date, and fetch a story again that was "
            "fetched within the hour.",
        ),
    ] = False,
    adult: Adult = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither store spoken lines nor use stored ones.")
    ] = False,
    reproducible: Annotated[
        bool,
        typer.Option(
            "--reproducible", help="Make the same bytes in every run, or stop before any work."
        ),
    ] = False,
    dask: Annotated[
        str,
        typer.Option(
            "--dask", metavar="ADDRESS", help="Speak on the workers of this dask scheduler."
        ),
    ] = "",
    listen: Listen = False,
    ears: EarsFolder = None,
    quiet: Quiet = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every step.")] = False,
    as_json: Json = False,
) -> None:
    """Make the audio of stories, one tagged MP3 file per chapter.

    The files are DIR/Title/001 - Chapter.mp3 and so on.

    \b
      fic-audio produce story.epub
      fic-audio produce https://archiveofourown.org/works/123456
      fic-audio produce one.html two.md -o ~/podcasts --profile podcast
      fic-audio produce saved-chapters/             a folder is one story
      fic-audio produce "Chapter 1.html" "Chapter 2.html" --as-one
      fic-audio produce story.txt --chapters 1-3,7
      fic-audio produce story.txt --dry-run         show cast and length
      fic-audio produce story.txt --preview         hear the cast first
      fic-audio produce *.epub --dask farm:8786     speak on a dask cluster
      fic-audio produce story.txt --listen          mend what sounds unclear

    Chapters that are up to date are left alone; only what changed is made again. You can stop with
    Ctrl-C at any time (exit code 130); the same command continues from there.
    """
    from fic_audio.cli.addresses import Wishes, story_files
    from fic_audio.cli.run import log, run
    from fic_audio.options import Options
    from fic_audio.script.sheet.files import split_sheets

    log(verbose=verbose)
    options = Options(
        out=out,
        config=config_file,
        sheet=script_file,
        no_sheet=no_script,
        engine=engine,
        jobs=jobs or 0,
        formats=tuple(each.value for each in formats or ()),
        profile=profile.value if profile else "",
        cover=cover,
        layout=layout.value,
        chapters=numbers(chapters),
        dry_run=dry_run,
        preview=preview,
        force=force,
        remove=remove,
        again=again,
        no_cache=no_cache,
        reproducible=reproducible,
        dask=dask,
        listen=listen,
        ears=ears,
    )
    wishes = Wishes(adult=adult, again=again, quiet=quiet)
    given = story_files(stories, wishes, out=out, layout=layout.value, config_file=config_file)
    paths, passed_over = split_sheets(given)
    notes = [f"{path}: skipped, this is the sheet of a story" for path in passed_over]
    wanted = [in_order(paths)] if as_one else [[each] for each in paths]
    run(wanted, options, notes, post=post, as_json=as_json, quiet=quiet)
