"""Scores of the encoder for annotated works, which train_attribution.py --encoder learns from.

    python tests/bench/score_encoder.py --networks FOLDS --to FILE A B

A was trained on the novels of folds 0 and 1, B on the others (train_encoder.py); each scores the
novels it has not seen. Fan fiction gets the mean of the two. FOLDS holds the networks that guess
the turns around (train_attribution.py --folds), FILE: work -> turn -> candidate -> score in nats.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from corpora import works
from encoder_samples import chapters, networks
from examples import HALVES, folds

from fic_audio.script.attribution.encoder import Encoder
from fic_audio.script.attribution.network import Network

Scored = dict[str, dict[str, float]]
"""Turn -> candidate -> score."""


def scored(encoders: list[Encoder], corpus: str, nets: dict[str, Network]) -> dict[str, Scored]:
    """Every turn of a corpus, by the mean of the encoders that have not seen the work."""
    seen = [{name for fold in half for name in folds()[fold]} for half in HALVES]
    found: dict[str, Scored] = {}
    for work in works(corpus):
        own = [e for e, names in zip(encoders, seen, strict=True) if work.name not in names]
        turns: Scored = {}
        for told in chapters(work, nets.get(work.name) or Network.load()):
            people = told.read.people
            page = told.read.documents[told.place]
            rows = [encoder.score(page, told.steps, people, told.guesses) for encoder in own]
            for step, *each in zip(told.steps, *rows, strict=True):
                turns[f"{told.place}:{step.context.turn.quotes[0].start}"] = {
                    people[who].name: round(sum(scores[who] for scores in each) / len(each), 4)
                    for who in each[0]
                }
        found[work.name] = turns
        print(work.name, len(turns), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--networks", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("encoders", type=Path, nargs=2)
    asked = parser.parse_args()
    encoders = [Encoder.read(folder) for folder in asked.encoders]
    nets = networks(asked.networks)
    found = {c: scored(encoders, c, nets) for c in ("pdnc", "fanfiction")}
    asked.to.write_text(json.dumps(found["pdnc"] | found["fanfiction"]), encoding="utf-8")


if __name__ == "__main__":
    main()
