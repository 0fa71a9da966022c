"""Scores of single turns and of neighbours -> the likeliest speakers of a whole scene together.

A second-order linear chain: the speaker of a turn depends on the two before him, since A and B
take turns. Solved exactly by the forward-backward algorithm (Rabiner 1989, doi 10.1109/5.18626)
over pairs of candidates, which yields a posterior for each turn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log

Score = Callable[[int, int, int | None, int | None], float]
"""(turn, candidate, last, previous) -> what the transition adds, in nats. Speakers before the
first turn of a scene are None."""


def posteriors(emissions: Sequence[dict[int, float]], transition: Score) -> list[dict[int, float]]:
    """The probability of each candidate of each turn, given all turns of the scene.

    `emissions[t]` holds the score of every candidate of turn t, in nats; none may be empty.
    """
    if not emissions:
        return []
    Pair = tuple[int | None, int]
    forward: list[dict[Pair, float]] = []
    links: list[dict[tuple[int | None, int, int], float]] = []
    for t, scores in enumerate(emissions):
        cells: dict[Pair, list[float]] = {}
        link: dict[tuple[int | None, int, int], float] = {}
        if t == 0:
            forward.append({(None, who): e + transition(0, who, None, None) for who, e in scores.items()})
            links.append({})
            continue
        for (previous, last), ahead in forward[-1].items():
            for who, e in scores.items():
                step = e + transition(t, who, last, previous)
                link[previous, last, who] = step
                cells.setdefault((last, who), []).append(ahead + step)
        forward.append({pair: _logsum(values) for pair, values in cells.items()})
        links.append(link)
    backward: list[dict[Pair, float]] = [dict.fromkeys(forward[-1], 0.0)]
    for t in range(len(emissions) - 1, 0, -1):
        cells = {}
        for (previous, last, who), step in links[t].items():
            cells.setdefault((previous, last), []).append(step + backward[0][last, who])
        backward.insert(0, {pair: _logsum(values) for pair, values in cells.items()})
    found = []
    for ahead_t, behind_t in zip(forward, backward, strict=True):
        joint = {pair: ahead_t[pair] + behind_t[pair] for pair in ahead_t}
        total = _logsum(list(joint.values()))
        marginal: dict[int, float] = {}
        for (_, who), value in joint.items():
            marginal[who] = marginal.get(who, 0.0) + exp(value - total)
        found.append(marginal)
    return found


def _logsum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
