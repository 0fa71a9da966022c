"""Speech in marks of its own, from mind to mind, in signs, of other beings: `::Are you there?::`.

`::…::`, `//…//`, `<<…>>` and `§…§` mean nothing else. `=…=`, `/…/`, `|…|`, `^…^`, `#…#` mean it
where several sentences stand in them; `[…]`, `{…}`, `<…>`, `:…:`, `~…~`, `+…+` and bold where tags
show it. What somebody answers, or a verb of speech tags, is said; all other such words are thought.
A game's windows, stage directions, emphasis, paths and sums stay what they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from fic_audio.page.segment.tag_words import said_after, said_before, thought_after
from fic_audio.page.segment.words import WORD
from fic_audio.text.emphasis import find_emphases

Blocks = Sequence[tuple[int, int]]
Ranges = Sequence[tuple[int, int]]


class MarkedSpeech(NamedTuple):
    """A stretch between its marks, both included."""

    start: int
    end: int
    spoken: bool
    """False: it is only thought."""


class _Trust(Enum):
    """How much marks tell by themselves."""

    SURE = "they stand for nothing else"
    RARE = "they hardly ever stand around sentences"
    COMMON = "a tag has to show it"


class _Shape(NamedTuple):
    sign: str
    """What has to stand in a chapter for the shape to be looked for."""
    pattern: re.Pattern[str]
    trust: _Trust


class _Place(NamedTuple):
    """Words in marks that may be speech."""

    start: int
    end: int
    paragraph: int
    tagged: bool | None
    """Whether a tag says that they are spoken, or thought; None: there is no tag."""
    comma: bool
    """They end with a comma, as only speech does before its tag."""


_LONGEST = 600
_AROUND = 100
"""Characters to either side that may tell what marks mean."""
_BESIDE = r"\w:/*=|^#+~"
"""What stands right outside of marks only where they mean something else."""


def _between(opening: str, closing: str, barred: str) -> re.Pattern[str]:
    # The mark comes first, what may not stand before it after it: a literal is found quickly.
    low, high = re.escape(opening), re.escape(closing)
    return re.compile(
        rf"{low}(?<![{_BESIDE}]{low})(?=\w|[¿¡…\"'“‘])(?P<words>[^{barred}\n]{{1,{_LONGEST}}})"
        rf"(?<!\s){high}(?![{_BESIDE}])"
    )


_SHAPES = (
    _Shape("::", _between("::", "::", ":"), _Trust.SURE),
    _Shape("//", _between("//", "//", "/"), _Trust.SURE),
    _Shape("<<", _between("<<", ">>", "<>"), _Trust.SURE),
    _Shape("§", _between("§", "§", "§"), _Trust.SURE),
    *(
        _Shape(sign, _between(sign, sign, sign[0]), _Trust.RARE)
        for sign in ("==", "=", "/", "|", r"\^"[1:], "#", "¦", "¤")
    ),
    _Shape(">", _between("<", ">", "<>"), _Trust.COMMON),
    _Shape("]", _between("[", "]", r"\[\]"), _Trust.COMMON),
    _Shape("}", _between("{", "}", "{}"), _Trust.COMMON),
    _Shape("›", _between("‹", "›", "‹›"), _Trust.COMMON),
    _Shape(":", _between(":", ":", ":"), _Trust.COMMON),
    _Shape("~", _between("~", "~", "~"), _Trust.COMMON),
    _Shape("+", _between("+", "+", "+"), _Trust.COMMON),
)
ENDED = re.compile(r"[.,!?…~—–-][\"'”’]?$")
_FREE = re.compile(r"(?:^|[.!?…:,—–-][\"”»'’*_)\]}>=/|^#~]*|[\"”»*_)\]}>=/|^#~])\s*$")
"""What stands before a sentence in marks, rather than before words inside a sentence."""
QUOTES = frozenset("\"“”„«»'‘’`")
_NEAR = 4
"""Paragraphs within which an answer comes."""
ASIDE = re.compile(
    r"\W*(?:A/?N|T/?N|author|note|notes|edit|translat\w+|warnings?|flash\s?back|flash\s?forward|end"
    r"|begin|start|scene|time|image|picture|ed|beta|insert|redacted|static|silence|pause|music)\b"
    r"(?![,’'])|.*\b(?:later|ago|earlier|p\.?o\.?v)\b\W*$",
    re.IGNORECASE,
)
"""What stands in such marks and is said by nobody: a note, a place or a time."""
_GAME = re.compile(
    r"\b(?:quests?|levels?|lvl|lv|xp|exp|hp|mp|sp|stats?|skills?|status|reward|class|title|dungeon"
    r"|achievements?|inventory|damage|players?|tutorial|rank|bonus|system|y/n|notification"
    r"|acquired|unlocked|congratulations|points?|accept)\b",
    re.IGNORECASE,
)
_PLAYED = 2
"""Windows of a game that show that a chapter has more of them."""
_FIGURE = re.compile(r"\d|:\s|\+")


BOLD = "**"


def find_signs(texts: Sequence[str]) -> frozenset[str]:
    """The marks that a story's tags show to mean speech, in whichever of its chapters."""
    found = set[str]()
    for shape in (*_SHAPES, _Shape(BOLD, _between("**", "**", "*"), _Trust.COMMON)):
        if shape.trust is _Trust.SURE:
            continue
        tags = 0
        for text in texts:
            for match in shape.pattern.finditer(text) if shape.sign in text else ():
                words = match["words"]
                first, last = max(0, match.start() - _AROUND), match.end() + _AROUND
                low = max(first, text.rfind("\n", first, match.start()) + 1)
                high = text.find("\n", match.end(), last)
                high = min(last, len(text)) if high < 0 else high
                if _tagged(text, *match.span(), low, high, words):
                    place = _Place(*match.span(), 0, True, False)
                    tags += _is_sentence(text, place, words, low, high)
                    tags += words.endswith(",")
        if tags > 1:
            found.add(shape.sign)
    return frozenset(found)


