"""Runs inside this process: a story that is produced, lines that are spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fic_audio.production as way
from fic_audio import voices
from fic_audio.config import Config
from fic_audio.events import Listener, ignore
from fic_audio.results import Result
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


def plan(story: Path, config: Config | None = None, **order: Any) -> way.Plan:
    shelf = story.parent / "audio"
    planned = way.plan(
        story,
        config or Config(),
        way.ProduceOptions(**{"engine": "silence", "shelf": shelf, "jobs": 2, **order}),
        voices.load(),
    )
    assert isinstance(planned, way.Plan)
    return planned


def produce(
    story: Path, config: Config | None = None, listen: Listener = ignore, **order: Any
) -> Result:
    """The result of one story; what can't be made is raised."""
    (outcome,) = way.produce_all([plan(story, config, **order)], listen)
    if isinstance(outcome, Result):
        return outcome
    raise outcome


def lengths(speakers: Speakers, *texts: str) -> list[int]:
    """How long each of the texts is, spoken."""
    return [clip.length for clip in speakers.speak(cues(*texts))]
