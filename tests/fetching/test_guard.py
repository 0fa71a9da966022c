"""Places that a process that fetches may connect to."""

from __future__ import annotations

import os
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
host, port = sys.argv[1:]
stay_outside()
try:
    socket.create_connection((host, int(port)), timeout=10).close()
    print("connected")
except FailureError as failed:
    print(failed.why)
"""


def connect(host: str, **settings: str) -> str:
    """What comes of a connection to a server on this computer, with these settings of proxies."""
    rest = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        own = {name: value.replace("PORT", port) for name, value in settings.items()}
        command = [sys.executable, "-c", PROGRAM, host, port]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**rest, **own}
        )
    return done.stdout.strip() or done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_computer_is_out_of_reach(host: str) -> None:
    """By whatever name."""
    assert connect(host) == "home"


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:PORT", "127.0.0.1:PORT"])
def test_the_readers_own_proxy_is_not(proxy: str) -> None:
    assert connect("127.0.0.1", http_proxy=proxy) == "connected"
    assert connect("127.0.0.1", all_proxy=proxy) == "connected"


def test_what_needs_no_proxy_is_no_proxy() -> None:
    assert connect("127.0.0.1", no_proxy="127.0.0.1") == "home"


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
