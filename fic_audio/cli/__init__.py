"""The commands: words in, words out."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from fic_audio import __version__
from fic_audio.cli import abroad, shelf, show
from fic_audio.cli.options import ConfigFile, Json, NoScript, ScriptFile, Story
from fic_audio.cli.produce import produce
from fic_audio.cli.say import note, say, tell
from fic_audio.cli.voices import voices
from fic_audio.errors import FicAudioError

ABOUT = """Turns a fan-fiction story into audio: a narrator, and a voice for every character.

\b
  fic-audio produce story.txt        audio/Title/001 - Chapter.mp3 ...
  fic-audio cast story.txt --write   the voices, into fic-audio.toml to change
  fic-audio script story.txt         who says what, how sure, and why
  fic-audio script story.txt -o story.script.txt     a sheet, to be corrected
  fic-audio voices audition Ada Bram how voices sound, one after the other
  fic-audio update DIR story.txt     a serial grew: its new chapters alone
  fic-audio check DIR                are the files as players want them
  fic-audio serve DIR                to the phone, as a podcast
  fic-audio doctor                   what is installed, and what is missing
"""

app = typer.Typer(
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(voices, name="voices")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"fic-audio {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


app.command()(produce)
app.command()(shelf.update)
app.command()(shelf.check)
app.command()(shelf.feed)
app.command()(shelf.serve)


@app.command()
def script(
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    as_json: Json = False,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write a sheet, to be corrected."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is no sheet.")
    ] = False,
) -> None:
    """Show who says what, how sure that is, and why.

    \b
      fic-audio script story.txt
      fic-audio script story.txt -o story.script.txt    a sheet: correct it
      fic-audio script story.txt --json | jq 'select(.kind == "dialogue")'

    A sheet that is there already keeps its corrections.
    """
    from fic_audio.cli import asked, sheets

    sheets.apart([story])
    merged = sheets.at(out, story, as_json=as_json, force=force) if out else ()
    no_script = no_script or (script_file is None and bool(merged))
    taken = (*merged, *sheets.of(story, script_file, none=no_script))
    tell(sheets.told(taken))
    told = asked.script_of(story, config_file, taken)
    written = told.script
    if as_json:
        from fic_audio.produce import ears

        rows = [show.as_json(each) for each in show.script_objects(written, ears(*told))]
    else:
        rows = list(show.script_rows(written))
    if out is not None:
        text = "\n".join(rows) + "\n" if as_json else written.sheet()
        sheets.write(out, text)
        rows = [show.plain(str(out))]
    for row in rows:
        say(row)
    tell(show.script_summary(written, story, None if as_json else out))


@app.command()
def cast(
    story: Story,
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    as_json: Json = False,
    write: Annotated[
        bool, typer.Option("--write", help="Add the cast to fic-audio.toml, to be changed there.")
    ] = False,
) -> None:
    """Show the characters, their lines and their voices, and the names that may be said wrong.

    \b
      fic-audio cast story.txt
      fic-audio cast story.txt --write       then change a voice in fic-audio.toml
    """
    from fic_audio.cli import asked, names, sheets

    sheets.apart([story])
    taken = sheets.of(story, script_file, none=no_script)
    tell(sheets.told(taken))
    written, parts, _ = asked.script_of(story, config_file, taken)
    named = names.of(story, config_file, written, parts.narrator.voice)
    if as_json:
        rows = [show.as_json(each) for each in names.objects(parts, named)]
    else:
        rows = [*show.cast_rows(parts), *names.rows(named)]
    for row in rows:
        say(row)
    tell(names.remarks(parts, named, as_json=as_json))
    tell(abroad.rows(written.story.metadata.language, story))
    if write:
        path, added = asked.keep_cast(story, config_file, parts)
        note(f"{path}: added {', '.join(added) or 'nobody; everybody is in it'}")


@app.command()
def doctor(
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where audio would go.")
    ] = Path("audio"),
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove the clips that are kept from earlier runs.")
    ] = False,
) -> None:
    """Show what is installed, what is missing, and how to get it."""
    from fic_audio.cli.doctor import clear_clips, findings

    if clear:
        note(clear_clips())
    worst = 0
    for finding in findings(out):
        state = "MISSING" if finding.code else "optional" if finding.optional else "ok"
        say(f"{state:8} {finding.what:14} {finding.said}")
        worst = worst or finding.code
    raise typer.Exit(worst)


STOPPING = b"\nfic-audio: stopping; nothing is lost, and the same command goes on from here\n"


def _stop(number: int, frame: FrameType | None) -> None:
    """Ctrl-C. Written past Python's own buffers, which may be in use at this very moment."""
    with suppress(OSError):
        os.write(2, STOPPING)
    signal.default_int_handler(number, frame)


def main() -> NoReturn:
    """Runs a command. An error that the listener can mend is one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its code; a pipe always gets UTF-8.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[union-attr]
    # A run that is asked to end clears up first, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    try:
        app()
    except FicAudioError as error:
        note(f"fic-audio: {error}")
        sys.exit(error.exit_code)
    sys.exit(0)
