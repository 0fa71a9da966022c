from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fic_audio.script.sheet.match import Match


def pairs(ours: str, theirs: str) -> dict[str, str]:
    """The pairs of two texts of one-letter lines, as letter and place: "y1" is the second y."""
    match = Match(list(ours), list(theirs))
    return {f"{ours[one]}{one}": f"{theirs[other]}{other}" for one, other in match.pairs.items()}


def test_repeated_lines_are_told_apart_by_what_stands_around_them() -> None:
    """Of several equal lines each finds its own when one before it is gone."""
    assert pairs("ayb" + "cyd", "b" + "cyd") == {"b2": "b0", "c3": "c1", "y4": "y2", "d5": "d3"}


def test_repeated_lines_are_told_apart_at_a_distance() -> None:
    """A run of equal lines hangs on to the first that is different."""
    assert pairs("ayyyb", "zayyyb")["y2"] == "y3"


def test_a_moved_part_is_found() -> None:
    """The order of chapters is no condition."""
    found = pairs("abcd" + "efgh", "efgh" + "abcd")
    assert all(one[0] == other[0] for one, other in found.items())
    assert len(found) == 8


def test_a_line_of_which_there_are_fewer_now_is_not_guessed() -> None:
    """Where two of three equal lines are left and nothing tells which, none is taken."""
    assert pairs("aypyqyb", "avysywb") == {"a0": "a0", "b6": "b6"}


def test_an_edited_line_is_found_between_its_neighbours() -> None:
    """A line whose words changed a little is the one that stands in its place."""
    ours = ["one two three four", "we leave at dawn", "five six seven eight"]
    theirs = [ours[0], "something else", "we leave at noon", ours[2]]
    match = Match(ours, theirs)
    assert match.pairs == {0: 0, 2: 3}
    assert match.find_edited(1) == 2
    assert match.find_edited(1) is None


def test_a_gap_is_settled_in_order() -> None:
    """As many lines on both sides of a gap are each other's, however different."""
    match = Match(list("axyb"), list("apqb"))
    match.settle_gaps()
    assert match.pairs == {0: 0, 1: 1, 2: 2, 3: 3}


lines = st.lists(st.sampled_from(["a", "b", "yes", "no", "we two go there now"]), max_size=30)


@given(lines, lines)
def test_pairs_are_equal_lines_and_nothing_is_taken_twice(one: list[str], other: list[str]) -> None:
    """Every pair holds equal keys; no line has two partners."""
    found = Match(one, other).pairs
    assert all(one[n] == other[m] for n, m in found.items())
    assert len(set(found.values())) == len(found)


@given(lines)
def test_a_text_is_its_own_match(one: list[str]) -> None:
    """Unchanged, every line is itself."""
    assert Match(one, list(one)).pairs == {n: n for n in range(len(one))}
