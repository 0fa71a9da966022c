"""Letters -> the writing they are of, and a language that it is likely to be.

A story in one writing holds words of another: a line of a letter, a name, a gloss. Who reads them
has to know where they begin and end, and in what language to say them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from fic_audio.language import base, english_name

KANA = "ja-Hrkt"
"""Japanese in its syllables alone: who can't read its characters may still read these."""

# Its name in English; its letters by their codes; the language it is taken for, if there is one;
# others that are written so. Latin is not here: every voice has a way to say it.
_TABLE = """
Greek | 0370-03ff 1f00-1fff | el | grc
Cyrillic | 0400-052f 1c80-1c8f 2de0-2dff a640-a69f | ru | uk be bg sr mk bs kk ky tt ba mn uz az
Armenian | 0531-058f fb13-fb17 | hy |
Hebrew | 0590-05ff fb1d-fb4f | he | yi
Arabic | 0600-06ff 0750-077f 08a0-08ff fb50-fdff fe70-fefc | ar | fa ur ug ku az
Syriac | 0700-074f | |
Thaana | 0780-07bf | |
Devanagari | 0900-0963 0966-097f a8e0-a8ff | hi | mr ne
Bengali | 0980-09ff | bn | as
Punjabi | 0a00-0a7f | pa |
Gujarati | 0a80-0aff | gu |
Odia | 0b00-0b7f | or |
Tamil | 0b80-0bff | ta |
Telugu | 0c00-0c7f | te |
Kannada | 0c80-0cff | kn |
Malayalam | 0d00-0d7f | ml |
Sinhala | 0d80-0dff | si |
Thai | 0e01-0e3a 0e40-0e5b | th |
Lao | 0e80-0eff | |
Tibetan | 0f00-0fff | |
Burmese | 1000-109f | my |
Georgian | 10a0-10ff 1c90-1cbf 2d00-2d2f | ka |
Korean | 1100-11ff 3131-318e a960-a97f ac00-d7ff | ko |
Amharic | 1200-139f 2d80-2ddf | am |
Cherokee | 13a0-13ff ab70-abbf | chr |
Inuktitut | 1401-167f | |
Ogham | 1681-169a | |
Runic | 16a0-16f8 | |
Khmer | 1780-17ff | |
Mongolian | 1820-18aa | |
Javanese | a980-a9df | |
Glagolitic | 2c00-2c5f | |
Coptic | 2c80-2cff | |
Tifinagh | 2d30-2d7f | |
Yi | a000-a4cf | |
Japanese | 3041-309f 30a1-30fa 30fc-30ff 31f0-31ff ff66-ff9f | ja-Hrkt | ja
Chinese | 2e80-2fd5 3005-3007 3105-312f 3400-4dbf 4e00-9fff f900-faff 20000-333af | zh | ja yue ko
Gothic | 10330-1034a | |
Cuneiform | 12000-12543 | |
Egyptian | 13000-133ff | |
"""


class _Writing(NamedTuple):
    name: str
    letters: str
    """Inside of the brackets of a pattern."""
    tag: str
    languages: frozenset[str]
    """Those that are written so."""


def _row(row: str) -> _Writing:
    name, ranges, tag, others = (part.strip() for part in row.split("|"))
    letters = "".join(
        "-".join(chr(int(code, 16)) for code in each.split("-")) for each in ranges.split()
    )
    return _Writing(name, letters, tag, frozenset((base(tag), *others.split())) - {""})


_ROWS = tuple(map(_row, _TABLE.strip().splitlines()))
_BY_NAME = {row.name: row for row in _ROWS}
_RUN = re.compile("|".join(f"([{row.letters}]+)" for row in _ROWS))
_KANA = re.compile(f"[{_BY_NAME['Japanese'].letters}]")
_ANY = re.compile("[" + "".join(row.letters for row in _ROWS) + "]")
_MARKS = re.compile(
    r"[\s.,!?;:…'\"“”„‘’«»()\[\]「」『』（）【】〈〉《》。、！？，．：；؟،।॥—–~～・·*_-]*"
)
"""What has no words of its own: it goes with the words before it, or behind it."""
_STOPS = frozenset(".,!?;:…。！？、．，」』）】〉》؟،।॥।")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

# Letters of one language alone among those of a writing.
_TELLING = {
    "Cyrillic": (("uk", "іїєґІЇЄҐ"), ("be", "ўЎ"), ("sr", "ђћљњЂЋЉЊ"), ("mk", "ѓќѕЃЌЅ")),
    "Arabic": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
}
_NAME = 4
"""Characters of Chinese that are rather a name than a sentence."""
_GREEK = "Greek"


class Stretch(NamedTuple):
    """A part of a text in one writing."""

    start: int
    end: int
    writing: str = ""
    """Its name in English; empty for the story's own."""
    tag: str = ""
    """The language it is taken for (IETF); empty if nobody knows, and for the story's own."""

    @property
    def called(self) -> str:
        """What English calls it: by its language, if that is known."""
        return english_name(self.tag) if self.tag else self.writing


