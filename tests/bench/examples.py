"""Annotated works -> the network's tables, with the right answers."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    keys: list[str]
    """(turns): "chapter:start of its first quotation"."""
    names: list[str]
    """(cells): main names of the candidates."""

    def scores(self, scored: dict[str, dict[str, float]]) -> Floats:
        """(cells, 2): an encoder's log-probabilities, and 1 where there is one."""
        out = np.zeros((len(self.table.who), 2), np.float32)
        for turn, key in enumerate(self.keys):
            if key not in scored:
                continue
            low, high = self.table.first[turn], self.table.first[turn + 1]
            own = [scored[key].get(name) for name in self.names[low:high]]
            given = np.array([value for value in own if value is not None])
            if not len(given):
                continue
            total = given.max() + np.log(np.exp(given - given.max()).sum())
            for cell, value in zip(range(low, high), own, strict=True):
                out[cell] = (max(value - total, LEAST), 1.0) if value is not None else (LEAST, 1.0)
        return out


HALVES = (("0", "1"), ("2", "3", "4"))
"""The folds of the novels that each encoder (A, B) was trained on; it scores the others."""
LEAST = -8.0
"""The log-probability of a candidate of whom the encoder thinks nothing."""


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
    keys = []
    turn = 0
    for place, (chapter, steps) in enumerate(zip(story.chapters, reading.steps, strict=True)):
        for step in steps:
            quotes = step.context.turn.quotes
            keys.append(f"{place}:{quotes[0].start}")
            for quote in quotes:
                at = bisect_left(said, (chapter.start + quote.start, ""))
                if at == len(said) or said[at][0] >= chapter.start + quote.end:
                    continue
                held[turn] += 1
                speaker = numbers.get(said[at][1].split(" + ")[0])
                if held[turn] == 1 and speaker in step.candidates:
                    right[turn] = table.first[turn] + step.candidates.index(speaker)
            turn += 1
    names = [reading.people[who].name for who in table.who]
    return Example(work.name, table, table.neighbours(), right, held, keys, names)


def examples(corpus: str) -> list[Example]:
    return [example(work) for work in works(corpus)]


def folds() -> dict[str, list[str]]:
    """The published folds: number -> names of the novels to be tested on."""
    text = (data_dir() / "corpora" / "pdnc" / "folds.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found


def scored_by_encoder(path: Path | None) -> dict[str, dict[str, Any]]:
    """Work -> turn -> candidate -> score, as train_encoder.py wrote it."""
    if path is None:
        return {}
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found
