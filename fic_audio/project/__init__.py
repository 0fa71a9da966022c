"""A story that is being corrected and heard, as a studio needs it; no page and no command in it.

project = Project.open(Path("story.epub"))
for question in project.questions(): ...
changed = project.say([line.id], "Mara")
project.undo()
"""

from __future__ import annotations

from fic_audio.project.hearing import Hearing, peaks
from fic_audio.project.project import Project
from fic_audio.project.speaking import DroppedError
from fic_audio.project.values import (
    Changed,
    ChapterOf,
    Comparison,
    Listing,
    OneLiner,
    Person,
    Question,
    Sample,
    SayAs,
    Scope,
    Spoken,
    TaggedSilent,
    Wanted,
    WhoIs,
    WhoSays,
)

__all__ = [
    "Changed",
    "ChapterOf",
    "Comparison",
    "DroppedError",
    "Hearing",
    "Listing",
    "OneLiner",
    "Person",
    "Project",
    "Question",
    "Sample",
    "SayAs",
    "Scope",
    "Spoken",
    "TaggedSilent",
    "Wanted",
    "WhoIs",
    "WhoSays",
    "peaks",
]
