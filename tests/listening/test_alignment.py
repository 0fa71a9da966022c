from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fic_audio.listening.alignment import align
from fic_audio.listening.sounds import Word, words_of

WORDS = st.lists(
    st.text("ptkslmæɪʌ", min_size=1, max_size=5).map(lambda text: Word(text, text)), max_size=8
)


def lost(wanted: str, heard: str) -> list[str]:
    return [
        each.word.text for each in align(words_of(wanted), words_of(heard)).words if each.lost > 0.6
    ]


def test_a_word_that_is_missing() -> None:
    assert lost("It has a name, leaning into the dark.", "It has a name into the dark") == [
        "leaning"
    ]


def test_words_that_are_too_many() -> None:
    aligned = align(words_of("He turned a page."), words_of("He turned he turned a page"))
    assert [word.text for _, word in aligned.extra] == ["He", "turned"]
    assert all(each.wrong == 0 for each in aligned.words)


def test_names_that_sound_alike_cost_little() -> None:
    (word,) = align(words_of("Corin"), words_of("Koran")).words
    other = align(words_of("Corin"), words_of("Sebastian")).words[0]
    assert word.wrong < 0.3 < 0.5 < other.wrong


@given(WORDS)
def test_the_same_words_cost_nothing(words: list[Word]) -> None:
    aligned = align(words, words)
    assert all(each.wrong == each.lost == 0 for each in aligned.words)
    assert aligned.extra == ()


@given(WORDS, WORDS)
def test_every_word_is_accounted_for(wanted: list[Word], heard: list[Word]) -> None:
    """Whatever is heard, each word that should be has its share, and none that was is twice."""
    aligned = align(wanted, heard)
    assert len(aligned.words) == len(aligned.heard) == len(wanted)
    assert all(0 <= each.lost <= 1 for each in aligned.words)
    places = " ".join(aligned.heard).split()
    assert len(places) + len(aligned.extra) <= len(heard)
