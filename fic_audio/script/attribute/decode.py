"""Scores of single turns and of neighbours -> the likeliest speakers of a whole scene together.

A second-order linear chain: the speaker of a turn depends on the two before him, since A and B
take turns. Solved exactly by the forward-backward algorithm (Rabiner 1989, doi 10.1109/5.18626)
over pairs of candidates, which yields a posterior for each turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

Pair = tuple[int | None, int]
"""Two speakers in a row; None before the first turn."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a turn's neighbours add to its candidates' scores, in nats."""

    follows: Mapping[tuple[int, int], float]
    """(last speaker, candidate) -> score."""
    returns: float
    """For a candidate who spoke two turns back, somebody else between."""


def posteriors(
    emissions: Sequence[Mapping[int, float]], links: Sequence[Link]
) -> list[dict[int, float]]:
    """The probability of each candidate of each turn, given all turns of the scene.

    `emissions[t]` holds the score of every candidate of turn t, in nats; none may be empty.
    `links[t]` joins turn t to the one before; the first is not looked at.
    """
    if not emissions:
        return []
    forward: list[dict[Pair, float]] = [{(None, who): e for who, e in emissions[0].items()}]
    for scores, link in zip(emissions[1:], links[1:], strict=True):
        cells: dict[Pair, list[float]] = {}
        for last, before in _by_last(forward[-1]).items():
            for who, e in scores.items():
                step = e + link.follows[last, who]
                cells[last, who] = [
                    ahead + step + (link.returns if previous == who != last else 0.0)
                    for previous, ahead in before
                ]
        forward.append({pair: _logsum(values) for pair, values in cells.items()})
    backward: list[dict[Pair, float]] = [dict.fromkeys(forward[-1], 0.0)]
    for t in range(len(emissions) - 1, 0, -1):
        link, behind = links[t], backward[-1]
        cells = {}
        for previous, last in forward[t - 1]:
            cells[previous, last] = [
                e
                + link.follows[last, who]
                + (link.returns if previous == who != last else 0.0)
                + behind[last, who]
                for who, e in emissions[t].items()
            ]
        backward.append({pair: _logsum(values) for pair, values in cells.items()})
    return [
        _marginal(ahead, behind) for ahead, behind in zip(forward, reversed(backward), strict=True)
    ]


def _by_last(cells: Mapping[Pair, float]) -> dict[int, list[tuple[int | None, float]]]:
    found: dict[int, list[tuple[int | None, float]]] = {}
    for (previous, last), value in cells.items():
        found.setdefault(last, []).append((previous, value))
    return found


def _marginal(ahead: Mapping[Pair, float], behind: Mapping[Pair, float]) -> dict[int, float]:
    joint = {pair: ahead[pair] + behind[pair] for pair in ahead}
    total = _logsum(list(joint.values()))
    found: dict[int, float] = {}
    for (_, who), value in joint.items():
        found[who] = found.get(who, 0.0) + exp(value - total)
    return found


def _logsum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values)) if len(values) > 1 else top


TRUST, HOPELESS = 0.75, 6.0


def decide(scene, weigh) -> list[dict[int, float]]:
    """The probability of each candidate of each turn of a scene, all turns weighed together."""
    from fic_audio.script.attribute.features import follows, returns

    scores = []
    for step in scene:
        all_scores = {who: TRUST * weigh(features) for who, features in step.emissions.items()}
        least = max(all_scores.values()) - HOPELESS
        scores.append({who: score for who, score in all_scores.items() if score >= least})
    links = [Link({}, 0.0)]
    for place in range(1, len(scene)):
        before, now = scene[place - 1], scene[place]
        follow = {
            (last, who): TRUST * weigh(follows(before.seen, now.seen, who, last))
            for last in scores[place - 1]
            for who in scores[place]
        }
        links.append(Link(follow, TRUST * weigh(returns(before.seen, now.seen, near=now.near))))
    return posteriors(scores, links)
