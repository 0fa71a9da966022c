"""The top of a text -> its header as Metadata, and where the story begins.

In doubt a line is story: a header line read aloud does less harm than a sentence lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fic_audio.model import Metadata
from fic_audio.page import layout
from fic_audio.page.labels import END_OF_HEADER, Labelled, labelled, unknown_label

_NAME = r"[A-Z\d_][\w.'’&+!-]*"
_BYLINE = re.compile(
    rf"[*_~\s(-]*(?:(?:written|story|a\s+(?:story|fic|novel|fanfic(?:tion)?))\s+)?[Bb][Yy][:\s]+"
    rf"(?P<name>[*_]*{_NAME}(?:[ ,]+(?:(?:and|&|de|von|van)\s+)?{_NAME}){{0,5}})[*_~\s).]*",
)
_DEDICATION = re.compile(
    r"[*_\s(]*(?:(?:this\s+(?:\w+\s+){1,3}(?:is\s+)?)?dedicated\s+to|this\s+(?:book|story|fic|one)\s+is\s+for|"
    r"in\s+memory\s+of)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_GIFT = re.compile(r"[*_\s(]*(?:For|To)\s+(?:my\s+|the\s+)?[*_@]*[A-Z].*", re.DOTALL)
_OWNERSHIP = re.compile(
    r"\b(?:(?:do\s+not|don['’]?t|doesn['’]?t|never)\s+own|no\s+copyright|not\s+mine|"
    r"belongs?\s+to|no\s+infringement|property\s+of)\b",
    re.IGNORECASE,
)
_TITLE_PAGE = re.compile(
    r"[\s(\[]*(?:\d{4}|translated\s+by\b.*|in\s+\w+\s+(?:parts|volumes|acts)|illustrated\s+by\b.*|"
    r"edited\s+by\b.*|a\s+(?:novel|romance|study|story|tale|nightmare|fan\s*fic(?:tion)?\b.*|\w+\s+fic)|"
    r"by|contents|table\s+of\s+contents|chapters|index|the\s+text\s+is\s+that\s+of\b.*|"
    r"(?:a\s+)?[\w\s.:’'-]{2,40}\s+fan\s*fic(?:tion)?)[\s)\].:]*",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)*_]*$")
_QUOTED = re.compile(r"[\"“”«]")
_FAR = 14
"""Paragraphs that a value may run on over, when a heading or a break closes it."""
_LISTED = re.compile(r"\s*(?:,|;|/{2}|\s\|\s)\s*")


@dataclass(slots=True)
class _Block:
    """Lines with no blank line between them."""

    start: int
    end: int
    lines: list[str]


@dataclass(slots=True)
class _Found:
    """What has been gathered so far."""

    values: list[Labelled] = field(default_factory=list)
    title: str = ""
    author: str = ""
    year: str = ""

    def add(self, to: str, label: str, value: str) -> None:
        self.values.append(Labelled(to, label, value))

    def go_on(self, value: str) -> None:
        """The value of the last label runs on."""
        last = self.values[-1]
        joint = " " if last.value else ""
        self.values[-1] = last._replace(value=f"{last.value}{joint}{value}")

    @property
    def anything(self) -> bool:
        return bool(self.values or self.author)


def front(text: str, limit: int | None, listed: Sequence[tuple[int, int]] = ()) -> tuple[int, Metadata]:
    """Where the story begins, and what the lines before say.

    `limit` is where the first chapter heading stands, None if there is none; `listed` are the
    lines of a table of contents.
    """
    stop = len(text) if limit is None else limit
    blocks = _blocks(text, stop, listed)
    found = _Found()
    here = _title_page(blocks, found, headed=limit is not None)
    while here < len(blocks):
        taken = _take(text, blocks, here, found, headed=limit is not None)
        if not taken:
            break
        here += taken
    if here >= len(blocks):
        # A file of nothing but a header is no header.
        end = stop if limit is not None else 0
    else:
        end = text.rfind("\n", 0, blocks[here].start) + 1 if here else 0
        end = max(end, blocks[here - 1].end) if here else 0
        end = min(_line_start(text, blocks[here].start), stop) if here else 0
    if not end and limit is None:
        return 0, _lone_title(blocks)
    return end, _metadata(found)


def _line_start(text: str, at: int) -> int:
    while at and not layout.NEWLINE.match(text, at - 1):
        at -= 1
    return at


def _blocks(text: str, stop: int, listed: Sequence[tuple[int, int]]) -> list[_Block]:
    blocks: list[_Block] = []
    fresh = True
    contents = set(listed)
    for row in layout.rows(text, 0, stop):
        start, end = layout.strip(text, row.start, row.end)
        if start == end or (start, end) in contents:
            fresh = True
            continue
        line = text[start:end]
        if fresh or layout.is_break(line) or layout.is_break(blocks[-1].lines[-1]):
            blocks.append(_Block(start, end, [line]))
        else:
            blocks[-1].lines.append(line)
            blocks[-1].end = end
        fresh = False
        if len(blocks) > 80:
            break
    return blocks


def _title_page(blocks: list[_Block], found: _Found, *, headed: bool) -> int:
    """Takes a title and a byline at the very top; how many blocks they are."""
    lines = [(here, line) for here, block in enumerate(blocks[:6]) for line in block.lines[:5]]
    if not lines or labelled(lines[0][1]) or not _may_be_title(lines[0][1]):
        return 0
    title = lines[0][1]
    for nth, (here, line) in enumerate(lines[1:5], 1):
        match = _BYLINE.fullmatch(line)
        name = match["name"] if match else ""
        if not match and line.casefold().strip("*_: ") == "by" and nth + 1 < len(lines):
            here, name = lines[nth + 1]
        if name and len(name) <= 60:
            found.title, found.author = _plain(title), _plain(name)
            return _whole(blocks, here, found, lines)
        if not _may_be_title(line) and not _TITLE_PAGE.fullmatch(line):
            break
    if len(blocks[0].lines) == 1 and len(blocks) > 1 and labelled(blocks[1].lines[0]):
        found.title = _plain(title)
        return 1
    if (
        len(blocks) > 2
        and len(blocks[0].lines) == len(blocks[1].lines) == 1
        and labelled(blocks[2].lines[0])
        and re.fullmatch(r"[\w.'’-]+(?: [\w.'’-]+){0,2}", blocks[1].lines[0])
    ):
        found.title, found.author = _plain(title), _plain(blocks[1].lines[0])
        return 2
    if headed and len(blocks) <= 6 and all(_on_title_page(block) for block in blocks[1:]):
        found.title = _plain(title)
        return len(blocks)
    if headed and len(blocks[0].lines) <= 2 and all(map(_may_be_title, blocks[0].lines)):
        found.title = _plain(title)
        return 1
    return 0


def _whole(blocks: list[_Block], here: int, found: _Found, lines: list[tuple[int, str]]) -> int:
    """The number of blocks up to the byline, if the byline ends its block."""
    rest = blocks[here].lines
    last = next(nth for nth, line in enumerate(rest) if found.author in _plain(line))
    if last + 1 < len(rest) and not labelled(rest[last + 1]):
        blocks[here].lines = rest[last + 1 :]
        return here
    blocks[here].lines = rest[last + 1 :]
    return here if blocks[here].lines else here + 1


def _on_title_page(block: _Block) -> bool:
    return all(_TITLE_PAGE.fullmatch(line) for line in block.lines) or bool(
        _TITLE_PAGE.fullmatch(" ".join(block.lines))
    )


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= 80
        and any(char.isalpha() for char in line)
        and not line.endswith((",", ";", "."))
        and not _QUOTED.search(line.strip("\"“”"))
    )


def _take(text: str, blocks: list[_Block], here: int, found: _Found, *, headed: bool) -> int:
    """How many blocks from `here` are header; their words go into `found`."""
    block = blocks[here]
    first = block.lines[0]
    if layout.is_break(first):
        return 1 if found.anything else 0
    if END_OF_HEADER.fullmatch(first) and found.anything and len(block.lines) == 1:
        return 1
    if labelled(first):
        return _take_labelled(blocks, here, found, headed=headed)
    if match := _BYLINE.fullmatch(first):
        if found.anything and not found.author and len(block.lines) == 1:
            found.author = _plain(match["name"])
            return 1
        return 0
    whole = " ".join(block.lines)
    if _DEDICATION.fullmatch(whole) and len(whole) <= 400:
        found.add("dedication", "", whole.strip("*_ "))
        return 1
    known = found.anything or bool(found.title)
    if known and _GIFT.fullmatch(whole) and len(whole) <= 120 and not _SENTENCE.search(whole):
        found.add("dedication", "", whole.strip("*_ "))
        return 1
    if known and _on_title_page(block):
        if year := re.fullmatch(r"\W*(\d{4})\W*", whole):
            found.year = year[1]
        return 1
    closed = here + 1 >= len(blocks) or layout.is_break(blocks[here + 1].lines[0]) or known
    if closed and _OWNERSHIP.search(whole) and len(whole) <= 400 and not _QUOTED.search(whole):
        if here + 1 >= len(blocks) and not headed:
            return 0
        found.add("disclaimer", "", whole)
        return 1
    if found.values and found.values[-1].field in ("notes", "summary"):
        return _note_goes_on(blocks, here, found, headed=headed)
    return 0


def _take_labelled(blocks: list[_Block], here: int, found: _Found, *, headed: bool) -> int:
    block = blocks[here]
    for line in block.lines:
        item = labelled(line) or (unknown_label(line) if found.anything else None)
        if item:
            found.add(item.field, item.label, item.value)
        elif END_OF_HEADER.fullmatch(line):
            continue
        else:
            found.go_on(_plain(line))
    taken = 1
    if found.values[-1].value or here + 1 >= len(blocks):
        return taken
    # "Summary:" on a line of its own: its words stand below.
    end = _closing(blocks, here + 1)
    several = end is not None or (headed and len(blocks) - here <= _FAR)
    last = end if end is not None else len(blocks)
    for below in blocks[here + 1 : last if several else here + 2]:
        if labelled(below.lines[0]) or END_OF_HEADER.fullmatch(below.lines[0]):
            break
        if not headed and end is None and here + taken + 1 >= len(blocks):
            break
        found.go_on(" ".join(map(_plain, below.lines)))
        taken += 1
    return taken


def _closing(blocks: list[_Block], here: int) -> int | None:
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


def _note_goes_on(blocks: list[_Block], here: int, found: _Found, *, headed: bool) -> int:
    """A note's further paragraphs, up to a break or heading near by, if they speak to readers."""
    end = _closing(blocks, here)
    if end is None and not (headed and len(blocks) - here <= 6):
        return 0
    last = len(blocks) if end is None else end
    further = blocks[here:last]
    if any(labelled(block.lines[0]) for block in further):
        further = further[: next(n for n, b in enumerate(further) if labelled(b.lines[0]))]
    for block in further:
        whole = " ".join(block.lines)
        if not speaks_to_readers(whole) or (_QUOTED.match(whole) and len(further) > 1):
            return 0
    for block in further:
        found.go_on(" ".join(block.lines))
    return len(further)


