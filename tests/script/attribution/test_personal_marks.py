"""Who alone speaks in marks of his or her own."""

from __future__ import annotations

from tests.script.scripts import BRIX, PEOPLE, spoken

TALK = '[I know,] said Brix.\n\n"What?" asked Mara.\n\n'


def test_lines_in_the_marks_of_one_person_are_that_persons() -> None:
    """A tag names one for such marks, so the others in them are the same one's."""
    text = f'{TALK}[It is late.]\n\n"Oh," said Mara. "Is it?"\n\n[Very late.]\n\n"I see."'
    said = {line.speaker for line in spoken(text, (*PEOPLE, BRIX))[::2]}
    assert said == {"Brix", "Mara"}
    last = spoken(text, (*PEOPLE, BRIX))[-2]
    assert (last.speaker, last.why) == ("Brix", "only Brix speaks in such marks")


def test_lines_that_answer_each_other_are_several_persons() -> None:
    """Where two lines in such marks follow each other, the marks name nobody."""
    text = "[I know,] said Brix.\n\n[You know nothing.]\n\n[I know you.]\n\n[Do you?]"
    assert not any("marks" in line.why for line in spoken(text, (*PEOPLE, BRIX)))


def test_two_who_are_named_share_the_marks() -> None:
    text = f'{TALK}[So do I,] said Mara.\n\n"Who?" asked Tobin.\n\n[Both of us.]'
    assert not any("marks" in line.why for line in spoken(text, (*PEOPLE, BRIX)))
