"""How often the right person speaks: quotations found and speakers named, against annotated works.

    python tests/bench/train_attribution.py --folds DIR       # first: a model for each fold
    python tests/bench/attribution.py --models DIR --write    # the whole table: attribution.md

With `--models` every novel is read by the model that was trained on the novels of the other folds;
without it by the one that the package ships, which has seen the novels (but no fan fiction).
Scored by the corpora's own score.py; every span of a quotation counts (`--quotations`: each
quotation once). Speed and memory are taken on one core, on novels joined into one story.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

from attribution_cost import costs
from corpora import Work, data_dir, works
from examples import folds
from review import interval, looked_at

from fic_audio.model import NARRATOR, Kind
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.attribution.network import Network
from fic_audio.script.characters import find_characters

TYPES = ("all", "explicit", "anaphoric", "implicit")
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SURE = 0.9
MARKS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
CORPORA = {
    "fanfiction": "Fan fiction of development",
    "fanfiction-chapters:read": "Fan fiction, chapters that are read",
    "fanfiction-chapters:unread": "Fan fiction, chapters that stay unread",
    "pdnc": "Novels",
}
REPORT = Path(__file__).parent / "attribution.md"


@dataclass(frozen=True, slots=True)
class Result:
    """A work scored; `lines`: the confidence of each annotated span, and whether it is right."""

    work: str
    given: bool
    scores: Mapping[str, Any]
    lines: Sequence[tuple[float, bool]]

    def speakers(self, kind: str) -> float | None:
        """Share of the spans of a type with the right speaker."""
        found = self.scores["speaker"].get(kind)
        return None if found is None else float(found["acc"])


def scorer() -> ModuleType:
    path = data_dir().parent / "tools" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(work: Work, network: Network | None, *, given: bool) -> list[dict[str, Any]]:
    """A row for each quotation found, by the network or else by the one that the package ships."""
    story, spans = work.segmented()
    parts = work.parts() if given else []
    people = find_characters(story.chapters, spans, story.metadata, parts, only=given)
    lines = attribute_speakers(story.chapters, spans, people, network=network)
    return [
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


def judged(
    work: Work, rows: Sequence[Mapping[str, Any]], *, people: bool = False
) -> Iterator[tuple[float, bool]]:
    """The confidence of each quotation found that somebody says, and whether it is right.

    `people`: a name that the annotation lacks stands for whom it says most, "narrator" for whoever
    is "I"."""
    by_place = {quote["start"]: quote for quote in work.quotes()}
    names = {part.name: {part.name, *part.aliases} for part in work.parts()}
    said = []
    for row in rows:
        quote = by_place.get(row["start"]) or by_place.get(row["start"] + 1)
        if quote and quote["speaker"]:
            said.append((row, quote["speaker"].split(" + ")))
    if people:
        meant: dict[str, Counter[str]] = defaultdict(Counter)
        for row, speakers in said:
            meant[row["speaker"]].update(speakers)
        tellers = {name for name, own in names.items() if "I" in own}
        for name in meant.keys() - set().union(*names.values()) - {None}:
            who = meant[name].most_common(1)[0][0]
            if name != NARRATOR or who in tellers:
                names.setdefault(who, {who}).add(name)
    for row, speakers in said:
        right = any(row["speaker"] in names.get(name, {name}) for name in speakers)
        yield row["confidence"], right


def evaluate(
    corpus: str,
    *,
    models: Mapping[str, Network],
    by_span: bool,
    only: Sequence[str],
    people: bool = False,
) -> list[Result]:
    """`people`: of raw text, a name that the annotation lacks stands for whom it says most."""
    score = scorer()
    name, _, half = corpus.partition(":")
    found = []
    for work in works(name):
        if (only and work.name not in only) or (half and half != half_of(work.name)):
            continue
        for given in (True, False):
            rows = predict(work, models.get(work.name), given=given)
            scores = score.score(str(work.folder), rows, by_span, people and not given)
            lines = list(judged(work, rows, people=people and not given))
            found.append(Result(work.name, given, scores, lines))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def half_of(work: str) -> str:
    """Of which half of the chapters a work is: "unread" ones are scored and never looked at."""
    return "unread" if hashlib.sha1(work.encode()).hexdigest()[0] in "89abcdef" else "read"


def cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def table(results: Sequence[Result]) -> Iterator[str]:
    """A line a work, and their mean."""
    yield (
        "| work | F1 exact | F1 overlap | cast given: all | explicit | anaphoric | implicit "
        "| raw: all | explicit | anaphoric | implicit |"
    )
    yield "|---" * 11 + "|"
    columns: list[list[float | None]] = []
    by_work: dict[str, dict[bool, Result]] = {}
    for result in results:
        by_work.setdefault(result.work, {})[result.given] = result
    for name, pair in by_work.items():
        given, raw = pair[True], pair[False]
        row = [given.scores["exact"]["f1"], given.scores["overlap"]["f1"]]
        row += [given.speakers(kind) for kind in TYPES] + [raw.speakers(kind) for kind in TYPES]
        columns.append(row)
        yield f"| {name} | " + " | ".join(map(cell, row)) + " |"
    means = [
        mean(value for value in column if value is not None)
        for column in zip(*columns, strict=True)
    ]
    yield "| **mean of works** | " + " | ".join(map(cell, means)) + " |"
    whole = [cell(pooled(results, given, kind)) for given in (True, False) for kind in TYPES]
    yield "| **all spans together** | | | " + " | ".join(whole) + " |"


def pooled(results: Sequence[Result], given: bool, kind: str) -> float:
    found = [
        result.scores["speaker"][kind]
        for result in results
        if result.given is given and kind in result.scores["speaker"]
    ]
    if not found:
        return float("nan")
    return float(sum(one["right"] for one in found) / sum(one["n"] for one in found))


def calibration(results: Sequence[Result]) -> Iterator[str]:
    """How far the confidence is to be trusted."""
    for given in (True, False):
        lines = [line for result in results if result.given is given for line in result.lines]
        error = 0.0
        yield f"\n{'Cast given' if given else 'Raw'}:\n"
        yield "| confidence | lines | right | promised |"
        yield "|---|---|---|---|"
        for low, high in pairwise(BANDS):
            own = [(share, right) for share, right in lines if low <= share < high]
            if not own:
                continue
            promised, right = mean(share for share, _ in own), mean(right for _, right in own)
            error += abs(promised - right) * len(own) / len(lines)
            yield f"| {low:.2f} to {min(high, 1):.2f} | {len(own)} | {right:.3f} | {promised:.3f} |"
        sure = [right for share, right in lines if share >= SURE]
        yield (
            f"\nExpected calibration error {error:.3f}; of the {len(sure) / len(lines):.0%} with a "
            f"confidence of {SURE} or more, {mean(sure):.1%} are right."
        )


def marked(results: Sequence[Result]) -> Iterator[str]:
    """What comes of marking the lines less sure than a threshold: how many they are, how many of
    the wrong ones are among them, and how many of them are wrong."""
    yield "\n| marked below | given: marked | of the wrong | wrong | raw: the same | | |"
    yield "|---" * 7 + "|"
    for threshold in MARKS:
        row = [f"{threshold:.2f}"]
        for given in (True, False):
            lines = [line for result in results if result.given is given for line in result.lines]
            wrong = sum(not right for _, right in lines)
            shown = [right for sure, right in lines if sure < threshold]
            found = shown.count(False)
            row += [
                f"{len(shown) / len(lines):.0%}",
                f"{found / max(1, wrong):.0%}",
                f"{found / max(1, len(shown)):.0%}",
            ]
        yield "| " + " | ".join(row) + " |"


def reviewed(results: Sequence[Result]) -> Iterator[str]:
    """The curve of a review, and how far the shares of all spans may be off."""
    given, raw = (
        [line for result in results if result.given is asked for line in result.lines]
        for asked in (True, False)
    )
    yield from looked_at(given, raw)
    for title, asked in (("cast given", True), ("raw", False)):
        own = [result.scores["speaker"]["all"] for result in results if result.given is asked]
        low, high = interval([(one["right"], one["n"]) for one in own])
        yield f"\n{title}, all spans: 95 of 100 draws of works between {low:.3f} and {high:.3f}."


def unspoken(results: Sequence[Result]) -> Iterator[str]:
    found = [r.scores["speaker"]["unspoken"] for r in results if r.given and r.speakers("unspoken")]
    if found:
        right, total = sum(one["right"] for one in found), sum(one["n"] for one in found)
        yield f"Of {total} quotations that nobody says, {right} are left to the narrator."


def litbank() -> str:
    score = scorer()
    found = []
    for work in works("litbank"):
        story, spans = work.segmented()
        rows = [
            {"start": chapter.start + span.start, "end": chapter.start + span.end}
            for chapter, parts in zip(story.chapters, spans, strict=True)
            for span in parts
            if span.kind is Kind.DIALOGUE
        ]
        found.append(score.score(str(work.folder), rows))
    exact, overlap = (mean(one[kind]["f1"] for one in found) for kind in ("exact", "overlap"))
    return (
        f"LitBank, {len(found)} excerpts, finding quotations: F1 {exact:.3f} exact, "
        f"{overlap:.3f} overlapping."
    )


def models(folder: Path | None) -> dict[str, Network]:
    """For each novel the model that has not seen it."""
    if folder is None:
        return {}
    found: dict[str, Network] = {}
    for fold, names in folds().items():
        found |= dict.fromkeys(names, Network.read(folder / f"{fold}.npz"))
    return found


def report(asked: argparse.Namespace) -> Iterator[str]:
    by_work = models(asked.models)
    for corpus, title in CORPORA.items():
        if asked.corpus not in ("", corpus, corpus.partition(":")[0]):
            continue
        yield f"\n## {title}\n"
        results = evaluate(
            corpus,
            models=by_work,
            by_span=not asked.quotations,
            only=asked.works,
            people=asked.people,
        )
        if not results:
            continue
        yield from table(results)
        yield ""
        yield from unspoken(results)
        yield from calibration(results)
        yield from marked(results)
        yield from reviewed(results)
    if not asked.works and not asked.corpus:
        yield f"\n{litbank()}"
        yield "\n## Words a second on one core, and memory\n"
        yield from costs()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--models", type=Path, help="folder of train_attribution.py --folds")
    parser.add_argument("--quotations", action="store_true", help="count each quotation once")
    parser.add_argument(
        "--people",
        action="store_true",
        help="of raw text, a name that the annotation lacks stands for whom it says most",
    )
    parser.add_argument(
        "--corpus",
        default="",
        help="one alone: fanfiction, fanfiction-chapters (:read, :unread), pdnc",
    )
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.name}")
    parser.add_argument("works", nargs="*")
    asked = parser.parse_args()
    found = []
    for line in report(asked):
        print(line, flush=True)
        found.append(line)
    if asked.write:
        command = " ".join(["python tests/bench/attribution.py", *sys.argv[1:]])
        day = time.strftime("%-d %B %Y")
        head = f"# Who says it\n\n`{command}` ({day}). What was tried besides: README.md.\n"
        REPORT.write_text(head + "\n".join(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
