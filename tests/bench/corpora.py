"""The annotated works that the benchmarks read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fic_audio.config import Part
from fic_audio.model import Gender, Span, Story
from fic_audio.page.read import read
from fic_audio.page.segment import segment


def data_dir() -> Path:
    """`$FIC_AUDIO_DATA`, or shared/data beside the checkout."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("FIC_AUDIO_DATA") or beside)


@dataclass(frozen=True, slots=True)
class Work:
    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def segmented(self) -> tuple[Story, list[tuple[Span, ...]]]:
        story = read(self.folder / "text.txt")
        return story, [segment(chapter) for chapter in story.chapters]

    def quotes(self) -> list[dict[str, Any]]:
        lines = (self.folder / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.strip()]

    def parts(self) -> list[Part]:
        """The annotated cast, as a listener would set it down."""
        listed = json.loads((self.folder / "characters.json").read_text(encoding="utf-8"))
        return [
            Part(
                entry["name"],
                tuple(alias for alias in entry.get("aliases", ()) if alias != entry["name"]),
                Gender(entry["gender"]) if entry.get("gender") in ("male", "female") else None,
            )
            for entry in listed
        ]


def works(corpus: str) -> Iterator[Work]:
    """The works of "pdnc", "fanfiction" or "litbank" by name."""
    for folder in sorted((data_dir() / "corpora" / corpus).iterdir()):
        if (folder / "quotes.jsonl").exists():
            yield Work(folder)
