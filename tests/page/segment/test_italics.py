"""Italics that a verb tags: said in a mind, sung, or written."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind, Mark, MarkKind
from fic_audio.page.segment import segment
from tests.page.pages import parts


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("*Can you hear me?* he asked.", Kind.DIALOGUE, ["*Can you hear me?*"]),
        ("It rang. _Stay down,_ Mara answered.", Kind.DIALOGUE, ["_Stay down,_"]),
        ("He said, *Come up.* It rang.", Kind.DIALOGUE, ["*Come up.*"]),
        ("*Haul away the lantern,* Mara sang.", Kind.DIALOGUE, ["*Haul away the lantern,*"]),
        ("*On my way,* he texted.", Kind.MESSAGE, ["*On my way,*"]),
        ("The note read: *Meet me at noon. -H*", Kind.LETTER, ["*Meet me at noon. -H*"]),
        ("*Why am I here?* she asked herself.", Kind.THOUGHT, ["*Why am I here?*"]),
        ("*What on earth?* said her brain.", Kind.THOUGHT, ["*What on earth?*"]),
        ("*Who is it?* She asked around.", Kind.THOUGHT, ["*Who is it?*"]),
        ("He read *The Salt Almanac.* She said nothing.", Kind.DIALOGUE, []),
        ("It was *never,* he said later, a good boat.", Kind.MESSAGE, []),
    ],
)
def test_the_tag_decides(text: str, kind: Kind, words: list[str]) -> None:
    """A verb of speech makes speech of italics, one of writing a message or a letter."""
    assert parts(text, kind) == words


def test_the_marks_of_a_reader_count_as_well() -> None:
    """Italics that a reader marked, without asterisks, are read the same way."""
    text = "On my way, he texted. It rang."
    spans = segment(Chapter("", text, 0, (Mark(MarkKind.ITALIC, 0, 10),)))
    assert [span.kind for span in spans] == [Kind.MESSAGE, Kind.NARRATION]
