"""Sink Into Your Eyes (siye.co.uk) and archives like it: a page of tables, labels in the first."""

from __future__ import annotations

import re

from fic_audio.model import Metadata, Story
from fic_audio.page.read.annotated_text import chapter
from fic_audio.page.read.web.ffn import split_number
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_LABELS = ("Title", "Author", "Rating", "Summary", "Characters", "Genres", "Warnings", "Category")
_LABEL = re.compile(rf"({'|'.join(_LABELS)})s?:\s*")
_OTHER = re.compile(r"(?:[A-Z][\w']*\s?){1,3}:\s|Story is ")
"""How lines begin that tell of other things."""
_NOTHING = ("none", "all", "")


def knows(dom: Tree) -> bool:
    """Whether it is a chapter's page of theirs."""
    return _told(dom) is not None and _table(dom) is not None


def read(dom: Tree) -> Story:
    """The one chapter of the page; its title is the chosen one of the chapter list."""
    told = _told(dom)
    table = _table(dom)
    said = _said(table) if table is not None else {}
    author = text_of(dom.css_first('a[href*="viewuser.php"]'))
    chosen = text_of(dom.css_first("select option[selected]"))
    title = said.get("Title") or _title(dom, table)
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
    story = mark_unlabelled_notes(extract_text([told] if told is not None else [], styles(dom)))
    return Story(metadata, (chapter(split_number(chosen)[0], [story]),))


def _title(dom: Tree, table: Node | None) -> str:
    """A heading of the first table, a link to the whole story, or else the page's heading."""
    links = dom.css('a[href*="viewstory.php?sid="]')
    whole = next((link for link in links if "&" not in (link.attributes.get("href") or "")), None)
    heading = table.css_first("h1, h2, h3") if table is not None else None
    return text_of(heading) or text_of(whole) or text_of(dom.css_first("h1, h2, h3"))


def _told(dom: Tree) -> Node | None:
    """What holds the chapter."""
    spans = [
        node for node in dom.css('span[style*="font-size: 100%"]') if len(node.text().split()) > 20
    ]
    return max(spans, key=lambda node: len(node.text()), default=None)


def _table(dom: Tree) -> Node | None:
    """The table of labels."""
    for table in dom.css('table[width="95%"]'):
        if len(_said(table)) >= 3:
            return table
    return None


def _said(table: Node) -> dict[str, str]:
    """The labels' values: each runs up to the next line with a label."""
    found: dict[str, str] = {}
    label = ""
    for line in extract_text([table]).text.splitlines():
        if match := _LABEL.match(line):
            label = match[1]
            found[label] = line[match.end() :]
        elif _OTHER.match(line):
            label = ""
        elif label and line:
            found[label] = f"{found[label]} {line}".strip()
    return found


def _several(text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in text.split(","))
    return tuple(part for part in parts if part.casefold() not in _NOTHING)
