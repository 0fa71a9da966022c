"""Old Kindle books of the Archive's works, which kept its words but not its elements.

A MOBI is one run of paragraphs: no ids, no classes, definition lists as block quotes. What is what
follows from the book's own table of contents and from the Archive's words; the page is put together
again as the download was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import islice

from fic_audio.page.read.web.ao3_notes import GOODBYE, LABELS, POSTED
from fic_audio.page.read.web.ao3_table import key_of
from fic_audio.page.read.web.tree import Node, Tree, children, text_of, tree

_WRAPPERS = frozenset(("body", "div", "section", "mbp:pagebreak", "mbp:section"))
_SEE = re.compile(r"See the end of the (?:work|chapter) for\b.{0,40}")
_OPENING = frozenset(("chapter summary", "chapter notes"))


@dataclass(slots=True)
class _Book:
    """The download as it is put together again."""

    rows: list[str] = field(default_factory=list)
    preface: list[str] = field(default_factory=list)
    chapters: list[str] = field(default_factory=list)
    afterword: list[str] = field(default_factory=list)

    def html(self) -> str:
        return (
            f'<div id="preface"><div class="meta"><dl class="tags">{"".join(self.rows)}</dl>'
            f'{"".join(self.preface)}</div></div><div id="chapters">{"".join(self.chapters)}</div>'
            f'<div id="afterword"><div class="meta">{"".join(self.afterword)}</div></div>'
        )


def is_flat(dom: Tree) -> bool:
    """Whether the page opens as a download of the Archive does, without its elements."""
    if dom.body is None or dom.css_first("#preface, #chapters, #workskin") is not None:
        return False
    return any(map(_is_posted, islice(_blocks(dom.body), 30)))


def rebuild_tree(dom: Tree) -> Tree:
    """The page as the Archive's download was, of one for which `is_flat` is true."""
    blocks = list(_blocks(dom.body)) if dom.body is not None else []
    blocks, contents = _contents(blocks)
    starts = [(n, title) for n, block in enumerate(blocks) if (title := _named(block, contents))]
    starts = starts or list(_headings(blocks))
    ends = [*(start for start, _ in starts[1:]), len(blocks)]
    book = _Book()
    first = next((start for start, title in starts if title != "Preface"), len(blocks))
    _preface(blocks[:first], book)
    for (start, title), end in zip(starts, ends, strict=True):
        part = [block for block in blocks[start:end] if _is_something(block)]
        if title == "Afterword":
            _afterword(part, book)
        elif title != "Preface":
            _chapter(part, title, book)
    return tree(book.html())


def _blocks(top: Node) -> Iterator[Node]:
    for node in children(top):
        if node.tag in _WRAPPERS:
            yield from _blocks(node)
        elif node.is_element_node or (node.text_content or "").strip():
            yield node


def _is_something(block: Node) -> bool:
    return bool(_text(block)) or block.tag in ("img", "hr") or bool(block.css("img, hr"))


def _text(block: Node) -> str:
    if block.is_text_node:
        return " ".join((block.text_content or "").split())
    return text_of(block)


def _preface(blocks: list[Node], book: _Book) -> None:
    label = ""
    for block in filter(_is_something, blocks):
        text = _text(block)
        if key_of(text) and text.endswith(":"):
            label = f"<dt>{escape(text)}</dt>"
        elif label:
            book.rows.append(f"{label}<dd>{block.inner_html or escape(text)}</dd>")
            label = ""
        elif _is_posted(block):
            book.preface.append(f'<p class="message">{block.inner_html or ""}</p>')
            book.preface.append(f"<h1>{escape(text_of(block.css_first('b')))}</h1>")
        elif (
            text.startswith("by ") and block.css_first("a") is not None
        ) or text == "by Anonymous":
            book.preface.append(f'<div class="byline">{block.inner_html or ""}</div>')
        elif not _is_big(block):
            book.preface.append(block.html or "")


