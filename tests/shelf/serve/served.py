"""The real server in a process of its own, asked by plain sockets and the standard library."""

from __future__ import annotations

import http.client
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

MP3 = "001%20-%20x.mp3"
TOKEN = "tea-and-cake-at-five"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
PROGRAM = """
import sys
from pathlib import Path
from fic_audio.shelf.serve import serve
from fic_audio.web import server
folder, host, token, asking, stalled, most = sys.argv[1:]
server.ASKING, server.STALLED, server.MOST = float(asking), float(stalled), int(most)
serve(Path(folder), host, 0, token or None, lambda url: print(url, flush=True))
print("done", flush=True)
"""


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
