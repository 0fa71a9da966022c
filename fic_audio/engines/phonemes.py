"""How the text of a cue says that a word has phonemes of its own, and what engines make of it.

A cue's text is plain, but for words whose pronunciation somebody wrote in IPA. Those stand as
`[Sakura](/sɑːkʊɾɑ/)`, the word as written and its phonemes: a form only `mark_phonemes` makes. An
engine that can't be told phonemes says `plain(text)`; one that can takes the text through
`replace_marks`, which keeps story and phonemes apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fic_audio.config.ipa import LETTERS

_MARKED = re.compile(rf"\[([^\[\]]+)\]\(/([{re.escape(''.join(LETTERS))} ]+)/\)")
_FORGED = re.compile(r"\](?=\()")
_RESPELT = re.compile(
    r"(?<![\w-])(?<![A-Za-z']')(?=[\w-]*[a-z])[A-Za-z']++(?:-[A-Za-z']++)+(?![\w-])"
)
_SHOUTED = re.compile(r"[A-Z]{2,}")


def mark_phonemes(word: str, ipa: str) -> str:
    """A word that is said as the IPA has it.

    >>> mark_phonemes("Ino", "iːno")
    '[Ino](/iːno/)'
    """
    return f"[{word}](/{ipa}/)"


def strip_marks(text: str) -> str:
    """Text of a story, in which nothing can be taken for what `mark_phonemes` makes.

    >>> strip_marks("[Ino](/x/)")
    '[Ino] (/x/)'
    """
    return _FORGED.sub("] ", text)


def plain(text: str) -> str:
    """The words alone, for an engine without phonemes, and to count them.

    >>> plain("[Ino](/iːno/) ran.")
    'Ino ran.'
    """
    return _MARKED.sub(r"\1", text)


def replace_marks(text: str, say: Callable[[str, str], str]) -> str:
    """The text with every marked word as `say(word, ipa)` has it.

    >>> replace_marks("[Ino](/iːno/) ran.", lambda word, ipa: f"<{ipa}>")
    '<iːno> ran.'
    """
    return _MARKED.sub(lambda match: say(match[1], match[2]), text)


def in_small_letters(text: str) -> str:
    """A respelling's capital syllables in small letters, for an engine that would spell them out.

    >>> in_small_letters("SAH-koo-rah joined the FBI-SWAT team")
    'sah-koo-rah joined the FBI-SWAT team'
    """
    return _RESPELT.sub(lambda match: _SHOUTED.sub(lambda m: m[0].lower(), match[0]), text)
