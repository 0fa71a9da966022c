"""Where the sheet of a story lies."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".script.txt"


def beside(story: Path) -> Path:
    """Where a story's sheet is looked for.

    >>> beside(Path("fics/tram.md")).as_posix()
    'fics/tram.script.txt'
    """
    return story.with_name(f"{story.stem}{SUFFIX}")
