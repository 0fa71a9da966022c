"""A server of finished stories for the listener's own network: web pages and podcasts.

What a server needs is imported only where it is used, so that other commands start quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.shelf.podcast import urls
from fic_audio.web import tokens
from fic_audio.web.address import LOOPBACK, find_address, listen

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = LOOPBACK
PORT = 8080


def serve(
    folder: Path,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    on_ready: Callable[[str], object] | None = None,
) -> None:
    """Serves a story's folder, or one of several, until Ctrl+C.

    Port 0 is any free one. On an address other than loopback a token is made if none is given:
    nothing is found without it. `on_ready` is called with the address of the first page. Raises
    UsageError for a host, port or token that can't be used, OutputError for a folder without a
    story.
    """
    from fic_audio.web import server

    if token is not None:
        tokens.check_token(token)
    with listen(host, port) as sock:
        address = find_address(sock, host)
        if not address.is_loopback:
            token = token or tokens.new_token()
        app = application(folder, address.url, token, address.hosts)
        first = tokens.add_token(urls.base(address.url), token)
        server.run(app, sock, lambda: on_ready and on_ready(first))


def application(
    folder: Path, base_url: str, token: str | None = None, hosts: Collection[str] = ()
) -> Starlette:
    """The ASGI application that answers at `base_url`, below `/t/TOKEN/` if there is a token.

    Requests for hosts other than that of `base_url`, this computer's own and `hosts` are refused,
    so that no stranger's page can reach in by a name that it points here. Raises as `serve`.
    """
    from fic_audio.shelf.serve import site

    url = urls.base(base_url)
    return site.application(folder, tokens.add_token(url, token), token, {urls.host(url), *hosts})
