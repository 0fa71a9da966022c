"""Who sings in the choir: the table beside the networks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fic_audio.errors import EngineError

FOLDER = Path(__file__).parent
FILES = tuple(FOLDER / name for name in ("speakers.json", "text.onnx", "melody.onnx", "sound.onnx"))
HOW = "install fic-audio again"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A row of the networks."""

    number: int
    pace: int
    """Words a minute of its own accord."""
    language: str
    gender: str


@dataclass(frozen=True, slots=True)
class Members:
    """All speakers by name, and which networks know them."""

    networks: str
    """A checksum."""
    speakers: dict[str, Speaker]


@cache
def members() -> Members:
    """Raises EngineError where the table is missing or damaged."""
    path = FILES[0]
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        speakers = {name: Speaker(**each) for name, each in table["speakers"].items()}
        return Members(table["networks"], speakers)
    except (OSError, ValueError, TypeError, KeyError) as why:
        raise EngineError(f"{path} is missing or damaged ({why!r}); {HOW}") from why
