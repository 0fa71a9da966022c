"""The thorough tier: a small text encoder that reads the text around a turn.

It needs onnxruntime, which is not there for every system; nothing else here does.
`tests/bench/train_encoder.py` makes encoder.onnx and encoder.txt, the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.util import find_spec
from math import exp, log
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

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


class _Seen(NamedTuple):
    """A turn that the encoder was asked about: what made its window, and what came of it."""

    candidates: list[int]
    guesses: Mapping[int, int | None]
    scores: Scores

    def holds(self, candidates: list[int], guesses: Mapping[int, int]) -> bool:
        """Whether the very same window would be made."""
        return candidates == self.candidates and all(
            guesses.get(start) == who for start, who in self.guesses.items()
        )


@dataclass(slots=True)
class Heard:
    """What the encoder has made of a chapter: asking it takes the most time of all."""

    windows: dict[bytes, list[float]] = field(default_factory=dict)
    """By their digests."""
    turns: dict[int, _Seen] = field(default_factory=dict)
    """The last window of each turn, by where it starts: as long as nobody else is thought to say
    what stands in it, it need not be made again."""


class _Noted(Mapping[int, int]):
    """Guesses, and which of them were looked for."""

    def __init__(self, guesses: Mapping[int, int]) -> None:
        self._guesses = guesses
        self.looked_for: dict[int, int | None] = {}

    def __getitem__(self, start: int) -> int:
        self.looked_for[start] = self._guesses.get(start)
        return self._guesses[start]

    def __iter__(self) -> Iterator[int]:
        return iter(self._guesses)

    def __len__(self) -> int:
        return len(self._guesses)


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

    @staticmethod
    def forget() -> None:
        """Gives its memory back until it is loaded again."""
        _load.cache_clear()

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
        heard: Heard | None = None,
    ) -> list[Scores]:
        """Scores the likeliest candidates of each step, at most `window.CANDIDATES`.

        `guesses`: from where the first quotation of a turn of this page starts to the number of
        who is thought to say it, for the turns that are fairly sure. A turn's own guess is not
        looked at. The page is prepared anew at each call, so ask for all its steps at once.
        `heard`: what was made of this page before, which is added to.
        """
        heard = Heard() if heard is None else heard
        found = []
        reader: InputBuilder | None = None
        for step in steps:
            start, candidates = step.context.turn.quotes[0].start, step.candidates[:CANDIDATES]
            seen = heard.turns.get(start)
            if seen is None or not seen.holds(candidates, guesses):
                reader = reader or InputBuilder(
                    ChapterPieces(document, self._pieces, self._pool), characters
                )
                seen = heard.turns[start] = self._ask(reader, step, candidates, guesses, heard)
            found.append(seen.scores)
        return found

    def _ask(
        self,
        reader: InputBuilder,
        step: TurnCandidates,
        candidates: list[int],
        guesses: Mapping[int, int],
        heard: Heard,
    ) -> _Seen:
        turn, noted = step.context.turn, _Noted(guesses)
        # The same names at every run, others for every turn.
        window = reader.window(turn, candidates, noted, Random(turn.quotes[0].start))
        key = _digest(window)
        if key not in heard.windows:
            heard.windows[key] = self._run(window)
        scores = _of_each(window, heard.windows[key], len(candidates))
        return _Seen(candidates, noted.looked_for, dict(zip(candidates, scores, strict=True)))

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
