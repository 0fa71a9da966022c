"""Annotated works as the encoder is trained on them and scores them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import Work
from examples import folds

from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.encoder_input import CANDIDATES, ChapterPieces, InputBuilder
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.prepared_story import PreparedStory as Read
from fic_audio.script.attribution.stand_in_names import Pool
from fic_audio.script.attribution.wordpiece import WordPieces
from fic_audio.script.characters import find_characters
from fic_audio.text.document import Turn

SURE = 0.6
"""How sure a guess of another turn's speaker must be to be written down."""


@dataclass(slots=True)
class Told:
    """A chapter's turns with what the network thinks of them."""

    read: Read
    place: int
    steps: list[TurnCandidates]
    shares: list[float]
    """The network's probability of its own guess of each turn."""
    guesses: dict[int, int]
    """From where a turn begins to who is thought to say it, as far as that is fairly sure."""
    speakers: dict[int, int]
    """From where a turn begins to who is annotated to say it."""


@dataclass(slots=True)
class Sample:
    """A turn to learn from."""

    reader: InputBuilder
    turn: Turn
    candidates: list[int]
    right: int
    """Index into the candidates."""
    trivial: bool
    """Its tag names the speaker."""
    told: Told


def networks(folder: Path) -> dict[str, Network]:
    """Novel -> the network that has not seen it: train_attribution.py --folds FOLDER."""
    return {
        name: network
        for fold, names in folds().items()
        for network in [Network(dict(np.load(folder / f"{fold}.npz")))]
        for name in names
    }


def chapters(work: Work, network: Network, *, given: bool = True) -> list[Told]:
    """Reads a work, with its annotated cast if `given`."""
    story, spans = work.segmented()
    parts = work.parts() if given else []
    people = find_characters(story.chapters, spans, story.metadata, parts, only=given)
    read = Read.of(story.chapters, spans, people, {})
    shares = network.probabilities(read.table, read.known()).tolist()
    numbers = {person.name: number for number, person in enumerate(read.people)}
    said = sorted((q["start"], q["speaker"]) for q in work.quotes() if q["speaker"])
    found = []
    cell = 0
    for place, (chapter, steps) in enumerate(zip(story.chapters, read.steps, strict=True)):
        told = Told(read, place, steps, [], {}, {})
        for step in steps:
            own = shares[cell : cell + len(step.candidates)]
            cell += len(own)
            share, guess = max(zip(own, step.candidates, strict=True))
            start = step.context.turn.quotes[0].start
            told.shares.append(share)
            if share >= SURE:
                told.guesses[start] = guess
            speaker = _speaker(step.context.turn, chapter.start, said, numbers)
            if speaker is not None:
                told.speakers[start] = speaker
        found.append(told)
    return found


def _speaker(
    turn: Turn, offset: int, said: Sequence[tuple[int, str]], numbers: Mapping[str, int]
) -> int | None:
    quote = turn.quotes[0]
    at = bisect_left(said, (offset + quote.start, ""))
    if at == len(said) or said[at][0] >= offset + quote.end:
        return None
    return numbers.get(said[at][1].split(" + ")[0])


def samples(work: Work, network: Network, pieces: WordPieces, pool: Pool) -> list[Sample]:
    """Every turn of a work whose speaker is known and one of several candidates."""
    found: list[Sample] = []
    for told in chapters(work, network):
        page = told.read.documents[told.place]
        reader = InputBuilder(ChapterPieces(page, pieces, pool), told.read.people)
        for step in told.steps:
            turn = step.context.turn
            who = told.speakers.get(turn.quotes[0].start)
            candidates = step.candidates[:CANDIDATES]
            if who not in candidates or len(candidates) < 2:
                continue
            best = step.context.best
            trivial = bool(best and best.kind == "tag" and best.subject.who == (who,))
            right = candidates.index(who)
            found.append(Sample(reader, turn, candidates, right, trivial, told))
    return found
