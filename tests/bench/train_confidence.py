"""Fits how sure a speaker is (fic_audio/script/attribution/confidence.py) on fan fiction.

    pip install numpy torch
    python tests/bench/train_confidence.py            # prints WEIGHTS and BIAS to set down there

A logistic regression over what is known of each choice, fitted on the chapters of
shared/data/corpora/fanfiction-chapters that are read, with their casts given and as found. Nothing
else learns from fan fiction, and nothing at all from the chapters that stay unread. What it would
do for chapters it has not seen is told by leaving out a tenth of them in turn.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from attribution import SURE, half_of, judged
from corpora import Work, works

from fic_audio.model import Kind
from fic_audio.script.attribution import decide_turns
from fic_audio.script.attribution.confidence import BIAS, CLUES, WEIGHTS
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.prepared_story import PreparedStory
from fic_audio.script.characters import find_characters

PARTS = 10
STEPS, RATE, DECAY = 600, 0.05, 2.0
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice whose outcome is known."""

    part: int
    given: bool
    clues: tuple[float, ...]
    right: bool


def choices(work: Work, part: int, network: Network, *, given: bool) -> Iterator[Choice]:
    """Every quotation of a work that somebody says, as the network and the tags decide it."""
    story, spans = work.segmented()
    parts = work.parts() if given else []
    people = find_characters(story.chapters, spans, story.metadata, parts, only=given)
    prepared = PreparedStory.of(story.chapters, spans, people, {})
    shares = network.probabilities(prepared.table).tolist()
    rows = []
    for one in decide_turns(prepared, shares, [chapter.text for chapter in story.chapters]):
        start = story.chapters[one.chapter].start
        rows += [
            {
                "start": start + quote.start,
                "speaker": prepared.people[one.who].name,
                "confidence": one.clues,
            }
            for quote in one.step.context.turn.quotes
            if quote.kind is Kind.DIALOGUE and one.share > 0
        ]
    for clues, right in judged(work, rows, people=not given):
        yield Choice(part, given, clues, right)


def fitted(found: list[Choice]) -> tuple[np.ndarray, float]:
    """The weights and the bias under which the outcomes are likeliest."""
    rows = torch.tensor([one.clues for one in found])
    right = torch.tensor([float(one.right) for one in found])
    weights = torch.zeros(len(CLUES), requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(rows @ weights + bias, right)
        (wrong + DECAY * (weights**2).sum() / len(found)).backward()
        optimizer.step()
    return weights.detach().numpy(), bias.item()


def told(found: list[Choice], sure: np.ndarray, title: str) -> None:
    """Prints how far confidence is to be trusted."""
    right = np.array([one.right for one in found])
    error = 0.0
    for low, high in pairwise(BANDS):
        own = (sure >= low) & (sure < high)
        if own.any():
            error += abs(sure[own].mean() - right[own].mean()) * own.mean()
    most = sure >= SURE
    print(
        f"{title}: {len(found)} choices, {right.mean():.3f} right, calibration error {error:.3f}, "
        f"of the {most.mean():.0%} at {SURE} or more {right[most].mean():.1%} are right"
    )


def shown(found: list[Choice], weights: np.ndarray, bias: float) -> np.ndarray:
    rows = np.array([one.clues for one in found])
    sure: np.ndarray = 1 / (1 + np.exp(-(rows @ weights + bias)))
    return sure


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--network", type=Path, help="another than the one that is shipped")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    network = Network.read(asked.network) if asked.network else Network.load()
    read = [work for work in works("fanfiction-chapters") if half_of(work.name) == "read"]
    found = [
        choice
        for place, work in enumerate(read)
        for given in (True, False)
        for choice in choices(work, place % PARTS, network, given=given)
    ]
    unseen = np.zeros(len(found))
    for part in range(PARTS):
        weights, bias = fitted([one for one in found if one.part != part])
        own = [n for n, one in enumerate(found) if one.part == part]
        unseen[own] = shown([found[n] for n in own], weights, bias)
    before = shown(found, np.array(WEIGHTS), BIAS)
    for title, given in (("cast given", True), ("raw", False)):
        own = [n for n, one in enumerate(found) if one.given is given]
        some = [found[n] for n in own]
        told(some, before[own], f"{title}, as set down")
        told(some, unseen[own], f"{title}, chapters left out")
    weights, bias = fitted(found)
    print("WEIGHTS =", tuple(round(float(weight), 3) for weight in weights))
    print(f"BIAS = {bias:.3f}")
    for name, weight in zip(CLUES, weights, strict=True):
        print(f"  {name}: {weight:+.2f}")


if __name__ == "__main__":
    main()
