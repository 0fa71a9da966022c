"""A paragraph -> the stretches between quotation marks, whoever says them or nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple


class Style(Enum):
    """Which marks the story puts around speech."""

    DOUBLE = "double"
    SINGLE = "single"


class Quotation(NamedTuple):
    """A stretch from its opening to its closing mark, both included."""

    start: int
    end: int
    opened: bool = True
    """False: its opening mark is missing."""
    closed: bool = True
    """False: its closing mark is missing, or comes in a later paragraph."""


class Side(Enum):
    """What a mark may do where it stands."""

    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


DOUBLE_MARKS = '"“”„‟«»「」『』＂'
_DOUBLE = re.compile(f"[{DOUBLE_MARKS}]")
_SLIPPED = re.compile(r'(?:(?<![\w"“])\w+(?="s\b)|\w(?="(?:t|d|m|re|ve|ll)\b))"')
"""What ought to be an apostrophe: `we"re`, `there"s`, but not `a few "Ha"s`."""
_OPENING = frozenset("“„‟«「『")
_CLOSING = frozenset("”»」』")
_BEFORE_OPENING = frozenset("([{<—–-*_~/=:|")
"""What may touch an opening mark on its left, apart from white space: "--\"Oh!\"", "*\"Oh!\"*"."""
_AFTER_CLOSING = frozenset(")]}>—–-*_~.,;:!?…'’\"”/")

_STRONG = '.,!?…—–;:-*_~"”)'
"""What stands before the mark that ends a speech, rather than before an apostrophe."""
_CLOSED_DOUBLE = re.compile(r"[.,!?…—–-][*_]?[\"”»](?!['’])")
_CLOSED_SINGLE = re.compile(r"[.,!?…—–-][*_]?['’](?![\w\"”’'])")


_BEGUN_DOUBLE = re.compile(r"^[ \t]*[*_]?[\"“«„](?=\w)", re.MULTILINE)
_BEGUN_SINGLE = re.compile(r"^[ \t]*[*_]?['‘](?=\w)", re.MULTILINE)


def style_of(text: str) -> Style:
    """The marks that speech stands in, by counting the ends of speeches, and the paragraphs that
    begin with one."""
    double = len(_CLOSED_DOUBLE.findall(text)) + len(_BEGUN_DOUBLE.findall(text))
    single = len(_CLOSED_SINGLE.findall(text)) + len(_BEGUN_SINGLE.findall(text))
    return Style.SINGLE if single > double else Style.DOUBLE


_LONE = re.compile(f"(?<![\\w.,!?…])[{DOUBLE_MARKS}](?=\\w)|(?<=[\\w.,!?…])[{DOUBLE_MARKS}](?!\\w)")
"""A mark that can do one thing only where it stands."""
_USUAL = 0.9


def sides_of(text: str, *, spaceless: bool = False) -> dict[str, Side]:
    """What each mark does in a text that is not English, where it does nearly always the same.

    „German“ marks close with what opens in English, and »German« guillemets point inwards. Without
    spaces between words nothing shows it, but there each mark has its one side.
    """
    if spaceless:
        return dict.fromkeys(_OPENING, Side.OPENS) | dict.fromkeys(_CLOSING, Side.CLOSES)
    opens: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for found in _LONE.finditer(text):
        at = found.start()
        seen[found[0]] += 1
        opens[found[0]] += _WORD.match(text, at + 1) is not None
    return {
        mark: Side.OPENS if opens[mark] >= _USUAL * count else Side.CLOSES
        for mark, count in seen.items()
        if not (1 - _USUAL) * count < opens[mark] < _USUAL * count
    }


_NO_SIDES: Mapping[str, Side] = MappingProxyType({})


def find_quotations(
    text: str, start: int, end: int, style: Style, sides: Mapping[str, Side] = _NO_SIDES
) -> list[Quotation]:
    """The quotations of the paragraph `text[start:end]` in reading order; none lies in another.

    `sides`: the marks that do the same wherever they stand; the others, as they stand.
    """
    if style is Style.DOUBLE:
        return _double(text, start, end, sides)
    found: list[Quotation] = []
    at = start
    for single in find_single_quotations(text, start, end):
        found += _double(text, at, single.start, sides)
        found.append(single)
        at = single.end
    return found + _double(text, at, end, sides)


def _double(text: str, start: int, end: int, usual: Mapping[str, Side]) -> list[Quotation]:
    marks = [m.start() for m in _DOUBLE.finditer(text, start, end)]
    if any(text[at] == '"' for at in marks):
        slipped = {match.end() - 1 for match in _SLIPPED.finditer(text, start, end)}
        marks = [at for at in marks if at not in slipped]
    sides = [usual.get(text[at]) or _side(text, at, start, end) for at in marks]
    found: list[Quotation] = []
    begun: int | None = None
    depth = 0
    for here, (at, side) in enumerate(zip(marks, sides, strict=True)):
        if begun is None:
            if side is Side.CLOSES and not _is_turned(text, at, sides[here + 1 : here + 2]):
                if not _is_inch(text, at, start):
                    found += _unopened(text, found, start, at)
                continue
            if _is_inch(text, at, start):
                continue
            begun, depth = at, 0
        elif side is Side.OPENS:
            # `"He said "no" to me."` holds a quotation; `"Hello, he said. "How are you?"` has lost
            # a mark: two closing marks must follow in the first, one in the second.
            if sides[here + 1 : here + 3] == [Side.CLOSES, Side.CLOSES]:
                depth += 1
                continue
            found.append(Quotation(begun, _lost_end(text, begun, at), closed=False))
            begun, depth = at, 0
        elif depth:
            depth -= 1
        else:
            found.append(Quotation(begun, at + 1))
            begun = None
    if begun is not None:
        found.append(Quotation(begun, end, closed=False))
    return found


def _side(text: str, at: int, start: int, end: int) -> Side:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    char = text[at]
    if char in _OPENING:
        # A word processor turns the mark the wrong way round: “Hello“ and ”Hello”.
        wrong = not free_before and free_after
        return Side.CLOSES if wrong else Side.OPENS
    if char in _CLOSING:
        wrong = before.isspace() and not after.isspace() and not free_after
        if before in "—–*_" and after.isalnum():
            # "…but"—he waved—”it burns.”: the wrong way round unless something is open.
            return Side.EITHER
        return Side.OPENS if wrong else Side.CLOSES
    if before.isspace() and not after.isspace():
        return Side.OPENS
    if after.isspace() and not before.isspace():
        return Side.CLOSES
    if free_before and not free_after:
        return Side.EITHER if before in "—–-" else Side.OPENS
    if free_after and not free_before:
        return Side.CLOSES
    return Side.EITHER


def _is_turned(text: str, at: int, behind: list[Side]) -> bool:
    """Whether a closing mark opens a quotation, as the first of `He waved it off,”No.”`."""
    return text[at + 1 : at + 2].isalnum() and behind == [Side.CLOSES]


def _is_inch(text: str, at: int, start: int) -> bool:
    """`6'2"`: a straight mark right after a figure, outside a quotation."""
    return text[at] == '"' and at > start and text[at - 1].isdigit()


def _unopened(text: str, found: list[Quotation], start: int, at: int) -> list[Quotation]:
    """A closing mark alone: speech from the paragraph's begin, if nothing was said before it."""
    if found or at == start or text[at - 1] not in ".,!?…—–-":
        return []
    return [Quotation(start, at + 1, opened=False)]


