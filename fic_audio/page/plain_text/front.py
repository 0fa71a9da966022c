"""The top of a text -> its header as Metadata, and where the story begins.

In doubt a line is story: a header line read aloud does less harm than a sentence lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.model import Metadata
from fic_audio.page import layout
from fic_audio.page.author_talk import PERSON, SPEECH, is_said, may_be_said
from fic_audio.page.plain_text.header import Block, HeaderFields, blocks_of, metadata, plain
from fic_audio.page.plain_text.labels import END_OF_HEADER, read_label, read_unknown_label
from fic_audio.page.plain_text.title_page import (
    QUOTED,
    byline,
    lone_title,
    on_title_page,
    title_page,
)
from fic_audio.text.sentences import ends_sentence

_DEDICATION = re.compile(
    r"[*_\s(]*(?:(?:this\s+(?:\w+\s+){1,3}(?:is\s+)?)?dedicated\s+to|this\s+(?:book|story|fic|one)\s+is\s+for|"
    r"in\s+memory\s+of)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_GIFT = re.compile(r"[*_\s(]*(?:For|To)\s+(?:my\s+|the\s+)?[*_@]*[A-Z].*", re.DOTALL)
# "The night belongs to the wolves" may open a story: a disclaimer names what is not owned.
_OWNERSHIP = re.compile(
    r"""\b(?:do\s+not|don['’]?t|doesn['’]?t|never)\s+own\s+(?:any|nothing|these|this|it\b|them\b|[A-Z*_]|
        (?:the|most|some)\s+(?:of\s+)?(?:the\s+)?(?:char|right|seri|show|stor|plot|worl|univ))
      |\bno\s+(?:copyright\s+)?infringement
      |\b(?:characters?|rights|series|franchise|universe)\b.{0,80}\b(?:belongs?\s+to|property\s+of)\b""",
    re.VERBOSE | re.DOTALL,
)
_FAR = 14
"""Paragraphs that a value may run on over, when a heading or a break closes it."""


def read_front(
    text: str, limit: int | None, listed: Sequence[tuple[int, int]] = ()
) -> tuple[int, Metadata]:
    """Where the story begins, and what the lines before say.

    `limit` is where the first chapter heading stands, None if there is none; `listed` are the
    lines of a table of contents.
    """
    stop = len(text) if limit is None else limit
    blocks = blocks_of(text, stop, listed)
    found = HeaderFields()
    here = title_page(blocks, found, headed=limit is not None)
    while here < len(blocks) and blocks[here].lines:
        taken = _take(text, blocks, here, found, headed=limit is not None)
        if not taken:
            break
        here += taken
    if here >= len(blocks):
        # A file of nothing but a header is no header.
        end = stop if limit is not None else 0
    else:
        begun = here > 0 or found.anything or found.title
        end = _line_start(text, blocks[here].start) if begun else 0
    if not end and limit is None:
        return 0, lone_title(blocks)
    return end, metadata(found)


def _line_start(text: str, at: int) -> int:
    while at and not layout.NEWLINE.match(text, at - 1):
        at -= 1
    return at


def _take(text: str, blocks: list[Block], here: int, found: HeaderFields, *, headed: bool) -> int:
    """How many blocks from `here` are header; their words go into `found`."""
    block = blocks[here]
    first = block.lines[0]
    if layout.is_break(first):
        found.closed = True
        return 1 if found.anything else 0
    if END_OF_HEADER.fullmatch(first) and found.anything and len(block.lines) == 1:
        return 1
    if read_label(first):
        return _take_labelled(blocks, here, found, headed=headed)
    if match := byline(first):
        if found.anything and not found.author and len(block.lines) == 1:
            found.author = plain(match["name"])
            return 1
        return 0
    whole = " ".join(block.lines)
    if len(whole) <= 400 and _DEDICATION.fullmatch(whole):
        found.add("dedication", "", whole.strip("*_ "))
        return 1
    known = found.anything or bool(found.title) or headed
    closed = here + 1 < len(blocks) and layout.is_break(blocks[here + 1].lines[0])
    gift = _GIFT.fullmatch(whole) or (closed and found.anything and whole.startswith("For "))
    if known and gift and len(whole) <= 120 and not ends_sentence(whole):
        found.add("dedication", "", whole.strip("*_ "))
        return 1
    if known and on_title_page(block):
        if year := re.fullmatch(r"\W*(\d{4})\W*", whole):
            found.year = year[1]
        return 1
    if (
        (closed or known or here + 1 >= len(blocks))
        and _OWNERSHIP.search(whole)
        and len(whole) <= 400
        and not QUOTED.search(whole)
    ):
        if here + 1 >= len(blocks) and not headed:
            return 0
        found.add("disclaimer", "", whole)
        return 1
    if headed and (said := _said_to_readers(blocks, here)):
        for below in blocks[here : here + said]:
            found.add("notes", "", " ".join(below.lines))
        return said
    goes_on = found.values and not found.closed
    if goes_on and found.values[-1].field in ("notes", "summary"):
        return _note_goes_on(blocks, here, found, headed=headed)
    return 0


def _take_labelled(blocks: list[Block], here: int, found: HeaderFields, *, headed: bool) -> int:
    block = blocks[here]
    count = _header_lines(block, found)
    if count < len(block.lines):
        block.drop(count)
        # What stands right below the header's lines is the story.
        return 0
    taken = 1
    if found.values[-1].value or here + 1 >= len(blocks):
        return taken
    # "Summary:" on a line of its own: its words stand below.
    end = _closing(blocks, here + 1)
    several = end is not None or (headed and len(blocks) - here <= _FAR)
    last = end if end is not None else len(blocks)
    for below in blocks[here + 1 : last if several else here + 2]:
        if read_label(below.lines[0]) or END_OF_HEADER.fullmatch(below.lines[0]):
            break
        if not headed and end is None and here + taken + 1 >= len(blocks):
            break
        found.go_on(" ".join(map(plain, below.lines)))
        taken += 1
    return taken


_RUN_ON = 12
"""Lines that a header value may run on over inside its block."""


def _header_lines(block: Block, found: HeaderFields) -> int:
    """Adds the labelled lines of a block, and those their values run on over; how many they are."""
    unlabelled = 0
    for nth, line in enumerate(block.lines):
        item = read_label(line) or (read_unknown_label(line) if found.anything else None)
        if item:
            found.add(item.field, item.label, item.value)
            unlabelled = 0
        elif not END_OF_HEADER.fullmatch(line):
            before = len(block.lines[nth - 1])
            rest = len(block.lines) - nth
            wrapped = 45 <= before <= 110 and len(line) <= 110 and rest + unlabelled <= _RUN_ON
            between = any(map(read_label, block.lines[nth + 1 : nth + 5]))
            if found.values[-1].value and not (wrapped or unlabelled or between):
                return nth
            if unlabelled > _RUN_ON:
                return nth
            found.go_on(plain(line))
            unlabelled += 1
    return len(block.lines)


def _closing(blocks: list[Block], here: int) -> int | None:
    """The block that closes a value without doubt: a break, or what a page has before its text."""
    for nth, block in enumerate(blocks[here : here + _FAR], here):
        if layout.is_break(block.lines[0]) or END_OF_HEADER.fullmatch(block.lines[0]):
            return nth
    return None


_TO_READERS = re.compile(
    r"\b(?:review(?:s|ers?|ed)?|kudos|comments?|beta(?:'?d|ed|s)?|readers?|reading|read|chapters?|fics?|"
    r"fanfic(?:s|tion)?|stor(?:y|ies)|updates?|updated|posted|wrote|writing|write|enjoy|disclaimer|canon|"
    r"AU|OOC|prompt|one-?shot|thanks?|hope\s+you|let\s+me\s+know|cross-?posted|notes)\b",
    re.IGNORECASE,
)


def speaks_to_readers(paragraph: str) -> bool:
    """Whether a paragraph talks of the story as a story: reviews, updates, thanks."""
    return bool(_TO_READERS.search(paragraph))


def _said_to_readers(blocks: list[Block], here: int) -> int:
    """How many blocks there are up to the first chapter, if all of them speak to the readers."""
    rest = [" ".join(block.lines) for block in blocks[here:]]
    if len(rest) > _FAR or not any(map(is_said, rest)):
        return 0
    along = all(
        is_said(said)
        or (not SPEECH.search(said) and (PERSON.search(said) or may_be_said(said)))
        or read_label(said)
        or layout.is_break(said)
        for said in rest
    )
    return len(rest) if along else 0


def _note_goes_on(blocks: list[Block], here: int, found: HeaderFields, *, headed: bool) -> int:
    """A note's further paragraphs, up to a break or heading near by, if they speak to readers."""
    end = _closing(blocks, here)
    if end is None and not (headed and len(blocks) - here <= 6):
        return 0
    last = len(blocks) if end is None else end
    further = blocks[here:last]
    if any(read_label(block.lines[0]) for block in further):
        further = further[: next(n for n, b in enumerate(further) if read_label(b.lines[0]))]
    for block in further:
        whole = " ".join(block.lines)
        if not speaks_to_readers(whole) or (QUOTED.match(whole) and len(further) > 1):
            return 0
    for block in further:
        found.go_on(" ".join(block.lines))
    return len(further)
