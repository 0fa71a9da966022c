"""Text for the ear."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fic_audio.engines import phonemes
from fic_audio.script.normalize import NormalizeOptions, normalize
from tests.page.pages import prose

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").split("\n")[1:]
    if line
]
WORDS = "the rain fell on Mara and her boat while nobody said well-known things to him".split()
plain = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30)


@pytest.mark.parametrize(("_group", "written", "said"), CASES)
def test_what_fans_write_is_said(_group: str, written: str, said: str) -> None:
    """Each line of the table: what is written, and what an engine without marks has to say."""
    assert phonemes.plain(normalize(written)) == said


def test_stutters_are_marked() -> None:
    """An engine can tell the sound of a beginning from a word."""
    assert normalize("“N-no,” he said. “I-I l-like it.”") == (
        "[Nuh](~), no, he said. I, I [luh](~), like it."
    )
    assert normalize("Huh, he likes it.") == "Huh, he likes it."


def test_a_story_can_not_mark_a_stutter() -> None:
    assert "](~" not in normalize("[Nuh](~), no, [no] (~) no\ue000.")


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("Saki ran", "SAH-kee ran"),
        ("SAKI’s cat", "SAH-kee's cat"),
        ("Saki Ito ran", "SAH-kee EE-toh ran"),
        ("a.b (c)", "dot (c)"),
        ("S-Saki!", "Suh, SAH-kee!"),
    ],
)
def test_pronunciations(seen: str, said: str) -> None:
    """Words are respelled last, once they stand as they are said."""
    respelled = {"saki": "SAH-kee", "Saki Ito": "SAH-kee EE-toh", "a.b": "dot"}
    assert phonemes.plain(normalize(seen, respelled)) == said


SHEET = "Name: Ida Holt\nClass: Cook\nLevel: 2\nHP: 9/12\nMP: 3/8\nGrit: 5 (+1)"


def test_a_sheet_is_said_line_by_line() -> None:
    """Each line of it is a sentence."""
    assert normalize(SHEET) == (
        "Name: Ida Holt. Class: Cook. Level: two. HP: nine out of twelve. MP: three out of eight. "
        "Grit: five (plus one)"
    )


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("[Level up\nYou are a cook now]", "[Level up. You are a cook now]"),
        ("STR 4\nDEX 7", "STR four. Dex seven"),
        ("Buy:\n• bread\n• salt", "Buy: bread. salt"),
        ("**Status**\nName: Ida\nHP: 3", "Status. Name: Ida. HP: three"),
    ],
)
def test_other_sheets(seen: str, said: str) -> None:
    """Windows, figures without a colon, lists, a title above."""
    assert normalize(seen) == said


def test_wrapped_prose_is_no_sheet() -> None:
    """A line that happens to hold a colon ends no sentence."""
    text = "She said one thing\nand meant it: no\nmore soup for the king"
    assert normalize(text) == " ".join(text.split())


def test_figures_without_end_are_said_one_by_one() -> None:
    """All of them."""
    assert normalize("7" * 3000) == " ".join(["seven"] * 3000)


def test_pictures_are_silent_on_demand() -> None:
    """A listener may want no emoji, no faces and no hearts."""
    silent = NormalizeOptions(emoji=False)
    assert normalize("Oh 💔 no :) you <3 (╯°□°)╯︵ ┻━┻", ear=silent) == "Oh no you"
    assert normalize("😂😂", ear=silent) == ""


def test_another_language_gets_no_english_words() -> None:
    """Marks go, but numbers and signs are left to an engine of that language."""
    foreign = NormalizeOptions(english=False)
    assert (
        normalize("« Il a *3* chats », dit M. Pell 🙃", ear=foreign) == "Il a 3 chats, dit M. Pell"
    )


def test_no_story_makes_phonemes() -> None:
    """The form that pronunciations take can't be written by a story."""
    assert "](/" not in normalize("[Ino](/iːno/) [Ino] (/x/) ［Ino］（/x/）&#91;Ino](/x/)")


@settings(deadline=None)
@given(prose | st.text(max_size=200))
def test_what_is_said_is_clean(text: str) -> None:
    """One line, nothing unprintable, a word in it or nothing at all, and not without bounds."""
    said = normalize(text)
    assert said == " ".join(said.split())
    assert not said or any(char.isalnum() for char in said)
    assert not set(said) & set('"“”*\0\x1b\u202e')
    assert len(said) <= 40 * len(text) + 40


@given(
    plain, st.lists(st.sampled_from([" ", ", ", "—", "… ", "! ", "* ", " “", "” "]), min_size=30)
)
def test_every_word_is_said_in_its_order(words: list[str], marks: list[str]) -> None:
    """Whatever the marks between them, plain words stay."""
    text = "".join(word + mark for word, mark in zip(words, marks, strict=False))
    assert re.findall(r"[a-z]+", normalize(text).lower()) == re.findall(r"[a-z]+", text.lower())


@given(plain)
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    """Said again, plain text is the same."""
    said = normalize(" ".join(words))
    assert said == " ".join(words) == normalize(said)


@pytest.mark.parametrize(
    "piece",
    """a- A * 9 (° x@ [ ~~a S** 1/ &# a. S.H. x² Lv. あ ಠ_ (ಠ +1 b/c A:\n α 50/50""".split(" "),
)
def test_long_runs_take_no_long_time(piece: str) -> None:
    """Nothing that a story repeats makes a step search for ever."""
    assert len(normalize(piece * 5000)) < 40 * 5000 * len(piece)
