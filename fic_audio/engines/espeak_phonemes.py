"""IPA -> the names that espeak-ng's English voices have for their sounds, as `[[…]]` takes them.

Every English accent knows these names and says them in its own way: what is "A@" is [ɑːɹ] in
America and [ɑː] in England. A sound that English voices lack becomes the nearest they have.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ONSET: Final = "(?![ˈˌ.]*[aɑɒæɐʌeɛəɘɵɜɞɚɝɤiɪɨᵻyʏoɔøœɶuʊʉɯ])"
"""Behind an "r" that closes its syllable, and so colours the vowel before it."""

_VOWELS: Final = (
    (rf"aɪə?r{_ONSET}|aɪɚ", "aI3"),
    (rf"aʊə?r{_ONSET}|aʊɚ", "aU@"),
    (rf"ɑː?r{_ONSET}|aːr{_ONSET}|ɑː?˞", "A@"),
    (rf"[ɔo]ː?r{_ONSET}|ɔː?˞", "O@"),
    (rf"(?:ɪə?|iː?)r{_ONSET}", "i@3"),
    (rf"(?:[ɛe]ə?|ɛː)r{_ONSET}", "e@"),
    (rf"(?:ʊə?|uː)r{_ONSET}", "U@"),
    (rf"ɜː?r{_ONSET}|ɝː?", "3:"),
    (rf"ər{_ONSET}|ɚ", "3"),
    ("aɪ|ɑɪ|aj", "aI"),
    ("aʊ|ɑʊ|aw", "aU"),
    ("eɪ|ɛɪ|ej", "eI"),
    ("oʊ|əʊ|ow|ou", "oU"),
    ("ɔɪ|oɪ|ɔj", "OI"),
    ("ɪə", "i@"),
    ("[ɛe]ə", "e@"),
    ("ʊə", "U@"),
    ("iː", "i:"),
    ("i", "i"),
    ("ɪ|ʏ", "I"),
    ("ɨ|ᵻ", "I#"),
    ("uː|ʉː?|ɯː|yː?", "u:"),
    ("u|ɯ", "u"),
    ("ʊ", "U"),
    ("eː", "e:"),
    ("e", "e"),
    ("ɛː?", "E"),
    ("æː?", "a"),
    ("[aɑɶ]ː?", "A:"),
    ("ɒː?", "0"),
    ("ɔː", "O:"),
    ("ɔ", "O"),
    ("oː", "o:"),
    ("o", "o"),
    ("[ʌɐɤ]ː?", "V"),
    ("[ɜøœɞ]ː?", "3:"),
    ("[əɘɵ]ː?", "@"),
    ("l̩", "@L"),
    ("m̩", "m-"),
    ("n̩", "n-"),
)
_CONSONANTS: Final = (
    ("tʃ|tɕ|ʈʂ|tʂ", "tS"),
    ("dʒ|dʑ|ɖʐ|dʐ", "dZ"),
    ("ts", "ts"),
    ("dz", "dz"),
    ("[ʃɕʂ]", "S"),
    ("[ʒʑʐ]", "Z"),
    ("[gɡɢ]", "g"),
    ("[tʈ]", "t"),
    ("[dɖ]", "d"),
    ("[kq]", "k"),
    ("c", "c"),
    ("ɟ|ʝ", "J"),
    ("[nɳ]", "n"),
    ("[ŋɴ]", "N"),
    ("ɱ|m", "m"),
    ("ɲ", "n^"),
    ("ʎ", "l^"),
    ("ɬ", "l#"),
    ("[lɫɭ]", "l"),
    ("[ɾɽ]", "*"),
    ("[rɹɻ]", "r"),
    ("[ʀʁ]", "r"),
    ("θ", "T"),
    ("ð", "D"),
    ("[xχ]", "x"),
    ("ç", "C"),
    ("ɣ|ɰ", "Q"),
    ("[hħɦ]", "h"),
    ("[fɸ]", "f"),
    ("[vʋ]", "v"),
    ("β", "B"),
    ("w|ʍ|ɥ", "w"),
    ("ʔ", "?"),
    ("[bpjsz]", ""),
)
_LIGHT: Final = frozenset(("I#", "@L", "m-", "n-"))
_MARKED: Final = frozenset("ˈ'")
_STRESS: Final = {"ˈ": "'", "'": "'", "ˌ": ","}

_SOUND: Final = re.compile(
    "|".join(f"({pattern})" for pattern, _ in (*_VOWELS, *_CONSONANTS)) + r"|([ˈ'ˌ])|( )"
)
_NAMES: Final = tuple(name for _, name in (*_VOWELS, *_CONSONANTS))
# Ties, unsounding and nasal marks, puffs of breath, and the second half of a length mark.
_DROPPED: Final = re.compile("[\u0303\u0306\u030d\u0311\u0325\u032a\u032f\u0361\u035cʰʲʷ‿|]")


def to_espeak(ipa: str, *, stressed: bool = True) -> str:
    """IPA as espeak-ng's phoneme input, without its brackets.

    `stressed`: where the IPA marks no stress, a word gets it all the same, on its first long vowel
    or else its first: espeak-ng would mumble it.

    >>> to_espeak("ˈsɑːkʊɾɑ"), to_espeak("diːn")
    ("s|'A:|k|U|*|A:", "d|'i:|n")
    """
    text = _normal(ipa)
    stressed = stressed and _MARKED.isdisjoint(text)
    words = (_word(word, stressed=stressed) for word in text.split())
    return " ".join(filter(None, words))


def _word(ipa: str, *, stressed: bool) -> str:
    found: list[str] = []
    vowels: list[int] = []
    stress = ""
    for match in _SOUND.finditer(ipa):
        number = (match.lastindex or 0) - 1
        if number >= len(_NAMES):
            stress = _STRESS.get(match[0], "")
        elif number < len(_VOWELS):
            # espeak-ng takes the mark in front of the vowel, the IPA in front of the syllable.
            vowels.append(len(found))
            found.append(stress + _NAMES[number])
            stress = ""
        else:
            found.append(_NAMES[number] or match[0])
    if stressed and vowels:
        heavy = (at for at in vowels if len(found[at]) > 1 and found[at] not in _LIGHT)
        at = next(heavy, vowels[0])
        found[at] = "'" + found[at]
    # A stroke between two sounds keeps "t" and "s" from becoming "ts".
    return "|".join(found)


def _normal(ipa: str) -> str:
    text = unicodedata.normalize("NFD", ipa).replace("c\u0327", "ç")
    return _DROPPED.sub("", text).replace("ɹ", "r").replace("ɻ", "r")