_LOST_TAG = re.compile(r"[,.!?…—]\s+(?=(?:[a-z]+|[A-Z]\w+)\s+[a-z]+(?:ed|id|s|lt|t)\b)")


def _lost_end(text: str, begun: int, at: int) -> int:
    """Where a speech without closing mark ends: before what looks like its tag, or at `at`."""
    match = _LOST_TAG.search(text, begun, at)
    end = match.start() + 1 if match else at
    while end > begun + 1 and text[end - 1].isspace():
        end -= 1
    return end


_SINGLE = re.compile(r"['‘’‚‛`]")
_ELISIONS = frozenset(
    """bout cause cept cos count cross cuz d em er fore fraid gainst im is kay kin less long most
    n neath nother nough nuff nuther ome ow pon round s scuse sides spect stead t tater til till
    tis tisn twas tween twere twill twixt twon twould um un ye""".split()
)
"""Words that lose their begin: "'tis", "'em", "rock 'n' roll"."""
_WORD = re.compile(r"\w+")


def loses_its_begin(text: str, at: int, end: int) -> bool:
    """Whether the word at `at` is one that an apostrophe opens: "'tis", "'em"."""
    word = _WORD.match(text, at, end)
    return word is not None and word[0].casefold() in _ELISIONS


_DECADE = re.compile(r"\d0s?")
"""What an apostrophe makes of a year: "the '60s"."""


def find_single_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations in single marks, apostrophes told apart from them."""
    marks = [match.start() for match in _SINGLE.finditer(text, start, end)]
    found: list[Quotation] = []
    begun: int | None = None
    for here, at in enumerate(marks):
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if begun is None:
            if _opens_single(text, at, before, after, end):
                begun = at
            continue
        if text[at] in "‘‚" or after.isalnum():
            continue
        if before in _STRONG or _closes_weakly(text, marks, here, before, end):
            found.append(Quotation(begun, at + 1))
            begun = None
    if begun is not None:
        found.append(Quotation(begun, end, closed=False))
    return found


def _opens_single(text: str, at: int, before: str, after: str, end: int) -> bool:
    if after.isspace() or not (before.isspace() or before in _BEFORE_OPENING or before in '"“'):
        return False
    char = text[at]
    if char in "‘‚‛":
        return True
    word = _WORD.match(text, at + 1, end)
    if word is None:
        if after in "'’":  # ''Tis true,' he said
            return text[at + 2 : at + 3].isalnum()
        return after in '—–-.…*_"“¿¡(['
    if _DECADE.fullmatch(word[0]):
        return False
    if word[0].casefold() in _ELISIONS:
        # "'Tis true,' he said" is speech, "'tis true" is not: a closing mark decides.
        return char == "'" and word[0][0].isupper() and _has_strong_close(text, at + 1, end)
    return char != "’"


_STRONG_CLOSE = re.compile(r"[.,!?…—–;:*_~\"”)-]['’](?!\w)")


def _has_strong_close(text: str, start: int, end: int) -> bool:
    return _STRONG_CLOSE.search(text, start, min(end, start + 2000)) is not None


def _closes_weakly(text: str, marks: list[int], here: int, before: str, end: int) -> bool:
    """Whether a mark after a letter ends a quotation: "the 'hero'", not "the dogs' bowls"."""
    if before.isspace():
        return True
    if before not in "sSnNdDoOtTlL":
        return True
    for later in marks[here + 1 : here + 12]:
        was = text[later - 1]
        then = text[later + 1] if later + 1 < end else " "
        if was in _STRONG and not then.isalnum():
            return False
        if (was.isspace() or was in _BEFORE_OPENING) and then.isalnum():
            word = _WORD.match(text, later + 1, end)
            if word is None or word[0].casefold() not in _ELISIONS:
                return True
    return True
