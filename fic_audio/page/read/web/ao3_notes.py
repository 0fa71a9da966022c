"""Prefaces and notes of the Archive of Our Own -> headings, and what is said under them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice

from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.web.ao3_meta import is_association
from fic_audio.page.read.web.html_text import BLOCKS, SILENT, extract_text
from fic_audio.page.read.web.tree import Node, children, classes, text_of, tree

LABELS = {
    "summary": "summary",
    "chapter summary": "summary",
    "notes": "notes",
    "note": "notes",
    "chapter notes": "notes",
    "chapter note": "notes",
    "work notes": "notes",
    "beginning notes": "notes",
    "author's notes": "notes",
    "end notes": "end",
    "chapter end notes": "end",
    "work end notes": "end",
}
"""The Archive's own headings of what is not story, and what stands under each."""
POSTED = re.compile(r"Posted originally on the\b.{0,60}\bat\b")
GOODBYE = re.compile(r"Please drop by the archive and comment\b.{0,80}", re.IGNORECASE)
_SEE = re.compile(
    r"\(?\s*See the end of the (?:work|chapter|series) for\b[^.]{0,80}\.?\s*\)?", re.IGNORECASE
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FURNITURE = frozenset(
    "landmark toc-heading endnote-link jump actions message tags series children".split()
)
"""Classes of what the Archive itself puts between an author's words."""
_BETWEEN = frozenset("landmark toc-heading endnote-link actions".split())
_SIGNS = frozenset("meta preface notes summary afterword endnotes footnotes".split())


@dataclass(slots=True)
class Matter:
    """What a preface or a block of notes holds."""

    heading: str = ""
    """The title of the chapter that it opens."""
    said: list[tuple[str, AnnotatedText]] = field(default_factory=list)
    """What is said, each under summary, notes or end."""

    def under(self, *labels: str) -> list[AnnotatedText]:
        return [passage for label, passage in self.said if label in labels]


def is_story(node: Node) -> bool:
    """Whether an element holds the words of a chapter, under whatever name a converter gave it."""
    return any(name.startswith(("userstuff", "user-generated-view")) for name in classes(node))


@dataclass(slots=True)
class Layout:
    """Which elements of a body hold story, and which hold anything but plain story."""

    stories: set[int] = field(default_factory=set)
    wrappers: set[int] = field(default_factory=set)

    def is_matter(self, node: Node) -> bool:
        """Whether an element beside the story holds headings and notes, and no story."""
        if node.tag not in ("div", "section", "blockquote", "header", "footer"):
            return False
        if is_story(node) or node.mem_id in self.stories:
            return False
        if classes(node) & _SIGNS or (node.attributes.get("id") or "").startswith("endnotes"):
            return True
        # Converters rename classes: what is left are the Archive's own words, standing alone.
        return any(
            is_title(child) or _label(child) or _is_furniture(child) or self._heads(child)
            for child in _in(node)
        )

    def _heads(self, node: Node) -> bool:
        """A heading without its class, where stories are in elements of their own."""
        return node.tag == "h2" and bool(self.stories)

    def is_wrapper(self, node: Node) -> bool:
        """Whether an element holds chapters or notes rather than being story itself."""
        return not is_story(node) and node.mem_id in self.wrappers


def layout(body: Node) -> Layout:
    """How a body is laid out, found in one pass."""
    found = Layout()
    blocks = body.css("div, section, blockquote, header, footer")
    for node in blocks:
        if is_story(node) and node.tag != "blockquote":
            _mark_above(node, found.stories)
    found.wrappers |= found.stories
    for node in blocks:
        if found.is_matter(node):
            _mark_above(node, found.wrappers)
    return found


def _mark_above(node: Node, marked: set[int]) -> None:
    above = node.parent
    while above is not None and above.mem_id not in marked:
        marked.add(above.mem_id)
        above = above.parent


def _in(node: Node) -> list[Node]:
    return [child for child in children(node) if child.is_element_node]


def has_words(node: Node) -> bool:
    """Whether anything in a node is read."""
    stack = [node]
    while stack:
        inner = stack.pop()
        if inner.is_text_node:
            if (inner.text_content or "").strip():
                return True
        elif inner.tag in ("img", "hr"):
            return True
        elif inner.tag not in SILENT:
            stack += children(inner)
    return False


def is_between(node: Node) -> bool:
    """Whether an element right beside the story is the Archive's own, to be passed over."""
    names = classes(node)
    if names & {"preface", "afterword"} and "chapter" not in names:
        return True
    return bool(names & _BETWEEN) or _sees_notes(node)


def read_matter(node: Node) -> Matter:
    """The heading and the notes in an element; nothing but the Archive's own words is dropped."""
    matter = Matter()
    _read(node, matter, "notes")
    return matter


def _read(node: Node, matter: Matter, label: str) -> None:
    for child in blocks(children(node)):
        if not child.is_element_node or child.tag in ("dl", "form") or _is_furniture(child):
            continue
        if named := _label(child):
            label = named
        elif is_title(child) or (child.tag == "h2" and not matter.said):
            matter.heading = matter.heading or text_of(child)
        elif classes(child) & {"byline", "recipients"}:
            if text_of(child).casefold().startswith("chapter by"):
                matter.said.append((label, extract_text([child])))
        elif child.tag == "h1":
            continue
        elif _has_parts(child):
            _read(child, matter, _class_label(child) or label)
        elif passage := extract_text([child]):
            matter.said.append((label, passage))


def blocks(nodes: Iterable[Node]) -> list[Node]:
    """The nodes, with each run of words between blocks in a block of its own."""
    found: list[Node | str] = []
    for loose, run in groupby(nodes, key=_is_loose):
        if not loose:
            found += run
        elif words := "".join(node.html or "" for node in run).strip():
            found.append(f"<article>{words}</article>")
    # Parsed all at once: a page may hold a hundred thousand.
    body = tree("".join(item for item in found if isinstance(item, str))).body
    wrapped = iter(list(children(body)) if body is not None else [])
    return [next(wrapped) if isinstance(item, str) else item for item in found]


def _is_loose(node: Node) -> bool:
    return not node.is_comment_node and node.tag not in BLOCKS


def _has_parts(node: Node) -> bool:
    if node.tag == "blockquote":
        return bool(classes(node) & _SIGNS)
    return node.tag in ("div", "section") and not is_story(node)


def _class_label(node: Node) -> str:
    names = classes(node)
    if "end" in names or (node.attributes.get("id") or "").endswith("endnotes"):
        return "end"
    return "summary" if "summary" in names else "notes" if "notes" in names else ""


def _label(node: Node) -> str:
    if node.tag not in _HEADINGS and node.tag != "p":
        return ""
    return LABELS.get(_brief(node).rstrip(": ").casefold().replace("’", "'"), "")


def _brief(node: Node) -> str:
    """The words of an element that holds little; empty for any other, however much it holds."""
    words: list[str] = []
    stack = [node]
    for _ in range(24):
        if not stack:
            break
        inner = stack.pop()
        if inner.is_text_node:
            words.append((inner.text_content or "")[:400])
        else:
            stack += reversed(list(islice(children(inner), 24)))
    text = " ".join("".join(words).split())
    return text if not stack and len(text) < 300 else ""


def is_title(node: Node) -> bool:
    """Whether an element is the heading of a chapter."""
    return node.tag in ("h2", "h3") and bool(classes(node) & {"heading", "title"})


def _is_furniture(node: Node) -> bool:
    if classes(node) & _FURNITURE or _sees_notes(node) or is_association(node):
        return True
    if node.tag not in ("p", "div"):
        return False
    text = _brief(node)
    return bool(
        POSTED.search(text)
        or GOODBYE.fullmatch(text)
        or (text.startswith("by ") and node.css_first("a[rel=author]") is not None)
    )


def _sees_notes(node: Node) -> bool:
    return node.tag in ("p", "div", "span", "article") and bool(_SEE.fullmatch(_brief(node)))
