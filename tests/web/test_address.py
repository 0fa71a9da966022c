"""Where servers listen, and the names that lead there."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from fic_audio.errors import UsageError
from fic_audio.web.address import LOOPBACK, find_address, listen


def test_port_0_is_any_that_is_free() -> None:
    with listen(LOOPBACK, 0) as first, listen(LOOPBACK, 0) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize("host", ["192.0.2.77", "kettle..local", "x" * 300])
def test_a_host_that_is_not_this_computer_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="give another host or port"):
        listen(host, 0)


def test_a_port_that_is_taken_is_reported() -> None:
    with listen(LOOPBACK, 0) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port}: can't listen here"):
            listen(LOOPBACK, port)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_out_of_range_is_reported(port: int) -> None:
    with pytest.raises(UsageError, match="ports are from 0 to 65535"):
        listen(LOOPBACK, port)


@pytest.mark.parametrize("host", [LOOPBACK, "localhost"])
def test_loopback_keeps_the_name_that_was_asked_for(host: str) -> None:
    with listen(host, 0) as sock:
        address = find_address(sock, host)
        assert address.url == f"http://{host}:{sock.getsockname()[1]}/"
    assert address.hosts == {host}
    assert address.is_loopback


def test_all_addresses_at_once_are_shown_as_one_that_others_reach() -> None:
    """By its number and by the names that this computer has in its network."""
    with listen("0.0.0.0", 0) as sock:
        address = find_address(sock, "0.0.0.0")
    shown = urlsplit(address.url).hostname
    assert shown not in (None, "0.0.0.0")
    name = socket.gethostname().lower()
    assert address.hosts == {shown, name, f"{name}.local"}
    assert not address.is_loopback


def test_ipv6_stands_in_brackets() -> None:
    try:
        sock = listen("::1", 0)
    except UsageError:
        pytest.skip("this computer has no IPv6")
    with sock:
        address = find_address(sock, "::1")
    assert address.url.startswith("http://[::1]:")
    assert address.hosts == {"[::1]"}
    assert address.is_loopback
