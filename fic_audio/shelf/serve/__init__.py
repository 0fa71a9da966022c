"""Finished stories on the listener's own network: to hear in a browser, or as a podcast.

What it needs beyond fic-audio itself is imported where it is used.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.errors import UsageError
from fic_audio.shelf.podcast import urls

if TYPE_CHECKING:
    from starlette.applications import Starlette

HOST = "127.0.0.1"
PORT = 8080
_HERE = ("localhost", "127.0.0.1", "[::1]")
"""How this computer calls itself."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{12,200}")
_WAITING = 128
"""Connections that the system holds until they are taken."""
_LAST_PORT = 65535
_FILES = 2048


def serve(
    folder: Path,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    on_ready: Callable[[str], object] | None = None,
) -> None:
    """Serves a story's folder, or one of several, until Ctrl+C.

    Port 0 is any that is free. On another address than loopback a token is made if none is given:
    who doesn't know it finds nothing. `on_ready` is called with the address of the first page.
    Raises UsageError for a host, port or token that can't be, OutputError for a folder without a
    story.
    """
    _check_extra()
    from fic_audio.web import server

    if token is not None and not _TOKEN.fullmatch(token):
        raise UsageError("the token needs at least 12 characters: letters, digits, - and _")
    with _listening(host, port) as sock:
        number, port = sock.getsockname()[:2]
        ours = ipaddress.ip_address(number.partition("%")[0])
        if not ours.is_loopback:
            token = token or secrets.token_urlsafe(16)
        shown = str(ours)
        names = {host}
        if ours.is_unspecified:
            shown = _own_number(sock.family)
            names = {_url_host(shown), socket.gethostname(), f"{socket.gethostname()}.local"}
        elif not _is_number(host):
            shown = host
        url = f"http://{_url_host(shown)}:{port}/"
        app = application(folder, url, token, names)
        _allow_many_files()
        with suppress(KeyboardInterrupt):
            server.run(app, sock, lambda: on_ready and on_ready(start(url, token)))


def application(
    folder: Path, base_url: str, token: str | None = None, hosts: Collection[str] = ()
) -> Starlette:
    """The ASGI application that answers at `base_url`, below `/t/TOKEN/` if there is a token.

    Requests for other hosts than that of `base_url`, this computer's own and `hosts` are refused:
    no page of a stranger can reach in by a name that it points here. Raises as `serve`.
    """
    _check_extra()
    from fic_audio.shelf.serve import site

    url = urls.base(base_url)
    known = {urls.host(url), *_HERE, *map(_url_host, hosts)}
    return site.application(folder, start(url, token), token, sorted(known))


def start(base_url: str, token: str | None) -> str:
    """The address of the first page."""
    return urls.base(base_url) + (f"t/{token}/" if token else "")


def _check_extra() -> None:
    try:
        import segno
        import starlette
        import uvicorn
    except ImportError as error:
        raise UsageError(
            f'serve needs {error.name}, which is not installed: pip install "fic-audio[studio]"'
        ) from error
    del segno, starlette, uvicorn


def _listening(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise UsageError(f"port {port}: ports are from 0 to {_LAST_PORT}")
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, where = known[0]
        return socket.create_server(where[:2], family=family, backlog=_WAITING)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{host}, port {port}: can't listen here: {why}; give another host or port"
        ) from error


def _own_number(family: int) -> str:
    """This computer's address on the local network; nothing is sent to find it."""
    ipv6 = family == socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            # Addresses that are set apart for documentation: the way there is that to all others.
            sock.connect(("2001:db8::1", 9) if ipv6 else ("192.0.2.1", 9))
            return str(sock.getsockname()[0]).partition("%")[0]
        except OSError:
            return "::1" if ipv6 else HOST


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False


def _url_host(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


def _allow_many_files() -> None:
    """Each listener takes two; macOS gives a program 256."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
        if few < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
