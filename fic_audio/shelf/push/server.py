"""A server with an API that is asked with a token, which goes nowhere else and is shown nowhere."""

from __future__ import annotations

import http.client
import ipaddress
import json
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from fic_audio.errors import OutputError, UsageError
from fic_audio.version import __version__

TIMEOUT = 60.0
"""Seconds without a byte after which the connection counts as broken."""
LARGEST_ANSWER = 50_000_000
CHUNK = 1 << 18
_TOKEN = re.compile(r"[!-~]+")


class ForbiddenError(OutputError):
    """Something that the account of the token may not do."""


class Server:
    """A server at an address. `plain`: whether the token may go unencrypted over the internet.

    Raises UsageError for an address or a token that can't be right.
    """

    def __init__(self, url: str, token: str, *, plain: bool = False) -> None:
        parts = urlsplit(url)
        try:
            port = parts.port
        except ValueError:
            port = -1
        if parts.scheme not in ("http", "https") or not parts.hostname or port == -1:
            raise UsageError(f"{url}: not the address of a server, as https://shelf.example.org is")
        if parts.username is not None or parts.query or parts.fragment:
            raise UsageError("the address of the server has no name, password, ? or # in it")
        if not _TOKEN.fullmatch(token):
            raise UsageError("the token is not one: it has spaces, or letters that none has")
        self.url = url.rstrip("/")
        self._host, self._port = parts.hostname, port
        self._base = parts.path.rstrip("/")
        self._secure = parts.scheme == "https"
        self._token = token
        if not (self._secure or plain or _is_at_home(self._host)):
            raise UsageError(
                f"{url}: the token would go over the internet unencrypted; use https, or accept "
                "that with --plain-http"
            )

    def get(self, path: str) -> Any:
        """The JSON at a path. Raises OutputError."""
        return self._json(self._ask("GET", path))

    def post(self, path: str) -> None:
        """Posts nothing to a path. Raises OutputError."""
        self._ask("POST", path, headers={"Content-Length": "0"})

    def upload(
        self,
        path: str,
        fields: Mapping[str, str],
        file: Path,
        tell: Callable[[str, int, int], None],
    ) -> None:
        """Posts a form with a file. Raises OutputError."""
        mark = uuid4().hex
        head, tail = _form(mark, fields, file.name)
        try:
            size = file.stat().st_size
            with file.open("rb") as source:

                def body() -> Iterator[bytes]:
                    yield head
                    sent = 0
                    while part := source.read(min(CHUNK, size - sent)):
                        yield part
                        sent += len(part)
                        tell(file.name, sent, size)
                    yield tail

                headers = {
                    "Content-Type": f"multipart/form-data; boundary={mark}",
                    "Content-Length": str(len(head) + size + len(tail)),
                }
                self._ask("POST", path, body(), headers, f"{file.name}: ", size)
        except OSError as error:
            raise OutputError(f"{file}: can't be read: {error.strerror}") from error

    def _ask(
        self,
        method: str,
        path: str,
        body: Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        what: str = "",
        size: int = 0,
    ) -> bytes:
        """The body of an answer that says that all is well."""
        named = {
            "Authorization": f"Bearer {self._token}",
            "User-Agent": f"fic-audio/{__version__}",
            "Accept": "application/json",
            **(headers or {}),
        }
        connection = self._connection()
        try:
            # A server that refuses a file answers before it has all of it.
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, self._base + path, body, named)
            answer = connection.getresponse()
            said = answer.read(LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as why:
            reason = getattr(why, "strerror", None) or str(why) or type(why).__name__
            raise OutputError(
                f"{what}{self.url} can't be reached ({reason}); check that it runs, and its address"
            ) from why
        finally:
            connection.close()
        if answer.status in (200, 201, 204):
            return said
        raise self._refused(answer, said, what, size)

    def _connection(self) -> http.client.HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=TIMEOUT, context=context
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT)

    def _refused(
        self, answer: http.client.HTTPResponse, said: bytes, what: str, size: int
    ) -> OutputError:
        where = f"{what}{self.url}"
        match answer.status:
            case 301 | 302 | 303 | 307 | 308:
                to = _shorten(answer.getheader("Location") or "another address")
                return OutputError(f"{where} sends to {to}; give that address, if you trust it")
            case 401:
                return OutputError(
                    f"{where} does not accept the token; make one on the server (Settings, API "
                    "Keys), and put it into FIC_AUDIO_TOKEN"
                )
            case 403:
                return ForbiddenError(
                    f"{where}: the account of the token may not do this; allow it on the server "
                    "(Settings, Users)"
                )
            case 404:
                return OutputError(
                    f"{where}: nothing there (error 404); give the start page of Audiobookshelf"
                )
            case 413:
                return OutputError(
                    f"{where} takes no file of {size / 1e6:,.1f} MB (error 413); raise the limit "
                    "of the proxy before it (nginx: client_max_body_size), or copy the folder to "
                    "the server and use --scan"
                )
        text = _shorten(said.decode(errors="replace"))
        return OutputError(f"{where} answered error {answer.status}{text and f': {text}'}")

    def _json(self, said: bytes) -> Any:
        try:
            return json.loads(said)
        except ValueError as why:
            raise OutputError(
                f"{self.url}: no Audiobookshelf answers here; give its start page"
            ) from why


def _form(mark: str, fields: Mapping[str, str], name: str) -> tuple[bytes, bytes]:
    """What comes before a file in a form, and what after it."""
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
        if value
    ]
    # As browsers write it.
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="0"; filename="{quoted}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return "".join(parts).encode(errors="replace"), f"\r\n--{mark}--\r\n".encode()


def _is_at_home(host: str) -> bool:
    """Whether a host is in a private network, or this computer."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    numbers = [ipaddress.ip_address(str(where[0]).partition("%")[0]) for *_, where in found]
    return bool(numbers) and all(ip.is_private or ip.is_link_local for ip in numbers)


def _shorten(text: str) -> str:
    """What a server said, on one line without markup."""
    words = " ".join(re.sub(r"<[^>]*>", " ", text[:4000]).split())
    return "".join(filter(str.isprintable, words))[:200]
