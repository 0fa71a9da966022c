"""The command `studio`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.console import note


def studio(
    story: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[STORY]", help="Story to open; several files are one story."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Folder for stories and audio (default: in Documents).",
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Show the address and leave the browser alone.")
    ] = False,
) -> None:
    """Read, correct, make and hear stories in the browser.

    Only this computer can open the page, by the address that is shown.

    \b
      fic-audio studio                     drop stories on the page
      fic-audio studio story.epub          open a story
    """
    from fic_audio.studio import launch

    launch.run(
        out or launch.default_folder(),
        story or (),
        browser=not no_browser,
        on_ready=lambda url: note(f"{url}  (stop with Ctrl-C)"),
        port=port,
    )
