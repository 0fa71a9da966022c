"""How a cue's text marks words that are emphasised or have phonemes of their own.

A cue's text is plain, except for words whose pronunciation somebody wrote in IPA, marked as
`[Sakura](/sɑːkʊɾɑ/)`, the word as written and its phonemes, and emphasised words, marked as
`[never](+)`; a word may be both, `[[Ino](/iːno/)](+)`. A stuttered beginning is `[Nuh](~), no`.
Only `mark_phonemes`, `mark_emphasis` and `mark_stutter` make these forms. An engine that can use
none speaks `plain(text)`; one that can use phonemes passes the text through `replace_marks`, which
keeps story and phonemes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fic_audio.config.ipa import LETTERS

_IPA = rf"\(/([{re.escape(''.join(LETTERS))} ]+)/\)"
_MARKED = re.compile(rf"\[([^\[\]]+)\]{_IPA}")
_EMPHASISED = re.compile(rf"\[([^\[\]]+|{_MARKED.pattern})\]\(\+\)")
_STUTTERED = re.compile(r"\[([^\[\]]+)\]\(~\)")
_FORGED = re.compile(r"\](?=\()")
_RESPELT = re.compile(
    r"(?<![\w-])(?<![A-Za-z']')(?=[\w-]*[a-z])[A-Za-z']++(?:-[A-Za-z']++)+(?![\w-])"
)
_SHOUTED = re.compile(r"[A-Z]{2,}")


def mark_phonemes(word: str, ipa: str) -> str:
    """A word marked with its pronunciation in IPA.

    >>> mark_phonemes("Ino", "iːno")
    '[Ino](/iːno/)'
    """
    return f"[{word}](/{ipa}/)"


def mark_emphasis(words: str) -> str:
    """Words that are emphasised, or a word that is marked with its pronunciation.

    >>> mark_emphasis("never")
    '[never](+)'
    """
    return f"[{words}](+)"


def mark_stutter(syllable: str) -> str:
    """A syllable that stands for the sound with which somebody tries to begin the next word.

    >>> mark_stutter("Nuh")
    '[Nuh](~)'
    """
    return f"[{syllable}](~)"


def replace_stutters(text: str, say: Callable[[str], str]) -> str:
    """The text with every such syllable replaced by `say(syllable)`.

    >>> replace_stutters("[Nuh](~), no.", str.upper)
    'NUH, no.'
    """
    return _STUTTERED.sub(lambda match: say(match[1]), text)


def find_emphasis(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the marks of emphasis, and where the emphasised words stand in it.

    >>> find_emphasis("I [never](+) said so.")
    ('I never said so.', [(2, 7)])
    """
    places: list[tuple[int, int]] = []
    parts: list[str] = []
    length = end = 0
    for match in _EMPHASISED.finditer(text):
        before = text[end : match.start()]
        places.append((length + len(before), length + len(before) + len(match[1])))
        parts += [before, match[1]]
        length += len(before) + len(match[1])
        end = match.end()
    return "".join([*parts, text[end:]]), places


def strip_marks(text: str) -> str:
    """Text of a story without anything that looks like such a mark.

    >>> strip_marks("[Ino](/x/)")
    '[Ino] (/x/)'
    """
    return _FORGED.sub("] ", text)


def plain(text: str) -> str:
    """The text without its marks, for engines without phonemes, and for counting words.

    >>> plain("[Ino](/iːno/) ran.")
    'Ino ran.'
    """
    return _MARKED.sub(r"\1", _STUTTERED.sub(r"\1", _EMPHASISED.sub(r"\1", text)))


def replace_marks(text: str, say: Callable[[str, str], str]) -> str:
    """The text with every marked word replaced by `say(word, ipa)`.

    >>> replace_marks("[Ino](/iːno/) ran.", lambda word, ipa: f"<{ipa}>")
    '<iːno> ran.'
    """
    text = _STUTTERED.sub(r"\1", _EMPHASISED.sub(r"\1", text))
    return _MARKED.sub(lambda match: say(match[1], match[2]), text)


def in_small_letters(text: str) -> str:
    """A respelling with its capital syllables in lower case, for engines that would spell them out.

    >>> in_small_letters("SAH-koo-rah joined the FBI-SWAT team")
    'sah-koo-rah joined the FBI-SWAT team'
    """
    return _RESPELT.sub(lambda match: _SHOUTED.sub(lambda m: m[0].lower(), match[0]), text)
