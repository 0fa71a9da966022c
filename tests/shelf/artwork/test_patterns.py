from __future__ import annotations

from random import Random

import pytest

from fic_audio.shelf.artwork import patterns

PALETTE = patterns.PALETTES[0]


@pytest.mark.parametrize("seed", range(40))
def test_a_pattern_fills_its_place(seed: int) -> None:
    """Of the size asked for; no corner is empty of what fills the others, no pattern is plain."""
    picture = patterns.draw(320, 140, PALETTE, Random(seed))
    assert picture.size == (320, 140)
    colours = picture.quantize(16).getcolors() or []
    assert len(colours) >= 3
    assert max(count for count, _ in colours) < 0.97 * 320 * 140


def test_the_same_numbers_give_the_same_pattern() -> None:
    """Nothing else is chance."""
    one, other = (patterns.draw(200, 90, PALETTE, Random(7)) for _ in range(2))
    assert one.tobytes() == other.tobytes()


def test_all_patterns_come_up() -> None:
    """Forty stories see most of them."""
    made = {patterns.draw(60, 30, PALETTE, Random(seed)).tobytes() for seed in range(40)}
    assert len(made) == 40
