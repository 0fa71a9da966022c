"""The words of a story as data for any format: one line, no character that breaks a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from fic_audio.controls import CONTROLS, SURROGATES
from fic_audio.language import base
from fic_audio.model import NARRATOR

# White space that may not break a line (U+00A0, U+202F) and the wide space of Chinese stay.
_SPACES = re.compile("[\\t-\\r\\x1c-\\x20\\x85\u2028\u2029]+")
_NONCHARACTERS = "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_UNPRINTABLE = re.compile(f"[{CONTROLS}{SURROGATES}\ufeff\ufdd0-\ufdef{_NONCHARACTERS}]")
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he nqo ps sd syr ug ur yi".split())
_WITHOUT_SPACES = frozenset("ja lo my km th yue zh".split())
_CLOSING = re.compile(r"[,.;:!?…)\]}”’»、。，！？；：」』）،؛؟]")
_SAMPLE = 5000
_NUMBERED = re.compile(
    r"(?:(?:chapter|chap\.?|ch\.?|episode|part)\s*)?(\d+)(?:\s*[:–—]|\s+-|[.)])\s+(?=\S)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Text in one line, without control characters, halves of characters and non-characters.

    >>> clean(" a\\x00b\\n\\n c\\ud800 ")
    'ab c'
    """
    return _UNPRINTABLE.sub("", _SPACES.sub(" ", text)).strip()


def name_speaker(speaker: str) -> str:
    """What a listener is shown as the speaker's name; never empty.

    >>> name_speaker("narrator"), name_speaker("Mo\\n")
    ('Narrator', 'Mo')
    """
    return "Narrator" if speaker == NARRATOR else clean(speaker) or "Narrator"


def joint(left: str, right: str, language: str) -> str:
    """What stands between two sentences of one paragraph: a space, or nothing.

    >>> joint("“Wait”", "—she ran", "en"), joint("“Wait,”", "she said.", "en")
    ('', ' ')
    """
    if base(language) in _WITHOUT_SPACES or _CLOSING.match(right):
        return ""
    dash = left.endswith("—") or right.startswith("—")
    return "" if dash and base(language) in ("", "en") else " "


def is_rtl(language: str, texts: Iterable[str]) -> bool:
    """Whether a text runs from right to left: by its language, or else by its letters.

    >>> is_rtl("he", ["Tea"]), is_rtl("", ["שלום"]), is_rtl("en", ["שלום"])
    (True, True, False)
    """
    # Kurdish, Azerbaijani and others are written either way: their letters tell.
    if language and base(language) not in ("az", "ks", "ku", "ms", "pa", "und", "uz"):
        return base(language) in _RIGHT_TO_LEFT
    balance = 0
    for char in _first(texts):
        direction = unicodedata.bidirectional(char)
        balance += (direction in ("R", "AL")) - (direction == "L")
    return balance > 0


def _first(texts: Iterable[str]) -> Iterator[str]:
    left = _SAMPLE
    for text in texts:
        yield from text[:left]
        left -= len(text)
        if left <= 0:
            return


def split_number(title: str) -> tuple[int, str]:
    """A chapter's title as its number, 0 for none, and what is left of it.

    >>> split_number("Chapter 3: The Gate"), split_number("3. The Gate"), split_number("The Gate")
    ((3, 'The Gate'), (3, 'The Gate'), (0, 'The Gate'))
    """
    match = _NUMBERED.match(title)
    return (int(match[1]), title[match.end() :]) if match else (0, title)
