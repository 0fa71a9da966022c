"""Fits the weights of `fic_audio/script/attribute/rules.py` to novels whose speakers are known.

    pip install numpy scipy
    python tests/bench/fit_rules.py            # prints the weights, to be pasted into rules.py

A conditional logit over each turn's candidates (McFadden 1974), the speakers before it taken from
the annotation; no randomness. `attribution.py --held-out` calls `fit` to score novels it has not
seen. Fan fiction is never fitted on.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from corpora import Work, data_dir, works
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from fic_audio.script.attribute.features import Features, follows, returns
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Page
from fic_audio.script.attribute.rules import weigh
from fic_audio.script.attribute.walk import Step, Walk
from fic_audio.script.names import find
from fic_audio.script.roster import Roster

PENALTY = 5.0
"""Of the squared weights, to keep rare features modest."""
LEAST = 0.05
"""Weights smaller than this are left out."""

Choice = tuple[list[Features], int]
"""The features of each candidate, and which one it was."""


def choices(work: Work) -> list[Choice]:
    """Every turn of a work whose speaker is known and among the candidates."""
    story, spans = work.segmented()
    people = find(story.chapters, spans, story.metadata, work.parts(), only=True)
    numbers = {person.name: number for number, person in enumerate(people)}
    memory = Memory(people)
    roster = Roster(people)
    said = sorted((q["start"], q["speaker"]) for q in work.quotes() if q["speaker"])
    found: list[Choice] = []
    for chapter, parts in zip(story.chapters, spans, strict=True):
        page = Page.of(chapter.text, parts, roster)
        for scene in Walk(page, memory, weigh).scenes:
            known = [_speaker(step, chapter.start, said, numbers) for step in scene]
            found += _scene(scene, known)
    return found


def _speaker(
    step: Step, offset: int, said: Sequence[tuple[int, str]], numbers: Mapping[str, int]
) -> int | None:
    quote = step.seen.turn.quotes[0]
    at = bisect_left(said, (offset + quote.start, ""))
    if at == len(said) or said[at][0] >= offset + quote.end:
        return None
    return numbers.get(said[at][1].split(" + ")[0])


def _scene(scene: Sequence[Step], known: Sequence[int | None]) -> Iterator[Choice]:
    for place, step in enumerate(scene):
        right = known[place]
        if right is None or right not in step.emissions:
            continue
        rows = []
        last = known[place - 1] if place else None
        previous = known[place - 2] if place > 1 else None
        for who, own in step.emissions.items():
            row = dict(own)
            if last is not None:
                before = scene[place - 1].seen
                row |= follows(before, step.seen, who, last)
                if who == previous != last:
                    row |= returns(before, step.seen, near=step.near)
            rows.append(row)
        yield rows, list(step.emissions).index(right)


def fit(turns: Sequence[Choice]) -> dict[str, float]:
    """The weights under which the turns' speakers are likeliest."""
    names = sorted({name for rows, _ in turns for row in rows for name in row})
    column = {name: number for number, name in enumerate(names)}
    entries = [
        (line, column[name], value)
        for line, row in enumerate(row for rows, _ in turns for row in rows)
        for name, value in row.items()
    ]
    sizes = np.array([len(rows) for rows, _ in turns])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    lines, columns, values = map(np.array, zip(*entries, strict=True))
    table = csr_matrix((values, (lines, columns)), shape=(sizes.sum(), len(names)))
    right = starts + np.array([index for _, index in turns])
    group = np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        top = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - top[group])
        total = np.add.reduceat(shares, starts)
        shares /= total[group]
        shares[right] -= 1
        value = (np.log(total) + top - scores[right]).sum() + PENALTY * weights @ weights / 2
        return float(value), table.T @ shares + PENALTY * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {n: round(float(w), 2) for n, w in zip(names, best, strict=True) if abs(w) >= LEAST}


def folds() -> dict[str, list[str]]:
    """The published folds: number -> names of the novels to be tested on."""
    text = (data_dir() / "corpora" / "pdnc" / "folds.json").read_text(encoding="utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found


def main() -> None:
    turns: Iterable[Choice] = [choice for work in works("pdnc") for choice in choices(work)]
    for name, weight in fit(list(turns)).items():
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
