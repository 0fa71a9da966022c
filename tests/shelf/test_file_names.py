from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fic_audio.shelf.file_names import chapter_file, make_safe, make_unique, story_folder


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Promises", "Promises"),
        ("../../etc/passwd", "etc-passwd"),
        ("../", "Story"),
        ("🍜💔", "Story"),
        ("", "Story"),
        ("\x00\x1b[31mRed\x07", "[31mRed"),
        ('What? *Why*: <now> | "then"', "What Why - now - then"),
        ("...and justice", "and justice"),
        ("The end...", "The end"),
        ("-rf", "rf"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ("C:\\Windows", "C - -Windows"),
        ("Harry/Draco", "Harry-Draco"),
        ("שלום עולם", "שלום עולם"),
        ("evil\u202egpj.exe", "evilgpj.exe"),
        ("a\nb\tc  d", "a b c d"),
        ("lone \ud800 half", "lone half"),
    ],
)
def test_a_folder_name_is_safe(title: str, name: str) -> None:
    """What means something to a file system is taken out; a title without words is "Story"."""
    assert story_folder(title) == name


def test_accents_are_composed() -> None:
    """The two ways to write an accent give one name."""
    assert story_folder("Cafe\u0301") == story_folder("Caf\u00e9") == "Caf\u00e9"


def test_a_long_title_is_cut_between_characters() -> None:
    """A name is 120 bytes at most and ends with a whole character, accents included."""
    assert make_safe("é" * 100, "Story") == "é" * 60
    assert make_safe("x" + "z\u0323\u0307" * 60, "Story")[-1] in "z\u0323\u0307ẓ"
    assert len((chapter_file(1, 1, "日" * 100)).encode()) <= 124


def test_numbers_are_as_wide_as_the_last() -> None:
    """Files sort by name, in a story of a thousand chapters too."""
    assert chapter_file(7, 9, "Gate") == "007 - Gate.mp3"
    assert chapter_file(7, 1200, "Gate") == "0007 - Gate.mp3"


def test_titles_are_made_unique() -> None:
    """No two files share a title, none has that of the work, and a made-up one is never taken."""
    made = make_unique(["Promises", "Two", "two", "Two (2)", ""], "Promises")
    assert made == ("Promises (2)", "Two", "two (2)", "Two (2) (2)", "Chapter 5")


@given(st.text(), st.integers(1, 99999))
@example("CON.", 1)
@example("a" * 119 + " b", 1)
@example(". -" * 80 + "x", 1)
def test_every_title_makes_a_safe_name(title: str, number: int) -> None:
    """Whatever the title: one plain path part, short, visible, not at an end a dot or space."""
    name = chapter_file(number, number, title)
    assert Path(name).name == name
    assert len(name.removesuffix(".mp3").encode()) <= 120
    assert not set(name) & set('/\\:*?"<>|')
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in name)
    folder = story_folder(title)
    assert folder == folder.strip(" .")
    assert folder
    assert not folder.startswith(".")
    assert len(folder.encode()) <= 121
