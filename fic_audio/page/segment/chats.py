"""Paragraphs -> the lines of chats and of play scripts: who writes or speaks, then the words.

`Octagent> am using cold-pack`, `**Wren 🌻:** no`, `[12:03] wren: no`, `<wren> no`, `[wren]: no`,
`Wren - no`, `wren (12:03 PM): no`; and `MARA: Let me out. (She pulls the door.)`, which is spoken.
One line like these is prose: only a run of them counts, in which a name comes again or the time of
day stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from fic_audio.model import Kind

Blocks = Sequence[tuple[int, int]]


class ChatLine(NamedTuple):
    """A paragraph of a chat or of a play."""

    words: int
    """Where the words begin; before them stand the name and the time."""
    kind: Kind
    """MESSAGE or DIALOGUE."""


_PICTURE = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\ufe0f\u200d\u20e3♡"
"""Emoji and the signs that join them."""
_SIGNS = rf"(?:[ ]?[{_PICTURE}]{{1,12}}){{0,3}}"
_PLAIN = r"[A-Za-z0-9_][\w.\-]{0,24}(?:[ ][\w.\-]{1,24}){0,2}"
_NAME = rf"(?:[{_PICTURE}]{{1,12}}[ ]?)?{_PLAIN}{_SIGNS}"
FREE = rf"[\w{_PICTURE}][\w.\-'’!&+{_PICTURE}]{{0,30}}(?:[ ][\w.\-'’!&+{_PICTURE}]{{1,24}}){{0,4}}"
"""A name that marks set off from what is around it."""
_TOKEN = rf"[A-Za-z_][\w.\-]{{0,24}}{_SIGNS}"
CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
TIME = rf"(?:[\[(](?:[\w/.,-]+\s+){{0,3}}{CLOCK}[\])]|{CLOCK})"
"""The time of day beside a name, with a date or without: `[12:03]`, `(12:03 PM)`."""
_ANGLED = re.compile(rf"[*_]{{0,2}}<?(?P<name>{_NAME})[*_]{{0,2}}>[*_]{{0,2}}\s+(?=\S)")
_WHEN = rf"(?:[ ]?{TIME})?"
_STRONG = re.compile(
    rf"(?:\*\*|__)[@\[<]?(?P<name>{FREE})[\]>]?{_WHEN}"
    rf"(?::(?:\*\*|__)|(?:\*\*|__){_WHEN}[ ]?[:>])\s+(?=[^\s\"“])"
)
_BRACKETED = re.compile(
    rf"[*_]{{0,2}}[\[({{]@?(?P<name>{FREE})[\])}}]{_WHEN}[*_]{{0,2}}:[*_]{{0,2}}\s+(?=[^\s\"“])"
)
_DASHED = re.compile(rf"(?P<name>{_NAME}){_WHEN}[ ](?:[-–—~|»→>]|>>|::)[ ](?=[^\s\"“])")
_TIMED = re.compile(
    rf"(?:{TIME}\s*[-–—|]?\s*[*_]{{0,2}}<?@?(?P<name>{_NAME})[*_]{{0,2}}[:>][*_]{{0,2}}"
    rf"|[*_]{{0,2}}@?(?P<name_first>{_NAME})[*_]{{0,2}}\s*{TIME}\s*:)\s*(?=\S)"
)
_DOES = r"(?:[ ]\([^()\n]{1,80}\))?"
_CAPITAL = re.compile(rf"(?P<name>(?=[A-Z{_PICTURE}]){_NAME}){_WHEN}{_DOES}:\s+(?=[^\s\"“'‘])")
_SMALL = re.compile(rf"@?(?P<name>{_TOKEN}){_WHEN}:\s+(?=[^\s\"“'‘])")
_MIXED = re.compile(rf"@?(?P<name>{_NAME}){_WHEN}:\s+(?=[^\s\"“'‘])")
_STAGED = re.compile(
    r"(?P<name>[A-Z][A-Z0-9.'’\-]+(?:[ ][A-Z0-9][A-Z0-9.'’\-]*){0,2})"
    r"\s*(?:\([^()\n]{1,80}\)\s*)?:\s+(?=\S)"
)
_EVENT = re.compile(
    rf"[\W_]*(?:{TIME}\W*)?@?{_NAME}\W{{0,4}}\s(?:has|have|is|was)?\s*(?:just\s+)?(?:joined|left|entered|quit"
    r"|logged|signed|disconnected|changed|added|removed|renamed|named|pinned|kicked|banned|muted|created"
    r"|(?:now\s+)?(?:typing|online|offline|away))\b.{0,80}",
    re.IGNORECASE,
)
"""What the chat itself says between the lines: "Sam has joined the chat"."""
_FIELDS = frozenset(
    """from to subject re date sent cc bcc time place location note notes warning warnings rating
    summary title author fandom pairing pairings words genre status name age height weight
    ps nb chapter day answer question reply class level race rank skills skill
    hp mp str dex note prompt rule reward penalty objective item quest""".split()
)
"""What stands before a colon without being anybody's name."""
_FEWEST = 3
"""Lines in a row that make a chat."""
_DIRECTION = re.compile(r"\([^()\n]{2,200}\)|\[[^\[\]\n]{2,200}\]|\*[^*\n]{2,200}\*")
"""What somebody does, in a line of a play."""


