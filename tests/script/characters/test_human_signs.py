"""What only people do and have."""

from __future__ import annotations

import pytest

from fic_audio.script.characters.human_signs import shows_human
from fic_audio.text.tokens import words


@pytest.mark.parametrize(
    ("text", "human"),
    [
        ("Orla nods.", True),
        ("Orla shook her head.", True),
        ("Orla’s pale face", True),
        ("Orla’s harbour", False),
        ("Orla stood on a hill.", False),
        ("Orla. Frowns were seen.", False),
        ("Orla, smiling", False),
        ("Orla", False),
    ],
)
def test_what_people_do_and_have(text: str, human: bool) -> None:
    """People nod and have faces; towns stand, and have harbours."""
    assert shows_human(text, words(text), 0) is human