def _plain(line: str) -> str:
    return line.strip().strip("*_#~= \t").strip()


def _lone_title(blocks: list[_Block]) -> Metadata:
    """A short first line by itself above longer paragraphs names the story, and stays in it."""
    if len(blocks) < 2 or len(blocks[0].lines) != 1:
        return Metadata()
    line = blocks[0].lines[0]
    weighty = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    titled = line.isupper() or (bool(weighty) and all(word[0].isupper() for word in weighty))
    longer = blocks[1].end - blocks[1].start > 2 * len(line)
    if titled and longer and len(line) <= 60 and _may_be_title(line) and not _SENTENCE.search(line):
        return Metadata(title=_plain(line))
    return Metadata()


def _metadata(found: _Found) -> Metadata:
    lists: dict[str, list[str]] = {
        name: [] for name in ("authors", "fandoms", "relationships", "characters", "tags", "notes")
    }
    words: dict[str, str] = {}
    other: list[tuple[str, str]] = []
    for to, label, value in found.values:
        if not value:
            continue
        if to == "notes":
            lists[to].append(value)
        elif to in ("relationships", "authors"):
            lists[to] += [part for part in re.split(r"\s*[,;]\s*", value) if part]
        elif to in lists:
            lists[to] += [part for part in _LISTED.split(value) if part]
        elif to == "other" or to in words:
            other.append((label, value))
        else:
            words[to] = value
    count = re.search(r"\d[\d,. ]*", words.pop("words", ""))
    series = words.get("series", "")
    part = re.match(r"part\s+(\d+)\s+(?:of|in)\s+(?:the\s+)?(.*?)(?:\s+series)?$", series, re.IGNORECASE)
    return Metadata(
        title=words.get("title", "") or found.title,
        authors=tuple(lists["authors"]) or ((found.author,) if found.author else ()),
        fandoms=tuple(lists["fandoms"]),
        relationships=tuple(lists["relationships"]),
        characters=tuple(lists["characters"]),
        rating=words.get("rating", ""),
        warnings=tuple(part for part in _LISTED.split(words.get("warnings", "")) if part),
        tags=tuple(lists["tags"]),
        summary=words.get("summary", ""),
        dedication=words.get("dedication", ""),
        spoilers=words.get("spoilers", ""),
        disclaimer=words.get("disclaimer", ""),
        series=part[2] if part else series,
        part=part[1] if part else "",
        words=int(re.sub(r"\D", "", count[0])) if count else None,
        year=found.year or words.get("year", ""),
        url=words.get("url", ""),
        notes=tuple(lists["notes"]),
        other=tuple(other),
    )
