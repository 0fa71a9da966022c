"""Clips on disk: found again, checked, bounded, and never in the way."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from fic_audio import engines
from fic_audio.engines.silence import Silence
from fic_audio.model import Clip, Cue, Db, Delivery, Ending, Hz, Ms, Style
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.render import Speakers
from tests.factories import NOBODY

CUE = Cue("It was late.", NOBODY)
CLIP = Clip(bytes(range(200)) * 4, Hz(22_050))
NAME = "0123456789abcdef"
ONE = {"silence": "1"}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "clips")


def only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_a_clip_comes_back(cache: Cache) -> None:
    """What was kept is found again, sample for sample."""
    assert cache.get(NAME) is None
    cache.put(NAME, CLIP)
    assert cache.get(NAME) == CLIP


@pytest.mark.parametrize(
    "other",
    [
        replace(CUE, text="It was Late."),
        replace(CUE, before="She left."),
        replace(CUE, after="She left."),
        replace(CUE, delivery=Delivery(rate=1.1)),
        replace(CUE, delivery=Delivery(volume=Db(-2.0))),
        replace(CUE, delivery=Delivery(range=0.8)),
        replace(CUE, delivery=Delivery(effort=0.5)),
        replace(CUE, delivery=Delivery(emphasis=0.5)),
        replace(CUE, delivery=Delivery(ending=Ending.RISE)),
        replace(CUE, voice=replace(NOBODY, pitch=60)),
        replace(CUE, voice=replace(NOBODY, id="other")),
    ],
)
def test_what_sounds_different_has_another_key(other: Cue) -> None:
    """Text, delivery, voice and the words around are part of the key."""
    assert key("silence 1", other) != key("silence 1", CUE)


@pytest.mark.parametrize(
    ("delivery", "name"),
    [
        (Delivery(), "083afae416e37a47baa72f1d175a07c29b4e6332"),
        (Delivery(0.95, 1.0, Db(-2.0), Style.WHISPER), "cbb003584e53080ed5e4bf518931aa0f539f7d34"),
    ],
)
def test_a_clip_keeps_its_name(delivery: Delivery, name: str) -> None:
    """Those that were made before a delivery told of more than pace, pitch, loudness and style."""
    assert key("silence 1", replace(CUE, delivery=delivery)) == name


def test_another_engine_has_another_key() -> None:
    """So is the engine with its version."""
    assert key("silence 2", CUE) != key("silence 1", CUE)


def test_a_place_is_no_part_of_the_key() -> None:
    """A line that moved, or has another pause behind it, is the same sound."""
    moved = replace(CUE, pause=Ms(900), scene=3, start=77)
    assert key("silence 1", moved) == key("silence 1", CUE)


@pytest.mark.parametrize("damage", [b"", b"ficclip1", b"x" * 900])
def test_a_damaged_clip_is_none(cache: Cache, tmp_path: Path, damage: bytes) -> None:
    """A file that is not what was written is not heard; it is removed."""
    cache.put(NAME, CLIP)
    path = only_file(tmp_path)
    path.write_bytes(damage)
    assert cache.get(NAME) is None
    assert not path.exists()


def test_a_flipped_bit_is_noticed(cache: Cache, tmp_path: Path) -> None:
    """The checksum tells one wrong bit."""
    cache.put(NAME, CLIP)
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[100] ^= 1
    path.write_bytes(raw)
    assert cache.get(NAME) is None


def test_the_oldest_go_first(tmp_path: Path) -> None:
    """Over the limit, the clips that were used longest ago are removed."""
    cache = Cache(tmp_path, limit=3000)
    for number in range(8):
        cache.put(f"{number:016}", CLIP)
        for path in tmp_path.rglob("*.clip"):
            os.utime(path, (1e9 + int(path.stem), 1e9 + int(path.stem)))
    cache.shrink()
    assert cache.size().size <= 3000
    assert cache.get(f"{7:016}") == CLIP
    assert cache.get(f"{0:016}") is None


def test_it_stays_within_its_limit_by_itself(tmp_path: Path) -> None:
    """A long run does not fill the disk."""
    cache = Cache(tmp_path, limit=20_000)
    for number in range(200):
        cache.put(f"{number:016}", CLIP)
    assert cache.size().size <= 20_000 * 9 / 8


def test_clearing(cache: Cache) -> None:
    """Clearing tells how much that was."""
    cache.put(NAME, CLIP)
    assert cache.clear().clips == 1
    assert cache.size() == (type(cache.size()))(0, 0)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """Where nothing can be kept the run goes on, and is told why once."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = Cache(blocked / "clips")
    cache.put(NAME, CLIP)
    assert cache.trouble
    assert cache.get(NAME) is None


def test_many_at_once(cache: Cache) -> None:
    """Threads that keep and read one clip never see half of it."""

    def use(_: int) -> Clip | None:
        cache.put(NAME, CLIP)
        return cache.get(NAME)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(use, range(300))) == {CLIP}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Clip]]:
    folder = tmp_path_factory.mktemp("clips")
    with Speakers(engines.load, 1, cache=Cache(folder), versions=ONE) as speakers:
        clips = list(speakers.speak([replace(CUE, text="word " * n) for n in range(1, 40)]))
    return folder, clips


def test_a_line_is_spoken_once(spoken: tuple[Path, list[Clip]]) -> None:
    """A second run takes every clip from the cache and asks no engine."""
    folder, clips = spoken
    with Speakers(_no_engine, 1, cache=Cache(folder), versions=ONE) as speakers:
        again = list(speakers.speak([replace(CUE, text="word " * n) for n in range(1, 40)]))
    assert again == clips


def test_only_the_damaged_line_is_spoken_again(spoken: tuple[Path, list[Clip]]) -> None:
    """One broken file among many costs one line, and the order stays."""
    folder, clips = spoken
    next(folder.rglob("*.clip")).write_bytes(b"broken")
    with Speakers(engines.load, 1, cache=Cache(folder), versions=ONE) as speakers:
        again = list(speakers.speak([replace(CUE, text="word " * n) for n in range(1, 40)]))
    assert again == clips


def _no_engine(name: str) -> Silence:
    raise AssertionError("nothing was to be spoken")
