"""Chapters bound to an M4B."""

from __future__ import annotations

from itertools import accumulate, cycle, islice
from pathlib import Path

from fic_audio.model import Metadata
from fic_audio.shelf.audio import m4b
from fic_audio.shelf.manifest import Manifest
from tests.shelf import bells

STORY = Metadata("Kettle & <Co>", ("Aki", "Ino"), rating="Explicit", language="en-GB")
SECONDS = (2.013, 3.5, 1.777, 2.3001)
Pieces = list[tuple[Path, float]]
"""Chapters in AAC, and their lengths in seconds."""


def many(pieces: Pieces, count: int) -> Pieces:
    return list(islice(cycle(pieces), count))


def bind(whole: Manifest, parts: Pieces, cover: Path | None = None) -> Path:
    out = whole.folder / "The Kettle: a = 1.m4b"
    m4b.bind(whole, [piece for piece, _ in parts], cover, out)
    return out


def titles(count: int) -> list[str]:
    return [f"Cup {number}" for number in range(1, count + 1)]


def named(folder: Path, count: int) -> Manifest:
    return bells.shelved(folder, STORY, *titles(count))


def starts(parts: Pieces) -> list[float]:
    return [0.0, *accumulate(length for _, length in parts)]
