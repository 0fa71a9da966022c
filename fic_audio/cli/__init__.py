"""The command line: the commands, and how errors are shown."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Annotated, NoReturn

import typer

from fic_audio.cli.commands.cast import cast
from fic_audio.cli.commands.check import check
from fic_audio.cli.commands.doctor import doctor
from fic_audio.cli.commands.feed import feed
from fic_audio.cli.commands.produce import produce
from fic_audio.cli.commands.push import push
from fic_audio.cli.commands.script import script
from fic_audio.cli.commands.serve import serve
from fic_audio.cli.commands.studio import studio
from fic_audio.cli.commands.update import update
from fic_audio.cli.commands.voices import voices
from fic_audio.cli.console import note
from fic_audio.errors import FicAudioError, Remedy
from fic_audio.version import __version__

ABOUT = """Turn a fan-fiction story into audio, with a narrator and a voice for every character.

\b
  fic-audio produce story.txt          make audio/Title/001 - Chapter.mp3 ...
  fic-audio produce https://...        fetch the story at an address first
  fic-audio cast story.txt --write     write the cast to fic-audio.toml
  fic-audio script story.txt           show who says what, and why
  fic-audio script story.txt -o story.script.txt     write a sheet to correct
  fic-audio voices audition Ada Bram   hear voices, one after the other
  fic-audio update DIR story.txt       add the new chapters of a serial
  fic-audio update --all audio         update every serial in a folder
  fic-audio check DIR                  check finished files
  fic-audio studio                     do all of this in the browser
  fic-audio serve DIR                  send them to the phone, as a podcast
  fic-audio push DIR --to URL          send them to an Audiobookshelf server
  fic-audio doctor                     show what is installed or missing
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


for command in (produce, update, check, feed, serve, push, studio, script, cast, doctor):
    app.command()(command)


FLAGS = {
    Remedy.OTHER_FOLDER: "-o DIR",
    Remedy.OTHER_FILE: "-o FILE",
    Remedy.REPLACE: "--force",
    Remedy.NO_SHEET: "--no-script",
    Remedy.NEW_SHEET: "fic-audio script STORY -o FILE",
    Remedy.OTHER_ENGINE: "--engine NAME",
    Remedy.ANY_BYTES: "without --reproducible",
    Remedy.ADULT: "--adult",
    Remedy.OTHER_SOURCE: "--from DIR|FILE|URL",
}
"""Flags of the command line for each remedy."""

STOPPING = b"\nfic-audio: stopping; finished work is kept, run the same command to continue\n"


def _stop(number: int, frame: FrameType | None) -> None:
    """Ctrl-C. Written past Python's own buffers, which may be in use at this very moment."""
    with suppress(OSError):
        os.write(2, STOPPING)
    signal.default_int_handler(number, frame)


def main() -> NoReturn:
    """Runs a command. Expected errors are printed as one sentence, with an exit code."""
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
        flags = f" ({'; '.join(FLAGS[each] for each in error.remedies)})" if error.remedies else ""
        note(f"fic-audio: {error}{flags}")
        sys.exit(error.exit_code)
    sys.exit(0)
