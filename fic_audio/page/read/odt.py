"""OpenDocument text -> Story, by way of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element

from fic_audio.errors import StoryError
from fic_audio.model import Story
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import tree
from fic_audio.page.read.zip_archive import ZipArchive

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SILENT = frozenset(
    "annotation tracked-changes table-of-content sequence-decls forms note-citation title desc "
    "bookmark-start bookmark-end".split()
)
"""Elements whose words are no story."""
_BLOCKS = {"list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td"}
_EMPTY = {"line-break": "<br>", "tab": " ", "s": " "}
DEEPEST = 200


def read_odt(raw: bytes) -> Story:
    """The story in an OpenDocument text; StoryError where it is locked or damaged."""
    zipped = ZipArchive.open(raw)
    content = zipped.xml("content.xml")
    looks: dict[str, tuple[bool, bool]] = {}
    titles = {"Title"}
    for root in (zipped.xml("styles.xml") if zipped.find("styles.xml") else None, content):
        for style in root.iter(f"{_STYLE}style") if root is not None else ():
            name = style.get(f"{_STYLE}name", "")
            if style.get(f"{_STYLE}parent-style-name") == "Title":
                titles.add(name)
            for look in style.iter(f"{_STYLE}text-properties"):
                italic = look.get(f"{_FO}font-style") in ("italic", "oblique")
                looks[name] = (italic, look.get(f"{_FO}font-weight") in ("bold", "700"))
    body = next((each for each in content.iter() if _name(each) == "text" and len(each)), None)
    if body is None:
        raise StoryError("the document has no text; save it again as ODT or DOCX")
    notes = _Notes()
    dom = tree("".join(_html(body, looks, titles, notes, 0)))
    story = of_passage(extract_text([dom.body] if dom.body is not None else []))
    if zipped.find("meta.xml") is None:
        return story
    root, told = zipped.xml("meta.xml"), story.metadata
    title = " ".join((root.findtext(f".//{_DC}title") or "").split())
    author = root.findtext(f".//{_META}initial-creator") or root.findtext(f".//{_DC}creator") or ""
    authors = told.authors or ((author.strip(),) if author.strip() else ())
    return replace(story, metadata=replace(told, title=told.title or title, authors=authors))


class _Notes:
    """Foot- and endnotes, each waiting for the end of the paragraph that refers to it."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: list[str] = []

    def sign(self, words: str) -> str:
        """What stands in the text for a note."""
        self._count += 1
        self._waiting.append(f"<p>[{self._count}] {escape(words)}</p>")
        return f"[{self._count}]"

    def waiting(self) -> list[str]:
        waiting, self._waiting = self._waiting, []
        return waiting


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _html(
    element: Element,
    looks: dict[str, tuple[bool, bool]],
    titles: set[str],
    notes: _Notes,
    depth: int,
) -> Iterator[str]:
    if depth > DEEPEST:
        raise StoryError("the document is nested too deeply; save it again as DOCX")
    name = _name(element)
    if name in _SILENT:
        return
    style = element.get(f"{_TEXT}style-name", "")
    tag = _BLOCKS.get(name, "")
    if name == "h":
        level = element.get(f"{_TEXT}outline-level", "1")
        tag = f"h{min(int(level) + 1, 6) if level.isdecimal() else 2}"
    elif name == "p":
        tag = "h1" if style in titles else "p"
    italic, bold = looks.get(style, (False, False)) if name in ("p", "span") else (False, False)
    opening = f"<{tag}>" if tag else ""
    closing = f"</{tag}>" if tag else ""
    if italic:
        opening, closing = f"{opening}<i>", f"</i>{closing}"
    if bold:
        opening, closing = f"{opening}<b>", f"</b>{closing}"
    # A note stands inside its paragraph; it is written behind it, as a paragraph of its own.
    if name == "note":
        words = " ".join("".join(part.itertext()) for part in element if _name(part) == "note-body")
        yield notes.sign(" ".join(words.split()))
        return
    yield opening + _EMPTY.get(name, "") + escape(element.text or "")
    for child in element:
        yield from _html(child, looks, titles, notes, depth + 1)
        yield escape(child.tail or "")
    yield closing
    if tag:
        yield from notes.waiting()
