"""Paragraphs -> the letters, notes and e-mails that are set into the story.

A letter shows itself by how it begins ("Dear Meg,"), how it ends ("Yours truly," and a name), what
leads up to it ("The note read:") and how it is dressed: every paragraph in quotation marks, in
italics, or quoted by ">". One sign alone is not enough, as people say "My dear Watson," too. In
doubt a paragraph is story.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

Blocks = Sequence[tuple[int, int]]

_LONGEST = 60
"""Paragraphs in which a letter has to end."""
_MARKS = r"[\s>\"“”«»‘'’*_]*"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Capt|Lt|Sgt|Rev)\b\.?\s+|Miss\s+|Sir\s+|Madam\s+)?"
_DEAR = re.compile(
    rf"""{_MARKS}(?:(?:my|our)\s+)?(?:(?:own|very|most|poor|sweet|ever)\s+)*
    (?:dear(?:est)?|darling|beloved|honou?red|esteemed)\b,?\s+(?:(?:my\s+)?dear(?:est)?\s+)?(?!me\b|lord\b|god\b)
    (?P<who>{_TITLE}[^\W\d_][^\n,:;!?.—"“”]{{0,40}}?)
    (?P<mark>\s*(?:,|:|;)?\s*(?:--|—|–)|,|:|;|(?=[\"“”*_]*\s*$))""",
    re.VERBOSE | re.IGNORECASE,
)
_NAME_ALONE = re.compile(rf"{_MARKS}[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,3}}[,:]{_MARKS}$")
_RELATION = r"""(?:friend|son|daughter|mother|mum|mom|mama|father|dad|papa|sister|brother|cousin|servant
    |husband|wife|aunt|auntie|uncle|niece|nephew|grandmother|grandma|grandfather|grandpa|well-wisher
    |godfather|godmother|student|teacher|comrade|captain|boy|girl|love|admirer|ally|partner)"""
_WORDS = r"(?:[\w&’']+\.?,?\s+){0,5}?"
_YOURS = re.compile(
    rf"""{_MARKS}(?:(?:i\s+am|i\s+remain|believe\s+me|and\s+remain|we\s+remain)\b,?\s*)?
    (?:(?:ever|always|and|as\s+ever|as\s+always|most|very|forever),?\s+)*
    (?:your['’]?s\b(?:\s+(?:\w+ly|ever|always|forever|in\s+\w+|etc|&c|and))*
      |(?:(?:all|much|lots\s+of|with|my|our|best|eternal|undying|sending)\s+)*love\b(?:\s+(?:always|you|and\s+\w+))*
      |(?:very\s+|most\s+)?(?:sincerely|respectfully|cordially|faithfully|affectionately|fondly|gratefully)
        (?:\s+yours?)?
      |(?:with\s+)?(?:best|kind|kindest|warm|warmest)\s+(?:regards|wishes)|(?:with\s+)?regards
      |your\s+{_WORDS}{_RELATION}(?:,?\s+and\s+{_RELATION})?|your\s+(?:\w+\s+and\s+)?(?:affectionate|loving|devoted
        |obedient)
      |i\s+(?:am|remain),?(?:\s+(?:my\s+)?dear\s+\w+|(?=[\s,—–-]*(?:&c|$)))|believe\s+me|x+o+x*o*)\b
    (?:[,.!\s—–*_-]|&c|etc)*
    (?P<name>(?-i:[A-Z][\w.'’-]*(?:\s+(?:[A-Z&][\w.'’-]*|of|the|and|von|van|de|da)){{0,5}})?){_MARKS}[.!]?{_MARKS}$""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"{_MARKS}(?:[—–~-]+\s*)?(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z](?:[\w’'.&-]*)(?:\s+(?:[A-Z][\w’'.-]*|of|the|and|von|van|de|da|&c)){{0,5}}[.,!]?"
    rf"(?:\s*x+o*x*)?{_MARKS}$"
)
_DASH_NAME = re.compile(rf"{_MARKS}(?:[—–~]|--?)\s*[A-Z][\w.’' -]{{0,30}}[.!]?{_MARKS}$")
_TAIL = re.compile(
    r"""(?:\b(?:your['’]?s|sincerely|respectfully|faithfully|your\s+(?:\w+\s+){0,3}?"""
    + _RELATION
    + r""")\b[\s,.]*(?:\w+ly|ever|&c|etc)?[\s,.]*(?:--|[—–-])?\s*[A-Z]?[\w.’'\s]{0,30}
    |(?:--|[—–])\s*[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}|\sin\s+[A-Z]\.\s?[A-Z])[.,]?[\"”»*_'’]*$""",
    re.VERBOSE,
)
_POSTSCRIPT = re.compile(rf"{_MARKS}(?:P\.?\s?)+S\.?\b")
_PLACE = re.compile(
    r"""\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?
    |oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d|[,]\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(r"[\s>*_]*(?:from|to|subject|re|date|sent|cc|bcc)[*_]*:[*_]*\s*\S", re.IGNORECASE)
_KIND = r"(?:letter|note|message|telegram|postcard|post-card|e-?mail|missive|postscript|epistle|scroll)"
_INTRO = re.compile(
    rf"""(?:
      (?:\b{_KIND}s?\b[^.!?\n]{{0,90}}\b(?:read|reads|ran|runs|said|says|began|begins|went|contained)
         (?:\s+(?:simply|only|just|thus))?
        |\b(?:wrote|written|writes|scribbled|scrawled|penned|read\s+it\s+aloud|began\s+to\s+read
         |read\s+aloud)(?:\s+(?:back|simply|only|just|to\s+\w+|another))?
        |\b(?:the|a|this|her|his|my|following)\s+(?:\w+\s+)?{_KIND}
         (?:\s+(?:from|to|for)\s+[\w. ]{{1,30}})?
      )\s*(?::|:?\s*(?:--+|—|–))
      |\b(?:(?:read|ran|replied|written|wrote)\s+as\s+follows
        |\b(?:{_KIND}|read|wrote|written|copy)\b[^!?]{{0,110}}\b(?:(?:was|were)\s+as\s+follows|in\s+these\s+words
          |to\s+this\s+effect)
        |(?:these\s+)?were\s+the\s+contents|the\s+following\s+(?:\w+\s+)?{_KIND}[^.!?:]{{0,30}}
        |the\s+following\s+reply[^.!?:]{{0,30}}|{_KIND}[^.!?]{{0,60}},\s+and\s+then\s+read\s+it\s+aloud
      )\s*[.:]?\s*(?:--+|—|–)?
      ){_MARKS}$""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_LETTER = re.compile(
    r"\b(?:sign|banner|plaque|inscription|headline|label|newspaper|paper|article|poster|poem|song"
    r"|prophecy|book|page|chapter)s?\b[^.!?\n]{0,60}[:.—–-]+\W*$",
    re.IGNORECASE,
)
_DOUBLE = '"“”„«»'
_DOUBLE_MARK = re.compile(f"[{_DOUBLE}]")

_I_OR_YOU = re.compile(r"\b(?:I|we|you|your|my|our)\b", re.IGNORECASE)


class _Dress(Enum):
    """How the paragraphs of a letter are set."""

    QUOTED = "quoted"
    CITED = "cited"
    ITALIC = "italic"
    PLAIN = "plain"


def letters(
    text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
) -> frozenset[int]:
    """The numbers of the paragraphs that belong to letters.

    `prose` tells which paragraphs are no headings, breaks or notes; `italic`, whether a range is
    in italics by the reader's marks.
    """
    reader = _Reader(text, blocks, prose, italic)
    found: set[int] = set()
    here = 0
    while here < len(blocks):
        last = reader.letter(here) if prose[here] else None
        if last is None:
            here += 1
            continue
        found.update(nth for nth in range(reader.heading(here, found), last + 1) if prose[nth])
        here = last + 1
    return frozenset(found)


class _Reader:
    """Goes through the paragraphs of a chapter and tells where letters stand."""

    def __init__(
        self, text: str, blocks: Blocks, prose: Sequence[bool], italic: Callable[[int, int], bool]
    ) -> None:
        self._text = text
        self._blocks = blocks
        self._prose = prose
        self._italic = italic
        self._dresses: dict[int, _Dress | None] = {}

    def letter(self, first: int) -> int | None:
        """The last paragraph of the letter that begins with this one, if one does."""
        text = self._text
        start, end = self._blocks[first]
        dear = self._dear(first)
        told = self._introduced(first)
        mail = self._mail(first)
        named = end - start < 60 and _NAME_ALONE.fullmatch(text, start, end) is not None
        if not (dear or told or mail or named):
            return None
        dress = self._dress(first)
        if dress is None:
            return None
        alone = mail or (told and named) or self._is_alone(first, dear, told=told)
        last, signed = self._end(first, dress, alone=alone or named)
        if signed and (dear or told or mail or (named and last > first + 1)):
            return last
        if mail or (told and (dear or dress is not _Dress.PLAIN)):
            return last
        if dress is _Dress.QUOTED:
            return last if dear and self.heading(first, set()) < first else None
        if alone and dress is _Dress.PLAIN:
            return last if last == first or self._speaks(last) else first
        short = told and end - start < 400 and text[self._blocks[first - 1][1] - 1] == ":"
        return last if alone else first if short else None

    def _dear(self, number: int) -> re.Match[str] | None:
        start, end = self._blocks[number]
        return _DEAR.match(self._text, start, min(end, start + 160))

    def heading(self, first: int, found: set[int]) -> int:
        """Where the place and date above a letter begin."""
        dress = self._dress(first)
        dated = False
        while first > 0 and self._prose[first - 1] and first - 1 not in found:
            start, end = self._blocks[first - 1]
            placed = _PLACE.search(self._text, start, end) or (dated and dress is _Dress.QUOTED)
            if end - start >= 60 or not placed or self._dress(first - 1) is not dress:
                break
            dated = True
            if dress is _Dress.PLAIN and self._text[end - 1] in ".!?:":
                break
            first -= 1
        return first

    def _introduced(self, first: int) -> bool:
        """Whether the paragraph above leads up to a letter."""
        if first == 0 or not self._prose[first - 1]:
            return False
        start, end = self._blocks[first - 1]
        if self._text[end - 1] not in ":.—–-*_":
            return False
        lead = self._text[max(start, end - 160) : end]
        return _INTRO.search(lead) is not None and not _NO_LETTER.search(lead)

    def _is_alone(self, first: int, dear: re.Match[str] | None, *, told: bool) -> bool:
        """Whether the salutation is a paragraph of its own: `"Dearest Lucia,"`."""
        if dear is None:
            return False
        rest = self._text[dear.end() : self._blocks[first][1]].strip(_DOUBLE + "*_'’ \t\r\n")
        return not rest and (told or dear["mark"] in (",", ":", ";"))

    def _mail(self, first: int) -> bool:
        """Whether an e-mail's header begins here: two fields at least."""
        start, end = self._blocks[first]
        if not _MAIL.match(self._text, start, min(end, start + 20)):
            return False
        rows = [row for row in self._text[start : min(end, start + 400)].splitlines() if row.strip()]
        for nth in range(first + 1, min(first + 3, len(self._blocks))):
            low, high = self._blocks[nth]
            rows.append(self._text[low : min(high, low + 80)])
        return len(rows) > 1 and all(_MAIL.match(row) for row in rows[:2])

    def _dress(self, number: int) -> _Dress | None:
        """How a paragraph is set; None: part of it is speech, part narration."""
        if number not in self._dresses:
            self._dresses[number] = self._seen(*self._blocks[number])
        return self._dresses[number]

    def _seen(self, start: int, end: int) -> _Dress | None:
        text = self._text
        if text[start] == ">":
            return _Dress.CITED
        if (text[start] in "*_" and text[end - 1] in "*_") or self._italic(start, end):
            return _Dress.ITALIC
        marks = [match.start() for match in _DOUBLE_MARK.finditer(text, start, end)]
        if not marks or (len(marks) == 1 and marks[0] >= end - 2 and end - start > 2):
            return _Dress.PLAIN
        if text[start : marks[0]].strip("*_ "):
            return None
        inner = [at for at in marks[1:] if at < end - 2]
        told = inner and text[end - 1] not in _DOUBLE
        return None if told or len(inner) % 2 else _Dress.QUOTED

    def _end(self, first: int, dress: _Dress, *, alone: bool) -> tuple[int, bool]:
        """The last paragraph of a letter that begins at `first`, and whether it is signed."""
        text = self._text
        last = first
        ended = False
        for here in range(first, min(first + _LONGEST, len(self._blocks))):
            start, end = self._blocks[here]
            if dress is _Dress.CITED and text[start:end].strip("> \t") == "":
                continue
            worn = self._dress(here)
            short = end - start < 110
            other = worn is not dress and not (short and worn is _Dress.PLAIN)
            loose = alone and dress is _Dress.PLAIN and text[start] not in _DOUBLE
            if not self._prose[here] or (other and not loose):
                break
            if here > first and short and self._is_alone(here, self._dear(here), told=False):
                break  # another letter
            if here > first or not short:
                if short and (yours := _YOURS.match(text, start, end)):
                    named = bool(yours["name"].strip('"”*_ .'))
                    return self._signature(here, named=named), True
                signed = short and _DASH_NAME.fullmatch(text, start, end)
                signed = signed or _TAIL.search(text, max(start, end - 90), end)
                if signed or (alone and short and self._signs_off(here)):
                    return self._postscript(here), True
            if worn is not dress:
                ended = True
            if not ended:
                last = here
            if dress is _Dress.PLAIN:
                ended = ended or here > first
            elif dress is _Dress.QUOTED and (here > first or not alone):
                ended = ended or text[end - 1] in _DOUBLE
        return last, False

    def _speaks(self, number: int) -> bool:
        """Whether a paragraph speaks to somebody, as a letter does and the narrator does not."""
        return _I_OR_YOU.search(self._text, *self._blocks[number]) is not None

    def _signs_off(self, here: int) -> bool:
        """Whether a name alone ends the letter: `"HELEN."`"""
        start, end = self._blocks[here]
        return end - start < 40 and _SIGNED.fullmatch(self._text, start, end) is not None

    def _signature(self, here: int, *, named: bool) -> int:
        """The last paragraph of a farewell that begins here: more of it, a name, a postscript."""
        at = here
        while not named and at + 1 < len(self._blocks) and self._prose[at + 1]:
            start, end = self._blocks[at + 1]
            if end - start >= 60:
                break
            if _SIGNED.fullmatch(self._text, start, end):
                at, named = at + 1, True
            elif _YOURS.match(self._text, start, end):
                at += 1
            else:
                break
        return self._postscript(at)

    def _postscript(self, here: int) -> int:
        if here + 1 < len(self._blocks) and self._prose[here + 1]:
            start, end = self._blocks[here + 1]
            if _POSTSCRIPT.match(self._text, start, end):
                return here + 1
        return here
