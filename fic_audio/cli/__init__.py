"""The commands: words in, words out. The only place that prints."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from fic_audio import __version__
from fic_audio.cli import show
from fic_audio.cli.options import ConfigFile, Format, Json, NoScript, Profile, ScriptFile, Story
from fic_audio.errors import FicAudioError, UsageError

ABOUT = """Turns a fan-fiction story into audio: a narrator, and a voice for every character.

\b
  fic-audio produce story.txt            audio/Title/001 - Chapter.mp3 ...
  fic-audio cast story.txt --write       who speaks with which voice, into fic-audio.toml to change
  fic-audio script story.txt             who says what, how sure, and why
  fic-audio script story.txt -o story.script.txt      the same as a sheet, to be corrected
  fic-audio voices audition Ada          how a voice sounds
  fic-audio doctor                       what is installed, and what is missing
"""

app = typer.Typer(
    help=ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
voices_app = typer.Typer(help="The voices that can be cast.", rich_markup_mode=None)
app.add_typer(voices_app, name="voices")


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


@app.command()
def produce(
    stories: Annotated[list[Path], typer.Argument(metavar="STORY...", help="Text or Markdown.")],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the story's folder goes.")
    ] = Path("audio"),
    config_file: ConfigFile = None,
    script_file: ScriptFile = None,
    no_script: NoScript = False,
    engine: Annotated[str | None, typer.Option(metavar="NAME", help="What speaks.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="Processes at work.")] = None,
    formats: Annotated[list[Format] | None, typer.Option("--format", help="Kinds of file.")] = None,
    profile: Annotated[Profile | None, typer.Option(help="Loudness and bit rate.")] = None,
    chapters: Annotated[
        str, typer.Option(metavar="1-3,7", help="These chapters alone, counted from 1.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Cast, and estimate the length; write nothing.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are not of this story.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")] = False,
    as_json: Json = False,
) -> None:
    """Voice stories: DIR/Title/001 - Chapter.mp3 and so on, tagged, one file a chapter.

    \b
      fic-audio produce story.txt
      fic-audio produce one.txt two.md -o ~/podcasts --profile podcast
      fic-audio produce story.txt --chapters 1-3,7
      fic-audio produce story.txt --dry-run
    """
    from fic_audio import produce as way
    from fic_audio import voices as catalogue
    from fic_audio.cli import asked, sheets
    from fic_audio.cli.progress import display
    from fic_audio.produce.tally import tally

    asked.log(verbose=verbose)
    wanted = asked.numbers(chapters)
    known = catalogue.load()
    plans = []
    stories, passed_over = sheets.apart(stories)
    if script_file is not None and len(stories) > 1:
        raise UsageError("--script: is the sheet of one story; give one story with it")
    notes = [f"{path}: is the sheet of a story, passed over" for path in passed_over]
    for path in stories:
        config = asked.config_of(path, config_file, known)
        if profile is not None:
            config = replace(config, profile=profile.value, bitrate=None)
        if formats:
            config = replace(config, formats=tuple(each.value for each in formats))
        speaks = asked.engine(engine or config.engine)
        order = way.Order(speaks, out, jobs or asked.cores(), wanted, force, dry_run)
        taken = sheets.of(path, script_file, none=no_script)
        notes += sheets.told(taken)
        plans.append(way.plan(path, config, order, known, taken))
    way.check_apart(plans)
    if not quiet:
        _tell(notes)
    for plan in plans:
        with display(quiet=quiet or dry_run) as progress:
            made = way.produce(plan, progress)
        told = tally(made)
        if as_json:
            _say(show.as_json(show.produced_object(made, told)))
        elif not dry_run:
            for file in made.files:
                _say(show.plain(str(file.path)))
        if not quiet:
            _tell(show.summary(made, told))


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
      fic-audio script story.txt -o story.script.txt       a sheet: correct it, then produce
      fic-audio script story.txt --json | jq 'select(.kind == "dialogue")'

    A sheet that is there already keeps its corrections.
    """
    from fic_audio.cli import asked, sheets

    sheets.apart([story])
    merged = sheets.at(out, story, as_json=as_json, force=force) if out else ()
    no_script = no_script or (script_file is None and bool(merged))
    taken = (*merged, *sheets.of(story, script_file, none=no_script))
    _tell(sheets.told(taken))
    written, _ = asked.script_of(story, config_file, taken)
    if as_json:
        rows = [show.as_json(each) for each in show.script_objects(written)]
    else:
        rows = list(show.script_rows(written))
    if out is not None:
        text = "\n".join(rows) + "\n" if as_json else written.sheet()
        sheets.write(out, text)
        rows = [show.plain(str(out))]
    for row in rows:
        _say(row)
    _tell(show.script_summary(written, story, None if as_json else out))


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
    """Show the characters, their lines and their voices.

    \b
      fic-audio cast story.txt
      fic-audio cast story.txt --write       then change a voice in fic-audio.toml
    """
    from fic_audio.cli import asked, sheets

    sheets.apart([story])
    taken = sheets.of(story, script_file, none=no_script)
    _tell(sheets.told(taken))
    _, parts = asked.script_of(story, config_file, taken)
    if as_json:
        rows = [show.as_json(show.role_object(role)) for role in parts.roles]
    else:
        rows = list(show.cast_rows(parts))
    for row in rows:
        _say(row)
    if write:
        path, added = asked.keep_cast(story, config_file, parts)
        _note(f"{path}: added {', '.join(added) or 'nobody; everybody is in it'}")


@voices_app.callback(invoke_without_command=True)
def voices(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_voices()


@voices_app.command("list")
def list_voices(as_json: Json = False) -> None:
    """List the voices."""
    from fic_audio.voices import load

    if as_json:
        rows = [show.as_json(show.voice_object(voice)) for voice in load()]
    else:
        rows = list(show.voice_rows(load()))
    for row in rows:
        _say(row)


@voices_app.command()
def audition(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A voice of `voices list`.")],
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="A .wav or .mp3 file; NAME.wav."),
    ] = None,
    text: Annotated[str, typer.Option(metavar="TEXT", help="What it says.")] = "",
) -> None:
    """Hear a voice: it speaks a sample into a file.

    \b
      fic-audio voices audition Kip
      fic-audio voices audition Kip -o kip.mp3 --text "I'm not going to run away."
    """
    from fic_audio.cli.audition import speak
    from fic_audio.voices import load

    _say(show.plain(str(speak(load()[name], out, text))))


@app.command()
def doctor(
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where audio would go.")
    ] = Path("audio"),
) -> None:
    """Show what is installed, what is missing, and how to get it."""
    from fic_audio.cli.doctor import findings

    worst = 0
    for finding in findings(out):
        state = "MISSING" if finding.code else "optional" if finding.optional else "ok"
        _say(f"{state:8} {finding.what:14} {finding.said}")
        worst = worst or finding.code
    raise typer.Exit(worst)


def _say(text: str) -> None:
    """A result, for stdout."""
    typer.echo(text)


def _note(text: str) -> None:
    """A message, for stderr."""
    typer.echo(show.plain(text), err=True)


def _tell(rows: Iterable[str]) -> None:
    for row in rows:
        _note(row)


def main() -> NoReturn:
    """Runs a command. An error that the listener can mend is one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows its code; a pipe always gets UTF-8.
        encoding = None if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")  # type: ignore[union-attr]
    # A run that is asked to end clears up first, as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        app()
    except FicAudioError as error:
        _note(f"fic-audio: {error}")
        sys.exit(error.exit_code)
    sys.exit(0)
