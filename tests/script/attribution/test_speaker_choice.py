"""What a tag says outright, against what the network thinks."""

from __future__ import annotations

from fic_audio.model import Character, Gender
from tests.script.scripts import MARA, speakers


def test_i_said_is_the_teller_whoever_acts_before() -> None:
    """Another who is told of beside the quotation does not take it from "I"."""
    teller = Character("Tobin", gender=Gender.MALE, narrates=True)
    text = (
        "I walked down and saw Mara.\n\nThe day went by. Around noon a man walked in. While he was "
        'ordering, he gave Mara a letter. "What was that about?" I inquired.\n'
    )
    assert speakers(text, (MARA, teller)) == ["Tobin"]
