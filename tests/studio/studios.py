"""A studio in a process of its own: asked by plain requests, or used in Chromium."""

from __future__ import annotations

import http.client
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from tests.paths import ROOT
from tests.waiting import until

BUSY = ("queued", "reading", "finding", "speaking")
TRAM = ROOT / "seeds" / "the_last_tram.txt"
SILENT = 'engine = "silence"\n'
"""A configuration with which a story is read and made in a second or two."""
KETTLE = """Title: The Kettle
Author: quill
Fandom: Tea & Co
Rating: G

A/N: This one is short.

Chapter 1: Cold

"Is it on?" Mina asked. She looked at the kettle.

"It is not," Tom said.

Chapter 2: Warm

Mina waited. "Now?" she said.

"Now," said the old woman.

Chapter 3: Hot

They drank their tea, Mina and Tom and the old woman. "Sugar?" Tom asked.
"""


@dataclass
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass
class Studio:
    """A running studio, and a client that came in by its link."""

    folder: Path
    process: subprocess.Popen[str]
    url: str
    cookie: str = ""
    revision: str = field(default="", init=False)

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def raw(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answered:
        """The answer to exactly this."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, found, answer.read())
        finally:
            connection.close()

    def headers(self, kind: str = "application/json") -> dict[str, str]:
        """What our own page sends with a change."""
        own = {"Cookie": self.cookie, "Origin": self.origin, "X-Fic-Audio": "1"}
        return {**own, "Content-Type": kind, "Sec-Fetch-Site": "same-origin"}

    def enter(self) -> None:
        answer = self.raw("GET", urlsplit(self.url).path)
        assert answer.status == 303, answer
        self.cookie = answer.headers["set-cookie"].partition(";")[0]

    def get(self, path: str, **headers: str) -> Answered:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.raw("GET", path, headers={"Cookie": self.cookie, **named})

    def send(self, method: str, path: str, **data: Any) -> Answered:
        return self.raw(method, path, json.dumps(data).encode(), self.headers())

    def drop(self, name: str, data: bytes, settings: str = SILENT, query: str = "") -> int:
        """Adds a story; its id."""
        headers = self.headers("application/octet-stream")
        answer = self.raw("POST", f"/api/stories?name={name}{query}", data, headers)
        assert answer.status == 201, answer
        folder = next(each for each in (self.folder / "stories").iterdir())
        if not query:
            stories = sorted(
                (self.folder / "stories").iterdir(), key=lambda path: path.stat().st_mtime
            )
            folder = stories[-1]
        (folder / "fic-audio.toml").write_text(settings)
        return int(answer.data["id"])

    def open(self, story: int) -> Any:
        """What was read of a story."""

        def opened() -> bool:
            return bool(self.get(f"/api/stories/{story}").data["status"] != "opening")

        assert until(opened, 300)
        found = self.get(f"/api/stories/{story}").data
        self.revision = found.get("revision", "")
        return found

    def change(self, story: int, path: str, **data: Any) -> Answered:
        """A correction, made by a page that knows the present state."""
        answer = self.send("POST", f"/api/stories/{story}/{path}", revision=self.revision, **data)
        if answer.status == 200:
            self.revision = answer.data["revision"]
        return answer

    def make(self, story: int, **data: Any) -> Any:
        """Makes a story, once another start has come to its end; how it ended."""
        assert until(lambda: (self.progress(story) or {}).get("status") not in BUSY)
        assert self.send("POST", f"/api/stories/{story}/make", **data).status == 200

        def ended() -> bool:
            return self.progress(story)["status"] in ("done", "failed", "stopped")

        assert until(ended, 120)
        return self.progress(story)

    def progress(self, story: int) -> Any:
        return self.get(f"/api/stories/{story}").data["making"]

    def end(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


def picture() -> bytes:
    """A picture for a cover, as a PNG."""
    file = io.BytesIO()
    Image.new("RGB", (300, 300), "#446688").save(file, "PNG")
    return file.getvalue()


def memory(folder: Path) -> dict[str, str]:
    """Has a studio remember clips and sites in a folder of its own."""
    return {"FIC_AUDIO_CACHE": str(folder / "clips"), "FIC_AUDIO_SITES": str(folder / "sites")}


Start = Callable[..., Studio]


def launch(folder: Path, *story: Path, env: Mapping[str, str] | None = None) -> Studio:
    """Starts a studio and goes in by its link."""
    command = [sys.executable, "-m", "fic_audio", "studio", "--no-browser", "--out", str(folder)]
    process = subprocess.Popen(
        [*command, *map(str, story)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("http"), line + process.stderr.read()
    studio = Studio(folder, process, line.split()[0])
    studio.enter()
    return studio


def visit(page: Any, studio: Studio, address: str) -> None:
    """Goes to a screen, and waits until it takes keys."""
    page.evaluate("delete document.documentElement.dataset.ready")
    page.goto(f"{studio.origin}/{address}")
    assert until(lambda: page.evaluate("document.documentElement.dataset.ready !== undefined"))
