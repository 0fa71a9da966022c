"""A story site on this computer. It is reached as a proxy, so that its stories have the addresses
that FanFicFare knows; nothing is asked of the site of that name."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

from fic_audio import fetching

ROOT = "http://www.psychfic.com"
ADDRESS = f"{ROOT}/viewstory.php?sid=12"
OTHER = f"{ROOT}/viewstory.php?sid=13"

REAL_PAUSE = fetching.PAUSE
"""That which no test changes."""

Chapters = Sequence[tuple[str, str]]
CHAPTERS: Chapters = [
    (
        title,
        f'<p>"Is it {title.lower()}?" Mina asked. She looked {title.lower()} at the map.</p>'
        f'<p>"It is," Tom said. "The road is long, and {title.lower()} is where it ends."</p>',
    )
    for title in ("Far", "Near", "Here", "There", "Home")
]


class Asked(NamedTuple):
    """A request that came."""

    begun: float
    ended: float
    method: str
    path: str
    agent: str
    secret: str
    """A name and password."""


@dataclass
class Answer:
    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """What it answers, and what it was asked."""

    pages: dict[str, Answer] = field(default_factory=dict)
    first: list[Answer] = field(default_factory=list)
    """Answers to the next requests, whatever they are for."""
    log: list[Asked] = field(default_factory=list)
    slow: float = 0.0
    """Seconds that an answer takes."""
    url: str = ""

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def put(
        self,
        chapters: Chapters,
        address: str = ADDRESS,
        title: str = "The Long Road",
        suffix: str = "",
    ) -> None:
        """Puts a story there, or more of one. `suffix`: what its addresses have at their end."""
        path = f"viewstory.php?{urlsplit(address).query}"
        links = "".join(
            f'<p><a href="{path}&chapter={number}">{name}</a></p>'
            for number, (name, _) in enumerate(chapters, 1)
        )
        index = (
            f'<html><body><a href="{path}">{title}</a> by <a href="viewuser.php?uid=4">Aki</a>'
            f'<div><span class="label">Summary:</span> A walk.<span class="label">Rated:</span> K'
            f'<span class="label">Completed:</span> No<span class="label">Published:</span> '
            f"May 02, 2020</div>{links}</body></html>"
        )
        self.pages[f"/{path}&index=1{suffix}"] = Answer(index)
        for number, (_, text) in enumerate(chapters, 1):
            page = f'<html><body><div id="story">{text}</div></body></html>'
            self.pages[f"/{path}&chapter={number}{suffix}"] = Answer(page)

    def answer(self, path: str) -> Answer:
        return self.first.pop(0) if self.first else self.pages.get(path, Answer("gone", 404))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        begun = time.time()
        parts = urlsplit(self.path)
        path = self.path.removeprefix(f"{parts.scheme}://{parts.netloc}")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.site.answer(path)
        time.sleep(self.site.slow)
        agent, secret = (self.headers.get(name) or "" for name in ("User-Agent", "Authorization"))
        self.site.log.append(Asked(begun, time.time(), self.command, path, agent, secret))
        body = answer.body.encode()
        self.send_response(answer.status)
        for name, value in {"Content-Type": "text/html", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def start() -> tuple[Site, ThreadingHTTPServer]:
    site = Site()
    handler = type("OwnHandler", (Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    return site, server