def find_marked_speech(
    text: str,
    blocks: Blocks,
    bold: Ranges = (),
    known: frozenset[str] = frozenset(),
) -> list[MarkedSpeech]:
    """The speech and thoughts of a chapter in marks of their own, in order; none in another.

    `bold`: the reader's marks. `known`: marks that other chapters show to mean speech.
    """
    found: list[MarkedSpeech] = []
    paragraphs = Paragraphs(text, blocks)
    for shape in _SHAPES:
        if shape.sign in text:
            matches = shape.pattern.finditer(text)
            inside = ((*match.span(), match["words"]) for match in matches)
            found += _read(text, paragraphs, inside, shape.trust, known=shape.sign in known)
    strong = find_emphasised(text, blocks, bold, strong=True)
    found += _read(text, paragraphs, strong, _Trust.COMMON, known=BOLD in known)
    found.sort()
    kept: list[MarkedSpeech] = []
    for mind in found:
        if not kept or mind.start >= kept[-1].end:
            kept.append(mind)
    return kept


class Paragraphs:
    """Where the paragraphs of a chapter lie, and which of them quote somebody."""

    def __init__(self, text: str, blocks: Blocks) -> None:
        self._text = text
        self._blocks = blocks
        self._starts = [start for start, _ in blocks]

    def number(self, at: int) -> int:
        """The number of the paragraph that `at` lies in, or behind."""
        return max(0, bisect_right(self._starts, at) - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        return self._blocks[number]

    def quotes(self, first: int, last: int) -> bool:
        """Whether speech in the usual marks stands in the paragraphs from `first` to `last`."""
        return any(
            not QUOTES.isdisjoint(self._text[start:end])
            for start, end in self._blocks[max(0, first) : last + 1]
        )


def _read(
    text: str,
    paragraphs: Paragraphs,
    inside: Iterable[tuple[int, int, str]],
    trust: _Trust,
    *,
    known: bool = False,
) -> list[MarkedSpeech]:
    """What stands in one kind of marks, as far as it is speech or thought."""
    places: list[_Place] = []
    windows = 0
    unsure: list[tuple[_Place, str]] = []
    for start, end, words in inside:
        number = paragraphs.number(start)
        low, high = paragraphs.bounds(number)
        if end > high:
            continue
        tagged = _tagged(text, start, end, low, high, words)
        comma = words.endswith(",")
        place = _Place(start, end, number, tagged, comma)
        if trust is _Trust.SURE:
            if ENDED.search(words) or tagged is not None or len(WORD.findall(words)) > 2:
                places.append(place)
            continue
        windows += tagged is None and _GAME.search(words) is not None
        if _is_sentence(text, place, words, low, high):
            unsure.append((place, words))
    if trust is not _Trust.SURE:
        games = windows >= _PLAYED
        places = [
            place
            for place, words in unsure
            if place.tagged is not None
            or not (games and (_GAME.search(words) or _FIGURE.search(words)))
        ]
        if not (known or _means_speech(places, trust)):
            return []
    said = sum(place.tagged is True for place in places)
    all_said = (said > 1 or known) and all(place.tagged is not False for place in places)
    return [
        MarkedSpeech(
            place.start,
            place.end,
            place.tagged or (place.tagged is None and (all_said or _answered(places, nth))),
        )
        for nth, place in enumerate(places)
    ]


def _means_speech(places: Sequence[_Place], trust: _Trust) -> bool:
    """Whether marks that may mean other things mean speech."""
    tagged = [place for place in places if place.tagged is not None]
    if trust is _Trust.RARE and len(places) > 1:
        return True
    if any(place.comma for place in tagged):
        return True
    return len(places) > 1 and bool(tagged) and len(places) <= _PER_TAG * len(tagged)


_PER_TAG = 12
"""Sentences in common marks for each of which one at least is tagged, where they are speech."""


def find_emphasised(
    text: str, blocks: Blocks, marks: Ranges, *, strong: bool
) -> list[tuple[int, int, str]]:
    """The stretches in bold (`strong`) or in italics, by the reader's marks or by their own."""
    found = [(start, end, text[start:end].strip("*_ ")) for start, end in marks]
    if "*" in text or "_" in text:
        for low, high in blocks:
            for each in find_emphases(text, low, high):
                if each.strong is strong:
                    words = text[each.start : each.end].strip("*_ ")
                    found.append((each.start, each.end, words))
    return sorted(found)


def _is_sentence(text: str, place: _Place, words: str, low: int, high: int) -> bool:
    """Whether words in marks stand where speech does, and are built like it."""
    if not ENDED.search(words) or ASIDE.match(words):
        return False
    first = next(filter(str.isalpha, words), "")
    if not (first.isupper() or place.tagged is not None):
        return False
    before = text[max(low, place.start - 8) : place.start]
    after = text[place.end : place.end + 1] if place.end < high else ""
    beside = before[-1:]
    if (beside and not (beside.isspace() or beside in "—–-")) or (after and after in QUOTES):
        return False
    return place.tagged is not None or _FREE.search(before) is not None


def _tagged(text: str, start: int, end: int, low: int, high: int, words: str) -> bool | None:
    """Whether a tag says that it is spoken, or thought; None: there is no tag."""
    mark = words.rstrip("\"'”’*_")[-1:]
    if said_after(text, end, high, mark):
        return True
    if thought_after(text, end, high):
        return False
    return True if said_before(text, start, low) else None


def _answered(places: Sequence[_Place], nth: int) -> bool:
    """Whether more such speech stands in the paragraphs around."""
    here = places[nth].paragraph
    beside = (*places[max(0, nth - 1) : nth], *places[nth + 1 : nth + 2])
    return any(abs(place.paragraph - here) <= _NEAR for place in beside)
