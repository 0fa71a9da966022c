"""What was produced -> what a listener ought to know of it: nothing is decided quietly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.model import NARRATOR, Kind
from fic_audio.shelf import mp3

if TYPE_CHECKING:
    from fic_audio.produce import Produced


@dataclass(frozen=True, slots=True)
class Tally:
    fell_to_narrator: int
    """Quotations whose speaker is not known."""
    header_words: int
    """Of the story's header, which the tags show instead."""
    note_words: int
    """Of author's notes, where they are not read."""
    silent: tuple[str, ...]
    """Titles of the chapters that hold nothing to be read aloud."""
    left_over: tuple[Path, ...]
    """Files of an earlier run that this story has no chapter for."""


def tally(made: Produced) -> Tally:
    """Counts what was not spoken, or not by whom it should have been, in the chapters wanted."""
    plan, story = made.plan, made.script.story
    unknown: set[tuple[int, int | None, int]] = set()
    notes = 0
    for number in plan.wanted:
        for line in made.script.lines[number]:
            span = line.span
            if span.kind is Kind.DIALOGUE and line.speaker in (NARRATOR, None):
                unknown.add((number, span.quote, -1 if span.quote is not None else span.start))
            if span.kind is Kind.NOTE:
                notes += _words(story.chapters[number].text[span.start : span.end])
    first = 0 in plan.wanted
    front_notes = sum(map(_words, story.metadata.notes)) if first else 0
    header = max(0, _words(story.front) - front_notes) if first else 0
    finished = {file.number for file in made.files}
    return Tally(
        fell_to_narrator=len(unknown),
        header_words=header,
        note_words=notes + front_notes if plan.config.notes == "skip" else 0,
        silent=tuple(plan.titles[n] for n in plan.wanted if n + 1 not in finished),
        left_over=_left_over(made),
    )


def _left_over(made: Produced) -> tuple[Path, ...]:
    plan = made.plan
    strangers = (path for path in sorted(plan.folder.glob("*.mp3")) if path.name not in plan.files)
    return tuple(path for path in strangers if mp3.is_of(path, made.script.story.metadata))


def _words(text: str) -> int:
    return len(text.split())
