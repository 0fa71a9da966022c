"""Text for the eye -> text for the ear: what an engine can say, and nothing it would spell out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fic_audio.script.normalize.abbreviations import expand_abbreviations, expand_numerals
from fic_audio.script.normalize.acronyms import spell_acronyms
from fic_audio.script.normalize.blanks import fill_blanks
from fic_audio.script.normalize.emoji import name_emoji
from fic_audio.script.normalize.games import expand_game_terms, read_stat_sheets
from fic_audio.script.normalize.informal import (
    complete_cut_words,
    lower_shouting,
    mark_stutters,
    restore_dropped_letters,
    shorten_stretched,
    smooth_stutters,
)
from fic_audio.script.normalize.numbers import spell_numbers
from fic_audio.script.normalize.punctuation import (
    LINK,
    URL,
    normalize_stops,
    read_addresses,
    read_signs,
    restore_curses,
    straighten_quotes,
    strip_markup,
)
from fic_audio.script.normalize.superscripts import read_superscripts
from fic_audio.script.normalize.unicode import drop_silent, replace_letters, replace_styled_letters
from fic_audio.script.pronounce import Lexicon, respell

__all__ = ["EAR", "LINK", "URL", "NormalizeOptions", "normalize"]

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class NormalizeOptions:
    """How a listener wants to hear what is more than words."""

    emoji: bool = True
    """Whether emoji and faces are named. In a message they are what is said ("I'm fine 🙃"), and
    prose has hardly any; so they are, unless the listener wants none."""
    english: bool = True
    """Whether English words may stand for numbers, signs and abbreviations; if not, the engine
    says them in its own language."""
    tongue: str = ""
    """The language that the story is in (IETF tag); empty is English."""


EAR = NormalizeOptions()


def normalize(
    text: str, pronounce: Lexicon | Mapping[str, str] | None = None, ear: NormalizeOptions = EAR
) -> str:
    """What is to be said of a piece of text; empty if nothing in it can be said.

    `pronounce` respells whole words, whatever their case.

    >>> normalize("*Don't*—you—_dare_ 💔", {"dare": "dair"})
    "Don't, you, dair, broken heart"
    >>> normalize("~*~*~")
    ''
    """
    text = replace_styled_letters(text)
    if ear.english:
        text = fill_blanks(
            text
        )  # before strokes, brackets and underscores are taken for something else
    text = read_stat_sheets(text)
    text = read_addresses(text)
    text = name_emoji(text, named=ear.emoji and ear.english)
    text = drop_silent(text)
    text = _english(text) if ear.english else straighten_quotes(strip_markup(text))
    text = respell(normalize_stops(text), pronounce)
    text = mark_stutters(" ".join(text.split()).strip(", "))
    return text if _WORD.search(text) else ""


def _english(text: str) -> str:
    text = spell_acronyms(replace_letters(read_superscripts(restore_dropped_letters(text))))
    text = lower_shouting(
        expand_game_terms(strip_markup(restore_curses(text)))
    )  # before words in small letters come in
    text = expand_numerals(expand_abbreviations(text))
    text = spell_numbers(text)
    text = straighten_quotes(smooth_stutters(complete_cut_words(text)))
    return read_signs(shorten_stretched(text))