def _chapter(blocks: list[Node], title: str, book: _Book) -> None:
    at = 0
    top: list[str] = []
    if blocks and _text(blocks[0]) == title:
        top.append(f'<h2 class="heading">{escape(title)}</h2>')
        at = 1
        while at < len(blocks) and (size := _opening(blocks, at)):
            top += (block.html or "" for block in blocks[at : at + size])
            at += size
    end = next((n for n in range(at, len(blocks) - 1) if _closes(blocks, n)), len(blocks))
    story = "".join(block.html or "" for block in blocks[at:end])
    notes = "".join(block.html or "" for block in blocks[end:])
    book.chapters.append(
        f'<div class="meta group">{"".join(top)}</div><div class="userstuff">{story}</div>'
        f'<div class="meta" id="endnotes">{notes}</div>'
    )


def _opening(blocks: list[Node], at: int) -> int:
    """How many of the blocks from here on stand above a chapter's story."""
    text = _text(blocks[at])
    if _SEE.fullmatch(text) or text.startswith("Chapter by "):
        return 1
    if text.casefold() not in _OPENING:
        return 0
    end = at + 1
    while end < len(blocks) and blocks[end].tag == "blockquote":
        end += 1
    return end - at


def _closes(blocks: list[Node], at: int) -> bool:
    """Whether the notes below a chapter begin here and nothing but notes follows."""
    if _text(blocks[at]).casefold() != "chapter end notes":
        return False
    return all(block.tag == "blockquote" for block in blocks[at + 1 :])


def _afterword(blocks: list[Node], book: _Book) -> None:
    for block in blocks:
        if GOODBYE.match(_text(block)):
            break
        book.afterword.append(block.html or "")


def _is_posted(block: Node) -> bool:
    return (
        block.tag == "p"
        and bool(POSTED.search(text_of(block)))
        and any("/works/" in (a.attributes.get("href") or "") for a in block.css("a"))
    )


def _contents(blocks: list[Node]) -> tuple[list[Node], dict[str, str]]:
    """The blocks above the book's table of contents, and what that names with its titles."""
    ends = [n for n, block in enumerate(blocks) if _text(block) == "Table of Contents"]
    if not ends:
        return blocks, {}
    links = [link for block in blocks[ends[-1] :] for link in block.css('a[href^="#"]')]
    found = {(link.attributes.get("href") or "")[1:]: text_of(link) for link in links}
    return (blocks[: ends[-1]], found) if found else (blocks, {})


def _named(block: Node, contents: dict[str, str]) -> str:
    own = block.attributes.get("id") if block.is_element_node else None
    return contents.get(own or "", "")


def _headings(blocks: list[Node]) -> Iterator[tuple[int, str]]:
    """Where chapters begin in a book without a table of contents, and what is after the last."""
    title = next((text_of(block.css_first("b")) for block in blocks if _is_posted(block)), "")
    found = [(n, _text(block)) for n, block in enumerate(blocks) if _is_big(block)]
    found = [(nth, text) for nth, text in found if text != title]
    yield from found or [(_below_preface(blocks), "")]
    for nth, block in enumerate(blocks):
        if GOODBYE.match(_text(block)):
            above = (n for n in range(max(0, nth - 40), nth) if _text(blocks[n]) == "End Notes")
            yield next(above, nth), "Afterword"
            return


def _below_preface(blocks: list[Node]) -> int:
    """Where the story of a one-shot begins."""
    at = next((nth for nth, block in enumerate(blocks) if _is_byline(block)), -1) + 1
    while at < len(blocks):
        text = _text(blocks[at]).casefold()
        if text in LABELS:
            at += 1
            while at < len(blocks) and blocks[at].tag == "blockquote":
                at += 1
        elif not text or _SEE.fullmatch(_text(blocks[at])):
            at += 1
        else:
            break
    return at


def _is_byline(block: Node) -> bool:
    text = _text(block)
    return text == "by Anonymous" or (
        text.startswith("by ") and bool(block.css('a[href*="/users/"]'))
    )


def _is_big(block: Node) -> bool:
    """Whether a block is set as the title of the book or of a chapter."""
    return block.tag == "p" and block.css_first('font[size="5"] > b') is not None
