from __future__ import annotations

from dataclasses import replace

from fic_audio.listening.doubts import Doubt
from fic_audio.listening.faults import Fault, FaultKind
from fic_audio.listening.judge import JudgedLine, judge
from tests.ears import heard_line, measured, spoken

TEXT = "Nobody came to the gate"
"""Of some twenty sounds: two seconds."""


def lines(*more: JudgedLine) -> list[JudgedLine]:
    """Ten even lines, and others."""
    return [*(heard_line(spoken(TEXT, f"{n}")) for n in range(10)), *more]


def kinds(line: JudgedLine) -> list[FaultKind]:
    return [fault.kind for fault in judge(lines(line))[-1].faults]


def test_even_lines_are_clear() -> None:
    assert not any(each.is_unclear for each in judge(lines()))


def test_three_decibels_are_found() -> None:
    """Louder or softer than the voice's other lines; what was meant to be louder is no fault."""
    assert kinds(heard_line(spoken(TEXT), level=-17.0)) == [FaultKind.LEVEL]
    assert kinds(heard_line(spoken(TEXT), level=-23.0)) == [FaultKind.LEVEL]
    assert kinds(heard_line(spoken(TEXT, volume=3.0), level=-17.0)) == []


def test_silence_is_found() -> None:
    """All of a line, or a hole in it; where it has a stop, a pause is longer."""
    line = heard_line(spoken(TEXT))
    assert kinds(replace(line, measured=measured(None, peak=-90.0))) == [FaultKind.SILENCE]
    assert kinds(replace(line, measured=measured(hole=1200))) == [FaultKind.SILENCE]
    stopped = heard_line(spoken("Nobody came. To the gate"))
    assert kinds(replace(stopped, measured=measured(hole=1200))) == []


def test_too_fast_and_too_slow() -> None:
    """By the length that its sounds take in the voice's other lines."""
    assert kinds(heard_line(spoken(TEXT, length=900))) == [FaultKind.FAST]
    assert kinds(heard_line(spoken(TEXT, length=5000))) == [FaultKind.SLOW]
    assert kinds(heard_line(replace(spoken(TEXT, length=4000), rate=0.5))) == []


def test_what_was_heard_counts() -> None:
    fault = Fault(FaultKind.MISSING, "gate")
    assert judge(lines(heard_line(spoken(TEXT), fault)))[-1].faults == (fault,)


def test_a_manner_has_a_level_of_its_own() -> None:
    """A single whisper far below its voice tells nothing of a fault."""
    whisper = heard_line(replace(spoken(TEXT), manner="whisper"), level=-30.0)
    assert kinds(whisper) == []


def test_the_length_decides_what_the_sound_leaves_in_doubt() -> None:
    """A word that may be missing is, where the line is as much shorter; words that may be said
    twice are, where it is longer; and what would make it so is not, where its length is right."""
    lost = Doubt(Fault(FaultKind.MISSING, "the gate"), 2.0, -5)
    twice = Doubt(Fault(FaultKind.REPEATED, "the gate", 2.0), 2.0, 5)
    sure = Doubt(Fault(FaultKind.MISSING, "Nobody"), -2.0, -6)
    for doubt, length, kind in ((lost, 1550, FaultKind.MISSING), (twice, 2450, FaultKind.REPEATED)):
        assert kinds(heard_line(spoken(TEXT, length=length), doubt)) == [kind]
        assert kinds(heard_line(spoken(TEXT), doubt)) == []
        assert kinds(heard_line(spoken(TEXT, length=4000 - length), doubt)) == []
    assert kinds(heard_line(spoken(TEXT), sure)) == []
    assert kinds(heard_line(spoken(TEXT, length=1700), sure)) == [FaultKind.MISSING]


def test_a_short_line_with_other_words() -> None:
    """Its sounds tell little, but its length is another; that of a manner is not known."""
    short = spoken("Well", length=560)
    assert kinds(heard_line(short, sounds=3)) == []
    assert kinds(heard_line(spoken("Well", length=1300), sounds=3)) == [FaultKind.SLOW]
    shout = replace(spoken("Well", length=1300), manner="shout")
    assert kinds(heard_line(shout, sounds=3)) == []


def test_a_line_that_breaks_off() -> None:
    """Is named, whatever was heard; a shout may end with its loudest sound."""
    line = replace(heard_line(spoken(TEXT)), measured=measured(breaks_off=True))
    assert kinds(line) == [FaultKind.ABRUPT]
    shout = replace(line, line=replace(line.line, manner="shout"))
    assert kinds(shout) == []


def test_signs_before_the_first_word_are_no_pauses() -> None:
    """Nor does a row of them make one longer."""
    for text in ("... Nobody came to the gate", "Nobody came...?! To the gate"):
        line = heard_line(spoken(text, length=2000 + 500 * ("To" in text)))
        assert kinds(line) == []
