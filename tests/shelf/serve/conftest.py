"""Servers, and what they serve."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from fic_audio.shelf import manifest
from fic_audio.shelf.text import captions
from tests.paths import ROOT
from tests.shelf.serve.served import PROGRAM, Server, Start
from tests.shelf.shelves import kettle


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Starts servers, in processes of their own."""
    with ExitStack() as running:

        def started(
            folder: Path,
            host: str = "127.0.0.1",
            token: str = "",
            asking: float = 20,
            stalled: float = 60,
            most: int = 512,
        ) -> Server:
            command = [sys.executable, "-c", PROGRAM, folder, host, token]
            process = subprocess.Popen(
                [*map(str, command), str(asking), str(stalled), str(most)],
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            running.callback(process.wait, 30)
            running.callback(process.kill)
            assert process.stdout is not None
            return Server(process.stdout.readline().strip(), process)

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
