"""IPA -> the phonemes of misaki, the alphabet that Kokoro's family of voices reads.

Misaki writes the English diphthongs as one capital letter and knows no sound that English lacks,
but for some; those here stand in for the others (https://github.com/hexgrad/misaki, EN_PHONES.md).
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio.engines.packed import PackedDict

if TYPE_CHECKING:
    from hibari.g2p import G2P

_DIPHTHONGS = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "oʊ": "O", "əʊ": "Q",
    "tʃ": "ʧ", "dʒ": "ʤ", "t͡ʃ": "ʧ", "d͡ʒ": "ʤ", "tɕ": "ʧ", "dʑ": "ʤ", "ts": "ʦ", "dz": "ʣ",
}  # fmt: skip
_NEAREST = {
    "g": "ɡ", "r": "ɹ", "ʀ": "ɹ", "ʁ": "ɹ", "ɻ": "ɹ", "ɾ": "T", "ɽ": "T",
    "e": "A", "o": "O", "a": "ɑ", "ɐ": "ʌ", "ɒ": "ɑ", "ɝ": "ɜɹ", "ɚ": "əɹ", "ɘ": "ə", "ɵ": "ə",
    "ɞ": "ɜ", "ɤ": "ʌ", "ɨ": "ɪ", "ᵻ": "ɪ", "y": "u", "ʏ": "ʊ", "ø": "ɜ", "œ": "ɜ", "ɶ": "æ",
    "ʉ": "u", "ɯ": "u", "ɥ": "w", "ɰ": "w", "ʍ": "w", "ʋ": "v", "β": "v", "ⱱ": "v", "ɸ": "f",
    "c": "k", "ç": "h", "x": "h", "χ": "h", "ħ": "h", "ɦ": "h", "q": "k", "ɢ": "ɡ", "ɣ": "ɡ",
    "ɟ": "ɡ", "ʝ": "j", "ɖ": "d", "ʈ": "t", "ɳ": "n", "ɲ": "nj", "ɴ": "ŋ", "ɱ": "m", "ʎ": "lj",
    "ɬ": "l", "ɮ": "l", "ɭ": "l", "ɫ": "l", "ʂ": "ʃ", "ɕ": "ʃ", "ʐ": "ʒ", "ʑ": "ʒ", "ʔ": "t",
    "ʰ": "", "ʲ": "j", "ʷ": "w", "ː": "", "ˑ": "", "'": "ˈ", ".": "", "‿": "", "|": " ",
}  # fmt: skip
_KNOWN = frozenset("AIOQSTWYʧʤʦʣbdfhijklmnpstuvwzæðŋɑɔəɛɜɡɪɹʃʊʌʒθˈˌ ")
_PAIR = re.compile("|".join(sorted(map(re.escape, _DIPHTHONGS), key=len, reverse=True)))
_VOWEL = re.compile("[AIOQWYiuæɑɔəɛɜɪʊʌ]")
_POSSESSIVE = re.compile(r"(?<![\w\[/'’-])([^\W\d_]{2,})['’]s\b(?![\]'’-])")
_NO_ABBREVIATION = re.compile(
    r"\b(no|ed|[Ff]ig|Sat|Sun|Mon|Wed|Jan|Jun|Mar|Gen|Sen|Hon|Rep|Rev)\.(?!\w|\s*\d)"
)
"""Words and names that hibari reads before any full stop as "number", "Saturday", "January"."""


def to_misaki(ipa: str) -> str:
    """The phonemes nearest to IPA; a word has a stress, its first vowel if none is written.

    >>> to_misaki("ˈsɑːkʊɾɑ"), to_misaki("naɾɯto")
    ('sˈɑkʊTɑ', 'nˈɑTutO')
    """
    text = _PAIR.sub(lambda found: _DIPHTHONGS[found[0]], ipa)
    text = "".join(_NEAREST.get(letter, letter) for letter in text)
    text = "".join(letter for letter in text if letter in _KNOWN)
    return " ".join(_stressed(word) for word in text.split())


def _stressed(word: str) -> str:
    """Misaki writes the stress before the vowel, IPA before the syllable."""
    out = ""
    waiting = "" if "ˈ" in word else "ˈ"
    for letter in word:
        if letter in "ˈˌ":
            waiting = letter
        elif waiting and _VOWEL.match(letter):
            out += waiting + letter
            waiting = ""
        else:
            out += letter
    return out


def keep_words(text: str) -> str:
    """The text for hibari's G2P, so written that the last word of a sentence stays a word: real
    abbreviations are written out before a text gets here.

    >>> keep_words("I said no. I am Jan.")
    'I said no . I am Jan .'
    """
    return _NO_ABBREVIATION.sub(r"\1 .", text)


def mark_possessives(text: str, *, british: bool) -> str:
    """The text with the phonemes of names that own something: those of the name alone, and an s.

    hibari guesses a word that no dictionary has from its letters, with "'s" as another word: so
    "Hermione's" would lack a syllable.
    """
    return _POSSESSIVE.sub(lambda found: _possessive(found[0], found[1], british), text)


@cache
def _possessive(whole: str, name: str, british: bool) -> str:
    read = reader(british=british)
    if read.lexicon.is_known(name, "NNP") or read.lexicon.is_known(name.lower(), "NN"):
        return whole
    phonemes = "".join(token.phonemes or "" for token in read.phonemize_tokens(read.tokenize(name)))
    if not phonemes:
        return whole
    hissed = "s" if phonemes[-1] in "ptkfθ" else "z"
    between = ("ɪ" if british else "ᵻ") if phonemes[-1] in "szʃʒʧʤ" else ""
    return f"[{whole}](/{phonemes}{between}{hissed}/)"


@cache
def reader(*, british: bool) -> G2P:
    """hibari's G2P, which gives misaki's phonemes without torch or espeak-ng."""
    from hibari.g2p import G2P

    made = G2P(british=british)
    # Each worker has them: a hundred megabytes as they come.
    for entries in (made.lexicon.golds, made.lexicon.silvers):
        entries.d = PackedDict(entries.d)
    made.tagger = _tagger(made.tagger)
    return made


_taggers: list[Any] = []


def _tagger(made: Any) -> Any:
    """The tagger, of which both accents have the same."""
    if not _taggers:
        made.weights = PackedDict(made.weights)
        _taggers.append(made)
    return _taggers[0]


@cache
def vocabulary() -> dict[str, int]:
    """Phoneme -> its number; Kokoro's own, which hibari learnt from it and brings with it."""
    import hibari

    path = Path(hibari.__file__).with_name("assets") / "vocab.json"
    numbers: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return numbers
