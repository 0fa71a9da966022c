"""What is gathered from the top of a text on its way to Metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fic_audio.model import Metadata
from fic_audio.page import layout
from fic_audio.page.plain_text.labels import LabelledLine

_LONGEST_BLOCK = 2000
"""Lines of a block after which there is no header to be found."""
# Not within brackets: "a bit of blood (only a bit, and not theirs)" is one tag.
_LISTED = re.compile(r"(?:(?<!\s)\s++)?(?:,|;|/{2}|(?<=\s)\|\s)\s*+(?![^()\[\]]{0,200}[)\]])")
_LONGEST_SERIES = 500
"""Characters."""
_PART_OF = re.compile(
    r"part\s+(?P<part>\d+)\s+(?:of|in)\s+(?:the\s+)?(?P<series>.*?)(?:\s+series)?", re.IGNORECASE
)
_WITH_PART = re.compile(
    r"(?P<series>.*?\S)(?:\s*,\s*(?:part|book|no\.?|number)\s+|\s*,?\s*[#№]\s*|\s*\((?:part|book)\s+)"
    r"(?P<part>\d+)\)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """Lines with no blank line between them."""

    start: int
    end: int
    lines: list[str]
    starts: list[int]

    def drop(self, count: int) -> None:
        """Its first lines are dealt with."""
        del self.lines[:count]
        del self.starts[:count]
        self.start = self.starts[0] if self.starts else self.end


@dataclass(slots=True)
class HeaderFields:
    """What has been gathered so far."""

    values: list[LabelledLine] = field(default_factory=list)
    title: str = ""
    author: str = ""
    year: str = ""
    closed: bool = False
    """A scene break stood after the last value: it does not go on."""

    def add(self, to: str, label: str, value: str) -> None:
        self.values.append(LabelledLine(to, label, value))
        self.closed = False

    def go_on(self, value: str) -> None:
        """The value of the last label runs on."""
        last = self.values[-1]
        joint = " " if last.value else ""
        self.values[-1] = last._replace(value=f"{last.value}{joint}{value}")

    @property
    def anything(self) -> bool:
        return bool(self.values or self.author)


def blocks_of(text: str, stop: int, listed: Sequence[tuple[int, int]]) -> list[Block]:
    blocks: list[Block] = []
    fresh = True
    contents = set(listed)
    for row in layout.rows(text, 0, stop):
        start, end = layout.strip(text, row.start, row.end)
        if start == end or (start, end) in contents:
            fresh = True
            continue
        line = text[start:end]
        if fresh or layout.is_break(line) or layout.is_break(blocks[-1].lines[-1]):
            blocks.append(Block(start, end, [line], [start]))
        else:
            blocks[-1].lines.append(line)
            blocks[-1].starts.append(start)
            blocks[-1].end = end
        fresh = False
        if len(blocks) > 80 or len(blocks[-1].lines) > _LONGEST_BLOCK:
            break
    return blocks


def plain(line: str) -> str:
    return line.strip().strip("*_#~= \t").strip()


def metadata(found: HeaderFields) -> Metadata:
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
            parts = (part.strip() for part in re.split(r"[,;]", value))
            lists[to] += [part for part in parts if part]
        elif to in lists:
            lists[to] += [part for part in _LISTED.split(value) if part]
        elif to == "other" or to in words:
            other.append((label, value))
        else:
            words[to] = value
    count = re.search(r"\d[\d,. ]*", words.pop("words", ""))
    series = words.get("series", "")
    told = series if len(series) <= _LONGEST_SERIES else ""
    part = _PART_OF.fullmatch(told) or _WITH_PART.fullmatch(told)
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
        series=part["series"] if part else series,
        part=part["part"] if part else "",
        words=int(re.sub(r"\D", "", count[0])) if count else None,
        year=found.year or words.get("year", ""),
        url=words.get("url", ""),
        notes=tuple(lists["notes"]),
        other=tuple(other),
    )
