"""Words as hibari gets them: a name is said one way, wherever it stands and whoever says it."""

from __future__ import annotations

import pytest

pytest.importorskip("hibari")

from fic_audio.engines.choir.phonemizer import phonemize
from fic_audio.engines.misaki import mark_possessives

NAMES = (
    "Aoife Siobhan Niamh Hermione Quorvane Zarquil Thessaly Ormr Elswyth Ysolde Kaelith Draven "
    "Corin Ines Petra Halloran Marguerite Xiomara Nguyen Bjorn Saoirse Tadhg Caoimhe Joaquin "
    "Beatrix Evangeline Aldric Morwenna Persimmon Ludo Mireille Katsuki Tanjiro Sesshomaru Vex "
    "Yrsa Anneke Oisin Wren Lysander"
).split()
PLACES = (
    "{} ran home.",
    "Nobody had seen {}.",
    "Was it {} who called?",
    "{}! she cried.",
    "He gave {}, of all people, the key.",
    "It was {}'s old coat.",
    "[{}](+) did it.",
)


def said(text: str, *, british: bool) -> str:
    """The phonemes, without stresses: those of a sentence lie where it wants them."""
    phrases = phonemize(text, "", "", british=british)
    return " ".join(phrase.letters for phrase in phrases).replace("ˈ", "").replace("ˌ", "")


@pytest.mark.parametrize("british", [False, True], ids=["American", "British"])
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_said_one_way(name: str, british: bool) -> None:
    """At the beginning, at the end, in a question, emphasised, and owning something."""
    alone = said(name, british=british).strip()
    for place in PLACES:
        assert alone in said(place.format(name), british=british), place


@pytest.mark.parametrize(
    "word", ["it's", "He's", "Petra's", "the dog's", "O'Hara's", "two o'clock's"]
)
def test_words_of_the_dictionary_are_left_to_it(word: str) -> None:
    assert mark_possessives(word, british=False) == word


def test_the_ending_fits_the_sound() -> None:
    for name, ending in (("Elswyth", "θs"), ("Vexx", "ksᵻz"), ("Morwenna", "əz")):
        assert f"{ending}/)" in mark_possessives(f"{name}'s", british=False)
