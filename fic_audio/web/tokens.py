"""The secret part of a server's addresses: everything is below `/t/TOKEN/`."""

from __future__ import annotations

import os
import re
import secrets
from urllib.parse import unquote_to_bytes

from fic_audio.errors import UsageError

_TOKEN = re.compile(r"[A-Za-z0-9_-]{12,200}")
_BYTES = 16
_ABOVE = "t"


def new_token() -> str:
    """A random token that can't be guessed."""
    return secrets.token_urlsafe(_BYTES)


def check_token(token: str) -> None:
    """Raises UsageError for a token that is easy to guess or can't be part of an address."""
    if not _TOKEN.fullmatch(token):
        raise UsageError("the token needs at least 12 characters: letters, digits, - and _")


def add_token(url: str, token: str | None) -> str:
    """The address of a server's root -> that of its first page.

    >>> add_token("http://127.0.0.1:8080/", "tea-and-cake"), add_token("http://127.0.0.1/", None)
    ('http://127.0.0.1:8080/t/tea-and-cake/', 'http://127.0.0.1/')
    """
    return f"{url}{_ABOVE}/{token}/" if token else url


def drop_token(url: str, token: str | None) -> str:
    """An address without its token: the same whatever the token is.

    >>> drop_token("http://127.0.0.1:8080/t/tea-and-cake/feed.xml", "tea-and-cake")
    'http://127.0.0.1:8080/feed.xml'
    """
    return url.replace(f"/{_ABOVE}/{token}/", "/", 1) if token else url


def split_path(raw_path: bytes, token: str | None) -> list[str] | None:
    """The parts of a request's path below the token; None if it doesn't have it.

    The last part is empty if the path ends in a slash; there are no parts if it ends with the
    token. Parts need not be UTF-8 where file names are bytes.

    >>> split_path(b"/t/tea-and-cake/Caf%C3%A9/", "tea-and-cake"), split_path(b"/Cafe", None)
    (['Café', ''], ['Cafe'])
    >>> split_path(b"/t/tea-and-cake", "tea-and-cake"), split_path(b"/Cafe", "tea-and-cake")
    ([], None)
    """
    try:
        first, *parts = map(_unquoted, raw_path.decode("ascii").split("/"))
    except UnicodeDecodeError:
        return None
    if first or not parts:
        return None
    if token is None:
        return parts
    given = os.fsencode(parts[1]) if len(parts) > 1 else b""
    if parts[0] != _ABOVE or not secrets.compare_digest(token.encode(), given):
        return None
    return parts[2:]


def _unquoted(part: str) -> str:
    return os.fsdecode(unquote_to_bytes(part))
