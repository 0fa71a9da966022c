"""Wattpad: a part's page as saved from the browser."""

from __future__ import annotations

import re

from fic_audio.model import Metadata, Story
from fic_audio.page.read.annotated_text import chapter, join_texts
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, children, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_PARAGRAPH = "p[data-p-id]"
_OF_A_PART = re.compile(r"Read .{1,300} from the story\b")
_COUNTER = frozenset(("comment-marker", "num-comment", "component-wrapper", "inline-comment"))


def knows(dom: Tree) -> bool:
    """Whether it is a part's page of theirs."""
    return dom.css_first(_PARAGRAPH) is not None


def read(dom: Tree) -> Story:
    """The one part of the page; readers' comments beside its paragraphs are left out."""
    paragraphs = dom.css(_PARAGRAPH)
    look = styles(dom)
    told = mark_unlabelled_notes(
        join_texts(extract_text([node], look, _is_counter) for node in _told(paragraphs))
    )
    title, part = _titles(dom)
    metadata = Metadata(
        title=title,
        authors=_authors(dom),
        summary=_summary(dom),
        tags=tuple(dict.fromkeys(filter(None, map(text_of, dom.css(".tag-items a, a.tag"))))),
        url=_address(dom),
    )
    return Story(metadata, (chapter(part, [told]),))


def _told(paragraphs: list[Node]) -> list[Node]:
    """The paragraphs, and what stands between them in the boxes that hold nothing else."""
    told: dict[int, Node] = {}
    boxes: set[int] = set()
    for node in paragraphs:
        above = node.parent
        if above is None or above.tag != "pre":
            told[node.mem_id] = node
        elif above.mem_id not in boxes:
            boxes.add(above.mem_id)
            told |= {each.mem_id: each for each in children(above) if each.is_element_node}
    return list(told.values())


def _summary(dom: Tree) -> str:
    """What the author says of the story; a part's page says what it is a part of instead."""
    said = _meta(dom, "og:description")
    return "" if _OF_A_PART.match(said) else said


def _is_counter(node: Node) -> bool:
    """The bubble with the number of comments, and what opens behind it."""
    named = (node.attributes.get("class") or "").split()
    return bool(_COUNTER.intersection(named)) or node.tag == "button"


def _titles(dom: Tree) -> tuple[str, str]:
    """The story's title and the part's. The page's own title has both: "Story - Part - Wattpad"."""
    part = text_of(dom.css_first("h1"))
    whole = text_of(dom.css_first("title")).removesuffix("Wattpad").rstrip(" -|")
    title = text_of(dom.css_first(".toc .title, .story-title, h2.title"))
    if not title and part and whole.endswith(part):
        title = whole[: -len(part)].rstrip(" -|:")
    if not title:
        title, _, rest = whole.partition(" - ")
        part = part or rest
    return title or part, part


def _authors(dom: Tree) -> tuple[str, ...]:
    for link in dom.css('a[href*="/user/"]'):
        if name := text_of(link):
            return (name.removeprefix("by ").strip(),)
    return ()


def _meta(dom: Tree, name: str) -> str:
    node = dom.css_first(f'meta[property="{name}"]')
    return " ".join((node.attributes.get("content") or "").split()) if node is not None else ""


def _address(dom: Tree) -> str:
    link = dom.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return address if address.startswith("https://www.wattpad.com/") else ""
