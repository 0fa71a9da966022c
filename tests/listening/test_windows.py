from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.listening.measure import Sound
from fic_audio.listening.recogniser import RATE
from fic_audio.listening.spoken import SpokenLine
from fic_audio.listening.windows import LONGEST, PAUSE, cut_window, group_lines
from tests.ears import spoken


def lines(*lengths: int, text: str = "He turned a page of it") -> list[SpokenLine]:
    found, at = [], 500
    for n, length in enumerate(lengths):
        found.append(spoken(text, f"{n}", length, at))
        at += length + 1000
    return found


@given(st.lists(st.integers(300, 30_000), max_size=30), st.sets(st.integers(0, 29)))
def test_every_line_is_in_one_window(lengths: list[int], chosen: set[int]) -> None:
    """Those that are to be heard, and no others; a window is no longer than it may be, unless a
    single line is."""
    wanted = {n for n in chosen if n < len(lengths)}
    groups = list(group_lines(lines(*lengths), wanted))
    assert sorted(n for group in groups for n in group) == sorted(wanted)
    for group in groups:
        assert group == list(range(group[0], group[-1] + 1))
        assert len(group) == 1 or sum(lengths[n] + PAUSE for n in group) <= LONGEST


def test_a_short_line_gets_company() -> None:
    """Its neighbours are heard with it, but not judged."""
    found = lines(2000, 500, 2000, text="Never.")
    assert list(group_lines(found, {1})) == [[0, 1, 2]]
    sound = Sound(np.zeros(10 * RATE, np.int16))
    window = cut_window(found, [0, 1, 2], {1}, sound, "en", frozenset())
    assert [part.listen for part in window.parts] == [False, True, False]


def test_a_window_has_its_lines_and_short_pauses() -> None:
    found = lines(2000, 3000)
    sound = Sound(np.arange(10 * RATE, dtype=np.int16))
    window = cut_window(found, [0, 1], {0, 1}, sound, "en", frozenset({"Mina"}))
    ends = [(part.start, part.end) for part in window.parts]
    assert ends[0][1] == ends[1][0]
    assert ends[1][1] == len(window.pcm) // 2
    seconds = len(window.pcm) / 2 / RATE
    assert 5.0 < seconds <= 5.0 + 2 * PAUSE / 1000
    assert window.names == {"Mina"}
