"""Servers of a folder, made of nothing but what every server has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.web.client import Server, Start, launch

PROGRAM = """
import sys
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
from fic_audio.web import server
from fic_audio.web.address import find_address, listen
from fic_audio.web.hosts import check_hosts
folder, host, request, stall, most = sys.argv[1:]
server.REQUEST_TIMEOUT, server.STALL_TIMEOUT = float(request), float(stall)
server.MOST_CONNECTIONS = int(most)
with listen(host, 0) as sock:
    address = find_address(sock, host)
    app = Starlette(middleware=[check_hosts(address.hosts)])
    app.mount("/", StaticFiles(directory=folder))
    server.run(app, sock, lambda: print(address.url, flush=True))
print("done", flush=True)
"""


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts servers, in processes of their own."""
    with ExitStack() as running:

        def started(
            folder: Path,
            host: str = "127.0.0.1",
            request_timeout: float = 20,
            stall_timeout: float = 60,
            most: int = 512,
        ) -> Server:
            server = launch(PROGRAM, folder, host, request_timeout, stall_timeout, most)
            running.callback(server.process.wait, 30)
            running.callback(server.process.kill)
            return server

        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is served: a small file, and a large one for those who take their time."""
    served = tmp_path / "served"
    served.mkdir()
    (served / "small.mp3").write_bytes(b"small" * 100)
    return served
