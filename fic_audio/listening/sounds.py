"""Text -> words as they sound, so that what was heard can be held against what was to be said.

Speech recognition writes "gray" for "grey", "11" for "eleven" and "Koran" for "Corin". In phonemes
these are the same, or nearly so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec

from fic_audio.engines.phonemes import (
    find_emphasis,
    in_small_letters,
    plain,
    replace_marks,
    replace_stutters,
)
from fic_audio.script.normalize.numbers import spell_numbers

ENGLISH = "en"
VOWELS = frozenset("AIOQWYiueoaæɑɒɔəɚɛɜɪʊʌᵊᵻɐ")
WEAK = frozenset("əᵊᵻɪ")
"""Vowels without stress, for which a recogniser writes any other."""

_SILENT = frozenset("ˈˌː ,.;:!?—…\"“”()'’-")
_BROKEN = re.compile(r"\b([^\W\d_]{1,3})(?:[-–—]\1)*[-–—](?=\1)", re.IGNORECASE)
"""The stuttered beginning of a word: "m-meaning", "th-the"."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KEPT = 20_000
"""Words whose sounds are remembered."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its sounds."""

    text: str
    """As it is written, without signs."""
    sounds: str
    """A letter for each phoneme, without stress; never empty."""
    foreign: bool = False
    """Whether its sounds are somebody's own, or it is a name: recognition may well not know it."""


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """The words that are written with a capital within a sentence, and never without one.

    >>> sorted(find_names(["It was Corin who had the Key.", "The key is lost."]))
    ['Corin']
    """
    names, small = set(), set()
    for text in map(plain, texts):
        for match in _WORD.finditer(text):
            if match[0].islower():
                small.add(match[0])
            elif _is_name(text, match.start(), match[0]):
                names.add(match[0])
    return frozenset(name for name in names if name.lower() not in small)


def words_of(
    text: str, language: str = ENGLISH, names: frozenset[str] = frozenset()
) -> tuple[Word, ...]:
    """The words of a cue's text, or of what was heard; `names`: those that are names.

    >>> [word.text for word in words_of("I've been m-meaning to say 21 things.", "en")][-3:]
    ['say', 'twenty-one', 'things']
    """
    own: dict[str, str] = {}

    def mark(word: str, ipa: str) -> str:
        own[word] = ipa
        return word

    bare = replace_marks(find_emphasis(replace_stutters(text, lambda _: ""))[0], mark)
    bare = _BROKEN.sub("", in_small_letters(bare))
    english = language.partition("-")[0] == ENGLISH
    bare = spell_numbers(bare) if english else bare
    say = _phonemes if english and _has_phonemes() else _letters
    found = []
    for match in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", bare):
        text = match[0]
        sounds = _spelled(own[text]) if text in own else say(text)
        if sounds:
            foreign = text in own or text in names or _is_name(bare, match.start(), text)
            found.append(Word(text, sounds, foreign))
    return tuple(found)


def _is_name(text: str, start: int, word: str) -> bool:
    """Whether a word has a capital within a sentence."""
    before = text[:start].rstrip(" \"'“‘(")
    opens = not before or before[-1] in ".!?…:—"
    return word[0].isupper() and not word.isupper() and not opens and not word.startswith("I'")


@cache
def _has_phonemes() -> bool:
    return find_spec("hibari") is not None


@lru_cache(_KEPT)
def _phonemes(word: str) -> str:
    """A word's phonemes, in the alphabet of the natural voices."""
    from hibari.g2p import normalize

    from fic_audio.engines.misaki import reader

    read = reader(british=False)
    tokens = read.phonemize_tokens(read.tokenize(normalize(word)))
    return _spelled("".join(token.phonemes or "" for token in tokens)) or _letters(word)


def _spelled(phonemes: str) -> str:
    return "".join(letter for letter in phonemes if letter not in _SILENT)


def _letters(word: str) -> str:
    """A word's letters, where nothing says how they sound; double ones once."""
    from anyascii import anyascii

    low = "".join(filter(str.isalnum, anyascii(word).lower()))
    return re.sub(r"(.)\1+", r"\1", low)
