"""A voice in italics."""

from __future__ import annotations

from fic_audio.model import Kind
from tests.page.pages import parts, spoken

TAGGED = '*Let go,* said the wolf.\n\n"No."\n\n*You will,* the wolf said. *They all do.*\n\n'


def test_italics_that_answer_are_said() -> None:
    """Where tags show that somebody speaks in italics, what stands among quotations is said too."""
    text = f'{TAGGED}"Do they?"\n\n*The ice is thin.*\n\n"Oh."'
    assert spoken(text) == [
        "*Let go,*", '"No."', "*You will,*", "*They all do.*", '"Do they?"', "*The ice is thin.*",
        '"Oh."',
    ]  # fmt: skip


def test_italics_in_which_somebody_thinks_are_no_voice() -> None:
    """One tag of thinking, and untagged italics stay thoughts."""
    text = f'{TAGGED}*I must,* she thought.\n\n"Well?"\n\n*What now?*'
    assert "*What now?*" in parts(text, Kind.THOUGHT)


def test_italics_far_from_quotations_are_no_answer() -> None:
    text = f"{TAGGED}It rained.\n\nIt blew.\n\n*The ice was thin.*\n\nIt snowed."
    assert "*The ice was thin.*" not in spoken(text)


def test_what_minds_think_to_each_other_is_said() -> None:
    """Where most tags say that italics are spoken, "thought" may mean so, too; one such sentence
    answers another."""
    more = "*You first,* the wolf shot back.\n\n*Coward,* she thought.\n\nIt blew.\n\n"
    text = f'{TAGGED}{more}"What?"\n\n*The ice is thin.*\n\n*It was thinner then.*\n\nIt snowed.'
    said = spoken(text)
    assert "*The ice is thin.*" in said
    assert "*It was thinner then.*" in said