def is_mixed(text: str) -> bool:
    """Whether letters of another writing than Latin stand in a text.

    >>> is_mixed("café"), is_mixed("ありがとう")
    (False, True)
    """
    return not text.isascii() and _ANY.search(text) is not None


def is_japanese(text: str) -> bool:
    """Whether a text holds syllables of Japanese: its Chinese characters are then Japanese too.

    >>> is_japanese("日本語"), is_japanese("日本語で")
    (False, True)
    """
    return not text.isascii() and _KANA.search(text) is not None


def runs(text: str) -> Iterator[tuple[str, int]]:
    """The writings other than Latin of a text, each with how many of its letters stand together.

    >>> list(runs("(ಠ_ಠ) はい"))
    [('Kannada', 1), ('Kannada', 1), ('Japanese', 2)]
    """
    for name, low, high in _runs(text, 0, len(text)):
        yield name, high - low


def stretches(
    text: str, start: int, end: int, own: str = "", *, japanese: bool = False
) -> list[Stretch]:
    """The parts of `text[start:end]` in one writing each; together they are the whole.

    `own` is the story's language; what is written as it is, and all in Latin letters, is the
    story's. `japanese`: whether the story holds Japanese elsewhere. A sign of Greek ("the α"), and
    a letter of another writing in a word of Latin ones, belongs to the words around it.

    >>> stretches("She said ありがとう。", 0, 15)
    [Stretch(start=0, end=9, writing='', tag=''), Stretch(start=9, end=15, writing='Japanese', \
tag='ja-Hrkt')]
    """
    found: list[Stretch] = []
    for each in _abroad(text, start, end, base(own), japanese):
        begin = found[-1].end if found else start
        if each.end <= begin:
            continue  # written to the one before, without a space
        each = _with_its_word(text, each, begin, end)
        if each.start > begin:
            if not _MARKS.fullmatch(text, begin, each.start):
                found.append(Stretch(begin, each.start))
            elif found:
                found[-1] = found[-1]._replace(end=each.start)
            else:
                each = each._replace(start=begin)
        found.append(each)
    begin = found[-1].end if found else start
    if begin < end or not found:
        if found and _MARKS.fullmatch(text, begin, end):
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Stretch(begin, end))
    return found


def _abroad(text: str, start: int, end: int, own: str, japanese: bool) -> Iterator[Stretch]:
    """The stretches that are not of the story's own writing."""
    waiting: list[tuple[str, int, int]] = []
    for name, low, high in _runs(text, start, end):
        if own in _BY_NAME[name].languages or _in_a_word(text, name, low, high):
            continue
        if waiting and _goes_on(text, waiting[-1], name, low):
            waiting.append((name, low, high))
            continue
        if waiting:
            yield _stretch(text, waiting, japanese)
        waiting = [(name, low, high)]
    if waiting:
        yield _stretch(text, waiting, japanese)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in _RUN.finditer(text, start, end):
        if any(map(str.isalpha, match[0])):  # figures are numbers in all languages
            yield _ROWS[(match.lastindex or 1) - 1].name, match.start(), match.end()


def _with_its_word(text: str, each: Stretch, least: int, most: int) -> Stretch:
    """The stretch with what is written to it without a space, as in "5月", and the stops behind."""
    start, end = max(each.start, least), each.end
    while start > least and _is_word(text[start - 1]):
        start -= 1
    while end < most and _is_word(text[end]):
        end += 1
    while end < most and text[end] in _STOPS:
        end += 1
    return each._replace(start=start, end=end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char in "-'’" or unicodedata.category(char) in ("Mn", "Mc")


def _in_a_word(text: str, writing: str, start: int, end: int) -> bool:
    """Whether letters are a sign, or dress up a word of Latin ones ("STALKEЯ")."""
    before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
    if writing in (_GREEK, "Cyrillic", "Cherokee"):
        if _LATIN.match(before) or _LATIN.match(behind):
            return True
        return end - start == 1 and writing == _GREEK
    return False


def _goes_on(text: str, last: tuple[str, int, int], writing: str, start: int) -> bool:
    """Whether a run goes on with what the last one says: marks alone are between them."""
    name, _, end = last
    eastern = {name, writing} <= {"Japanese", "Chinese"}
    return (name == writing or eastern) and bool(_MARKS.fullmatch(text, end, start))


def _stretch(text: str, runs: list[tuple[str, int, int]], japanese: bool) -> Stretch:
    names = {name for name, _, _ in runs}
    start, end = runs[0][1], runs[-1][2]
    if names == {"Chinese"}:
        # A name may be said as the Chinese say it; a sentence of somebody else's may not.
        kanji = japanese and sum(high - low for _, low, high in runs) > _NAME
        return Stretch(start, end, "Japanese" if kanji else "Chinese", "ja" if kanji else "zh")
    if "Chinese" in names:
        return Stretch(start, end, "Japanese", "ja")
    (writing,) = names
    for language, letters in _TELLING.get(writing, ()):
        if any(letter in letters for letter in text[start:end]):
            return Stretch(start, end, writing, language)
    return Stretch(start, end, writing, _BY_NAME[writing].tag)