SHAPES = (_STAGED, _TIMED, _ANGLED, _STRONG, _BRACKETED, _CAPITAL, _SMALL, _MIXED, _DASHED)
"""How a line may begin, the surest first."""


def is_event(text: str, start: int, end: int) -> bool:
    """Whether a line is what the chat itself says."""
    return end - start < 160 and _EVENT.fullmatch(text, start, end) is not None


def stretches(text: str, start: int, end: int, line: ChatLine) -> Iterator[tuple[int, int, Kind]]:
    """The line `text[start:end]` in parts: the narrator reads the name and what is done."""
    yield start, line.words, Kind.NARRATION
    at = line.words
    if line.kind is Kind.DIALOGUE:
        for done in _DIRECTION.finditer(text, line.words, end):
            yield at, done.start(), line.kind
            yield *done.span(), Kind.NARRATION
            at = done.end()
    yield at, end, line.kind


def find_chats(
    text: str, blocks: Blocks, prose: Sequence[bool], bold: Callable[[int, int], bool]
) -> dict[int, ChatLine]:
    """The lines of chats and plays by the number of their paragraph.

    `prose` tells which paragraphs are no headings, breaks or notes; `bold`, whether a range is
    bold by the reader's marks.
    """
    found: dict[int, ChatLine] = {}
    lines_of_prose = [nth for nth, is_prose in enumerate(prose) if is_prose]
    events = {nth for nth in lines_of_prose if is_event(text, *blocks[nth])}
    for shape in SHAPES:
        runs = list(_runs(text, blocks, lines_of_prose, events, shape))
        lines = [line for run in runs for line in _chat(run, shape, bold)]
        names = {_name(match) for _, match in lines}
        played = shape is _CAPITAL and any("(" in match[0] for _, match in lines)
        if lines and shape not in _LOOSE:
            # One line alone, between the narrator's words, where its name writes elsewhere.
            lines += (line for run in runs for line in run if _name(line[1]) in names)
        if shape is _MIXED and found:
            # Beside a chat, a name in bold is enough.
            lines += (line for run in runs for line in run if bold(*line[1].span("name")))
        for number, match in lines:
            kind = Kind.DIALOGUE if shape is _STAGED or played else Kind.MESSAGE
            found.setdefault(number, ChatLine(match.end(), kind))
    return found


_DASH = re.compile(r"\s[-–—]\s")
_LOOSE = (_MIXED, _DASHED)
"""Shapes of much prose, too."""
_Run = list[tuple[int, re.Match[str]]]


def _runs(
    text: str,
    blocks: Blocks,
    prose: Iterable[int],
    events: Collection[int],
    shape: re.Pattern[str],
) -> Iterator[_Run]:
    """The paragraphs of a shape that follow each other; an angle is sure enough to stand apart."""
    run: _Run = []
    for number in prose:
        if match := shape.match(text, *blocks[number]):
            run.append((number, match))
        elif run and shape is not _ANGLED and number not in events:
            yield run
            run = []
    if run:
        yield run


def _chat(run: _Run, shape: re.Pattern[str], bold: Callable[[int, int], bool]) -> _Run:
    """The run, if it is a chat's or a play's; else nothing."""
    names = Counter(_name(match) for _, match in run)
    if not names or any(name.casefold() in _FIELDS for name in names):
        return []
    again = len(run) >= _FEWEST and max(names.values()) > 1
    sure = shape is _STRONG or (
        shape in (_CAPITAL, _SMALL, _MIXED) and all(bold(*match.span("name")) for _, match in run)
    )
    if shape is _TIMED:
        return run if len(run) > 1 else []
    if shape in (_SMALL, *_LOOSE) and not sure:
        again = again and len(names) > 1
    if shape is _DASHED:
        again = again and 2 * sum(_has_dash(match) for _, match in run) < len(run)
    if shape in _LOOSE:
        again = again and 4 * len(names) <= 3 * len(run)
    return run if again or (sure and len(names) > 1) else []


def _has_dash(match: re.Match[str]) -> bool:
    """Whether a second dash stands in the line, as in prose: "Wren - the tall one - rowed."."""
    return _DASH.search(match.string, match.end(), match.endpos) is not None


def _name(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return groups["name"] or groups.get("name_first") or ""
