"""Sink Into Your Eyes (siye.co.uk) and archives like it: a page of tables, labels in the first."""

from __future__ import annotations

import re

from fic_audio.model import Metadata, Story
from fic_audio.page.read.passage import chapter
from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, text_of

_LABELS = ("Title", "Author", "Rating", "Summary", "Characters", "Genres", "Warnings", "Category")
_LABEL = re.compile(rf"\b({'|'.join(_LABELS)})s?:\s*")
_NOTHING = ("none", "all", "")


def knows(page: Tree) -> bool:
    """Whether it is a chapter's page of theirs."""
    return _told(page) is not None and _table(page) is not None


def read(page: Tree) -> Story:
    """The one chapter of the page; its title is the chosen one of the chapter list."""
    told = _told(page)
    table = _table(page)
    said = _said(table.text(separator=" ") if table is not None else "")
    author = text_of(page.css_first('a[href*="viewuser.php"]'))
    chosen = page.css_first("select option[selected]")
    link = page.css_first('a[href*="viewstory.php?sid="]')
    title = said.get("Title") or text_of(page.css_first("h1, h2, h3")) or text_of(link)
    metadata = Metadata(
        title=title,
        authors=(author,) if author else (),
        fandoms=("Harry Potter",),
        characters=_several(said.get("Characters", "").replace("Harry/Ginny", "Harry, Ginny")),
        relationships=("Harry/Ginny",) if "Harry/Ginny" in said.get("Characters", "") else (),
        tags=_several(said.get("Genres", said.get("Genre", ""))),
        warnings=_several(said.get("Warnings", said.get("Warning", ""))),
        rating=said.get("Rating", ""),
        summary=said.get("Summary", ""),
        language="English",
    )
    story = flow([told] if told is not None else [], styles(page))
    return Story(metadata, (chapter(text_of(chosen), [story]),))


def _told(page: Tree) -> Node | None:
    """What holds the chapter."""
    spans = [
        node for node in page.css('span[style*="font-size: 100%"]') if len(node.text().split()) > 20
    ]
    return max(spans, key=lambda node: len(node.text()), default=None)


def _table(page: Tree) -> Node | None:
    """The table of labels."""
    for table in page.css('table[width="95%"]'):
        if len(_said(table.text(separator=" "))) >= 3:
            return table
    return None


def _said(text: str) -> dict[str, str]:
    """The labels' values: each runs up to the next label."""
    found = list(_LABEL.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        match[1]: " ".join(text[match.end() : end].split())
        for match, end in zip(found, ends, strict=True)
    }


def _several(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.split(","))
    return tuple(part for part in parts if part.casefold() not in _NOTHING)
