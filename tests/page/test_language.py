"""Which language a story is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.page.language import find_language
from tests.growth import grows_with_its_size
from tests.page.tales import TALES

ENGLISH = """The kettle sang before anybody had said a word. Wren took it off the stove and looked \
at the letter again, as if the ink could have changed while she slept. "Well?" asked Tobin. "There \
is nothing in it," she said, "that you would want to hear."
"""


@pytest.mark.parametrize("tag", sorted(TALES))
def test_a_text_tells_its_language(tag: str) -> None:
    """Where the file says nothing, the text decides."""
    assert find_language("", TALES[tag]) == tag


def test_what_the_file_says_stands() -> None:
    """A language that somebody chose is not doubted."""
    assert find_language("Galego", TALES["pt"]) == "gl"
    assert find_language("en-GB", ENGLISH) == "en-GB"


def test_english_by_default_gives_way_to_the_text() -> None:
    """Sites write "English" where nobody chose; hardly a word of it in the text settles it."""
    assert find_language("English", TALES["es"]) == "es"


@pytest.mark.parametrize(
    "foreign",
    [
        "« Mais non ! » he heard, and then: « Je ne sais pas, mon ami, je ne sais pas. »",
        "「遅いよ」 she said, 「座って」.",
        "“Está bien, está bien, no pasa nada, mi amor.”",
    ],
)
def test_english_with_foreign_phrases_is_english(foreign: str) -> None:
    """Speech in another language does not turn the story into it."""
    assert find_language("", ENGLISH + foreign) == "en"


def test_too_little_text_tells_nothing() -> None:
    """A few letters leave the language open."""
    assert (
        find_language("", "Hm.")
        == find_language("", "")
        == find_language("", "123 — 456 ***")
        == ""
    )
    assert find_language("fr", "") == "fr"


def test_a_long_story_is_told_from_its_begin() -> None:
    """The time does not grow with the story."""
    assert find_language("", TALES["fr"] * 20_000) == "fr"
    assert grows_with_its_size(
        lambda many: TALES["fr"] * many, lambda text: find_language("", text), 20_000
    )


def test_no_english_book_is_taken_for_another(data_dir: Path) -> None:
    """Every story of the corpora is English, from its begin or from its middle."""
    stories = sorted((data_dir / "corpora").rglob("*.txt"))
    assert stories
    for path in stories:
        text = path.read_text("utf-8", errors="replace")
        for part in (text[:400], text[:20_000], text[len(text) // 2 :]):
            assert find_language("", part) in ("en", ""), path
            assert find_language("en", part) == "en", path
