"""Trains the network that says who speaks, on the annotated novels of shared/data.

    pip install numpy torch                          # the CPU build is enough
    python tests/bench/train_attribution.py --folds DIR

It trains a model for each published fold, on the novels of the others, and calibrates by what these
make of the novels they have not seen; attribution.py scores them. Then it trains one on all novels:
fic_audio/script/attribution/speakers.npz.

Seeded, on one thread: the same command gives the same file. Fan fiction is never trained on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from examples import Example, examples, folds
from torch import Tensor, nn
from torch_network import Batch, Network, Scale, batches, log_softmax

from fic_audio.script.attribution.feature_rows import CELL, TURN

EPOCHS, RATE, DECAY, TURNS = 8, 3e-3, 0.02, 200
SEEDS = (0, 1, 2)
REVEALED = 0.35
"""Of the batches, so many see some of the right answers, as if a listener had corrected them."""
EARLY = 0.2
"""Weight of the opinions before the last layer."""
ARTEFACTS = Path(__file__).parents[2] / "fic_audio" / "script" / "attribution"


def seen(batch: Batch, dice: np.random.Generator) -> Batch:
    """The batch, now and then with some of its answers told."""
    batch = replace(batch)
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


def train(novels: Sequence[Example], scale: Scale, seed: int) -> Network:
    """One network."""
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    net = Network()
    parts = [batch for novel in novels for batch in batches(novel, scale, TURNS)]
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


@dataclass(slots=True)
class Trained:
    """Networks of some novels, and what they make of the novels they have not seen."""

    nets: list[Network]
    scale: Scale
    opinions: list[tuple[Tensor, Batch]]
    """(networks, cells) scores of each novel."""


def trained(novels: Sequence[Example], tested: Sequence[str]) -> Trained:
    own = [novel for novel in novels if novel.name not in tested]
    scale = scale_of(own)
    nets = [train(own, scale, seed) for seed in SEEDS]
    opinions = []
    for novel in novels:
        if novel.name not in tested:
            continue
        (batch,) = batches(novel, scale, len(novel.right) * 2)
        with torch.no_grad():
            opinions.append((torch.stack([net(batch)[-1] for net in nets]), batch))
    return Trained(nets, scale, opinions)


def temperature(opinions: Sequence[tuple[Tensor, Batch]]) -> float:
    """The one under which the right speakers of unseen novels are likeliest (Guo et al. 2017,
    arXiv 1706.04599)."""

    def wrong(heat: float) -> float:
        total = 0.0
        for scores, batch in opinions:
            known = batch.right >= 0
            turns = len(batch.g)
            shares = torch.stack([log_softmax(own / heat, batch.turn, turns) for own in scores])
            right = torch.logsumexp(shares[:, batch.right[known]], 0) - np.log(len(scores))
            total -= float((right * batch.weight[known]).sum())
        return total

    return float(min(np.arange(0.8, 2.5, 0.02), key=wrong)) if opinions else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folds", type=Path, help="keep the model of each fold in this folder")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    novels = examples("pdnc")
    begun = time.monotonic()
    by_fold = {fold: trained(novels, names) for fold, names in folds().items()}
    for fold, found in by_fold.items():
        # A fold has no say in how sure its own model is.
        others = [one for name, other in by_fold.items() if name != fold for one in other.opinions]
        if asked.folds:
            asked.folds.mkdir(parents=True, exist_ok=True)
            save(asked.folds / f"{fold}.npz", found.nets, found.scale, temperature(others))
    everything = trained(novels, [])
    path = ARTEFACTS / "speakers.npz"
    heat = temperature([one for found in by_fold.values() for one in found.opinions])
    save(path, everything.nets, everything.scale, heat)
    print(f"{path.name}: temperature {heat:.2f}, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
