"""A real server in a process of its own, asked by plain sockets and the standard library."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.paths import ROOT


@dataclass
class Server:
    url: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """The answer's status, headers and body; `path` is below the address of the start."""
        path = urlsplit(self.url).path + path
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def raw(self, request: bytes) -> bytes:
        """All that comes back for these very bytes."""
        with self.connected() as sock:
            sock.sendall(request)
            found = b""
            while part := sock.recv(65536):
                found += part
        return found

    def connected(self, buffer: int = 0) -> socket.socket:
        sock = socket.socket()
        if buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        sock.settimeout(30)
        sock.connect(("127.0.0.1", self.port))
        return sock


Start = Callable[..., Server]


def launch(program: str, *arguments: object) -> Server:
    """Starts a program that prints its address as soon as it answers."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    return Server(process.stdout.readline().strip(), process)
