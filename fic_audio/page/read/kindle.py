"""Kindle books (MOBI, AZW3) -> Story, by way of the EPUB or the HTML inside them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read import ao3_rebuild
from fic_audio.page.read.epub import read_epub
from fic_audio.page.read.web import ao3, read_html
from fic_audio.page.read.web.tree import Node, Tree, text_of, tree

LARGEST = 64_000_000
"""Bytes of the book inside."""
_PARTS = "p, blockquote, h1, h2, h3, h4, h5, h6, hr"
_BREAK = re.compile(r"<mbp:pagebreak\s*/?>(?:\s*</mbp:pagebreak>)?", re.IGNORECASE)


def read_kindle(raw: bytes) -> Story:
    """The story in a MOBI or AZW3 without protection; StoryError for any other."""
    if len(raw) > 80 and _locked(raw):
        raise StoryError(
            "this Kindle book is protected (DRM); use a copy without protection, such as an EPUB"
        )
    name, inside = _unpacked(raw)
    if name.endswith(".epub"):
        return read_epub(inside)
    if not name.endswith(".html"):
        raise StoryError(
            "this Kindle book has pictures of pages instead of text; use an EPUB of the story"
        )
    # Its own elements are unknown to HTML, where they would not close.
    dom = tree(_BREAK.sub("<hr class='page'>", inside.decode("utf-8", "replace")))
    blocks = _blocks(dom)
    if ao3_rebuild.knows(blocks):
        return ao3.read(tree(ao3_rebuild.rebuild_html(blocks)))
    return read_html(_BREAK.sub("", inside.decode("utf-8", "replace")).encode())


def _locked(raw: bytes) -> bool:
    """Whether the first record says that the text is encrypted (MobiPocket's types 1 and 2)."""
    start = int.from_bytes(raw[78:82], "big")
    return int.from_bytes(raw[start + 12 : start + 14], "big") in (1, 2)


def _unpacked(raw: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the book inside; the library writes to a folder that is deleted."""
    import mobi

    with tempfile.TemporaryDirectory() as folder:
        before = tempfile.tempdir
        # It makes its own folder, in that which Python gives for such things.
        tempfile.tempdir = folder
        try:
            book = Path(folder) / "book.mobi"
            book.write_bytes(raw)
            found = Path(mobi.extract(str(book))[1])
            if found.stat().st_size > LARGEST:
                raise StoryError("this Kindle book is too large; use an EPUB of the story")
            return found.suffix, found.read_bytes()
        except StoryError:
            raise
        except Exception as why:
            raise StoryError(
                "this Kindle book is damaged or of an unknown type; use an EPUB of the story"
            ) from why
        finally:
            tempfile.tempdir = before


def _blocks(dom: Tree) -> list[ao3_rebuild.Block]:
    blocks: list[ao3_rebuild.Block] = []
    new = True
    for node in dom.css(_PARTS):
        if node.tag == "hr" and "page" in (node.attributes.get("class") or ""):
            new = True
        elif not _within(node) and (text := text_of(node)):
            if new and text == "Table of Contents":
                break
            font = node.css_first("font[size='5'], font[size='6'], font[size='4']")
            quoted = node.tag == "blockquote"
            html = node.inner_html or ""
            blocks.append(ao3_rebuild.Block(text, html, font is not None, new, quoted))
            new = False
    return blocks


def _within(node: Node) -> bool:
    return node.parent is not None and node.parent.tag in ("blockquote", "p")
