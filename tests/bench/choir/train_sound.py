"""Teaches the choir to sound like each of its speakers, from the lessons with sound.

    python tests/bench/choir/train_sound.py LESSONS TO --steps 11250

Losses of spectra in three resolutions (Yamamoto et al. 2020), on segments of speakers drawn at
random. Such a loss is lowest where the noise in a voice is taken away, as noise never falls the
same way twice; so the later steps lower the spectral energy distance (Gritsenko et al. 2020): every
segment is sung twice, and the two are to be as far from each other as either is from the teacher.
The mean of the late weights (Polyak) is what is kept. Seeded. Goes on from its checkpoint
(TO/sound.pt) when it was stopped; lessons added meanwhile are learnt from, too.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from network import BINS, Choir, choir
from speakers import SPEAKERS, lessons
from torch import Tensor
from torch.nn import functional

RATE = 24_000
FFT, HOP = 1200, 300
WINDOW = torch.hann_window(FFT)
SEGMENT, MARGIN, BATCH = 128, 12, 4
"""Frames learnt from, frames of context at both ends, segments in a step."""
SHARED_RATE, OWN_RATE = 3e-4, 1.5e-3
"""Learning rates: a speaker's own numbers see few of the steps."""
PLAIN, CYCLE, LATE_RATE = 7250, 4000, 0.5
"""Steps with plain spectral losses (they teach the timbre quickly); steps of a cycle with the
energy distance after them, and its share of the rates."""
MEAN = 0.999
RELOAD = 100


def pulses(f0: Tensor, highest: float = 11_000.0) -> Tensor:
    """Pitch [B, T] at 80 Hz -> a band-limited train of pulses; the torch twin of hibari.dsp."""
    f = functional.interpolate(f0[:, None], scale_factor=HOP, mode="linear", align_corners=False)
    f = f[:, 0]
    voiced = f > 40
    f = f.clamp(min=40.0)
    phase = torch.cumsum(f.double() / RATE, -1)
    t = ((phase - phase.floor()) * 2 * math.pi).float()
    count = torch.floor(highest / f) + 0.5
    sine = 2 * torch.sin(t / 2)
    bad = sine.abs() <= 2e-3
    train = torch.where(bad, count, torch.sin(count * t) / torch.where(bad, 1.0, sine)) - 0.5
    return torch.where(voiced, train, 0.0)


def sound(spectra: Tensor, f0: Tensor) -> Tensor:
    """Five spectra [B, 5 x 601, T] and pitch [B, T] -> samples [B, 300 T]."""
    lh, theta, ln, lr, phi = spectra.split(BINS, 1)
    time_ = f0.shape[-1]
    source = (
        torch.stft(
            pulses(f0), FFT, HOP, FFT, WINDOW, center=True, pad_mode="reflect", return_complex=True
        )[..., :time_]
        / HOP
    )
    noise = torch.view_as_complex(torch.randn(*ln.shape, 2))
    whole = (
        torch.polar(lh.clamp(max=7.0).exp(), math.pi * torch.tanh(theta)) * source
        + ln.clamp(max=7.0).exp() * noise
        + torch.polar(lr.clamp(max=7.0).exp(), phi)
    )
    whole = functional.pad(whole, (0, 1))
    return torch.istft(whole, FFT, HOP, FFT, WINDOW, center=True, length=time_ * HOP)


