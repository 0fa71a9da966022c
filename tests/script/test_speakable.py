"""Text for the ear."""

from __future__ import annotations

import pytest
from hypothesis import given

from fic_audio.script.speakable import speakable
from tests.page.pages import prose


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("“You’re late,”", "You're late"),
        ('"Well..."', "Well..."),
        ("«Entrez,»", "Entrez"),
        ("*Don't* you _dare_!", "Don't you dare!"),
        ("**Never** again", "Never again"),
        ("snake_case stays", "snake_case stays"),
        ("No—yes -- no", "No, yes, no"),
        ("—Come up, Kinch!", "Come up, Kinch!"),
        ("a well-known half-elf", "a well-known half-elf"),
        ("salt & pepper", "salt and pepper"),
        ("Wait.......", "Wait..."),
        ("W-what…", "W-what…"),
        ("Oh 💔 no", "Oh no"),
        ("👩\u200d🚀 up", "up"),
        ("na\u0131\u0308ve", "na\u0131\u0308ve"),
        ("cafe\u0301", "café"),
        ("one\ttwo\r\nthree", "one two three"),
        ("zero\u200bwidth", "zero width"),
        ("\u202eright to left", "right to left"),
        ("see https://example.org/x?y=1 now", "see link now"),
        ("[my blog](https://example.org)", "my blog"),
        ("<b>bold</b>", "b bold /b"),
        ("She cost $5 (or 5%).", "She cost $5 (or 5%)."),
        ("שלום", "שלום"),
        ("~*~*~", ""),
        ("…", ""),
        ("?!", ""),
        ("   ", ""),
    ],
)
def test_what_is_said(seen: str, said: str) -> None:
    """Marks for the eye go, words and stops stay, and what has no word is not said."""
    assert speakable(seen) == said


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("Saki ran", "SAH-kee ran"),
        ("SAKI’s cat", "SAH-kee's cat"),
        ("Sakis ran", "SAH-kees ran"),
        ("Saki Ito ran", "SAH-kee EE-toh ran"),
        ("a.b (c)", "dot (c)"),
    ],
)
def test_pronunciations(seen: str, said: str) -> None:
    """Whole words are respelled, whatever their case, the longest first; they are no patterns."""
    respelled = {"saki": "SAH-kee", "Saki Ito": "SAH-kee EE-toh", "a.b": "dot"}
    assert speakable(seen, respelled) == said


@given(prose)
def test_what_is_said_is_clean(text: str) -> None:
    """One line, nothing unprintable, and either a word in it or nothing at all."""
    said = speakable(text)
    assert said == " ".join(said.split())
    assert not said or any(char.isalnum() for char in said)
    assert not set(said) & set('"“”*\0\x1b\u202e')
