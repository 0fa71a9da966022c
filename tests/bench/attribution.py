"""How often the right person speaks: quotations found and speakers named, against annotated works.

    python tests/bench/attribution.py                  # every work, cast given and raw
    pip install numpy scipy
    python tests/bench/attribution.py --held-out       # novels by weights fitted on other novels

Scored by the corpora's own score.py (a quotation counts once; `--spans`: every span counts).
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import mean
from types import ModuleType
from typing import Any

from corpora import Work, data_dir, works

from fic_audio.model import Kind
from fic_audio.script.attribute import attribute
from fic_audio.script.attribute.features import Features
from fic_audio.script.attribute.rules import weigh
from fic_audio.script.attribute.walk import Weigh
from fic_audio.script.names import find

TYPES = ("all", "explicit", "anaphoric", "implicit", "unspoken")
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def scorer() -> ModuleType:
    path = data_dir().parent / "tools" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(work: Work, *, given: bool, weigh: Weigh) -> tuple[list[dict[str, Any]], float]:
    """A row for each quotation found, and the words read in a second."""
    begun = time.perf_counter()
    story, spans = work.segmented()
    parts = work.parts() if given else []
    people = find(story.chapters, spans, story.metadata, parts, only=given)
    lines = attribute(story.chapters, spans, people, weigh)
    taken = time.perf_counter() - begun
    rows = [
        {
            "start": chapter.start + line.span.start,
            "end": chapter.start + line.span.end,
            "speaker": line.speaker,
            "confidence": line.confidence,
        }
        for chapter, said in zip(story.chapters, lines, strict=True)
        for line in said
        if line.span.kind is Kind.DIALOGUE
    ]
    return rows, sum(len(chapter.text.split()) for chapter in story.chapters) / taken


def held_out() -> dict[str, Weigh]:
    """For each novel, weights fitted on the novels of the other folds."""
    import fit_rules

    turns = {work.name: fit_rules.choices(work) for work in works("pdnc")}
    found: dict[str, Weigh] = {}
    for tested in fit_rules.folds().values():
        weights = fit_rules.fit(
            [choice for name, own in turns.items() if name not in tested for choice in own]
        )
        found |= dict.fromkeys(tested, _weigher(weights))
    return found


def _weigher(weights: Mapping[str, float]) -> Weigh:
    def weigh(features: Features) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in features.items())

    return weigh


def calibration(
    work: Work, rows: Sequence[Mapping[str, Any]], bands: dict[float, list[bool]]
) -> None:
    """Sorts the quotations found into bands of confidence, by whether they are right."""
    by_place = {quote["start"]: quote for quote in work.quotes()}
    names = {part.name: {part.name, *part.aliases} for part in work.parts()}
    for row in rows:
        quote = by_place.get(row["start"]) or by_place.get(row["start"] + 1)
        if quote and quote["speaker"]:
            right = any(
                row["speaker"] in names.get(name, {name}) for name in quote["speaker"].split(" + ")
            )
            bands[max(low for low in BANDS if low <= row["confidence"])].append(right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--spans", action="store_true")
    parser.add_argument("corpora", nargs="*", default=["fanfiction", "pdnc"])
    asked = parser.parse_args()
    score = scorer()
    by_work = held_out() if asked.held_out else {}
    heads = "".join(f"{name:>10}" for name in TYPES)
    for corpus in asked.corpora:
        sums: dict[tuple[bool, str], list[float]] = defaultdict(list)
        bands: dict[float, list[bool]] = defaultdict(list)
        print(f"\n{corpus:<28}{'cast':<6}{'F1':>7}{'overlap':>9}{heads}{'words/s':>10}")
        for work in works(corpus):
            for given in (True, False):
                rows, speed = predict(work, given=given, weigh=by_work.get(work.name, weigh))
                result = score.score(str(work.folder), rows, asked.spans)
                figures = {
                    "F1": result["exact"]["f1"],
                    "overlap": result["overlap"]["f1"],
                    **{t: result["speaker"][t]["acc"] for t in TYPES if t in result["speaker"]},
                    "words/s": speed,
                }
                for name, value in figures.items():
                    sums[given, name].append(value)
                if given:
                    calibration(work, rows, bands)
                print(_row(work.name, given, figures))
        for given in (True, False):
            means = {name: mean(values) for (g, name), values in sums.items() if g is given}
            print(_row("MEAN", given, means))
        print("\nconfidence, cast given: right of how many")
        for low, high in pairwise(BANDS):
            if found := bands.get(low):
                print(f"  {low:.2f} to {min(high, 1):.2f}  {mean(found):.3f} of {len(found)}")


def _row(name: str, given: bool, figures: Mapping[str, float]) -> str:
    cells = "".join(f"{figures[t]:>10.3f}" if t in figures else f"{'':>10}" for t in TYPES)
    return (
        f"{name:<28}{'given' if given else 'raw':<6}{figures['F1']:>7.3f}"
        f"{figures['overlap']:>9.3f}{cells}{figures['words/s']:>10,.0f}"
    )


if __name__ == "__main__":
    main()
