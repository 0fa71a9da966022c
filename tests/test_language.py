"""What languages are called."""

from __future__ import annotations

import pytest

from fic_audio import language


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("en", "en"),
        ("EN_gb", "en-GB"),
        ("British English", "en-GB"),
        ("eng", "en"),
        ("Français", "fr"),
        ("fre", "fr"),
        ("fr-CA", "fr-CA"),
        ("Español", "es"),
        ("Spanish (Mexico)", "es"),
        ("Deutsch", "de"),
        ("Bahasa Indonesia", "id"),
        ("中文-普通话 國語", "zh"),
        ("中文-广东话 粵語", "yue"),
        ("zh-Hant-TW", "zh-TW"),
        ("日本語", "ja"),
        ("Português brasileiro", "pt-BR"),
        ("Norsk", "nb"),
        ("Tiếng Việt", "vi"),
        ("tlhIngan-Hol", "tlh"),
        ("", ""),
        ("und", ""),
        ("Chapters: 3", ""),
        ("x" * 5000, ""),
    ],
)
def test_a_language_is_known_by_its_names(name: str, tag: str) -> None:
    """Tags, English and own names and ISO codes all give one tag; what is no language, none."""
    assert language.tag_of(name) == tag


def test_every_language_has_its_three_letters() -> None:
    """ID3 wants ISO 639-2, and a listener a name in English."""
    assert language.iso_639_2("pt-BR") == "por"
    assert language.english_name("zh-TW") == "Chinese"
    for tag in language.known_languages():
        assert len(language.iso_639_2(tag)) == 3
        assert language.tag_of(language.english_name(tag)) == tag
        assert language.tag_of(language.iso_639_2(tag)) == tag


def test_what_nobody_knows_is_treated_as_english() -> None:
    """The rules of English are for English, and for want of better ones."""
    assert language.is_english("")
    assert language.is_english("en-GB")
    assert not language.is_english("fr")
