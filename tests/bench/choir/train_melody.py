"""Teaches the choir the rhythm and the melody of each of its speakers, from all lessons.

    python tests/bench/choir/train_melody.py LESSONS TO --steps 2000

Durations are learnt as logarithms; pitch and energy on the teacher's own durations, so that every
frame has its counterpart. One lesson in fifty is kept aside and reported on. Seeded.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from network import Prosody, choir
from speakers import SPEAKERS, lessons
from torch import Tensor
from torch.nn import functional

BATCH = 16
SHARED_RATE, OWN_RATE = 4e-4, 2e-3
MEAN = 0.998
ASIDE = 50
VOICED = 40.0


class Batch:
    """Lessons of several speakers side by side, filled up to the longest."""

    def __init__(self, chosen: list[tuple[int, dict[str, Any]]]) -> None:
        self.speaker = torch.tensor([speaker for speaker, _ in chosen])
        self.ids, self.silent = _stack([lesson["ids"].astype(np.int64) for _, lesson in chosen])
        durations = [lesson["durations"].astype(np.int64) for _, lesson in chosen]
        self.durations, _ = _stack(durations)
        places = [np.repeat(np.arange(len(d)), d) for d in durations]
        self.places, self.over = _stack(places)
        self.f0, self.past = _stack([lesson["f0"] for _, lesson in chosen])
        self.energy, _ = _stack([lesson["energy"] for _, lesson in chosen])


def _stack(rows: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    """-> [B, longest], and where nothing is."""
    longest = max(map(len, rows))
    values = torch.stack(
        [functional.pad(torch.tensor(row), (0, longest - len(row))) for row in rows]
    )
    absent = torch.arange(longest)[None] >= torch.tensor([len(row) for row in rows])[:, None]
    return values, absent


def errors(prosody: Prosody, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """How far off durations (log), pitch and energy are."""
    features = prosody.text(batch.ids, batch.speaker, batch.silent)
    durations = prosody.durations(features, batch.speaker)
    wanted = torch.log1p(batch.durations.float())
    duration = (durations - wanted).abs()[~batch.silent].mean()
    spread = features.gather(2, batch.places[:, None].expand(-1, features.shape[1], -1))
    f0, energy = prosody.melody(spread, batch.speaker, batch.over)
    there = ~batch.past
    voiced = there & (batch.f0 > VOICED)
    pitch = ((f0 - batch.f0) / 100).abs()[there].mean()
    log = (torch.log(f0.clamp(min=VOICED)) - torch.log(batch.f0.clamp(min=VOICED))).abs()
    return duration, pitch + 2 * log[voiced].mean(), (energy - batch.energy).abs()[there].mean() / 5


def train(at: Path, to: Path, steps: int, seed: int) -> None:
    torch.manual_seed(seed)
    prosody = choir(len(SPEAKERS)).pn
    random = np.random.default_rng(seed)
    lots = [[*lessons(at, s), *lessons(at, s, "melody")] for s in range(len(SPEAKERS))]
    aside = Batch([(s, each) for s, lot in enumerate(lots) for each in lot[::ASIDE]])
    lots = [
        sorted((each for n, each in enumerate(lot) if n % ASIDE), key=lambda each: len(each["f0"]))
        for lot in lots
    ]
    own = [p for n, p in prosody.named_parameters() if n.endswith("rows")]
    shared = [p for n, p in prosody.named_parameters() if not n.endswith("rows")]
    optimizer = torch.optim.AdamW(
        [{"params": shared, "top": SHARED_RATE}, {"params": own, "top": OWN_RATE}], SHARED_RATE
    )
    mean = {n: p.detach().clone() for n, p in prosody.named_parameters()}
    seen: list[list[float]] = []
    began = time.process_time()
    for step in range(steps):
        rise = min(1.0, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * step / steps)) + 0.003
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * rise
        speakers = random.choice(len(lots), BATCH, replace=False)
        # All of about the same length, as what fills up the others is work for nothing.
        share, near = random.random(), random.normal(0.0, 0.02, BATCH)
        chosen = [
            (int(s), lots[s][int(np.clip(share + off, 0, 0.9999) * len(lots[s]))])
            for s, off in zip(speakers, near, strict=True)
        ]
        parts = errors(prosody, Batch(chosen))
        error = parts[0] + parts[1] + parts[2]
        optimizer.zero_grad()
        error.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(shared + own, 5.0)
        optimizer.step()
        keep = min(MEAN, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, parameter in prosody.named_parameters():
                mean[name].lerp_(parameter, 1 - keep)
        seen.append([part.item() for part in parts])
        if (step + 1) % 250 == 0 or step + 1 == steps:
            with torch.no_grad():
                kept = [f"{part.item():.3f}" for part in errors(prosody, aside)]
            learnt = [f"{value:.3f}" for value in np.mean(seen[-250:], axis=0)]
            spent = time.process_time() - began
            print(
                f"{step + 1}/{steps} learnt {learnt}, aside {kept}, {spent:.0f} CPU s", flush=True
            )
            part = to / "melody.pt.part"
            torch.save({"mean": mean, "step": step + 1}, part)
            part.replace(to / "melody.pt")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("lessons", type=Path)
    arguments.add_argument("to", type=Path)
    arguments.add_argument("--steps", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=0)
    asked = arguments.parse_args()
    torch.set_num_threads(1)
    asked.to.mkdir(parents=True, exist_ok=True)
    train(asked.lessons, asked.to, asked.steps, asked.seed)


if __name__ == "__main__":
    main()
