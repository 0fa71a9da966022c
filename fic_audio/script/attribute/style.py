"""Who is in the habit of such words: what people say where they are named, against the rest.

A naive Bayes classifier over words (Maron 1961, doi 10.1145/321075.321084) for every character of a
story, learnt from the turns whose own tag names the speaker: dialect, oaths, "papa".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

import numpy as np

from fic_audio.script.attribute.table import Floats, Table

SMOOTH = 60.0
"""Words of the story as a whole that are mixed into what is known of each."""
MOST = 60
"""Words of a turn that are looked at: a long speech says no more."""
LIMIT = 4.0
"""Nats beyond which habit tells no more."""


class Style:
    """The words of a story's turns, with the speaker where the turn's own tag names one."""

    def __init__(self) -> None:
        self._turns: list[tuple[list[str], int | None]] = []
        self._own: dict[int, Counter[str]] = defaultdict(Counter)
        self._all: Counter[str] = Counter()

    def hear(self, words: Sequence[str], speaker: int | None) -> None:
        """Takes in the next turn."""
        kept = sorted(set(words[:MOST]))
        self._turns.append((kept, speaker))
        self._all.update(kept)
        if speaker is not None:
            self._own[speaker].update(kept)

    def columns(self, table: Table) -> Floats:
        """(cells, 2): how much likelier than in general the turn's words are in each candidate's
        mouth, in nats a word and in all. The turn itself does not count among what is known."""
        out = np.zeros((len(table.who), 2), np.float32)
        total = max(self._all.total(), 1)
        sizes = {who: own.total() for who, own in self._own.items()}
        who = table.who.tolist()
        first = table.first.tolist()
        for turn, (words, speaker) in enumerate(self._turns):
            shares = [self._all[word] / total for word in words]
            for cell in range(first[turn], first[turn + 1]):
                own = self._own.get(who[cell])
                if own is None or not words:
                    continue
                itself = who[cell] == speaker
                size = sizes[who[cell]] - itself * len(words) + SMOOTH
                sum_ = sum(
                    log((own[word] - itself + SMOOTH * share) / (size * share))
                    for word, share in zip(words, shares, strict=True)
                )
                out[cell] = sum_ / len(words), max(-LIMIT, min(LIMIT, sum_)) / 2
        return out
