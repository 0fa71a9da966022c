"""Speech from mind to mind."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind, Mark, MarkKind
from fic_audio.page.segment import habits, segment
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


OWN = [("[", "]"), ("{", "}"), ("=", "="), ("/", "/"), ("|", "|"), ("#", "#"), ("**", "**")]


@pytest.mark.parametrize("marks", [*OWN, ("<", ">"), ("+", "+")])
def test_marks_of_its_own_answer_quotations(marks: tuple[str, str]) -> None:
    """Where tags show that brackets or signs mean speech, every sentence in them is said."""
    said = [words.join(marks) for words in ("Do not row.", "I know,", "It is late.", "Go home,")]
    text = (
        f'{said[0]}\n\n"Why?" asked Wren.\n\n{said[1]} the old spider said. {said[2]}\n\n'
        f"{said[3]} said Brix."
    )
    assert spoken(text) == [said[0], '"Why?"', *said[1:]]
    assert numbers(text) == [0, 1, 2, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "[Quest accepted.]\n\n[You have learned a skill: Rowing.]\n\n[Welcome, Player 7.]",
        "[She pulls the door.]\n\n[Exit Wren.]",
        "Row **now**. **Never** row. **Never again.** It rained.",
        "Here x = 4, y = 5. So x=y is false, and = is a sign.",
        "See /usr/bin/env. and /home/wren/ here. Say and/or, and/or.",
        "**Wren's Song.**\n\n**Tobin's Song.**\n\nIt rained.",
        "[Three days later.]\n\n[Author's note: I was ill.]",
        "{a, b} and {c, d.} are sets. |x| is a number, |y| too.",
    ],
)
def test_marks_that_mean_no_speech(text: str) -> None:
    """Windows, directions, emphasis, sums, paths, captions and notes stay what they are."""
    assert spoken(text) == []


def test_windows_of_a_game_stay_windows_beside_a_voice() -> None:
    """What stands in the words of games is the narrator's, beside a voice in brackets."""
    text = (
        "[Quest accepted.]\n\n[Level up! You are level 3.]\n\n[I know,] said Vell. [Row.]\n\n"
        "[You are brave,] said Vell."
    )
    assert spoken(text) == ["[I know,]", "[Row.]", "[You are brave,]"]


def test_one_chapter_shows_it_for_the_others() -> None:
    """A story's habits are those of all its chapters."""
    chapters = [
        Chapter("", "[I know,] said Vell."),
        Chapter("", '"Well?"\n\n[Row home.]\n\n"No."'),
    ]
    known = habits(chapters)
    (_, told, _) = segment(chapters[1], known=known)
    assert told.kind is Kind.DIALOGUE
    assert segment(chapters[1])[1].kind is Kind.NARRATION


def test_bold_by_the_readers_marks() -> None:
    """A page of the web has no asterisks."""
    text = "Row home, he signed. Now.\n\nIt rained."
    marks = (Mark(MarkKind.BOLD, 0, 9), Mark(MarkKind.BOLD, 21, 25))
    spans = segment(Chapter("", text, marks=marks))
    said = [text[s.start : s.end].strip() for s in spans if s.kind is Kind.DIALOGUE]
    assert said == ["Row home,", "Now."]
