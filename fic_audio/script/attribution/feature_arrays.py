"""The turns of a story as arrays: what the network reads.

numpy is only imported by what reads it, so that nothing is paid for it before attribution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from fic_audio.script.attribution.feature_rows import CELL, TURN
from fic_audio.script.attribution.one_thread import np, npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

REACH = (-1, 1, -2, 2, -3, 3, -4, 4)
"""The neighbouring turns whose cells of the same candidate a cell hears from."""
STORY, SHARE = CELL.index("tagged_story"), CELL.index("tagged_share")


@dataclass(slots=True, eq=False)
class FeatureArrays:
    """Turns in reading order; each owns a run of cells, one for each of its candidates."""

    cells: Floats
    """(cells, len(CELL))"""
    turns: Floats
    """(turns, len(TURN))"""
    first: Ints
    """(turns + 1): where each turn's cells begin; the last is their number."""
    who: Ints
    """(cells): the candidate's number."""
    scene: Ints
    """(turns): turns of one scene share a number."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FeatureArrays):
            return NotImplemented
        return self is other or all(
            np.array_equal(getattr(self, each.name), getattr(other, each.name))
            for each in fields(self)
        )

    @classmethod
    def of(cls, parts: Sequence[FeatureArrays], tags: Counter[int]) -> FeatureArrays:
        """Joins the tables of a story's chapters; `tags`: how often each is tagged in all."""
        offsets = np.cumsum([0, *(len(part.who) for part in parts)])
        scenes = np.cumsum(
            [0, *(int(part.scene[-1]) + 1 if len(part.scene) else 0 for part in parts)]
        )
        table = cls(
            _stack([part.cells for part in parts], len(CELL)),
            _stack([part.turns for part in parts], len(TURN)),
            np.concatenate(
                [part.first[:-1] + off for part, off in zip(parts, offsets, strict=False)]
                + [offsets[-1:]]
            ).astype(np.int32),
            np.concatenate([np.zeros(0, np.int32), *(part.who for part in parts)]),
            np.concatenate(
                [np.zeros(0, np.int32)]
                + [part.scene + off for part, off in zip(parts, scenes, strict=False)]
            ).astype(np.int32),
        )
        table.tell(tags)
        return table

    def tell(self, tags: Counter[int]) -> None:
        """Fills in how often each is tagged in the whole story."""
        total = max(tags.total(), 1)
        people, place = np.unique(self.who, return_inverse=True)
        said = np.array([tags[who] for who in people.tolist()], np.float32)
        self.cells[:, STORY] = np.log1p(said)[place] / 6
        self.cells[:, SHARE] = said[place] / total

    def turn_of(self) -> Ints:
        """(cells): the turn that each cell belongs to."""
        return np.repeat(np.arange(len(self.turns), dtype=np.int32), np.diff(self.first)).astype(
            np.int32
        )

    def neighbours(self) -> Ints:
        """(cells, len(REACH)): the cell of the same candidate in the turns around, else -1."""
        found = np.full((len(self.who), len(REACH)), -1, np.int32)
        if not len(self.who):
            return found
        people = int(self.who.max()) + 1
        turn = self.turn_of()
        key = turn.astype(np.int64) * people + self.who
        order = np.argsort(key)
        ordered = key[order]
        for column, away in enumerate(REACH):
            wanted = key + away * people
            place = np.minimum(np.searchsorted(ordered, wanted), len(key) - 1)
            other = turn[order[place]]
            same = (ordered[place] == wanted) & (self.scene[other] == self.scene[turn])
            found[same, column] = order[place[same]]
        return found


def _stack(parts: Sequence[Floats], width: int) -> Floats:
    empty: list[Any] = [np.zeros((0, width), np.float32)]
    return np.concatenate(empty + list(parts))
