"""Parents, called as their children call them."""

from __future__ import annotations

from fic_audio.model import Gender
from tests.script.scripts import found, speakers

LUNCH = (
    '"Pass the salt," said Mum.\n\n"It is by your hand," I said, and Dad laughed. I was hungry.\n\n'
    '"So it is." My mother took it. "Gus?"\n\n"None for me," Dad said. "I have had enough."\n\n'
    '"You always say that," my mother said.'
)


def test_what_children_say_is_a_name() -> None:
    people = found(LUNCH)
    assert people["Mum"].gender is Gender.FEMALE
    assert people["Dad"].gender is Gender.MALE


def test_the_tellers_mother_is_mum() -> None:
    """One person, one voice."""
    people = found(LUNCH)
    assert "my mother" in people["Mum"].names()
    said = speakers(LUNCH, tuple(people.values()))
    assert said == ["Mum", "narrator", "Mum", "Mum", "Dad", "Dad", "Mum"]


def test_of_two_mothers_neither_is_meant() -> None:
    """With a "Mum" and a "Mama" the teller's mother stays apart."""
    people = found(f'{LUNCH}\n\n"Hush," said Mama. "Hush," said Mama.')
    assert {"Mum", "Mama", "my mother"} <= set(people)


def test_whom_only_her_children_call_so_has_another_name() -> None:
    text = '"Mum!" cried Pell. "Mum, look!"\n\n"What is it?" asked Ilse.\n\n"Mum, a heron!"'
    assert set(found(text)) == {"Pell", "Ilse"}
