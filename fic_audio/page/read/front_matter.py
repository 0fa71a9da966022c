"""Pages of a book that are no part of what it tells: cover, title page, imprint, contents."""

from __future__ import annotations

import posixpath
import re

from fic_audio.model import MarkKind, Metadata
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.package import Document, Entry
from fic_audio.page.read.web.tree import Node, text_of

_UNSPOKEN = frozenset(
    """cover titlepage title-page halftitlepage halftitle toc nav landmarks page-list loi lot index
    copyright-page copyright colophon imprint coverpage""".split()
)
"""What books themselves call pages that are no part of what is told (EPUB's vocabulary)."""
_NAMES = re.compile(
    r"(?:cover|title|half|copyright|colophon|imprint|toc|nav|contents|table|of|page|[\W_\d])+",
    re.IGNORECASE,
)
_TITLES = frozenset(
    """cover|cover page|title page|titlepage|half title|half title page|contents|copyright|
    table of contents|toc|copyright page|imprint|colophon|information|story information|
    landmarks""".replace("\n    ", "").split("|")
)
_FRONT_WORDS = 500
"""Words of the longest imprint. A page with more is kept, whatever it is called."""
_TITLE_WORDS = 60
"""Words of the longest title page."""


def find_matter(
    section: Node,
    document: Document,
    entries: list[Entry],
    annotated: AnnotatedText,
    told: Metadata,
    *,
    first: bool,
) -> str:
    """Why a page is not read: "list" of links, "front" matter; empty where it is story.

    `first` is whether no story stands before it.
    """
    words = len(annotated.text.split())
    if _is_list(section, annotated):
        return "list"
    if words > _FRONT_WORDS:
        return ""
    own = (section.attributes.get("epub:type") or "").split()
    inner = section.first_child
    while inner is not None and not inner.is_element_node:
        inner = inner.next
    own += (inner.attributes.get("epub:type") or "").split() if inner is not None else []
    stem = posixpath.splitext(posixpath.basename(document.path))[0]
    if (
        {*own, *document.kinds} & _UNSPOKEN
        or (_NAMES.fullmatch(stem) and re.search("[a-z]", stem, re.IGNORECASE))
        or (entries and all(entry.title.casefold() in _TITLES for entry in entries))
    ):
        return "front"
    if first and (
        _is_picture(annotated) or (words <= _TITLE_WORDS and _is_titles(annotated, told))
    ):
        return "front"
    return ""


def _is_list(section: Node, annotated: AnnotatedText) -> bool:
    """Whether a page is a list of links to others."""
    links = [text_of(link) for link in section.css("a[href]")]
    whole = len("".join(annotated.text.split()))
    return len(links) > 2 and sum(len("".join(text.split())) for text in links) > 0.7 * whole


def _is_picture(annotated: AnnotatedText) -> bool:
    shown = sum(m.end - m.start for m in annotated.marks if m.kind is MarkKind.IMAGE)
    return shown >= len(annotated.text.strip())


def _is_titles(annotated: AnnotatedText, told: Metadata) -> bool:
    """Whether a page says the book's title and author and little else."""
    text = plain(annotated.text)
    title = plain(told.title)
    if not title or title not in text:
        return False
    named = any(plain(author) in text for author in told.authors if plain(author))
    return named or text == title


def plain(text: str) -> str:
    """Words to compare: no case, no punctuation."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
