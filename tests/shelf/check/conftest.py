"""A finished book, each file of it as it should be; tests break one thing and look."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio.model import Ms
from fic_audio.shelf import manifest
from fic_audio.shelf.audio.mp3 import Place
from fic_audio.shelf.manifest import ChapterFile, Manifest
from tests.factories import jpeg
from tests.shelf.check.making import SECONDS, STORY, TITLES, dress, lines, sound


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    folder = tmp_path_factory.mktemp("made") / "The Kettle"
    folder.mkdir()
    episodes = []
    for number, (title, seconds) in enumerate(zip(TITLES, SECONDS, strict=True), 1):
        file = f"{number:03d} - {title.partition(' ')[0]}.mp3"
        sound(folder / file, seconds)
        dress(folder / file, Place(title, number, len(TITLES)))
        manifest.save_lines(folder, file, lines(seconds))
        made_at = f"2026-01-0{number}T00:00:00+00:00"
        length = Ms(seconds * 1000 + 3700)
        episodes.append(ChapterFile(number, title, file, length, f"id-{number}", made_at, 20))
    (folder / "cover.jpg").write_bytes(jpeg())
    whole = Manifest(folder, STORY, {"narrator": "Ada"}, tuple(episodes))
    manifest.save(whole)
    return whole


@pytest.fixture
def whole(made: Manifest, tmp_path: Path) -> Manifest:
    """A copy of that book to break."""
    folder = tmp_path / "The Kettle"
    shutil.copytree(made.folder, folder)
    return replace(made, folder=folder)


@pytest.fixture
def first(whole: Manifest) -> Path:
    return whole.path(whole.episodes[0])
