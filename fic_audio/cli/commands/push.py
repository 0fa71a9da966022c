"""The command `push`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fic_audio.cli import format
from fic_audio.cli.console import note, say
from fic_audio.cli.options import Quiet
from fic_audio.cli.size_bars import SizeBars
from fic_audio.errors import UsageError

if TYPE_CHECKING:
    from fic_audio.shelf.push import Library, Pushed, Server


def push(
    to: Annotated[
        str, typer.Option("--to", metavar="URL", help="Start page of the Audiobookshelf server.")
    ],
    folders: Annotated[
        list[Path] | None,
        typer.Argument(metavar="DIR", help="Folder of a finished story, or of several stories."),
    ] = None,
    library: Annotated[
        str,
        typer.Option(metavar="NAME", help="Library for the stories (default: the only one)."),
    ] = "",
    place: Annotated[
        str,
        typer.Option(
            "--folder", metavar="PATH", help="Folder of that library (default: the only one)."
        ),
    ] = "",
    scan: Annotated[
        bool,
        typer.Option("--scan", help="Send nothing; only have the server look for new files."),
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Send files again that the server has already.")
    ] = False,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain-http", help="Allow an unencrypted connection to a server on the internet."
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Send finished stories to an Audiobookshelf server.

    Only files that the server does not have yet are sent, into Author/Series/Title.

    \b
      export FIC_AUDIO_TOKEN=...                    made on the server: Settings, API Keys
      fic-audio push "audio/The Last Tram" --to https://shelf.example.org
      fic-audio push audio --to http://192.168.1.20:13378 --library Fics
      fic-audio push --to https://shelf.example.org --scan

    The token is read from the variable FIC_AUDIO_TOKEN, or from the keyring (service fic-audio),
    and never shown.
    """
    from fic_audio.shelf.push import Server, choose_library
    from fic_audio.shelf.push.token import find_token

    if bool(folders) == scan:
        raise UsageError("give the folders of stories to send, or --scan alone")
    server = Server(to, find_token(to), plain=plain)
    chosen = choose_library(server, library, place)
    for row in _send(server, chosen, folders or [], again=again, quiet=quiet):
        say(row)
    _have_scanned(server, chosen, needed=scan)
    if scan and not quiet:
        note(f"{chosen.name}: the server looks for new files")


def _send(
    server: Server, library: Library, folders: list[Path], *, again: bool, quiet: bool
) -> Iterator[str]:
    """Sends all stories; a row for each."""
    from fic_audio.serials import find_serials
    from fic_audio.shelf.push import push

    stories = [made for folder in folders for made in find_serials(folder)]
    if folders and not stories:
        raise UsageError(f"{folders[0]}: no finished story in it; give the folder of one")
    for made in stories:
        with SizeBars(quiet=quiet) as bars:
            pushed = push(server, library, made, again=again, tell=bars.show)
        if not quiet:
            yield _describe(pushed)
            for name in pushed.strays:
                note(f"on the server, but no longer in the story: {name}; delete it there")


def _describe(pushed: Pushed) -> str:
    there = f", {len(pushed.there)} already there" if pushed.there else ""
    return f"{format.plain(pushed.title)}: {format.count(len(pushed.sent), 'file')} sent{there}"


def _have_scanned(server: Server, library: Library, *, needed: bool) -> None:
    """Has the server look at its files, which it also does by itself, but later."""
    from fic_audio.shelf.push import ForbiddenError, scan

    try:
        scan(server, library)
    except ForbiddenError:
        if needed:
            raise
        note("the server will notice the files by itself; only an administrator may have it look")
