"""Speech from mind to mind."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import numbers, parts, spoken


@pytest.mark.parametrize("marks", [("::", "::"), ("//", "//"), ("<<", ">>"), ("§", "§")])
def test_marks_that_mean_nothing_else(marks: tuple[str, str]) -> None:
    """One tagged line in such marks is speech."""
    line = "Where is the lantern?".join(marks)
    assert spoken(f"{line} she asked. He turned.") == [line]


@pytest.mark.parametrize("marks", [(":", ":"), ("<", ">"), ("~", "~")])
def test_marks_that_mean_other_things_too(marks: tuple[str, str]) -> None:
    """Marks in common use count where a tag shows what the chapter means by them."""
    first, second = ("Wake up!".join(marks), "I am awake.".join(marks))
    assert spoken(f"{first} Mara sent.\n\n{second}") == [first, second]
    assert spoken(f"The screen read {first}\n\nThen it read {second}") == []


def test_what_is_answered_is_said() -> None:
    """Lines without a tag that answer each other are speech."""
    assert spoken("::Are you there?::\n\nHe woke.\n\n::Always.::") == [
        "::Are you there?::", "::Always.::",
    ]  # fmt: skip


def test_what_nobody_answers_is_thought() -> None:
    """A line that a verb of thinking tags, or that stands alone, is no speech."""
    assert parts("//I should run,// she thought.", Kind.THOUGHT) == ["//I should run,//"]
    assert parts("It rang. ::Not again.:: He sat.", Kind.THOUGHT) == ["::Not again.::"]


def test_a_tag_splits_it_like_any_quotation() -> None:
    """Both parts of a split line share a number."""
    assert numbers("::No,:: he sent, ::come home.::") == [0, 0]


def test_speech_and_telepathy_stand_side_by_side() -> None:
    """The first of two stretches that overlap is kept; others are left in peace."""
    text = '"Fine," she said. ::He said "no" to me,:: she sent. "Well?"'
    assert spoken(text) == ['"Fine,"', '::He said "no" to me,::', '"Well?"']


@pytest.mark.parametrize(
    "text",
    ["See http://here.example/a//b now.", "It was 5:30: late.", "Call std::vector::push here.",
     "He typed <b>words</b> and <i>more</i>.", "I <3 you.", "Two choices: tea: or coffee.",
     "either//or//both"],
)  # fmt: skip
def test_signs_of_other_use(text: str) -> None:
    """Addresses, times, code and tags of HTML are no speech."""
    assert spoken(text) == []
    assert parts(text, Kind.THOUGHT) == []
