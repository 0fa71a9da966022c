"""Annotated works -> the network's tables, with the right answers."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from corpora import Work, data_dir, works

from fic_audio.script.attribution.feature_arrays import FeatureArrays, Floats, Ints
from fic_audio.script.attribution.prepared_story import PreparedStory
from fic_audio.script.characters import find_characters


@dataclass(slots=True)
class Example:
    """A work read with its cast given."""

    name: str
    table: FeatureArrays
    near: Ints
    """`table.neighbours()`"""
    right: Ints
    """(turns): the cell of the right speaker; -1 where none of the candidates is known to be it."""
    spans: Floats
    """(turns): how many annotated spans it holds."""


def example(work: Work) -> Example:
    """Reads a work with its annotated cast."""
    story, spans = work.segmented()
    people = find_characters(story.chapters, spans, story.metadata, work.parts(), only=True)
    reading = PreparedStory.of(story.chapters, spans, people, {})
    table = reading.table
    said = sorted((q["start"], q["speaker"]) for q in work.quotes() if q["speaker"])
    numbers = {person.name: number for number, person in enumerate(reading.people)}
    right = np.full(len(table.turns), -1, np.int32)
    held = np.zeros(len(table.turns), np.float32)
    turn = 0
    for chapter, steps in zip(story.chapters, reading.steps, strict=True):
        for step in steps:
            for quote in step.context.turn.quotes:
                at = bisect_left(said, (chapter.start + quote.start, ""))
                if at == len(said) or said[at][0] >= chapter.start + quote.end:
                    continue
                held[turn] += 1
                speaker = numbers.get(said[at][1].split(" + ")[0])
                if held[turn] == 1 and speaker in step.candidates:
                    right[turn] = table.first[turn] + step.candidates.index(speaker)
            turn += 1
    return Example(work.name, table, table.neighbours(), right, held)


def examples(corpus: str) -> list[Example]:
    return [example(work) for work in works(corpus)]


def folds() -> dict[str, list[str]]:
    """The published folds: number -> names of the novels to be tested on."""
    text = (data_dir() / "corpora" / "pdnc" / "folds.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found
