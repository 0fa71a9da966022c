"""The command `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.console import note
from fic_audio.errors import UsageError


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of a finished story, or of several.")
    ],
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; 0.0.0.0 for all.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any free one.")
    ] = 8080,
    token: Annotated[
        str, typer.Option(metavar="TOKEN", help="Secret in the link (default: made if needed).")
    ] = "",
) -> None:
    """Offer finished stories to devices on your network.

    There is a web page, a podcast feed, and a QR code for the phone.

    \b
      fic-audio serve audio                        this computer only
      fic-audio serve audio --host 192.168.1.20    the phone too, by a secret link
    """
    from fic_audio.shelf.serve import serve as serving

    if not folder.is_dir():
        raise UsageError(f"{folder}: not a folder; give the folder of a finished story")
    serving(folder, host, port, token or None, lambda url: note(f"{url}  (stop with Ctrl-C)"))
