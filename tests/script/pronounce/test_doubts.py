"""The names that an engine may say wrong."""

from __future__ import annotations

import pytest

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.model import Chapter, Character, Voice
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.pronounce import Lexicon
from fic_audio.script.pronounce.dictionary import agree, look_up
from fic_audio.script.pronounce.doubts import Doubt, find_doubts

ADA = Voice("Ada", "pyttsx3", "en-us+f3")
ENGINE = Pyttsx3()


def found(text: str, *names: str, lexicon: Lexicon | None = None) -> dict[str, Doubt]:
    chapter = Chapter("", text)
    spans = segment(chapter)
    people = [Character(name) for name in names]
    lines = attribute_speakers([chapter], [spans], people)
    every = find_doubts(
        [chapter],
        lines,
        people,
        lexicon or Lexicon(),
        lambda texts: ENGINE.transcribe(texts, ADA),
    )
    return {each.name: each for each in every}


def test_a_name_in_no_dictionary_is_unsure() -> None:
    """It is told how often it stands, and how the engine would say it."""
    told = found("Quorvane rowed. Mary rowed. Mary thanked Quorvane.", "Quorvane", "Mary")
    assert told.keys() == {"Quorvane"}
    (doubt,) = told.values()
    assert (doubt.lines, doubt.meant) == (1, "")
    assert doubt.said.endswith("veɪn")
    assert doubt.entry == f'"Quorvane" = "/{doubt.said}/"'


def test_a_name_said_otherwise_than_the_dictionary_is_unsure() -> None:
    """The dictionary's way is the line to copy."""
    told = found("Margot rowed.", "Margot")
    assert told["Margot"].meant == "ˈmɑrɡoʊ"
    assert told["Margot"].entry == '"Margot" = "/ˈmɑrɡoʊ/"'


def test_a_name_in_the_lexicon_is_sure() -> None:
    """Whoever wrote how to say it knows."""
    assert found("Quorvane rowed.", "Quorvane", lexicon=Lexicon({"quorvane": "KWOR-vain"})) == {}


def test_a_compound_of_words_is_sure() -> None:
    """The engine says its parts."""
    assert found("Lord Ravenstone rowed.", "Lord Ravenstone") == {}


def test_places_count_where_they_are_frequent() -> None:
    """A capital inside sentences makes a name; at their beginning it tells nothing."""
    text = "We saw Zarquil. They left Zarquil behind. I miss Zarquil. Ploovish they were. "
    assert found(text).keys() == {"Zarquil"}


@pytest.mark.parametrize("word", ["Will", "Lady", "NATO", "Sensei", "Mom"])
def test_words_are_no_names(word: str) -> None:
    """Common words, titles and abbreviations are not listed."""
    assert found(f"I saw {word}. You saw {word}. We saw {word}.", word) == {}


def test_frequent_names_come_first() -> None:
    """In the order of their lines."""
    text = "Zarquil rowed.\n\nQuorvane rowed.\n\nQuorvane sang."
    assert list(found(text, "Zarquil", "Quorvane")) == ["Quorvane", "Zarquil"]


def test_the_dictionary_speaks_ipa() -> None:
    """Each way of saying a word, with its stress."""
    assert look_up({"odin", "seamus", "qwxz"}) == {"odin": ["ˈoʊdən"], "seamus": ["ˈʃeɪməs"]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("mˈɛɹi", "ˈmɛri", True),
        ("hˈæɹi", "ˈhɛri", True),
        ("lˈuːkəz", "ˈluːkəs", False),
        ("nˈɑːɹɹˈuːɾoʊ", "ˈnɑːrutoʊ", False),
        ("ɡɹˈɛɾə", "ˈɡriːtə", False),
        ("dʒˈɔn", "ˈdʒɑn", True),
        ("dʒˈuːliə", "ˈdʒuːljə", True),
    ],
)
def test_agreement(one: str, other: str, same: bool) -> None:
    """Accents and weak vowels make no difference; consonants, stress and its vowel do."""
    assert agree(one, other) is same
