from __future__ import annotations

import pytest

from fic_audio.config import Unsure
from fic_audio.model import NARRATOR, Character, Kind, Line, Span
from fic_audio.script.unsure import count_nameless, is_unsure, settle_unsure


def line(kind: Kind, sure: float, speaker: str | None = "Mara", why: str = "a guess") -> Line:
    return Line(Span(kind, 0, 1, 0), speaker, sure, why)


@pytest.mark.parametrize("kind", [Kind.DIALOGUE, Kind.THOUGHT, Kind.LETTER, Kind.MESSAGE])
def test_below_the_threshold_is_unsure(kind: Kind) -> None:
    """Whatever a character may say is unsure below it, and not at it."""
    assert is_unsure(line(kind, 0.49), 0.5)
    assert not is_unsure(line(kind, 0.5), 0.5)


def test_narration_is_never_unsure() -> None:
    """What the narrator reads anyway is nobody's guess."""
    assert not is_unsure(line(Kind.NARRATION, 0.1, NARRATOR), 0.5)


def test_the_likeliest_keeps_an_unsure_line() -> None:
    """The speaker stays, and the reason tells that it is unsure."""
    ((settled,),) = settle_unsure([[line(Kind.DIALOGUE, 0.4)]], "likeliest", 0.5)
    assert (settled.speaker, settled.confidence) == ("Mara", 0.4)
    assert settled.why == "unsure; a guess"


def test_the_narrator_takes_an_unsure_line() -> None:
    """The reason tells so, and who would have been the likeliest."""
    ((settled,),) = settle_unsure([[line(Kind.DIALOGUE, 0.4)]], "narrator", 0.5)
    assert (settled.speaker, settled.confidence) == (NARRATOR, 0.4)
    assert settled.why == "unsure, so the narrator reads it; likeliest Mara; a guess"


@pytest.mark.parametrize("unsure", ["likeliest", "narrator"])
@pytest.mark.parametrize(("sure", "threshold"), [(0.6, 0.5), (1.0, 1.0)])
def test_what_is_sure_stays_as_it_is(unsure: Unsure, sure: float, threshold: float) -> None:
    """Neither choice touches a line at the threshold or above: never what a listener said."""
    lines = ((line(Kind.DIALOGUE, sure),),)
    assert settle_unsure(lines, unsure, threshold) == lines


def test_what_is_marked_is_told_as_unsure_and_stays() -> None:
    """Between the threshold and the mark a line is the likeliest's, even where the narrator takes
    what is less sure."""
    ((settled,),) = settle_unsure([[line(Kind.DIALOGUE, 0.7)]], "narrator", 0.5, 0.8)
    assert (settled.speaker, settled.why) == ("Mara", "unsure; a guess")


def test_who_is_only_described_is_asked_for() -> None:
    """Most lines first; a name, "my grandfather" and whom the listener knows are not."""
    people = [
        Character("Mara"),
        Character("the conductor"),
        Character("an old woman"),
        Character("my grandfather"),
        Character("the driver", why="set down in the config"),
    ]
    said = [
        "an old woman",
        "Mara",
        "the conductor",
        "the conductor",
        "my grandfather",
        "the driver",
    ]
    lines = [line(Kind.DIALOGUE, 0.9, name) for name in said]
    assert count_nameless(people, lines) == (("the conductor", 2), ("an old woman", 1))
