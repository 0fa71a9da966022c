"""The command `produce`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fic_audio.cli import show, strange
from fic_audio.cli.options import (
    STORY_HELP,
    ConfigFile,
    Json,
    Layout,
    NoScript,
    Profile,
    ScriptFile,
)
from fic_audio.cli.say import say, tell
from fic_audio.cli.shelf import write_post
from fic_audio.config import Format
from fic_audio.errors import FicAudioError, UsageError

if TYPE_CHECKING:
    from fic_audio.produce import Done, Plan, Produced
    from fic_audio.sound.cluster import Cluster


def produce(
    stories: Annotated[list[Path], typer.Argument(metavar="STORY...", help=STORY_HELP)],
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
    cover: Annotated[
        Path | None,
        typer.Option("--cover", metavar="FILE", help="A picture; else the story's, or one drawn."),
    ] = None,
    layout: Annotated[
        Layout, typer.Option(help="Folders: the story's alone, or author, series and title.")
    ] = Layout.STORY,
    post: Annotated[
        bool, typer.Option("--post", help="Write what an archive post of the podfic needs, too.")
    ] = False,
    chapters: Annotated[
        str, typer.Option(metavar="1-3,7", help="These chapters alone, counted from 1.")
    ] = "",
    as_one: Annotated[
        bool, typer.Option("--as-one", help="The files are the parts of one story.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Cast, and estimate the length; write nothing.")
    ] = False,
    preview: Annotated[
        bool,
        typer.Option("--preview", help="The first minute of each chapter, in a folder of its own."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are not of this story.")
    ] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove chapters that the author has taken down.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Make what is there already once more.")
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Keep no clips, and take none that were kept.")
    ] = False,
    reproducible: Annotated[
        bool,
        typer.Option("--reproducible", help="Same bytes in each run, or an error before any work."),
    ] = False,
    dask: Annotated[
        str,
        typer.Option("--dask", metavar="ADDRESS", help="Speak on the workers of this scheduler."),
    ] = "",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")] = False,
    as_json: Json = False,
) -> None:
    """Voice stories: DIR/Title/001 - Chapter.mp3 and so on, tagged, one file a chapter.

    \b
      fic-audio produce story.epub
      fic-audio produce one.html two.md -o ~/podcasts --profile podcast
      fic-audio produce saved-chapters/             a folder is one story
      fic-audio produce "Chapter 1.html" "Chapter 2.html" --as-one
      fic-audio produce story.txt --chapters 1-3,7
      fic-audio produce story.txt --dry-run         how long, who speaks
      fic-audio produce story.txt --preview         hear the cast first
      fic-audio produce *.epub --dask farm:8786     speech by a dask cluster

    What is there already, made from the same, is left alone; only what changed is made again. Stop
    it with Ctrl-C at any time (exit code 130): the same command goes on from there.
    """
    from fic_audio import produce as way
    from fic_audio import voices as catalogue
    from fic_audio.cli import asked, sheets

    asked.log(verbose=verbose)
    wanted = asked.numbers(chapters)
    known = catalogue.load()
    plans = []
    stories, passed_over = sheets.apart(stories)
    if script_file is not None and len(stories) > 1:
        raise UsageError("--script: is the sheet of one story; give one story with it")
    notes = [f"{path}: is the sheet of a story, passed over" for path in passed_over]
    for path, *others in [sheets.in_order(stories)] if as_one else [[each] for each in stories]:
        config = asked.config_of(path, config_file, known)
        if profile is not None:
            config = replace(config, profile=profile.value, bitrate=None)
        if formats:
            config = replace(config, formats=tuple(each.value for each in formats))
        if cover is not None:
            if not cover.is_file():
                raise UsageError(f"--cover: {cover} is not there")
            config = replace(config, cover=cover)
        speaks = asked.engine(engine or config.engine)
        clips = None if no_cache else asked.clips()
        at_once = jobs or asked.cores()
        also = (force, dry_run, clips, again, reproducible, preview, layout.value, remove)
        order = way.Order(speaks, out, at_once, wanted, *also)
        taken = sheets.of(path, script_file, none=no_script)
        notes += sheets.told(taken)
        plans.append(way.plan(path, config, order, known, taken, others))
    way.check_apart(plans)
    notes += [told for plan in plans if isinstance(plan, way.Plan) for told in plan.without]
    if not quiet:
        tell(notes)
    make(plans, dask, as_json=as_json, quiet=quiet)
    if post and not dry_run:
        for plan in plans:
            written = write_post(plan.folder)
            if not quiet:
                say(show.plain(str(written)))


def make(plans: Sequence[Plan | Done], dask: str, *, as_json: bool, quiet: bool) -> None:
    """Makes what was planned, and tells of what is done. What fails is told when the rest is
    finished."""
    from fic_audio import produce as way

    for plan in plans:
        if isinstance(plan, way.Done):
            _tell_of(plan, as_json=as_json, quiet=quiet)
    if to_make := [plan for plan in plans if isinstance(plan, way.Plan)]:
        _make(to_make, dask, as_json=as_json, quiet=quiet)


def _make(plans: Sequence[Plan], dask: str, *, as_json: bool, quiet: bool) -> None:
    from fic_audio.cli.progress import display
    from fic_audio.produce import produce_all

    dry_run = plans[0].order.dry_run
    failed = []
    with (
        _cluster("" if dry_run else dask, plans) as cluster,
        display(quiet=quiet or dry_run) as progress,
        closing(produce_all(plans, progress.story, cluster)) as outcomes,
    ):
        for made in outcomes:
            if isinstance(made, FicAudioError):
                failed.append(made)
            else:
                _tell(made, as_json=as_json, quiet=quiet)
    if failed:
        raise type(failed[0])("\n".join(map(str, failed)))


def _cluster(address: str, plans: Sequence[Plan]) -> AbstractContextManager[Cluster | None]:
    """The workers at that address, if one is given."""
    if not address:
        return nullcontext()
    from fic_audio.sound.cluster import connect

    return connect(
        address, {name: version for plan in plans for name, version in plan.versions.items()}
    )


def _tell(made: Produced, *, as_json: bool, quiet: bool) -> None:
    """What a run tells of a story it has made; the next one is to find it in the record."""
    from fic_audio.produce import finish
    from fic_audio.produce.tally import tally

    told = tally(made)
    as_object = show.produced_object(made, told)
    finish(made, as_object)
    if as_json:
        say(show.as_json(as_object))
    elif not (quiet or made.plan.order.dry_run):
        for path in (*(str(file.path) for file in made.files), *as_object["also"]):
            say(show.plain(path))
    if not quiet:
        tell([*show.summary(made, told), *strange.rows(told)])


def _tell_of(done: Done, *, as_json: bool, quiet: bool) -> None:
    """What a run tells that found everything there already."""
    if as_json:
        say(show.as_json(done.told))
    elif not quiet:
        for path in (*(file["path"] for file in done.told["files"]), *done.told.get("also", ())):
            say(show.plain(path))
    if not quiet:
        tell([show.unchanged(done)])
