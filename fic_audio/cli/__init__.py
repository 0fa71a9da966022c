"""The commands: words in, words out."""

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
from fic_audio.cli.commands.script import script
from fic_audio.cli.commands.serve import serve
from fic_audio.cli.commands.update import update
from fic_audio.cli.commands.voices import voices
from fic_audio.cli.console import note
from fic_audio.errors import FicAudioError, Remedy
from fic_audio.version import __version__

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


for command in (produce, update, check, feed, serve, script, cast, doctor):
    app.command()(command)


FLAGS = {
    Remedy.OTHER_FOLDER: "-o DIR",
    Remedy.OTHER_FILE: "-o FILE",
    Remedy.REPLACE: "--force",
    Remedy.NO_SHEET: "--no-script",
    Remedy.OTHER_ENGINE: "--engine NAME",
    Remedy.ANY_BYTES: "without --reproducible",
    Remedy.OTHER_SOURCE: "--from DIR|FILE|URL",
}
"""What does it at the command line."""

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
        flags = f" ({'; '.join(FLAGS[each] for each in error.remedies)})" if error.remedies else ""
        note(f"fic-audio: {error}{flags}")
        sys.exit(error.exit_code)
    sys.exit(0)
