from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.shelf.audio import m4b
from tests.sharing import once
from tests.shelf import bells
from tests.shelf.audio.m4b.binding import SECONDS, Pieces, bind, many, named


@pytest.fixture(scope="session")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    folder = tmp_path_factory.mktemp("pieces") / '-a: b\'s "c" %d'
    folder.mkdir()
    made = []
    for seconds in SECONDS:
        wav, piece = folder / f"{seconds}.wav", folder / f"{seconds}.m4a"
        made.append((piece, bells.chapter(wav, seconds)))
        m4b.encode(wav, piece, "volume=0dB,alimiter=limit=0.9:level=false:latency=true")
    return made


@pytest.fixture
def ten(tmp_path: Path, pieces: Pieces) -> Path:
    return bind(named(tmp_path, 10), many(pieces, 10))


@pytest.fixture(scope="session")
def hundreds(tmp_path_factory: pytest.TempPathFactory, pieces: Pieces) -> Path:
    """A book of 300 chapters."""

    def bound(folder: Path) -> None:
        bind(named(folder, 300), many(pieces, 300)).rename(folder / "hundreds.m4b")

    return once(tmp_path_factory, "hundreds", bound) / "hundreds.m4b"
