"""Quotation marks that keyboards make."""

from __future__ import annotations

import pytest

from tests.page.pages import numbers, spoken

MARKS = [
    ("''", "''"),
    ("``", "''"),
    (",,", "''"),
    (",,", '"'),
    ("‘‘", "’’"),
    ("´", "´"),
    ("`", "´"),
    ("″", "″"),
    ("❝", "❞"),
    ("‹", "›"),
]


@pytest.mark.parametrize("marks", MARKS)
def test_they_quote_like_common_marks(marks: tuple[str, str]) -> None:
    """The marks belong to the speech, and what stands outside of them is the narrator's."""
    first, second, third = (words.join(marks) for words in ("Row,", "Why?", "I don't know."))
    text = f"{first} said Wren. {second}\n\n{third} Tobin sat down."
    assert spoken(text) == [first, second, third]
    assert numbers(text) == [0, 0, 1]


def test_speech_over_paragraphs_opens_each() -> None:
    """A mark without its partner counts where the chapter has pairs."""
    text = "''Row,'' he said. ''Now.''\n\n''It is late.\n\n''It is dark.''"
    assert spoken(text)[2:] == ["''It is late.", "''It is dark.''"]
    assert numbers(text) == [0, 0, 1, 1]


def test_single_marks_may_stand_inside() -> None:
    assert spoken("''He said 'row','' said Wren. ''Then 'stop.'''") == [
        "''He said 'row',''",
        "''Then 'stop.'''",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was 6″ long and 5´ wide, I don´t doubt it.",
        "The word ''oar'' is old.",
        "well,, that was that,, and so on",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    """Inches, accents for apostrophes, words as words and slips of the finger."""
    assert spoken(text) == []


def test_an_elision_in_single_marks_is_not_one() -> None:
    """What stands there is a single mark and an apostrophe."""
    text = "''Tis late,' said Wren. ''Twas always late.'"
    assert spoken(text) == ["''Tis late,'", "''Twas always late.'"]


def test_angles_inside_of_quotations_quote_nobody_else() -> None:
    assert spoken('"He said ‹no› to me," said Wren. "Twice."') == [
        '"He said ‹no› to me,"',
        '"Twice."',
    ]
