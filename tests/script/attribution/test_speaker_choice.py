"""What the text says outright, against what the network thinks."""

from __future__ import annotations

import pytest

from tests.script.scripts import speakers

SAID = 'Mara and Tobin sat in the boat.\n\n"It leaks," said Tobin.\n\n'


@pytest.mark.parametrize(
    "silent",
    [
        "Mara waited.",
        "Mara listened to the rain and said nothing.",
        "Mara did not answer.",
        "Mara leaned back and waited for the rest of it.",
    ],
)
def test_who_keeps_silent_lets_the_other_speak_on(silent: str) -> None:
    """Of whom the narration before a line tells only that she waits does not say it."""
    assert speakers(f'{SAID}{silent}\n\n"We ought to have caulked it."') == ["Tobin", "Tobin"]


def test_who_acts_before_a_line_says_it() -> None:
    """Anything else that she does makes the line hers."""
    assert speakers(f'{SAID}Mara bailed.\n\n"Then row faster."') == ["Tobin", "Mara"]
