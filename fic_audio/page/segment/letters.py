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

from fic_audio.page.segment.letter_signs import (
    DASH_NAME,
    DEAR,
    I_OR_YOU,
    INTRO,
    MAIL,
    NAME_ALONE,
    NO_LETTER,
    PLACE,
    POSTSCRIPT,
    SIGNED,
    TAIL,
    YOURS,
)

Blocks = Sequence[tuple[int, int]]

_LONGEST = 60
"""Paragraphs in which a letter has to end."""
_HEADING = 4
"""Paragraphs that place and date above a letter take."""
_DOUBLE = '"“”„«»'
_DOUBLE_MARK = re.compile(f"[{_DOUBLE}]")


class _Dress(Enum):
    """How the paragraphs of a letter are set."""

    QUOTED = "quoted"
    CITED = "cited"
    ITALIC = "italic"
    PLAIN = "plain"


class _Close(Enum):
    """How a paragraph may end a letter."""

    FAREWELL = "Yours,"
    NAMED = "Yours, Mara"
    SIGNED = "-- Mara"
    NAME = "Mara"
    ANOTHER = "Dear Tobin,"
    """It begins another letter."""


def find_letters(
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
        self._closes: dict[int, _Close | None] = {}

    def letter(self, first: int) -> int | None:
        """The last paragraph of the letter that begins with this one, if one does."""
        text = self._text
        start, end = self._blocks[first]
        dear = self._dear(first)
        told = self._introduced(first)
        mail = self._mail(first)
        named = end - start < 60 and NAME_ALONE.fullmatch(text, start, end) is not None
        if not (dear or told or mail or named):
            return None
        dress = self._dress(first)
        if dress is None:
            return None
        alone = mail or (told and named) or self._is_alone(first, dear, told=told)
        # Under a name alone ("Category:") a name alone signs nothing.
        last, signed = self._end(first, dress, alone=alone)
        if signed and (
            dear or told or mail or (named and last > first + 1 and ":" not in text[end - 2 : end])
        ):
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
        return DEAR.match(self._text, start, min(end, start + 160))

    def heading(self, first: int, found: set[int]) -> int:
        """Where the place and date above a letter begin."""
        dress = self._dress(first)
        dated = False
        top = max(0, first - _HEADING)
        while first > top and self._prose[first - 1] and first - 1 not in found:
            start, end = self._blocks[first - 1]
            placed = PLACE.search(self._text, start, end) or (dated and dress is _Dress.QUOTED)
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
        return INTRO.search(lead) is not None and not NO_LETTER.search(lead)

    def _is_alone(self, first: int, dear: re.Match[str] | None, *, told: bool) -> bool:
        """Whether the salutation is a paragraph of its own: `"Dearest Lucia,"`."""
        if dear is None:
            return False
        rest = self._text[dear.end() : self._blocks[first][1]].strip(_DOUBLE + "*_'’ \t\r\n")
        return not rest and (told or dear["mark"] in (",", ":", ";"))

    def _mail(self, first: int) -> bool:
        """Whether an e-mail's header begins here: two fields at least."""
        start, end = self._blocks[first]
        if not MAIL.match(self._text, start, min(end, start + 20)):
            return False
        rows = [
            row for row in self._text[start : min(end, start + 400)].splitlines() if row.strip()
        ]
        for nth in range(first + 1, min(first + 3, len(self._blocks))):
            low, high = self._blocks[nth]
            rows.append(self._text[low : min(high, low + 80)])
        return len(rows) > 1 and all(MAIL.match(row) for row in rows[:2])

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
            close = self._close(here)
            if here > first and close is _Close.ANOTHER:
                break
            if here > first or not short:
                if close in (_Close.FAREWELL, _Close.NAMED):
                    return self._signature(here, named=close is _Close.NAMED), True
                if close is _Close.SIGNED or (alone and close is _Close.NAME):
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
        return I_OR_YOU.search(self._text, *self._blocks[number]) is not None

    def _close(self, here: int) -> _Close | None:
        """How a paragraph may end a letter."""
        if here not in self._closes:
            self._closes[here] = self._closing(here)
        return self._closes[here]

    def _closing(self, here: int) -> _Close | None:
        text = self._text
        start, end = self._blocks[here]
        short = end - start < 110
        if short and self._is_alone(here, self._dear(here), told=False):
            return _Close.ANOTHER
        if short and (yours := YOURS.match(text, start, end)):
            return _Close.NAMED if yours["name"].strip('"”*_ .') else _Close.FAREWELL
        if short and DASH_NAME.fullmatch(text, start, end):
            return _Close.SIGNED
        if TAIL.search(text, max(start, end - 90), end):
            return _Close.SIGNED
        return _Close.NAME if end - start < 40 and SIGNED.fullmatch(text, start, end) else None

    def _signature(self, here: int, *, named: bool) -> int:
        """The last paragraph of a farewell that begins here: more of it, a name, a postscript."""
        at = here
        while not named and at + 1 < len(self._blocks) and self._prose[at + 1]:
            start, end = self._blocks[at + 1]
            if end - start >= 60:
                break
            if SIGNED.fullmatch(self._text, start, end):
                at, named = at + 1, True
            elif YOURS.match(self._text, start, end):
                at += 1
            else:
                break
        return self._postscript(at)

    def _postscript(self, here: int) -> int:
        if here + 1 < len(self._blocks) and self._prose[here + 1]:
            start, end = self._blocks[here + 1]
            if POSTSCRIPT.match(self._text, start, end):
                return here + 1
        return here
