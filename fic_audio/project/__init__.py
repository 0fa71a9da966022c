"""A story to correct and to hear, for a studio or another program.

project = Project.open(Path("story.epub"))
for question in project.questions(): ...
changed = project.say([line.id], "Mara")
project.undo()
"""

from __future__ import annotations

from fic_audio.project.hearing import Hearing, peaks
from fic_audio.project.project import CHOICES, Project
from fic_audio.project.speaking import DroppedError
from fic_audio.project.values import (
    Changed,
    ChapterOf,
    Comparison,
    LineFilter,
    Listing,
    OneLiner,
    Person,
    Question,
    Sample,
    SayAs,
    Scope,
    ScriptLine,
    SoundsUnclear,
    TaggedSilent,
    WhoIs,
    WhoSays,
)

__all__ = [
    "CHOICES",
    "Changed",
    "ChapterOf",
    "Comparison",
    "DroppedError",
    "Hearing",
    "LineFilter",
    "Listing",
    "OneLiner",
    "Person",
    "Project",
    "Question",
    "Sample",
    "SayAs",
    "Scope",
    "ScriptLine",
    "SoundsUnclear",
    "TaggedSilent",
    "WhoIs",
    "WhoSays",
    "peaks",
]