class SpectralLoss:
    """How far sounds [B, N] are apart in three resolutions."""

    def __init__(self) -> None:
        self._views = [
            (size, torch.hann_window(size), _mel(size, bands))
            for size, bands in ((512, 40), (1024, 80), (2048, 120))
        ]

    def __call__(self, made: Tensor, wanted: Tensor) -> Tensor:
        return self.distances((made, wanted), [(0, 1)])[0]

    def energy(self, first: Tensor, second: Tensor, wanted: Tensor) -> Tensor:
        """The energy distance of a random voice, heard twice, from the one wanted."""
        near, far, apart = self.distances((first, second, wanted), [(0, 2), (1, 2), (0, 1)])
        return (near + far - apart) / 2

    def distances(self, sounds: tuple[Tensor, ...], pairs: list[tuple[int, int]]) -> list[Tensor]:
        """Of each pair; the last sound tells how loud "far" is."""
        totals = [torch.zeros(()) for _ in pairs]
        for size, window, mel in self._views:
            loud = [
                torch.stft(x, size, size // 4, size, window, return_complex=True).abs()
                for x in sounds
            ]
            mels = [torch.log(mel @ x + 1e-4) for x in loud]
            logs = [torch.log(x + 1e-3) for x in loud]
            whole = loud[-1].flatten(1).norm(dim=1) + 1e-1
            for nth, (a, b) in enumerate(pairs):
                far = (loud[a] - loud[b]).flatten(1).norm(dim=1) / whole
                totals[nth] = (
                    totals[nth]
                    + functional.l1_loss(mels[a], mels[b])
                    + 0.15 * functional.l1_loss(logs[a], logs[b])
                    + 0.3 * far.mean()
                )
        return [total / len(self._views) for total in totals]


def _mel(size: int, bands: int) -> Tensor:
    frequency = np.linspace(0, RATE / 2, size // 2 + 1)
    mels = np.linspace(*(2595 * np.log10(1 + np.array([30, RATE / 2]) / 700)), bands + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    rise = (frequency[None] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - frequency[None]) / (edges[2:] - edges[1:-1])[:, None]
    weights = np.maximum(0, np.minimum(rise, fall))
    weights /= np.maximum(weights.sum(1, keepdims=True), 1e-9)
    return torch.tensor(weights, dtype=torch.float32)


class Classroom:
    """Draws segments of lessons, each speaker as often as the others."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._random = np.random.default_rng(seed)
        self._lessons: list[list[dict[str, np.ndarray]]] = [[] for _ in SPEAKERS]
        self.reload()

    def reload(self) -> None:
        """Takes in what was made meanwhile."""
        self._lessons = [lessons(self._folder, speaker) for speaker in SPEAKERS]

    def seconds(self) -> float:
        return sum(len(lesson["audio"]) for lot in self._lessons for lesson in lot) / RATE

    def draw(self, network: Choir) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """-> features, f0, energy of BATCH segments with margins, speakers, the sound within."""
        random, width = self._random, SEGMENT + 2 * MARGIN
        there = [number for number, lot in enumerate(self._lessons) if lot]
        speakers = random.choice(there, BATCH, replace=len(there) < BATCH)
        columns: list[list[Tensor]] = [[], [], [], []]
        for speaker in speakers:
            lot = self._lessons[speaker]
            lengths = np.array([len(each["f0"]) for each in lot], float)
            lesson = lot[random.choice(len(lot), p=lengths / lengths.sum())]
            ids = torch.tensor(lesson["ids"].astype(np.int64))[None]
            text = network.m.text(ids, torch.tensor([speaker]))[0]
            frames = torch.tensor(np.repeat(np.arange(ids.shape[1]), 2 * lesson["durations"]))
            start = int(random.integers(0, max(1, len(frames) - width)))
            end = min(start + width, len(frames))
            short = width - (end - start)
            audio = lesson["audio"][start * HOP : end * HOP].astype(np.float32)
            columns[0].append(functional.pad(text[:, frames[start:end]], (0, short)))
            for column, value, pad in (
                (columns[1], lesson["f0"][start:end], short),
                (columns[2], lesson["energy"][start:end], short),
                (columns[3], audio, short * HOP),
            ):
                column.append(functional.pad(torch.tensor(value), (0, pad)))
        text, f0, energy, audio = (torch.stack(column) for column in columns)
        return text, f0, energy, torch.tensor(speakers), audio


def _rate(step: int) -> float:
    """Share of the learning rates: up within 50 steps, down by a cosine, and again in each cycle
    (Loshchilov and Hutter 2017)."""
    if step < PLAIN:
        top, begun, length = 1.0, step, PLAIN
    else:
        top, begun, length = LATE_RATE, (step - PLAIN) % CYCLE, CYCLE
    fall = 0.5 * (1 + math.cos(math.pi * begun / length))
    return top * min(1.0, (begun + 1) / 50) * fall + 0.003


def train(lessons_at: Path, to: Path, steps: int, seed: int) -> None:
    torch.manual_seed(seed)
    network = choir(len(SPEAKERS))
    own = [p for n, p in network.m.named_parameters() if n.endswith("rows")]
    shared = [p for n, p in network.m.named_parameters() if not n.endswith("rows")]
    groups = [{"params": shared, "top": SHARED_RATE}, {"params": own, "top": OWN_RATE}]
    optimizer = torch.optim.AdamW(groups, SHARED_RATE, betas=(0.8, 0.99), weight_decay=0.01)
    mean = {n: p.detach().clone() for n, p in network.m.named_parameters()}
    checkpoint, first = to / "sound.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint)
        network.m.load_state_dict(kept["network"])
        optimizer.load_state_dict(kept["optimizer"])
        mean, first = kept["mean"], kept["step"]
    classroom, loss = Classroom(lessons_at, seed + first), SpectralLoss()
    edge = MARGIN * HOP
    seen: list[float] = []
    began = time.process_time()
    for step in range(first, steps):
        rise = _rate(step)
        for group in optimizer.param_groups:
            group["lr"] = group["top"] * rise
        text, f0, energy, speakers, audio = classroom.draw(network)
        spectra, wanted = network.m.spectra(text, f0, energy, speakers), audio[:, edge:-edge]
        made = sound(spectra, f0)[:, edge:-edge]
        if step < PLAIN:
            error = loss(made, wanted)
        else:
            error = loss.energy(made, sound(spectra, f0)[:, edge:-edge], wanted)
        optimizer.zero_grad()
        error.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(shared + own, 5.0)
        optimizer.step()
        keep = min(MEAN, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, parameter in network.m.named_parameters():
                mean[name].lerp_(parameter, 1 - keep)
        seen.append(error.item())
        if (step + 1) % RELOAD == 0 or step + 1 == steps:
            spent = time.process_time() - began
            print(
                f"{step + 1}/{steps} loss {np.mean(seen[-RELOAD:]):.3f}, {spent:.0f} CPU s, "
                f"{classroom.seconds() / 60:.0f} minutes of lessons",
                flush=True,
            )
            state = {"network": network.m.state_dict(), "optimizer": optimizer.state_dict()}
            part = to / "sound.pt.part"
            torch.save(state | {"mean": mean, "step": step + 1}, part)
            part.replace(checkpoint)
            classroom.reload()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("lessons", type=Path)
    arguments.add_argument("to", type=Path)
    arguments.add_argument("--steps", type=int, default=PLAIN + CYCLE)
    arguments.add_argument("--seed", type=int, default=0)
    asked = arguments.parse_args()
    torch.set_num_threads(1)
    asked.to.mkdir(parents=True, exist_ok=True)
    train(asked.lessons, asked.to, asked.steps, asked.seed)


if __name__ == "__main__":
    main()
