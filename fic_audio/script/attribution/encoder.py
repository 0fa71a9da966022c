"""The thorough tier: a small text encoder that reads the text around a turn.

It needs onnxruntime, which is not there for every system; nothing else here does.
`tests/bench/train_encoder.py` makes encoder.onnx and encoder.txt, the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.util import find_spec
from math import exp, log
from pathlib import Path
from random import Random
from typing import Any

from fic_audio import onnx
from fic_audio.model import Character
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.encoder_input import (
    CANDIDATES,
    ChapterPieces,
    EncoderInput,
    InputBuilder,
)
from fic_audio.script.attribution.one_thread import np
from fic_audio.script.attribution.stand_in_names import Pool
from fic_audio.script.attribution.wordpiece import WordPieces
from fic_audio.text.document import Document

Scores = dict[int, float]
"""A score in nats for each candidate, by number; only differences within a turn mean anything."""
Heard = dict[bytes, list[float]]
"""What the encoder has made of windows, by their digests: asking it takes the most time of all."""


class Encoder:
    """Scores who says a turn. `Encoder.load()` gives the only one there need be."""

    def __init__(self, session: Any, pieces: WordPieces) -> None:
        self._session = session
        self._pieces = pieces
        self._pool = Pool(pieces)

    @classmethod
    def load(cls) -> Encoder | None:
        """The encoder, read once a process; None where onnxruntime can't be used, or the model is
        missing."""
        return _load()

    @classmethod
    def read(cls, folder: Path) -> Encoder:
        """The encoder of a folder that train_encoder.py has written."""
        session = onnx.open_session(folder / "encoder.onnx")
        vocabulary = (folder / "encoder.txt").read_text(encoding="utf-8")
        return cls(session, WordPieces(vocabulary.split("\n")))

    def score(
        self,
        document: Document,
        steps: Sequence[TurnCandidates],
        characters: Sequence[Character],
        guesses: Mapping[int, int],
        speaker: Heard | None = None,
    ) -> list[Scores]:
        """Scores the likeliest candidates of each step, at most `window.CANDIDATES`.

        `guesses`: from where the first quotation of a turn of this page starts to the number of
        who is thought to say it, for the turns that are fairly sure. A turn's own guess is not
        looked at. The page is prepared anew at each call, so ask for all its steps at once.
        `speaker`: what was made of windows before, which is added to.
        """
        if not steps:
            return []
        reader = InputBuilder(ChapterPieces(document, self._pieces, self._pool), characters)
        found = []
        for step in steps:
            turn = step.context.turn
            candidates = step.candidates[:CANDIDATES]
            # The same names at every run, others for every turn.
            random = Random(turn.quotes[0].start)
            window = reader.window(turn, candidates, guesses, random)
            key = _digest(window) if speaker is not None else b""
            raw = speaker.get(key) if speaker is not None else None
            if raw is None:
                raw = self._run(window)
            if speaker is not None:
                speaker[key] = raw
            found.append(dict(zip(candidates, _of_each(window, raw, len(candidates)), strict=True)))
        return found

    def _run(self, window: EncoderInput) -> list[float]:
        # One at a time: in a batch, the rounding of one turn would depend on the others.
        given = {"ids": window.ids, "kinds": window.kinds, "places": window.places}
        feed = {name: np.array([values], np.int64) for name, values in given.items()}
        scores: list[float] = self._session.run(None, feed)[0][0].tolist()
        return scores


def _of_each(window: EncoderInput, raw: Sequence[float], candidates: int) -> list[float]:
    """The scores of the candidates, from those of the places where each stands."""
    own: list[list[float]] = [[] for _ in range(candidates)]
    for owner, score in zip(window.owners, raw, strict=True):
        own[owner].append(score)
    return [_log_sum(scores) for scores in own]


def _digest(window: EncoderInput) -> bytes:
    said = repr((window.ids, window.kinds, window.places)).encode()
    return blake2b(said, digest_size=16).digest()


def _log_sum(scores: Sequence[float]) -> float:
    top = max(scores)
    return top + log(sum(exp(score - top) for score in scores))


@cache
def _load() -> Encoder | None:
    with resources.as_file(resources.files(__package__)) as here:
        if find_spec("onnxruntime") is None or not (here / "encoder.onnx").is_file():
            return None
        try:
            return Encoder.read(here)
        except ImportError:  # on Windows onnxruntime wants a library of Microsoft's
            return None
