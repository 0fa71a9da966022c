"""The tables of tags and statistics on pages of the Archive of Our Own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fic_audio.page.read.web.tree import Node, Tree, children, classes, text_of

FIELDS = {
    "rating": "rating",
    "ratings": "rating",
    "warning": "warnings",
    "archive warning": "warnings",
    "archive warnings": "warnings",
    "category": "category",
    "categories": "category",
    "fandom": "fandoms",
    "fandoms": "fandoms",
    "relationship": "relationships",
    "relationships": "relationships",
    "character": "characters",
    "characters": "characters",
    "freeform": "tags",
    "additional tag": "tags",
    "additional tags": "tags",
    "language": "language",
    "series": "series",
    "collection": "collections",
    "collections": "collections",
    "stats": "stats",
    "published": "published",
    "updated": "updated",
    "completed": "updated",
    "status": "updated",
    "words": "words",
    "chapters": "chapters",
}
"""What a row of the table of tags is called, in words or by its class -> what it tells."""
_STATS = re.compile(
    r"\b(published|updated|completed|words|chapters):\s*(\d[\d,./?-]*)", re.IGNORECASE
)
_PART = re.compile(r"Part\s+(\d+)\s+of\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """The rows of the table of tags."""

    lists: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    series: list[tuple[str, str]] = field(default_factory=list)
    """Each as (part, title)."""


def tables(dom: Tree) -> list[Node]:
    """The lists of tags; not those of other works, nor any inside the story."""
    return [
        node
        for node in select(dom, "dl.work.meta, dl.tags, dl.meta, #preface dl")
        if not inside(node, "chapters") and node.css_first("dt") is not None
    ]


def select(dom: Tree, selector: str) -> list[Node]:
    """The elements that a list of selectors names, each once."""
    return list({node.mem_id: node for node in dom.css(selector)}.values())


def inside(node: Node, *names: str) -> bool:
    """Whether an element lies in one with any of these ids."""
    above = node.parent
    while above is not None:
        if above.attributes.get("id") in names:
            return True
        above = above.parent
    return False


def read_table(table: Node, found: Table) -> None:
    """Adds what a table tells to what was found before."""
    for term, value in _rows(table):
        read_row(_key(term), value, found)


def read_row(key: str, value: Node, found: Table) -> None:
    """Adds what one row tells. `key` is one of the values of `FIELDS`, or empty."""
    if key == "stats":
        inner = value.css_first("dl")
        if inner is not None:
            read_table(inner, found)
        else:
            _read_stats(text_of(value), found.words)
    elif key == "series":
        found.series = list(dict.fromkeys([*found.series, *_series(value)]))
    elif key == "language":
        tag = value.attributes.get("lang")
        found.words["language"] = tag or text_of(value)
    elif key in ("published", "updated", "words", "chapters"):
        found.words[key] = text_of(value)
    elif key:
        found.lists[key] = list(dict.fromkeys([*found.lists.get(key, []), *_values(value)]))


def _rows(table: Node) -> Iterator[tuple[Node, Node]]:
    term = None
    for node in children(table):
        if node.tag == "dt":
            term = node
        elif node.tag == "dd" and term is not None:
            yield term, node
        elif node.tag == "div":
            yield from _rows(node)


def _key(term: Node) -> str:
    named = next((FIELDS[name] for name in classes(term) if name in FIELDS), "")
    return named or key_of(text_of(term))


def key_of(label: str) -> str:
    """What a row so labelled tells; empty where the Archive has no such row."""
    return FIELDS.get(label.rstrip(": ").casefold(), "")


def _read_stats(text: str, into: dict[str, str]) -> None:
    """The statistics of a download, which are one run of words and numbers."""
    for label, value in _STATS.findall(text):
        into[FIELDS[label.casefold()]] = value


def _values(value: Node) -> list[str]:
    named = value.css("a.tag") or value.css("a") or value.css("li")
    texts = [text_of(node) for node in named] if named else re.split(r",\s+", text_of(value))
    return [text for text in texts if text]


def _series(value: Node) -> list[tuple[str, str]]:
    links = [a for a in value.css("a") if "/series/" in (a.attributes.get("href") or "")]
    parts = _PART.findall(text_of(value))
    if links:
        numbers = parts if len(parts) == len(links) else [""] * len(links)
        return list(zip(numbers, map(text_of, links), strict=True))
    names = [name.strip(" ,") for name in _PART.split(text_of(value))[2::2]]
    return list(zip(parts, (name.removesuffix(" series") for name in names), strict=True))
