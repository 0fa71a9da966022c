"""What a process that fetches may connect to: places on the internet, and no others.

A page may lead anywhere, and so may the name of a site: to the router at home, or to a service of
this computer.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from fic_audio.fetching.failures import FailureError, Why

_PORTS = (None, 80, 443)
_DOWNLOADS = "/downloads/"
"""What the Archive's robots.txt shuts to all programs."""


def check_address(url: str) -> str:
    """The site of an address that may be asked. Raises FailureError for any other."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as why:
        raise FailureError(Why.HOME, url) from why
    site = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or port not in _PORTS or not _is_public_name(site):
        raise FailureError(Why.HOME, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    if _DOWNLOADS in parts.path.lower():
        raise FailureError(Why.NOT_ASKED, url)
    return site


def _is_public_name(site: str) -> bool:
    """Whether a name may be one on the internet: it has a dot, or is a public number.

    >>> [_is_public_name(name) for name in ("example.org", "localhost", "10.0.0.1", "tv.local")]
    [True, False, False, False]
    """
    with suppress(ValueError):
        return is_public(site)
    return "." in site and not site.endswith((".local", ".localhost", ".internal", ".home.arpa"))


def is_public(number: str) -> bool:
    """Whether an address is one on the internet. Raises ValueError for a name.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not ip.is_multicast


def stay_outside() -> None:
    """Refuses every connection of this process to a place that is not on the internet, whatever
    name leads there, but for the reader's own proxies. It can't be undone."""
    known = getproxies()
    proxies = (known[kind] for kind in ("http", "https", "all") if kind in known)
    allowed = {number for proxy in proxies for number in _numbers(proxy)}

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in ("socket.connect", "socket.sendto"):
            return
        where = arguments[1]
        number = where[0] if isinstance(where, tuple) else ""
        if number in allowed:
            return
        with suppress(ValueError):
            if is_public(number):
                return
        raise FailureError(Why.HOME, str(number))

    sys.addaudithook(look)


def _numbers(proxy: str) -> Iterable[str]:
    parts = urlsplit(proxy if "://" in proxy else f"//{proxy}")
    with suppress(OSError, UnicodeError, ValueError):
        found = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
        return [str(where[0]) for *_, where in found]
    return ()
