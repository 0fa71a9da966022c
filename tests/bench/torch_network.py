"""The network of `fic_audio.script.attribution.network` in torch, to be trained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from examples import Example
from torch import Tensor, nn
from torch.nn import functional

from fic_audio.script.attribution.feature_arrays import REACH
from fic_audio.script.attribution.feature_rows import CELL, TURN
from fic_audio.script.attribution.network import LIMIT, TURNS_AROUND

HIDDEN, LAYERS, HEARD, DROPOUT = 40, 3, 16, 0.2

Scale = dict[str, np.ndarray]
"""Mean and scale of the columns, under the names that the artefact has for them."""


@dataclass(slots=True)
class Batch:
    """A stretch of a novel as tensors; the names are those of `Example` and `network`."""

    x: Tensor
    g: Tensor
    turn: Tensor
    near: Tensor
    same: Tensor
    right: Tensor
    weight: Tensor
    known: Tensor


def batches(example: Example, scale: Scale, size: int) -> Iterator[Batch]:
    """A novel cut into stretches of about `size` turns."""
    table = example.table
    turns = len(table.turns)
    cuts = [*range(0, max(turns - size // 2, 1), size), turns]
    turn_of = table.turn_of()
    for begin, end in pairwise(cuts):
        low, high = table.first[begin], table.first[end]
        near = example.near[low:high] - low
        near[(example.near[low:high] < low) | (near >= high - low)] = -1
        right = example.right[begin:end]
        scene = table.scene[begin:end]
        same = np.zeros((end - begin, len(TURNS_AROUND)), np.float32)
        for column, away in enumerate(TURNS_AROUND):
            place = np.arange(end - begin) + away
            inside = (place >= 0) & (place < end - begin)
            same[inside, column] = scene[place[inside]] == scene[inside]
        x = (table.cells[low:high] - scale["cell_mean"]) / scale["cell_scale"]
        g = (table.turns[begin:end] - scale["turn_mean"]) / scale["turn_scale"]
        yield Batch(
            torch.from_numpy(np.clip(x, -LIMIT, LIMIT)),
            torch.from_numpy(np.clip(g, -LIMIT, LIMIT)),
            torch.from_numpy(turn_of[low:high].astype(np.int64) - begin),
            torch.from_numpy(near.astype(np.int64)),
            torch.from_numpy(same),
            torch.from_numpy(np.where(right >= 0, right - low, -1).astype(np.int64)),
            torch.from_numpy(example.spans[begin:end].clip(1, 3)),
            torch.zeros(int(high - low), 2),
        )


class Network(nn.Module):
    """The network of `fic_audio.script.attribution.network`, to be trained."""

    def __init__(self) -> None:
        super().__init__()
        wide = len(REACH) * HEARD
        around = len(TURNS_AROUND) * HEARD
        self.wx = nn.Linear(len(CELL) + 2, HIDDEN)
        self.wg = nn.Linear(len(TURN), HIDDEN, bias=False)
        self.ln0 = nn.LayerNorm(HIDDEN)
        self.heads = nn.ModuleList(nn.Linear(HIDDEN, 1) for _ in range(LAYERS + 1))
        self.pn = nn.ModuleList(nn.Linear(HIDDEN, wide, bias=False) for _ in range(LAYERS))
        self.pm = nn.ModuleList(nn.Linear(HIDDEN, around, bias=False) for _ in range(LAYERS))
        heard = wide + 2 * len(REACH) + around + HIDDEN + 1
        self.up = nn.ModuleList(nn.Linear(heard, HIDDEN) for _ in range(LAYERS))
        self.out = nn.ModuleList(nn.Linear(HIDDEN, HIDDEN) for _ in range(LAYERS))
        self.ln = nn.ModuleList(nn.LayerNorm(HIDDEN) for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, b: Batch) -> list[Tensor]:
        """The scores of the cells after each layer."""
        x = torch.cat([b.x, b.known], 1)
        h = self.drop(functional.relu(self.ln0(self.wx(x) + self.wg(b.g)[b.turn])))
        there, near = (b.near >= 0).float(), b.near.clamp(min=0)
        opinions = []
        for layer in range(LAYERS):
            scores = self.heads[layer](h).squeeze(1)
            opinions.append(scores)
            shares = torch.exp(log_softmax(scores, b.turn, len(b.g)))
            heard = self.pn[layer](h).view(len(h), len(REACH), HEARD)
            around = [heard[near[:, k], k] * there[:, k : k + 1] for k in range(len(REACH))]
            believed = torch.zeros(len(b.g), HIDDEN).index_add(0, b.turn, shares[:, None] * h)
            told = self.pm[layer](believed).view(len(b.g), len(TURNS_AROUND), HEARD)
            beside = [
                shifted(told[:, k], away) * b.same[:, k : k + 1]
                for k, away in enumerate(TURNS_AROUND)
            ]
            parts = [*around, shares[near] * there, there, torch.cat(beside, 1)[b.turn], h]
            u = functional.relu(self.up[layer](torch.cat([*parts, shares[:, None]], 1)))
            h = self.ln[layer](h + self.drop(self.out[layer](u)))
        return [*opinions, self.heads[LAYERS](h).squeeze(1)]


def shifted(rows: Tensor, away: int) -> Tensor:
    """Row t becomes row t + away; zeros where there is none."""
    empty = torch.zeros(min(abs(away), len(rows)), rows.shape[1])
    if away < 0:
        return torch.cat([empty, rows[:away]])
    return torch.cat([rows[away:], empty]) if away else rows


def log_softmax(scores: Tensor, turn: Tensor, turns: int) -> Tensor:
    """Over the candidates of each turn."""
    low = torch.full((turns,), -1e9)
    top = low.scatter_reduce(0, turn, scores.detach(), "amax", include_self=True)
    total = torch.zeros(turns).index_add(0, turn, torch.exp(scores - top[turn]))
    return scores - top[turn] - torch.log(total)[turn]
