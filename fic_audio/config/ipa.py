"""IPA in a configuration: its letters, and the first character that is not IPA."""

from __future__ import annotations

import re
import unicodedata

VOWELS = "aɑɒæɐʌeɛəɘɵɜɞɚɝɤiɪɨᵻyʏoɔøœɶuʊʉɯ"
CONSONANTS = "bβcçɕdðɖfɸgɡɣhħɦjʝɟklɫɬɭʎmɱnɲŋɳɴpqrɹɻɾɽʀʁsʂʃtθʈvʋwʍɰɥxχzʐʑʒʔ"
MARKS = "ˈˌ'ːˑ.‿| \u0303\u0306\u030d\u0311\u0325\u0329\u032a\u032f\u0361\u035cʰʲʷ˞"
"""Stress, length, syllables, and marks above, below or after a letter."""

LETTERS = frozenset(VOWELS + CONSONANTS + MARKS)
_SOUNDS = frozenset(VOWELS + CONSONANTS)
_WRITTEN = re.compile(r"/(.*)/", re.DOTALL)


def ipa(value: str) -> str | None:
    """The IPA between the slashes of "/…/", or None for a value that is a respelling.

    Raises ValueError for what is neither.

    >>> ipa("/sɑːkʊɾɑ/"), ipa("SAH-koo-rah")
    ('sɑːkʊɾɑ', None)
    """
    if not value.startswith("/"):
        return None
    shape = _WRITTEN.fullmatch(value)
    if shape is None:
        raise ValueError('is IPA without an end; write it between two slashes, such as "/sɑːkʊɾɑ/"')
    # Accents stay beside their letter: "ã" is "a" and a tilde.
    text = unicodedata.normalize("NFD", shape[1]).replace("c\u0327", "ç").replace(":", "ː")
    text = " ".join(text.split())
    for letter in text:
        if letter not in LETTERS:
            raise ValueError(f'has "{letter}", which is not an IPA letter')
    if _SOUNDS.isdisjoint(text):
        raise ValueError("is IPA without a letter")
    return text
