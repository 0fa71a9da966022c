"""The turns of a story as arrays: what the network reads.

numpy is imported here and in `network` alone, so that nothing is paid for it before attribution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fic_audio.script.attribute.facts import CELL, TURN

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

REACH = (-1, 1, -2, 2, -3, 3, -4, 4)
"""The neighbouring turns whose cells of the same candidate a cell hears from."""
STORY, SHARE = CELL.index("tagged_story"), CELL.index("tagged_share")


@dataclass(slots=True)
class Table:
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

    @classmethod
    def of(cls, parts: Sequence[Table], tags: Counter[int]) -> Table:
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
        total = max(tags.total(), 1)
        most = max(table.who, default=0)
        said = np.array([tags[who] for who in range(int(most) + 1)], np.float32)
        table.cells[:, STORY] = np.log1p(said)[table.who] / 6
        table.cells[:, SHARE] = said[table.who] / total
        return table

    def turn_of(self) -> Ints:
        """(cells): the turn that each cell belongs to."""
        return np.repeat(np.arange(len(self.turns), dtype=np.int32), np.diff(self.first)).astype(
            np.int32
        )

    def neighbours(self) -> Ints:
        """(cells, len(REACH)): the cell of the same candidate in the turns around, else -1."""
        found = np.full((len(self.who), len(REACH)), -1, np.int32)
        at = [
            dict(zip(self.who[a:b].tolist(), range(a, b), strict=True))
            for a, b in zip(self.first[:-1].tolist(), self.first[1:].tolist(), strict=True)
        ]
        scene = self.scene.tolist()
        for turn, own in enumerate(at):
            for column, away in enumerate(REACH):
                there = turn + away
                if 0 <= there < len(at) and scene[there] == scene[turn]:
                    other = at[there]
                    for who, cell in own.items():
                        if who in other:
                            found[cell, column] = other[who]
        return found


def _stack(parts: Sequence[Floats], width: int) -> Floats:
    empty: list[Any] = [np.zeros((0, width), np.float32)]
    return np.concatenate(empty + list(parts))
