"""The thorough tier: asks the encoder about the turns of which the network is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from fic_audio.errors import EngineError
from fic_audio.script.attribution.encoder import Encoder, Heard, Scores
from fic_audio.script.attribution.feature_arrays import Floats
from fic_audio.script.attribution.network import Network
from fic_audio.script.attribution.one_thread import np
from fic_audio.script.attribution.prepared_story import PreparedStory

UNSURE = 0.9
"""Turns whose likeliest speaker has less than this are read by the encoder."""
LEAST = -8.0
"""The log-probability of a candidate of whom the encoder thinks nothing."""


class Reranker(NamedTuple):
    """What decides once more, together."""

    encoder: Encoder
    network: Network
    """Trained to listen to the encoder."""

    @classmethod
    def load(cls, tier: str) -> Reranker | None:
        """What the package ships, if `tier` wants it; EngineError if it must be there and is
        not."""
        if tier == "default":
            return None
        encoder = Encoder.load()
        if encoder is not None:
            return cls(encoder, Network.load("thorough"))
        if tier == "thorough":
            raise EngineError(
                "The thorough attribution needs onnxruntime: pip install onnxruntime, "
                'or set tier = "auto" under [attribution].'
            )
        return None

    def probabilities(
        self, prepared: PreparedStory, shares: Floats, before: Sequence[Heard] | None = None
    ) -> Floats:
        """(cells): `shares`, what the default network made of each cell, thought over. `before`:
        what the encoder was asked before in each chapter, which is added to."""
        asked = rescore_turns(self.encoder, prepared, shares, before)
        return self.network.probabilities(prepared.table, prepared.known(), asked)


def rescore_turns(
    asked: Encoder, prepared: PreparedStory, shares: Floats, before: Sequence[Heard] | None = None
) -> Floats:
    """(cells, 2): the encoder's log-probability and 1 where it was asked, else zeros. `shares`:
    what the network made of each cell without it."""
    out = np.zeros((len(prepared.table.who), 2), np.float32)
    runs = list(pairwise(prepared.table.first.tolist()))
    turn = 0
    heard = before or [Heard() for _ in prepared.steps]
    for document, steps, own in zip(prepared.documents, prepared.steps, heard, strict=True):
        unsure, cells, guesses = [], [], {}
        for step in steps:
            low, high = runs[turn]
            turn += 1
            best = low + int(np.argmax(shares[low:high]))
            if step.known is None and shares[best] < UNSURE:
                unsure.append(step)
                cells.append((low, high))
            else:
                guesses[step.context.turn.quotes[0].start] = step.candidates[best - low]
        scored = asked.score(document, unsure, prepared.people, guesses, own)
        for step, (low, high), scores in zip(unsure, cells, scored, strict=True):
            out[low:high] = column(step.candidates, scores)
    return out


def column(candidates: list[int], scores: Scores) -> Floats:
    """(candidates, 2): the rows of a turn's cells."""
    values = np.array(list(scores.values()))
    total = values.max() + np.log(np.exp(values - values.max()).sum())
    return np.array(
        [(max(scores[who] - total, LEAST) if who in scores else LEAST, 1.0) for who in candidates],
        np.float32,
    )
