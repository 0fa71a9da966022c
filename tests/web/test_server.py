"""Many listeners, slow ones, and ones that only pretend."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from tests.waiting import LONG, until
from tests.web.client import Start


def test_many_at_once_get_their_own_bytes(start: Start, folder: Path) -> None:
    """200 requests in parallel, each for another range of a file of 20 MB."""
    data = random.Random(7).randbytes(20_000_000)
    (folder / "big.m4b").write_bytes(data)
    server = start(folder)
    ranges = [(97_000 * n, 97_000 * n + 150_000) for n in range(200)]

    def asked(part: tuple[int, int]) -> bool:
        status, _, body = server.ask("big.m4b", Range=f"bytes={part[0]}-{part[1] - 1}")
        return status == 206 and body == data[slice(*part)]

    with ThreadPoolExecutor(200) as pool:
        assert all(pool.map(asked, ranges))


def resident(process: subprocess.Popen[str]) -> int:
    """Bytes of memory that a process has."""
    statm = Path(f"/proc/{process.pid}/statm")
    if not statm.exists():
        pytest.skip("memory is measured by /proc")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_slow_listeners_cost_no_memory_and_hold_up_nobody(start: Start, folder: Path) -> None:
    """100 that take a few bytes of a file of 200 MB, while one takes all of it."""
    with (folder / "big.m4b").open("wb") as file:
        file.truncate(200_000_000)
    server = start(folder)
    assert server.ask("big.m4b", Range="bytes=0-9")[0] == 206
    before = resident(server.process)
    with ExitStack() as slow:
        for _ in range(100):
            sock = slow.enter_context(server.connected(buffer=4096))
            sock.sendall(b"GET /big.m4b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert sock.recv(100)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/big.m4b")
        answer = connection.getresponse()
        read, most = 0, before
        while part := answer.read(4_000_000):
            read += len(part)
            most = max(most, resident(server.process))
        assert read == 200_000_000
        # They would be left after a minute; who is held up by them gives up before.
        assert server.ask("small.mp3")[::2] == (200, (folder / "small.mp3").read_bytes())
    assert most - before < 50_000_000


def drops(sock: socket.socket, most: int) -> int:
    """How many bytes of a request are taken, one in a tenth of a second."""
    for sent in range(most):
        try:
            sock.sendall(b"G")
        except ConnectionError:
            return sent
        time.sleep(0.1)
    return most


def connections(process: subprocess.Popen[str]) -> int:
    """How many sockets a process has open."""
    files = Path(f"/proc/{process.pid}/fd")
    if not files.exists():
        pytest.skip("connections are counted by /proc")
    found = 0
    for file in files.iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            found += file.readlink().name.startswith("socket:")
    return found


def taken(sock: socket.socket) -> int:
    """How many bytes come until the other side ends the connection."""
    found = 0
    with suppress(ConnectionError):
        while part := sock.recv(10_000_000):
            found += len(part)
    return found


def test_who_does_not_ask_is_left(start: Start, folder: Path) -> None:
    """Nothing said at all, a request by drops, another behind an answer: each in its time."""
    server = start(folder, request_timeout=1, stall_timeout=1000)
    for first in (b"", b"GET / HT", b"GET /small.mp3 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /"):
        with server.connected() as sock:
            sock.sendall(first)
            sock.settimeout(LONG)
            taken(sock)
    with server.connected() as sock:
        assert drops(sock, 100) < 100


def test_who_takes_nothing_is_left(start: Start, folder: Path) -> None:
    """After a while; who takes the answer slowly gets all of it."""
    with (folder / "big.m4b").open("wb") as file:
        file.truncate(60_000_000)
    server = start(folder, stall_timeout=2)
    quiet = connections(server.process)
    with server.connected(buffer=4096) as sock:
        sock.sendall(b"GET /big.m4b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert sock.recv(1) == b"H"
        assert until(lambda: connections(server.process) == quiet)
        assert taken(sock) < 30_000_000
    with server.connected() as sock:
        sock.sendall(b"GET /big.m4b HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        first = 0
        for _ in range(9):  # longer than anybody is waited for
            time.sleep(0.3)
            first += len(sock.recv(1_000_000))
        assert first + taken(sock) > 60_000_000


def test_too_many_are_told_to_come_again(start: Start, folder: Path) -> None:
    """And once they are gone, others are served."""
    server = start(folder, most=10)
    with ExitStack() as idle:
        for _ in range(12):
            idle.enter_context(server.connected())
        assert until(lambda: server.ask("small.mp3")[0] == 503)
    assert until(lambda: server.ask("small.mp3")[0] == 200)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal for Ctrl+C of others")
def test_ctrl_c_ends_it_in_peace(start: Start, folder: Path) -> None:
    """With a listener that still takes an answer, too."""
    server = start(folder)
    with server.connected():
        server.process.send_signal(signal.SIGINT)
        out, _ = server.process.communicate(timeout=LONG)
    assert (server.process.returncode, out) == (0, "done\n")
