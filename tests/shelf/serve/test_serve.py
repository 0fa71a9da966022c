from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

import pytest

from fic_audio.errors import OutputError, UsageError
from fic_audio.shelf import serve
from tests.shelf.serve.served import PODCAST, TOKEN
from tests.web.client import Server, Start


def answer(app: Any, path: str, host: str) -> bytes:
    """The body of the application's answer, without a server."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", host.encode())],
    }
    # A browser of another test runs its event loop in this thread.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, app(scope, receive, send)).result()
    assert sent[0]["status"] == 200
    return b"".join(message.get("body", b"") for message in sent[1:])


def test_the_feed_is_known_again_with_another_token(folder: Path) -> None:
    """The podcast's guid is that of its address without it."""
    found = []
    for token in (TOKEN, TOKEN * 2):
        app = serve.application(folder, "http://tea.example:8080", token)
        text = answer(app, f"/t/{token}/feed.xml", "tea.example:8080")
        assert f"http://tea.example:8080/t/{token}/feed.xml".encode() in text
        found.append(ET.fromstring(text).findtext(f"channel/{PODCAST}guid"))
    feeds = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert found == [str(uuid5(feeds, "tea.example:8080/feed.xml"))] * 2


def test_on_the_network_a_token_is_made(start: Start, folder: Path) -> None:
    """On all addresses at once the first page has one that others can reach, if there is any."""
    server = start(folder, host="0.0.0.0")
    parts = urlsplit(server.url)
    token = parts.path.split("/")[2]
    assert len(token) >= 20
    assert parts.hostname != "0.0.0.0"
    assert server.ask("", Host=parts.netloc)[0] == 200
    assert server.ask("", Host="evil.example")[0] == 400
    assert Server(f"http://127.0.0.1:{server.port}/", server.process).ask("")[0] == 404


# What keeps it from starting.


def test_a_folder_without_a_story_is_not_served(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(OutputError, match="no finished story here"):
            serve.serve(folder, port=0)


@pytest.mark.parametrize("token", ["", "short", "with a space in it", "with/a/slash/in", "é" * 20])
def test_a_token_that_is_no_part_of_an_address_is_refused(folder: Path, token: str) -> None:
    with pytest.raises(UsageError, match="token"):
        serve.serve(folder, port=0, token=token)


def test_a_port_that_is_taken_is_told(folder: Path, server: Server) -> None:
    with pytest.raises(UsageError, match=f"port {server.port}: can't listen here"):
        serve.serve(folder, port=server.port)
