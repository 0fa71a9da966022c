"""How a cue's text marks words with phonemes of their own, and what engines do with the marks.

A cue's text is plain, except for words whose pronunciation somebody wrote in IPA. They are marked
as `[Sakura](/sɑːkʊɾɑ/)`, the word as written and its phonemes; only `mark_phonemes` makes this
form. An engine that can't use phonemes speaks `plain(text)`; one that can passes the text through
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
    """A word marked with its pronunciation in IPA.

    >>> mark_phonemes("Ino", "iːno")
    '[Ino](/iːno/)'
    """
    return f"[{word}](/{ipa}/)"


def strip_marks(text: str) -> str:
    """Text of a story without anything that looks like a mark of `mark_phonemes`.

    >>> strip_marks("[Ino](/x/)")
    '[Ino] (/x/)'
    """
    return _FORGED.sub("] ", text)


def plain(text: str) -> str:
    """The text without its marks, for engines without phonemes, and for counting words.

    >>> plain("[Ino](/iːno/) ran.")
    'Ino ran.'
    """
    return _MARKED.sub(r"\1", text)


def replace_marks(text: str, say: Callable[[str, str], str]) -> str:
    """The text with every marked word replaced by `say(word, ipa)`.

    >>> replace_marks("[Ino](/iːno/) ran.", lambda word, ipa: f"<{ipa}>")
    '<iːno> ran.'
    """
    return _MARKED.sub(lambda match: say(match[1], match[2]), text)


def in_small_letters(text: str) -> str:
    """A respelling with its capital syllables in lower case, for engines that would spell them out.

    >>> in_small_letters("SAH-koo-rah joined the FBI-SWAT team")
    'sah-koo-rah joined the FBI-SWAT team'
    """
    return _RESPELT.sub(lambda match: _SHOUTED.sub(lambda m: m[0].lower(), match[0]), text)
