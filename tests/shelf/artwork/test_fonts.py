from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from fic_audio.shelf.artwork import fonts as font_files
from fic_audio.shelf.artwork.fonts import BOLD, drawable, visual, width


@pytest.mark.parametrize(
    "text",
    [
        "Promises",
        "Žofie Ąę ß Ðþ Ω ἀλήθεια",
        "Обещания под дождём, Їжак",
        "Tiếng Việt ẹ́",
        "紅樓夢の約束",
        "红楼梦，魔道祖师",
        "빗속의 약속",
        "שלום עולם",
        "وعود في المطر، پیمان",
        "🐉🔥❤🦊",
        "☆✧♡★♪",
        "a → b ≠ c",
    ],
)
def test_scripts_of_stories_are_drawn_as_written(text: str) -> None:
    """Latin, Greek, Cyrillic, Chinese, Japanese, Korean, Hebrew, Arabic, pictures and signs."""
    assert drawable(text) == text


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("𝓕𝓪𝓷𝓬𝔂 ﬁn Ⓐ①", "Fancy fin A1"),
        ("👩‍👩‍👧🏽 ❤️ 🏴‍☠️ 1️⃣", "👩👩👧 ❤ 🏴☠ 1"),
        ("שָׁלוֹם سَلَام", "שלום سلام"),
        ("z̷̢̛a̵l̶g̴o̸", "z̷a̵l̶g̴o̸"),
        ("Санкт\u00ad Пе\u200bтер \u202eb", "Санкт Петер b"),
        ("\ud800 a\x00\ue000", "a"),
    ],
)
def test_what_is_odd_is_drawn_simply(written: str, drawn: str) -> None:
    """Letters that pose as signs, joined pictures, vowel signs, heaps of accents, no characters."""
    assert drawable(written) == drawn


@pytest.mark.parametrize("text", ["สัญญาในสายฝน", "वादा", "ဝတ္ထု", "龘靐", "ወንድ"])
def test_other_scripts_are_drawn_in_latin_letters(text: str) -> None:
    """Nobody is shown boxes in their place."""
    assert drawable(text).isascii()
    assert any(char.isalpha() for char in drawable(text))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_what_is_drawable_is_all_drawn(text: str) -> None:
    """In either order no character is without a font, whatever it was."""
    shown = drawable(text)
    assert drawable(shown) == shown
    for line in (visual(shown), visual(shown, rtl=True)):
        parts = "".join(part for _, part in font_files._runs(line, BOLD))
        assert parts == line
        assert not [char for char in line if not font_files._face(char, BOLD)]


def test_every_form_of_an_arabic_letter_can_be_drawn() -> None:
    """Alone and between any two letters, in Arabic, Persian and Urdu."""
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىئءآأإؤةپچژگکیٹڈڑںھہے"
    for letter in letters:
        for word in (letter, f"ب{letter}ب", f"{letter}ب", f"ب{letter}", f"ل{letter}"):
            shown = visual(word, rtl=True)
            assert "".join(part for _, part in font_files._runs(shown, BOLD)) == shown, word


def test_right_to_left_words_are_put_in_order() -> None:
    """The last letter stands leftmost; numbers keep their order; brackets are turned."""
    assert visual("שלום (12) a", rtl=True) == "a (12) םולש"
    assert visual("one שלום two") == "one םולש two"


def test_arabic_letters_are_joined() -> None:
    """Each has the form of its place, and lam-alef is one."""
    assert visual("سلام", rtl=True) == "\ufee1\ufefc\ufeb3"


def test_a_line_is_as_wide_as_it_is_drawn() -> None:
    """In any mix of fonts, so that what fits in the reckoning fits on the cover."""
    for line in ("Promises", "紅樓夢 and 🐉", visual("وعود (2)", rtl=True)):
        picture = Image.new("L", (2000, 300))
        font_files.write(ImageDraw.Draw(picture), 100, 200, line, BOLD, 100, "white")
        left, _, right, _ = picture.getbbox() or (0, 0, 0, 0)
        assert right - left == pytest.approx(100 * width(line, BOLD), abs=25)


def test_the_fonts_are_few_and_free() -> None:
    """Under two megabytes in all, with their licence beside them."""
    folder = files("fic_audio") / "data" / "fonts"
    fonts = [each for each in folder.iterdir() if each.name.endswith(".xz")]
    assert len(fonts) == len(font_files._OTHERS) + 2
    assert sum(len(each.read_bytes()) for each in fonts) < 2_000_000
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
