"""Places that a process that fetches may connect to."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from fic_audio.fetching.failures import FailureError
from fic_audio.fetching.guard import check_address

PROGRAM = """
import socket, sys
from fic_audio.fetching.failures import FailureError
from fic_audio.fetching.guard import stay_outside
host, port, *proxies = sys.argv[1:]
stay_outside(proxies)
try:
    socket.create_connection((host, int(port)), timeout=10).close()
    print("connected")
except FailureError as failed:
    print(failed.why)
"""


def connect(host: str, *proxies: str) -> str:
    """What comes of a connection to a server on this computer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        command = [sys.executable, "-c", PROGRAM, host, port, *(each % port for each in proxies)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_computer_is_out_of_reach(host: str) -> None:
    """By whatever name."""
    assert connect(host) == "home"


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:%s", "127.0.0.1:%s"])
def test_the_readers_own_proxy_is_not(proxy: str) -> None:
    assert connect("127.0.0.1", proxy) == "connected"


@pytest.mark.parametrize("url", ["https://example.org/a?b=1", "http://93.184.216.34/"])
def test_what_may_be_asked(url: str) -> None:
    assert check_address(url) in ("example.org", "93.184.216.34")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/Downloads/1",
        "https://example.org:99999/",
        "https://user:secret@10.1.2.3/",
        "https://[fe80::1]/",
        "https://intranet/",
        "https://",
        "gopher://example.org/",
    ],
)
def test_what_may_not(url: str) -> None:
    with pytest.raises(FailureError) as failed:
        check_address(url)
    assert "secret" not in failed.value.detail
