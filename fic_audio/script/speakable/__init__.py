"""Text for the eye -> text for the ear: what an engine can say, and nothing it would spell out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fic_audio.script.pronounce import Lexicon, respell
from fic_audio.script.speakable.abbreviations import numerals, whole_words
from fic_audio.script.speakable.acronyms import acronyms
from fic_audio.script.speakable.blanks import blanks
from fic_audio.script.speakable.games import games, sheets
from fic_audio.script.speakable.letters import plain_letters, single_letters, without_silent
from fic_audio.script.speakable.marks import (
    LINK,
    URL,
    addresses,
    signs,
    stops,
    straightened,
    uncensored,
    unmarked_up,
)
from fic_audio.script.speakable.numbers import spelled
from fic_audio.script.speakable.pictures import pictures
from fic_audio.script.speakable.raised import raised
from fic_audio.script.speakable.voice import cut_off, stretched, stutters, undropped, unshouted

__all__ = ["EAR", "LINK", "URL", "Ear", "speakable"]

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Ear:
    """How a listener wants to hear what is more than words."""

    emoji: bool = True
    """Whether emoji and faces are named. In a message they are what is said ("I'm fine 🙃"), and
    prose has hardly any; so they are, unless the listener wants none."""
    english: bool = True
    """Whether English words may stand for numbers, signs and abbreviations; if not, the engine
    says them in its own language."""
    tongue: str = ""
    """The language that the story is in (IETF tag); empty is English."""


EAR = Ear()


def speakable(
    text: str, pronounce: Lexicon | Mapping[str, str] | None = None, ear: Ear = EAR
) -> str:
    """What is to be said of a piece of text; empty if nothing in it can be said.

    `pronounce` respells whole words, whatever their case.

    >>> speakable("*Don't*—you—_dare_ 💔", {"dare": "dair"})
    "Don't, you, dair, broken heart"
    >>> speakable("~*~*~")
    ''
    """
    text = plain_letters(text)
    if ear.english:
        text = blanks(text)  # before strokes, brackets and underscores are taken for something else
    text = sheets(text)
    text = addresses(text)
    text = pictures(text, named=ear.emoji and ear.english)
    text = without_silent(text)
    text = _english(text) if ear.english else straightened(unmarked_up(text))
    text = respell(stops(text), pronounce)
    text = " ".join(text.split()).strip(", ")
    return text if _WORD.search(text) else ""


def _english(text: str) -> str:
    text = acronyms(single_letters(raised(undropped(text))))
    text = unshouted(games(unmarked_up(uncensored(text))))  # before words in small letters come in
    text = numerals(whole_words(text))
    text = spelled(text)
    text = straightened(stutters(cut_off(text)))
    return signs(stretched(text))
