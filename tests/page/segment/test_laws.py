"""Laws of segmenting that hold for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from fic_audio.model import Chapter, Kind, Mark, MarkKind
from fic_audio.page.segment import segment
from tests.growth import grows_with_its_size
from tests.page.pages import prose


@settings(deadline=None, max_examples=300)
@given(prose)
@example("")
@example(" \n\0")
@example('"One,\n\n"two')
def test_spans_tile_the_text(text: str) -> None:
    """Spans follow each other without gap or overlap, and none is empty."""
    spans = segment(Chapter("", text))
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start < span.end for span in spans)


@settings(deadline=None, max_examples=300)
@given(prose)
def test_numbers_only_grow(text: str) -> None:
    """Paragraph numbers never fall, and each new quotation has the next number."""
    spans = segment(Chapter("", text))
    assert all(a.paragraph <= b.paragraph for a, b in pairwise(spans))
    quotes = [span.quote for span in spans if span.quote is not None]
    assert all(b - a in (0, 1) for a, b in pairwise(quotes))


@settings(deadline=None)
@given(prose)
def test_only_dialogue_has_a_quotation_number(text: str) -> None:
    """A span has a quotation number exactly if it is dialogue."""
    assert all(
        (span.quote is not None) == (span.kind is Kind.DIALOGUE)
        for span in segment(Chapter("", text))
    )


def test_marks_of_the_reader_are_obeyed() -> None:
    """What the reader marked as heading, note or break is one, whatever its words."""
    text = 'Say "hi"\n\nhe wrote "x"\n\nend'
    ranges = [(MarkKind.HEADING, 0, 8), (MarkKind.NOTE, 10, 22), (MarkKind.BREAK, 24, 27)]
    marks = tuple(Mark(kind, start, end) for kind, start, end in ranges)
    kinds = [span.kind for span in segment(Chapter("", text, 0, marks))]
    assert kinds == [Kind.HEADING, Kind.NOTE, Kind.BREAK]


@pytest.mark.parametrize(
    "unit",
    ['"', '"a ', 'a" ', "'a ", "*a ", "*A b? *", "*a* ", "_a ", "(A/N ", "A/N: hi\n\n",
     "(A/N: hi\n\n",
     "“a ", "—Oh, he said —no— yes. ", "Bob> hi\n\n", "'said he 'said ", '"a," he thought, "b," ',
     "word ", "a\r", ". ", "I wonder, he thought ", "dogs' "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Fifty thousand characters of one hostile pattern are segmented like any others."""
    assert grows_with_its_size(
        lambda size: Chapter("", unit * (size // len(unit))), segment, 50_000
    )
