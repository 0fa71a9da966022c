"""Where a server listens, and the names that lead there."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from dataclasses import dataclass

from fic_audio.errors import UsageError

LOOPBACK, LOOPBACK_6 = "127.0.0.1", "::1"
_BACKLOG = 128
"""Connections that the system keeps waiting until they are accepted."""
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is reached."""

    url: str
    """The address of its root: "http://192.168.1.20:8080/"."""
    hosts: frozenset[str]
    """Names in requests that are accepted, besides this computer's own."""
    is_loopback: bool
    """Whether only this computer can reach it."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on a host and port; port 0 for any free one. Raises UsageError."""
    if not 0 <= port <= _LAST_PORT:
        raise UsageError(f"port {port}: ports are from 0 to {_LAST_PORT}")
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, where = known[0]
        return socket.create_server(where[:2], family=family, backlog=_BACKLOG)
    except (OSError, OverflowError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{host}, port {port}: can't listen here: {why}; give another host or port"
        ) from error


def find_address(sock: socket.socket, host: str) -> Address:
    """The address at which a socket that listens on `host` is reached."""
    number, port = sock.getsockname()[:2]
    ours = ipaddress.ip_address(number.partition("%")[0])
    shown, hosts = str(ours), {host}
    if ours.is_unspecified:
        shown = _own_number(sock.family)
        hosts = {shown, socket.gethostname(), f"{socket.gethostname()}.local"}
    elif not _is_number(host):
        shown = host
    url = f"http://{url_host(shown)}:{port}/"
    return Address(url, frozenset(map(url_host, hosts)), ours.is_loopback)


def url_host(host: str) -> str:
    """A host as written in an address.

    >>> url_host("::1"), url_host("[::1]"), url_host("Kettle.local")
    ('[::1]', '[::1]', 'kettle.local')
    """
    return f"[{host}]" if ":" in host and not host.startswith("[") else host.lower()


def _own_number(family: int) -> str:
    """This computer's address on the local network; nothing is sent to find it."""
    ipv6 = family == socket.AF_INET6
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        try:
            # Addresses reserved for documentation: the route to them is that to all others.
            sock.connect(("2001:db8::1", 9) if ipv6 else ("192.0.2.1", 9))
            return str(sock.getsockname()[0]).partition("%")[0]
        except OSError:
            return "::1" if ipv6 else LOOPBACK


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False
