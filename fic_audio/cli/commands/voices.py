"""The commands `voices list`, `voices audition` and `voices install`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fic_audio.cli import format
from fic_audio.cli.console import note, say
from fic_audio.cli.options import ConfigFile, Json
from fic_audio.errors import UsageError
from fic_audio.model import Voice

if TYPE_CHECKING:
    from fic_audio.voices import Voices

voices = typer.Typer(help="List, hear and install voices.", rich_markup_mode=None)


@voices.callback(invoke_without_command=True)
def every(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_voices()


@voices.command("list")
def list_voices(
    engine: Annotated[str, typer.Option(metavar="NAME", help="Only voices of this engine.")] = "",
    gender: Annotated[
        str, typer.Option(metavar="GENDER", help="Only male, female or neutral voices.")
    ] = "",
    age: Annotated[
        str, typer.Option(metavar="AGE", help="Only child, young, adult or elder voices.")
    ] = "",
    accent: Annotated[
        str, typer.Option(metavar="ACCENT", help="Only this accent, such as British.")
    ] = "",
    narrators: Annotated[
        bool, typer.Option("--narrators", help="Only voices that read well for hours.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the voices of the catalogue.

    "errors" is the share of words that a speech recogniser mishears, "score" the predicted
    naturalness (MOS, 1 to 5), "most like" the most similar voice and its similarity (0 to 1).

    \b
      fic-audio voices list --engine kokoro --gender female
      fic-audio voices list --narrators
    """
    from fic_audio.voices import load

    known = load()
    wanted = {"engine": engine, "gender": gender, "age": age, "accent": accent}
    for field, value in wanted.items():
        there = sorted({str(getattr(voice, field)) for voice in known} - {""})
        if value and value.casefold() not in map(str.casefold, there):
            choice = ", ".join(there)
            raise UsageError(f'--{field}: no voice has "{value}"; choose from {choice}')
    chosen = [
        voice
        for voice in known
        if (voice.narrator or not narrators)
        and all(
            str(getattr(voice, field)).casefold() == value.casefold()
            for field, value in wanted.items()
            if value
        )
    ]
    if as_json:
        rows = [format.as_json(_object(voice, known)) for voice in chosen]
    else:
        rows = list(_rows(chosen, known))
    for row in rows:
        say(row)


@voices.command()
def audition(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="Voice from `voices list`, or ENGINE:ID."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=".wav or .mp3 file to write (default: NAME.wav)."
        ),
    ] = None,
    text: Annotated[str, typer.Option(metavar="TEXT", help="Text to speak.")] = "",
    story: Annotated[
        Path | None, typer.Option("--story", metavar="STORY", help="Speak lines of this story.")
    ] = None,
    who: Annotated[
        str,
        typer.Option("--as", metavar="CHARACTER", help="Speak lines of this character of --story."),
    ] = "",
    doubtful: Annotated[
        bool, typer.Option("--names", help="Speak the names of --story that may be mispronounced.")
    ] = False,
    config_file: ConfigFile = None,
) -> None:
    """Write a sound file in which voices speak, one after the other.

    \b
      fic-audio voices audition Kip
      fic-audio voices audition Kip Uri Toby --story story.txt --as Petra
      fic-audio voices audition Kip -o kip.mp3 --text "I'm not going to run away."
      fic-audio voices audition Kip --names --story story.txt
    """
    from fic_audio.cli import audition as auditions
    from fic_audio.voices import load

    known = load()
    cast = [known[name] for name in names]
    if story is None and (doubtful or who):
        raise UsageError("--names and --as need --story STORY")
    if story is not None and (text or (doubtful and who)):
        raise UsageError("--text, --as and --names exclude each other; choose one")
    if doubtful and story is not None:
        if len(cast) > 1:
            raise UsageError("--names takes one voice: each mispronounces other names")
        path, spoken = auditions.speak_names(cast[0], out, story, config_file)
        message = f"{len(spoken)} names: {', '.join(spoken)}"
        note(message if spoken else "no name is likely to be mispronounced")
    elif story is not None:
        path, whose = auditions.speak_lines(cast, out, story, who, config_file)
        note(f"lines of {', '.join(whose)}")
    else:
        path = auditions.speak(cast, out, text)
    if path is not None:
        say(format.plain(str(path)))


@voices.command("install")
def install_voices(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Model to install (default: list them).")
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option("--from", metavar="DIR|FILE|URL", help="Where to take the files from."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Install more voices.

    Shows what would be downloaded, from where and how much, and asks first.

    \b
      fic-audio voices install                      list the models
      fic-audio voices install kokoro
      fic-audio voices install piper:en_US-joe-medium --from ~/Downloads
    """
    from fic_audio.cli.install import list_models, put

    if name is None:
        if origin is not None or yes:
            raise UsageError("voices install: give the NAME of a model with --from or --yes")
        for row in list_models():
            say(format.plain(row))
    else:
        put(name, origin, yes=yes)


def _object(voice: Voice, known: Voices) -> dict[str, Any]:
    nearest, likeness = known.nearest(voice)
    return {
        "name": voice.name,
        "engine": voice.engine,
        "id": voice.id,
        "gender": str(voice.gender),
        "age": voice.age,
        "accent": voice.accent,
        "about": voice.about,
        "narrator": voice.narrator,
        "effect": voice.effect,
        "wer": voice.wer,
        "mos": voice.mos,
        "nearest": nearest,
        "likeness": likeness,
        "licence": voice.licence,
    }


def _rows(voices: Iterable[Voice], known: Voices) -> Iterator[str]:
    header = ("voice", "engine", "gender", "age", "accent", "errors", "score", "most like", "about")
    yield from format.table((_row(each, known) for each in voices), header)


def _row(voice: Voice, known: Voices) -> tuple[str, ...]:
    nearest, likeness = known.nearest(voice)
    return (
        voice.name,
        voice.engine,
        voice.gender,
        voice.age,
        voice.accent,
        "" if voice.wer is None else f"{voice.wer:.0%}",
        "" if voice.mos is None else f"{voice.mos:.1f}",
        f"{nearest} {likeness:.2f}" if nearest else "",
        voice.about + (" (effect)" if voice.effect else ""),
    )
