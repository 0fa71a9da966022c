"""Servers, and what they serve."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from fic_audio.shelf import manifest
from fic_audio.shelf.text import captions
from tests.shelf.serve.served import PROGRAM
from tests.shelf.shelves import kettle
from tests.web.client import Server, Start, launch


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts servers, in processes of their own."""
    with ExitStack() as running:

        def started(folder: Path, host: str = "127.0.0.1", token: str = "") -> Server:
            server = launch(PROGRAM, folder, host, token)
            running.callback(server.process.wait, 30)
            running.callback(server.process.kill)
            return server

        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sound: Path) -> Path:
    """A story's folder with all kinds of files, secrets in it and beside it, and links out."""
    top = tmp_path_factory.mktemp("top")
    (top / "secret.mp3").write_bytes(b"secret")
    (top / "beside").mkdir()
    (top / "beside" / "secret.mp3").write_bytes(b"secret")
    made = kettle(top / "Kettle & Co #1", sound, 2)
    for episode in made.episodes:
        captions.write(made, episode)
    for name in ("book.m4b", "song.opus", "book.epub", "cover.jpg", "read-along.html"):
        (made.folder / name).write_bytes(name.encode())
    for name in (
        "fic-audio.toml",
        "notes.txt",
        "metadata.json",
        "feed.xml",
        ".hidden.mp3",
        "x.MP3 ",
    ):
        (made.folder / name).write_bytes(b"secret")
    (made.folder / "folder.mp3").mkdir()
    (made.folder / "été.mp3").write_bytes(b"accents")
    if hasattr(os, "mkfifo"):
        os.mkfifo(made.folder / "pipe.mp3")
    for link, target in {
        "out.mp3": top / "secret.mp3",
        "inner.mp3": made.folder / manifest.FOLDER / manifest.BOOK,
        "loop.mp3": made.folder / "loop.mp3",
    }.items():
        with suppress(OSError):  # Windows allows links to some only.
            (made.folder / link).symlink_to(target)
    return made.folder


@pytest.fixture(scope="module")
def server(start: Start, folder: Path) -> Server:
    return start(folder)


@pytest.fixture(scope="module")
def mp3(folder: Path) -> bytes:
    return (folder / "001 - x.mp3").read_bytes()
