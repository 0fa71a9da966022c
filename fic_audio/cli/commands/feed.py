"""The command `feed`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from fic_audio import atomic
from fic_audio.cli import format
from fic_audio.cli.console import say
from fic_audio.cli.options import Folder
from fic_audio.shelf.files import POST, Suffix


def feed(
    folder: Folder,
    url: Annotated[
        str, typer.Option("--url", metavar="BASE", help="Public address of the folder.")
    ],
    private: Annotated[
        bool, typer.Option("--private", help="Keep it out of podcast directories.")
    ] = False,
    email: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Contact address for podcast directories.")
    ] = "",
    post: Annotated[
        bool, typer.Option("--post", help="Also write post.html for an archive post of the podfic.")
    ] = False,
) -> None:
    """Write a podcast feed for a finished story.

    Put the folder, with the new feed.xml, on a server.

    \b
      fic-audio feed "audio/The Last Tram" --url https://example.org/tram/

    From then on, `update` keeps the feed up to date.
    """
    from fic_audio.shelf import manifest
    from fic_audio.shelf.podcast import feed as feeds
    from fic_audio.shelf.text import captions

    made = manifest.load(folder)
    for episode in made.episodes:
        if not made.path(episode, Suffix.VTT).is_file():
            captions.write(made, episode)
    path = feeds.write(made, url, private=private, email=email)
    manifest.save(replace(made, podcast=manifest.Podcast(url, private, email)))
    say(format.plain(str(path)))
    if post:
        say(format.plain(str(write_post(folder, url))))


def write_post(folder: Path, url: str = "") -> Path:
    """Writes post.html beside the files."""
    from fic_audio.shelf import manifest
    from fic_audio.shelf.podcast.post import as_page

    path = folder / POST
    atomic.write_text(path, as_page(manifest.load(folder), url=url), errors="replace")
    return path
