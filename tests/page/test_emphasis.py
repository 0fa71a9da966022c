"""Marks of emphasis go where people see none, and stay where they are something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.page.emphasis import Bare


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("*I can't*, she thought.", "I can't, she thought."),
        ("**A/N:** thank you", "A/N: thank you"),
        ("***never*** again", "never again"),
        ("**so _very_ sure**", "so very sure"),
        ("un*frigging*believable", "unfriggingbelievable"),
        ("_now_ and snake_case_names", "now and snake_case_names"),
        ("2 * 3 * 4 = 24", "2 * 3 * 4 = 24"),
        ("sh*t, he said, f*ck that", "sh*t, he said, f*ck that"),
        ("f**k and s**t", "f**k and s**t"),
        ("a footnote*", "a footnote*"),
        ("*opened here\n\nand closed there*", "*opened here\n\nand closed there*"),
    ],
)
def test_marks_are_left_out(text: str, bare: str) -> None:
    assert Bare(text).of(0, len(text)) == bare


def test_a_part_of_a_text_loses_the_marks_that_stand_in_it() -> None:
    text = "*One. Two.* Three."
    bare = Bare(text)
    assert [bare.of(0, 5), bare.of(5, 11), bare.of(11, len(text))] == ["One.", " Two.", " Three."]


@given(st.text(alphabet="ab *_\n", max_size=60))
def test_nothing_but_marks_is_left_out(text: str) -> None:
    bare = Bare(text).of(0, len(text))
    assert [c for c in bare if c not in "*_"] == [c for c in text if c not in "*_"]
