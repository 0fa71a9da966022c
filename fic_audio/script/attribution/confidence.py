"""How sure a speaker is: the network's share, and what one knows of shares like it.

The network learnt from novels with a whole cast; a story that nobody has read for it holds people
whom it was never told of. What goes with its mistakes there (a line without a tag, a description
nearby, a choice between two, somebody of whom little is known) was weighed on chapters of fan
fiction: tests/bench/train_confidence.py. Nothing else of the program has seen any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, log1p

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.feature_rows import CELL
from fic_audio.text.dialogue_tags import DialogueTag

Row = tuple[float, ...]

CLUES = (
    "share", "ahead", "tag_name", "tag_pronoun", "tag_other", "beat_name", "beat_other", "lead",
    "unclear", "few", "unknown", "strangers", "goes_on", "takes_turns", "gap", "tagged", "cast",
    "opens", "length", "doubt_before", "doubt_behind", "crowd",
)  # fmt: skip
LEAST, MOST = 0.02, 0.998
"""Shares beyond these are no surer than they."""
WEIGHTS: Row = (
    0.617, 0.111, 1.874, 0.399, -0.067, 0.742, -0.015, 0.035, -0.23, -0.593, -0.726, -1.018,
    -0.684, 0.012, -0.158, 0.733, 0.704, -0.699, 0.128, -0.95, -0.704, 0.06,
)  # fmt: skip
"""As tests/bench/train_confidence.py prints them."""
BIAS = -0.023

TAGGED = CELL.index("tagged_story")
"""The column of a table that tells it."""
SEVERAL = 6
"""Strangers beyond whom more make no difference."""


def clues(
    step: TurnCandidates,
    chosen: tuple[int, float],
    shares: Mapping[int, float],
    people: Sequence[Character],
    spoke: Sequence[int],
    tagged: float,
    beside: tuple[float, float],
) -> Row:
    """What speaks for and against the choice of a turn, in the order of `CLUES`.

    `chosen`: who, and the share. `spoke`: who spoke before in the scene. `tagged`: how often the
    one chosen is tagged as a speaker in the story (`TAGGED`). `beside`: the shares of the turns
    before and behind.
    """
    who, share = chosen
    best = step.context.best
    others = max((other for n, other in shares.items() if n != who), default=0.0)
    # Of somebody alone the network is certain, whoever it may be.
    choice = float(len(shares) > 1)
    return (
        choice * _logit(share),
        choice * log(max(share, LEAST) / max(others, LEAST)),
        float(_is(best, "tag") and bool(best and best.subject.who)),
        float(_is(best, "tag") and _pronoun(best)),
        float(_is(best, "tag") and not _pronoun(best) and not (best and best.subject.who)),
        float(_is(best, "beat") and bool(best and best.subject.who)),
        float(_is(best, "beat") and not (best and best.subject.who)),
        float(_is(best, "lead")),
        float(best is None and step.context.lead_in is None),
        float(len(shares) < 3),
        float(people[who].gender not in (Gender.MALE, Gender.FEMALE)),
        min(step.context.strangers, SEVERAL) / SEVERAL,
        float(bool(spoke) and spoke[-1] == who and best is None),
        float(len(spoke) > 1 and spoke[-2] == who and spoke[-1] != who),
        min(step.context.turn.gap, 6) / 6,
        tagged,
        log1p(len(people)) / 4,
        float(not spoke),
        float(len(step.context.turn.quotes) > 1),
        1 - beside[0],
        1 - beside[1],
        float(best is not None and best.subject.crowd),
    )


def confidence(row: Row) -> float:
    """How likely a choice is right."""
    return 1 / (1 + exp(-BIAS - sum(w * x for w, x in zip(WEIGHTS, row, strict=True))))


def _logit(share: float) -> float:
    bounded = min(max(share, LEAST), MOST)
    return log(bounded / (1 - bounded))


def _is(clue: DialogueTag | None, kind: str) -> bool:
    return clue is not None and clue.kind == kind


def _pronoun(clue: DialogueTag | None) -> bool:
    if clue is None or clue.subject.who or clue.subject.noun:
        return False
    return clue.subject.me or clue.subject.gender is not Gender.UNKNOWN
