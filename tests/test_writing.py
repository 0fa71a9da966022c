"""Stretches of other writings in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fic_audio.language.writing import is_mixed, stretches


def parts(text: str, own: str = "en", *, japanese: bool = False) -> list[tuple[str, str]]:
    found = stretches(text, 0, len(text), own, japanese=japanese)
    return [(text[each.start : each.end], each.tag) for each in found]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("おやすみなさい。", "ja-Hrkt"),
        ("잘 자요.", "ko"),
        ("晚安，朋友。", "zh"),
        ("לילה טוב", "he"),
        ("शुभ रात्रि।", "hi"),
        ("ราตรีสวัสดิ์", "th"),
        ("تصبح على خير", "ar"),
        ("شب بخیر پدر", "fa"),
        ("Спокойной ночи!", "ru"),
        ("На добраніч, їжаче", "uk"),
        ("Καληνύχτα", "el"),
        ("Բարի գիշեր", "hy"),
        ("ღამე მშვიდობისა", "ka"),
        ("お元気ですか、先生", "ja"),
        ("མཚན་མོ་བདེ་ལེགས", ""),
    ],
)
def test_a_line_is_of_its_language(text: str, tag: str) -> None:
    """The language that a writing is taken for; none where nobody is known to speak it."""
    assert parts(text) == [(text, tag)]


def test_words_within_a_line() -> None:
    """Marks around them go with them where nothing else is there to be said."""
    assert parts("He said おはよう, twice (おはよう).") == [
        ("He said ", ""),
        ("おはよう,", "ja-Hrkt"),
        (" twice (", ""),
        ("おはよう).", "ja-Hrkt"),
    ]


@pytest.mark.parametrize("text", ["", "naïve café", "the α and the Ω", "STALKEЯ", "ĐOẠN ẩn", "🙂"])
def test_what_is_no_other_writing(text: str) -> None:
    """Latin letters with accents, signs of Greek, words dressed up."""
    assert parts(text) == [(text, "")]


@pytest.mark.parametrize(
    ("own", "text"), [("ru", "Да, конечно"), ("uk", "Так"), ("el", "Ναι"), ("zh", "你好")]
)
def test_a_story_in_it_has_nothing_foreign(own: str, text: str) -> None:
    assert parts(text, own) == [(text, "")]


def test_a_story_in_another_writing_has_foreign_words() -> None:
    assert parts("Она сказала ありがとう.", "ru") == [
        ("Она сказала ", ""),
        ("ありがとう.", "ja-Hrkt"),
    ]


def test_characters_are_japanese_where_the_story_is_full_of_it() -> None:
    """A name may still be said as the Chinese say it; a sentence may not."""
    assert parts("竜馬", japanese=True) == [("竜馬", "zh")]
    assert parts("春夏秋冬花鳥", japanese=True) == [("春夏秋冬花鳥", "ja")]


@given(st.text(st.characters() | st.sampled_from("aあ悟 .,é한Я1"), max_size=60))
def test_stretches_tile_a_text(text: str) -> None:
    """Whatever the text is, joined they are the whole."""
    found = stretches(text, 0, len(text))
    assert found[0].start == 0
    assert found[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert len(found) == 1 or is_mixed(text)


def test_a_range_of_a_text() -> None:
    """Places are the text's."""
    text = "Well: そう. So."
    assert [each[:2] for each in stretches(text, 6, len(text))] == [(6, 9), (9, 13)]
