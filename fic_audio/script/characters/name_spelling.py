"""How a name is written: its small words, its letters and figures, its honorific."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.model import Span
from fic_audio.text.mentions import PARTICLES
from fic_audio.text.sentences import ABBREVIATIONS
from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import HONORIFICS

SENTENCE_OPENS = re.compile(r"(?:^|[.!?…:\"“”‘*_(\[—–]|--|\n\s*\n)[\s\"“”‘'*_(\[]*$")
ABBREVIATED = re.compile(r"\b(?:" + "|".join(sorted(ABBREVIATIONS)) + r")\.\s$", re.IGNORECASE)
NAME_PARTICLES = PARTICLES - frozenset("of the with and".split())
CALLS = frozenset("call calls called calling name named nickname nicknamed dub dubbed".split())
CALLED = frozenset("him her them me himself herself us you".split())


def particles(found: Sequence[Word], last: int, *, after_title: bool) -> int:
    """How many small words of a name follow: two in "van der Luyden", one in "Duke of Varn"."""
    count = 0
    while last + count + 2 < len(found) and count < 3:
        word = found[last + count + 1]
        of = after_title and count == 0 and word.text == "of"
        if not of and word.text.lower() not in NAME_PARTICLES:
            break
        count += 1
        if of or word.possessive:
            break
    return count


def code(text: str, found: Sequence[Word], at: int) -> int | None:
    """The last word of a name of letters and figures: "K-7T", "9B"."""
    if not _incode(found[at].text):
        return None
    last = at
    while (
        last < min(at + 4, len(found) - 1)
        and _incode(found[last].text)
        and _incode(found[last + 1].text)
        and text[found[last].end : found[last + 1].start] == "-"
    ):
        last += 1
    parts = "".join(word.text for word in found[at : last + 1])
    letters = any(letter.isalpha() for letter in parts)
    return last if letters and has_figure(parts) else None


def _incode(word: str) -> bool:
    return word.isascii() and word.isalnum() and word == word.upper()


def has_figure(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def opens_sentence(text: str, span: Span, word: Word) -> bool:
    """Whether a sentence begins with a word, so that its capital tells nothing."""
    before = text[max(span.start, word.start - 6) : word.start]
    if before[-1:] == " " and before[-2:-1].isalnum():
        # So stand most words.
        return False
    return bool(SENTENCE_OPENS.search(before)) and not ABBREVIATED.search(before)


def honorific(text: str, found: Sequence[Word], last: int) -> str:
    """The honorific joined to a name: "chan" in "Mika-chan"."""
    if last + 1 == len(found) or text[found[last].end : found[last + 1].start] != "-":
        return ""
    suffix = found[last + 1].text.lower()
    return suffix if suffix in HONORIFICS else ""


def nickname(found: Sequence[Word], first: int, last: int) -> bool:
    """Whether a name is said to be what somebody is called: "called him Tom", "Tom for short"."""
    before = [word.text.lower() for word in found[max(first - 2, 0) : first]]
    if len(before) == 2 and before[0] in CALLS and before[1] in CALLED:
        return True
    behind = [word.text.lower() for word in found[last + 1 : last + 3]]
    return behind == ["for", "short"]
