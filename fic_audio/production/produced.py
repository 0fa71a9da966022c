"""What came of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fic_audio.model import Cue
from fic_audio.production.chapter import File
from fic_audio.production.plan import Plan
from fic_audio.production.script import Script
from fic_audio.script.cast import Cast


@dataclass(frozen=True, slots=True)
class Produced:
    """The files of a plan, and all that is known of how they were made."""

    plan: Plan
    cast: Cast
    files: tuple[File, ...]
    seconds: float | None = None
    """How long a dry run thinks that the work will take; None where that is not known."""
    abroad: Mapping[int, tuple[Cue, ...]] = field(default_factory=dict)
    """What is said in another language than the story's, by the number of the chapter from 0."""

    @property
    def script(self) -> Script:
        return self.plan.script
