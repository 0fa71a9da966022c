"""No story breaks it, in no shape: a small part of `tests/bench/unbreakable.py`."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import SEEDS

STORIES = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md"))


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    """The benchmark, as it is run by hand."""
    folder = str(Path(__file__).with_name("bench"))
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("unbreakable")
    finally:
        sys.path.remove(folder)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("shape", ["whole", "curly", "single", "shuffled", "cut"])
def test_a_seed_in_every_shape(bench: ModuleType, path: Path, shape: str) -> None:
    """Other quotation marks, paragraphs in any order and a text cut anywhere lose no word, and
    nobody speaks who is not in the cast."""
    text = path.read_text("utf-8")
    chance = random.Random(path.name)
    if shape in ("shuffled", "cut"):
        text = getattr(bench, shape)(text, chance)
    elif shape != "whole":
        text = getattr(bench, shape)(text)
    _, _, found = bench.tried(bench.Trial(path.stem, text))
    assert found == []


@pytest.mark.parametrize(
    "name", ["names-1500.txt", "one-sentence.txt", "spaces.txt", "thousands.txt"]
)
def test_hostile_files(bench: ModuleType, data_dir: Path, name: str) -> None:
    """Texts without end are read as others are, in good time."""
    path = data_dir / "hostile" / name
    _, seconds, found = bench.tried(bench.Trial(name, path=path))
    assert found == []
    assert seconds < 20
