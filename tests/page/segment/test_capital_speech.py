"""Speech in capitals, without marks."""

from __future__ import annotations

import pytest

from tests.page.pages import numbers, spoken


def test_a_tag_shows_that_capitals_are_a_voice() -> None:
    """What it tags is said, and so are other paragraphs that capitals open."""
    text = (
        'WHO ROWS THERE? asked the lake.\n\n"Only me."\n\nNOBODY ROWS HERE.\n\n'
        "YOU MAY GO, it said. MIND THE STONES.\n\nOH."
    )
    assert spoken(text) == [
        "WHO ROWS THERE?", '"Only me."', "NOBODY ROWS HERE.", "YOU MAY GO,", "MIND THE STONES.",
        "OH.",
    ]  # fmt: skip
    assert numbers(text) == [0, 1, 2, 3, 3, 4]


def test_a_tag_may_stand_before() -> None:
    assert spoken("The lake said, NOBODY ROWS HERE. Wren sat.") == ["NOBODY ROWS HERE."]


@pytest.mark.parametrize(
    "text",
    [
        "The sign said NO ROWING. Wren rowed.\n\nTHREE DAYS LATER\n\nShe rowed.",
        "NO ROWING! Wren read. ALL BOATS. It rained.",
        "BANG! went the door. The BBC, said Wren, would know.",
        "NASA AND THE BBC were there. I asked Wren.",
        '"GO AWAY, said the lake." Wren shut the book.',
    ],
)
def test_capitals_of_other_use(text: str) -> None:
    """Signs, headlines, noises, initials and shouts inside of quotations."""
    assert not any(each.startswith(("NO", "ALL", "THREE", "BANG", "BBC")) for each in spoken(text))
