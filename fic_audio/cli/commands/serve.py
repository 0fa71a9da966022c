"""The command `serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fic_audio.cli.console import note
from fic_audio.errors import UsageError


def serve(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A story's folder, or one of several.")
    ],
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Of this computer; 0.0.0.0 for all of them.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8080,
    token: Annotated[
        str, typer.Option(metavar="TOKEN", help="What the address holds; one is made if needed.")
    ] = "",
) -> None:
    """Serve finished stories to players at home, with a page, a QR code for the phone and a feed.

    \b
      fic-audio serve audio                        for this computer alone
      fic-audio serve audio --host 192.168.1.20    for the phone, with a secret
    """
    from fic_audio.shelf.serve import serve as serving

    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    serving(folder, host, port, token or None, lambda url: note(f"{url}  (Ctrl+C ends it)"))
