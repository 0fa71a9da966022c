"""Stories that no reader would believe: segmented all the same, and in time."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind
from fic_audio.page.segment import segment
from tests.growth import grows_with_its_size
from tests.page.pages import parts, spoken

SIZE = 50_000


def test_a_story_without_speech() -> None:
    """All of it is narration."""
    text = "The rain fell. It was Tobin's boat, and the dogs' bowls were full.\n\n" * 30
    assert {span.kind for span in segment(Chapter("", text))} == {Kind.NARRATION}


def test_a_story_of_speech_alone() -> None:
    """All of it is dialogue, one quotation a paragraph."""
    text = '"Is it late?"\n\n"It is."\n\n' * 30
    spans = segment(Chapter("", text))
    assert {span.kind for span in spans} == {Kind.DIALOGUE}
    assert [span.quote for span in spans] == list(range(60))


def test_capitals_throughout() -> None:
    """Speech is found whatever its letters are."""
    text = 'THE RAIN FELL.\n\n"IS IT LATE?" ASKED MARA. "VERY," SAID TOBIN.\n\n'
    assert spoken(text * 5) == ['"IS IT LATE?"', '"VERY,"'] * 5


def test_quotes_of_every_style() -> None:
    """Straight, curly and angular marks may stand side by side."""
    text = '"One," said Mara.\n\n“Two,” said Tobin.\n\n«Three,» said Brix.'
    assert spoken(text) == ['"One,"', "“Two,”", "«Three,»"]


def test_quotes_that_never_close() -> None:
    """Each paragraph that opens one is speech to its end."""
    text = '"I am late.\n\nMara ran.\n\n"So am I.\n\n'
    assert spoken(text) == ['"I am late.', '"So am I.']
    assert parts(text, Kind.NARRATION) == ["Mara ran."]


@pytest.mark.parametrize(
    "unit",
    [
        "The rain fell on the quay and nobody came. ",
        '"Yes," said Mara, and "no," said Tobin; the sign read "NO BOATS." ',
        '"I am late and you are not, said Mara.\n\n',
        '"Dear Mara,"\n\n',
        '"My dear Mara, I am late."\n\n',
        "Dear Mara,\n\nI am late.\n\n",
        "Mara,\n\n",
        "The note read:\n\n",
        'The note read:\n\n"Yours,"\n\n',
        "> Dear Mara,\n>\n",
        "*Dear Mara,*\n\n",
        "From: Mara\n",
        '"(smiling) ',
        '"Well (',
        "(in a tone of ",
        "“a‘b «c ‹d \"e 'f ",
        '" she wrote, "',
        "He would have said, ",
        "HE SAID \"NO\" AND 'YES'. ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """The work grows with the text, however it is written."""

    def segmented(text: str) -> None:
        spans = segment(Chapter("", text))
        assert sum(span.end - span.start for span in spans) == len(text)

    assert grows_with_its_size(lambda size: unit * (size // len(unit)), segmented, SIZE)
