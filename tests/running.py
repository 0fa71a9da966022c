"""Runs inside this process: a story that is produced, lines that are spoken."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import fic_audio.produce as way
from fic_audio import voices
from fic_audio.config import Config
from fic_audio.sound.render import Speakers
from tests.factories import cues

KETTLE = """Title: The Kettle
Author: quill
Fandom: Tea & Co
Rating: G

A/N: This one is short.

Chapter 1: Cold

"Is it on?" Mina asked. She looked at the kettle.

"It is not," Tom said.

Chapter 2: Warm

A/N: Thank you all.

Mina waited. "Now?" she said.

* * *

"Now," said Tom.

Chapter 3: Hot

They drank their tea.
"""


class Told:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.words = 0
        self.spoken = 0
        self.files: list[way.File] = []
        self.lock = threading.Lock()

    def begin(self, title: str, words: int, chapters: int) -> None:
        """Notes how many words are to come."""
        self.words = words

    def spoke(self, words: int) -> None:
        """Adds up the words spoken."""
        with self.lock:
            self.spoken += words

    def finished(self, file: way.File) -> None:
        """Gathers the files."""
        with self.lock:
            self.files.append(file)

    def end(self) -> None:
        """Nothing more to remember."""


def plan(story: Path, config: Config | None = None, **order: Any) -> way.Plan:
    shelf = story.parent / "audio"
    planned = way.plan(
        story,
        config or Config(),
        way.Order(**{"engine": "silence", "shelf": shelf, "jobs": 2, **order}),
        voices.load(),
    )
    assert isinstance(planned, way.Plan)
    return planned


def produce(story: Path, config: Config | None = None, **order: Any) -> way.Produced:
    return way.produce(plan(story, config, **order), Told())


def lengths(speakers: Speakers, *texts: str) -> list[int]:
    """How long each of the texts is, spoken."""
    return [clip.length for clip in speakers.speak(cues(*texts))]
