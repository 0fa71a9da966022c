"""A work of the Archive of Our Own that lost its markup (PDF, MOBI) -> the Archive's own HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

POSTED = "Posted originally on the Archive of Our Own"
_LABELS = frozenset(
    ("summary", "notes", "chapter summary", "chapter notes", "chapter end notes", "end notes")
)
_SEE = re.compile(r"See the end of the (?:work|chapter) for (?:more )?notes\W*", re.IGNORECASE)
_PLEASE = re.compile(r"Please drop by the Archive and comment\b.*", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"https?://\S+/works/\d+")
_ONE = frozenset(("language", "stats", "series", "collections"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a flat page."""

    text: str
    html: str
    """Its words with their italics and line breaks; escaped."""
    large: bool = False
    page: bool = False
    """First on its page."""
    joined: bool = False
    """Stands in the note above it rather than beside it."""


def knows(blocks: Sequence[Block]) -> bool:
    return any(POSTED in block.text for block in blocks[:4])


def rebuild_html(blocks: Sequence[Block]) -> str:
    """The page that the Archive would have made."""
    top = next((n for n, block in enumerate(blocks) if block.text.startswith("by ")), 0)
    title, table = _table(blocks[: max(top, 0)])
    large = next((n for n, b in enumerate(blocks) if n > top and b.large and b.page), None)
    start = large if large is not None else _story(blocks, top)
    end = len(blocks)
    while end > start and _PLEASE.fullmatch(blocks[end - 1].text):
        end -= 1
    notes = next(
        (n for n in range(end - 1, start, -1) if blocks[n].text.casefold() == "end notes"), end
    )
    url = _URL.search(" ".join(block.text for block in blocks[:4]))
    link = f'<a href="{escape(url[0])}">{escape(url[0])}</a>' if url else ""
    author = blocks[top].text[3:] if top else ""
    names = ", ".join(f'<a rel="author">{escape(n)}</a>' for n in author.split(", ") if n)
    return (
        f'<html><body><div id="preface"><p class="message"><b>{title}</b><br>{POSTED} at {link}</p>'
        f'<div class="meta"><dl class="tags">{table}</dl><h1>{title}</h1>'
        f'<div class="byline">by {names}</div>{_matter(blocks[top + 1 : start])}</div></div>'
        f'<div id="chapters" class="userstuff">{_chapters(blocks[start:notes])}</div>'
        f'<div id="afterword"><div class="meta"><div id="endnotes">{_matter(blocks[notes:end])}'
        "</div></div></div></body></html>"
    )


def _story(blocks: Sequence[Block], top: int) -> int:
    """Where a one-shot begins: on the next page that does not go on with a note."""
    for n in range(top + 1, len(blocks)):
        if blocks[n].page and blocks[n - 1].text.casefold() not in _LABELS:
            return n
    return min(top + 1, len(blocks))


def _table(blocks: Sequence[Block]) -> tuple[str, str]:
    rows: list[tuple[str, list[str]]] = []
    title = ""
    for block in blocks:
        text = block.text
        if POSTED in text:
            title = title or text.partition(POSTED)[0].strip()
        elif re.fullmatch(r"[A-Z][\w ]{2,30}:", text):
            rows.append((text[:-1], []))
        elif rows and not block.page:
            rows[-1][1].append(text)
        elif not title and not rows:
            title = text
    return escape(title), "".join(_row(label, " ".join(words)) for label, words in rows)


def _row(label: str, words: str) -> str:
    parts = [words] if label.casefold() in _ONE else words.split(", ")
    tag = "{}" if label.casefold() in _ONE else "<a>{}</a>"
    cells = ", ".join(tag.format(escape(part)) for part in parts)
    return f"<dt>{escape(label)}:</dt><dd>{cells}</dd>"


def _matter(blocks: Sequence[Block]) -> str:
    """Labels and the notes under them."""
    pieces: list[str] = []
    for block in blocks:
        if block.text.casefold() in _LABELS:
            pieces.append(f"<p>{block.html}</p>")
        elif not _SEE.fullmatch(block.text):
            pieces.append(f'<blockquote class="userstuff"><p>{block.html}</p></blockquote>')
    return "".join(pieces)


def _chapters(blocks: Sequence[Block]) -> str:
    pieces: list[str] = []
    story: list[str] = []
    at = 0

    def close() -> None:
        if story:
            pieces.append(f'<div class="userstuff">{"".join(story)}</div>')
            story.clear()

    while at < len(blocks):
        block = blocks[at]
        label = block.text.casefold() in _LABELS
        opens = block.large and block.page
        if not (opens or label):
            if not _SEE.fullmatch(block.text):
                story.append(f"<p>{block.html}</p>")
            at += 1
            continue
        close()
        heading = f'<h2 class="heading">{escape(block.text)}</h2>' if opens else ""
        at += opens
        begin = at
        while at < len(blocks) and _in_matter(blocks, at, begin):
            at += 1
        kind = "meta group" if opens else "meta"
        pieces.append(f'<div class="{kind}">{heading}{_matter(blocks[begin:at])}</div>')
    close()
    return "".join(pieces)


def _in_matter(blocks: Sequence[Block], at: int, begin: int) -> bool:
    block = blocks[at]
    if block.large and block.page:
        return False
    if block.text.casefold() in _LABELS or _SEE.fullmatch(block.text):
        return True
    return at > begin and block.joined and not _SEE.fullmatch(blocks[at - 1].text)
