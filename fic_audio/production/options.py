"""What a listener asks for on the command line, as the stages take it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

LAYOUTS = ("story", "audiobookshelf")
"""Folders: the story's title alone, or author, series and title as a library wants them."""


@dataclass(frozen=True, slots=True)
class ProduceOptions:
    """What the listener asked for on the command line."""

    engine: str
    """Its name, or "auto"."""
    shelf: Path
    """Where the story's folder goes."""
    jobs: int
    chapters: Collection[int] = ()
    """Their numbers from 1; all of them if empty."""
    force: bool = False
    """Replace files of another story."""
    dry_run: bool = False
    """Write nothing; the lengths are estimates."""
    cache: Path | None = None
    """Where clips are kept; None keeps none."""
    again: bool = False
    """Make what is there already once more."""
    reproducible: bool = False
    """Only with engines that say the same words with the same samples each time."""
    preview: bool = False
    """The first minute of each chapter alone."""
    layout: str = "story"
    """One of `LAYOUTS`."""
    remove: bool = False
    """What the author took down goes."""
    folder: Path | None = None
    """The story's folder, if it is not to be found by its title: a serial that grows. What was said
    in its chapters stays with who said it."""
    mending: bool = False
    """Plan the story even if it is up to date: some of its lines are to be spoken otherwise."""
