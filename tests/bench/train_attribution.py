"""Trains the network that says who speaks, on the annotated novels of shared/data.

    pip install numpy torch                          # the CPU build is enough
    python tests/bench/train_attribution.py          # fic_audio/script/attribute/speakers.npz
    python tests/bench/train_attribution.py --folds DIR   # a model a fold, for attribution.py

With `--encoder FILE` (scores of train_encoder.py, each novel's by an encoder that has not seen it)
the network learns to listen to the encoder as well, where there is one. Seeded, on one thread: the
same command gives the same file. Fan fiction is never trained on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from examples import Example, examples, folds, scored_by_encoder
from torch import Tensor, nn
from torch.nn import functional

from fic_audio.script.attribute.facts import CELL, TURN
from fic_audio.script.attribute.network import LIMIT, TURNS_AROUND
from fic_audio.script.attribute.table import REACH

HIDDEN, LAYERS, HEARD = 40, 3, 16
EPOCHS, RATE, DECAY, DROPOUT, TURNS = 8, 3e-3, 0.02, 0.2, 200
SEEDS = (0, 1, 2, 3)
REVEALED = 0.35
"""Of the batches, so many see some of the right answers, as if a listener had corrected them."""
UNHEARD = 0.5
"""Of the batches, so many go without the encoder."""
EARLY = 0.2
"""Weight of the opinions before the last layer."""
HALVES = (("0", "1"), ("2", "3", "4"))
"""The folds of the novels that each encoder was trained on; it scored the others."""
ARTEFACT = Path(__file__).parents[2] / "fic_audio" / "script" / "attribute" / "speakers.npz"

Scale = dict[str, np.ndarray]


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
    encoder: Tensor
    known: Tensor


def batches(example: Example, encoder: np.ndarray, scale: Scale, size: int) -> Iterator[Batch]:
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
            torch.from_numpy(encoder[low:high]),
            torch.zeros(int(high - low), 2),
        )


class Network(nn.Module):
    """The network of `fic_audio.script.attribute.network`, to be trained."""

    def __init__(self) -> None:
        super().__init__()
        wide = len(REACH) * HEARD
        around = len(TURNS_AROUND) * HEARD
        self.wx = nn.Linear(len(CELL) + 4, HIDDEN)
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
        x = torch.cat([b.x, b.encoder, b.known], 1)
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


def seen(batch: Batch, dice: np.random.Generator) -> Batch:
    """The batch with some of its answers told, and with or without the encoder."""
    batch = replace(batch)
    if dice.random() < UNHEARD:
        batch.encoder = torch.zeros_like(batch.encoder)
    if dice.random() < REVEALED:
        rate = dice.choice([0.03, 0.1, 0.25])
        told = torch.from_numpy(dice.random(len(batch.right)) < rate) & (batch.right >= 0)
        known = torch.zeros_like(batch.known)
        known[told[batch.turn], 1] = 1.0
        known[batch.right[told]] = torch.tensor([1.0, 0.0])
        batch.known = known
        batch.right = torch.where(told, -1, batch.right)
    return batch


def loss(net: Network, batch: Batch) -> Tensor:
    """Cross-entropy over each turn's candidates, of the last opinion and a little of the others."""
    counts = batch.right >= 0
    weight, right = batch.weight[counts], batch.right[counts]
    total = torch.zeros(())
    opinions = net(batch)
    for place, scores in enumerate(opinions):
        share = 1.0 if place == len(opinions) - 1 else EARLY
        wrong = -log_softmax(scores, batch.turn, len(batch.g))[right]
        total = total + share * (wrong * weight).sum() / weight.sum().clamp(min=1)
    return total


def scale_of(novels: Sequence[Example]) -> Scale:
    cells = np.concatenate([novel.table.cells for novel in novels])
    turns = np.concatenate([novel.table.turns for novel in novels])
    return {
        "cell_mean": cells.mean(0),
        "cell_scale": cells.std(0) + 0.05,
        "turn_mean": turns.mean(0),
        "turn_scale": turns.std(0) + 0.05,
    }


def train(
    novels: Sequence[Example], encoded: Sequence[np.ndarray], scale: Scale, seed: int
) -> Network:
    """One network."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    net = Network()
    parts = [
        batch
        for novel, own in zip(novels, encoded, strict=True)
        for batch in batches(novel, own, scale, TURNS)
    ]
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=EPOCHS * len(parts), pct_start=0.15
    )
    for _ in range(EPOCHS):
        for place in dice.permutation(len(parts)):
            batch = seen(parts[place], dice)
            optimizer.zero_grad()
            loss(net, batch).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            schedule.step()
    return net.eval()


def save(path: Path, nets: Sequence[Network], scale: Scale, temperature: float) -> None:
    arrays = {
        f"{number}/{name}": value.numpy()
        for number, net in enumerate(nets)
        for name, value in net.state_dict().items()
    }
    about = {"cell": np.array(CELL), "turn": np.array(TURN), "temperature": np.array(temperature)}
    np.savez(path, **about, **scale, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folds", type=Path, help="train a model for each fold, into this folder")
    parser.add_argument("--encoder", type=Path, help="scores written by train_encoder.py")
    parser.add_argument("--temperature", type=float, default=1.0)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    novels = examples("pdnc")
    scored = scored_by_encoder(asked.encoder)
    tasks: dict[Path, list[str]] = {ARTEFACT: []}
    if asked.folds:
        asked.folds.mkdir(parents=True, exist_ok=True)
        tasks = {asked.folds / f"{fold}.npz": names for fold, names in folds().items()}
    for path, tested in tasks.items():
        begun = time.monotonic()
        trained = [novel for novel in novels if novel.name not in tested]
        heard = _not_told_by(tested)
        encoded = [
            novel.scores(scored.get(novel.name, {}) if novel.name in heard else {})
            for novel in trained
        ]
        scale = scale_of(trained)
        save(
            path, [train(trained, encoded, scale, seed) for seed in SEEDS], scale, asked.temperature
        )
        print(f"{path.name}: {time.monotonic() - begun:.0f} s")


def _not_told_by(tested: Sequence[str]) -> set[str]:
    """The novels whose encoder has not seen the novels to be tested on: all that it was not
    trained on, if they lie in the same half."""
    by_half = [{name for fold in half for name in folds()[fold]} for half in HALVES]
    return set().union(*(half for half in by_half if not tested or half & set(tested)))


if __name__ == "__main__":
    main()
