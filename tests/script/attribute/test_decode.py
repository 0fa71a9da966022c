"""The chain of turns is solved exactly."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fic_audio.script.attribute.decode import Link, posteriors

Chain = tuple[list[dict[int, float]], list[Link]]
scores = st.floats(-4, 4).map(lambda score: round(score, 2))


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    """Up to five turns of up to three candidates out of four."""
    several = st.dictionaries(st.integers(0, 3), scores, min_size=1, max_size=3)
    emissions = draw(st.lists(several, min_size=1, max_size=5))
    links = [Link({}, 0.0)]
    for before, now in pairwise(emissions):
        pairs = {pair: draw(scores) for pair in product(before, now)}
        links.append(Link(pairs, draw(scores)))
    return emissions, links


def enumerated(emissions: list[dict[int, float]], links: list[Link]) -> list[dict[int, float]]:
    """The same by weighing every way in which the turns can be given out."""
    found: list[dict[int, float]] = [dict.fromkeys(turn, 0.0) for turn in emissions]
    for path in product(*emissions):
        score = sum(turn[who] for turn, who in zip(emissions, path, strict=True))
        for t in range(1, len(path)):
            score += links[t].follows[path[t - 1], path[t]]
            if t > 1 and path[t] == path[t - 2] != path[t - 1]:
                score += links[t].returns
        for t, who in enumerate(path):
            found[t][who] += exp(score)
    return [{who: share / sum(turn.values()) for who, share in turn.items()} for turn in found]


@settings(deadline=None)
@given(chains())
def test_posteriors_are_those_of_enumeration(chain: Chain) -> None:
    """Forward and backward come to what weighing every path comes to."""
    for got, wanted in zip(posteriors(*chain), enumerated(*chain), strict=True):
        assert got == pytest.approx(wanted)


@settings(deadline=None)
@given(chains())
def test_posteriors_of_a_turn_sum_to_one(chain: Chain) -> None:
    """Somebody of the candidates speaks."""
    assert [sum(turn.values()) for turn in posteriors(*chain)] == pytest.approx(
        [1.0] * len(chain[0])
    )


def test_no_turns_need_no_speaker() -> None:
    """A scene without turns has no posteriors."""
    assert posteriors([], []) == []


def test_long_scenes_and_far_scores_keep_their_sums() -> None:
    """Thousands of turns and scores of hundreds of nats neither overflow nor vanish."""
    turn = {0: 400.0, 1: -400.0}
    link = Link(dict.fromkeys(product(turn, turn), 0.0), 1.0)
    assert all(
        shares[0] == pytest.approx(1.0) for shares in posteriors([turn] * 3000, [link] * 3000)
    )
