"""A script as a file that people read and correct.

`write` makes it, `read` takes it back, `correct` finds its corrections in the story as it is now.
"""

from __future__ import annotations

from fic_audio.script.sheet.correct import Corrections, correct
from fic_audio.script.sheet.read import Entry, Sheet, is_sheet, parse, read
from fic_audio.script.sheet.write import write

__all__ = [
    "Corrections",
    "Entry",
    "Sheet",
    "correct",
    "is_sheet",
    "parse",
    "read",
    "write",
]
