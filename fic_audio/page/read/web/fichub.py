"""Books and pages that FicHub (fichub.net) exports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.model import Chapter, Metadata, Story
from fic_audio.page.read.annotated_text import chapter
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, children, classes, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_INTRODUCTION = re.compile(r"(?:^|/)introduction\.xhtml$")
_CHAPTER_FILE = re.compile(r"(?:^|/)chap_\d+\.xhtml$")
_CHAPTER_ID = re.compile(r"chap_\d+")
_LABEL = re.compile(r"(?:status|published|updated|words|chapters|rated): ", re.IGNORECASE)
"""The lines after the summary. Below the first, the source's own lines have other labels too."""
_THANKS = "exported with the assistance of"
_SOURCE = "original source"
_STATUS = {"complete": "complete", "ongoing": "in progress", "in progress": "in progress"}


def knows(dom: Tree) -> bool:
    """Whether FicHub's introduction stands before its chapters."""
    return bool(_chapters(dom)) and _introduction(dom) is not None


def read(dom: Tree) -> Story:
    """The story in a page that `knows` knows."""
    looks = styles(dom)
    introduction = _introduction(dom)
    told = _metadata(introduction) if introduction is not None else Metadata()
    bodies = _chapters(dom)
    chapters: list[Chapter] = []
    for body in bodies:
        title, nodes = _opened(body)
        if len(bodies) == 1 and title.casefold() in ("chapter 1", told.title.casefold()):
            title = ""
        story = mark_unlabelled_notes(extract_text(nodes, looks, _is_navigation))
        chapters.append(chapter(title, [story]))
    return Story(told, tuple(chapters))


def _introduction(dom: Tree) -> Node | None:
    """The element whose children are the lines about the story."""
    for section in dom.css("section[data-file]"):
        if _INTRODUCTION.search(section.attributes.get("data-file") or ""):
            lines = [text_of(node).casefold() for node in section.css("p")]
            own = any(line.startswith((_THANKS, _SOURCE)) for line in lines)
            return section if own or section.css_first("h1 + p > b") is not None else None
    if any(text_of(node).casefold().startswith(_THANKS) for node in dom.css("body > p")):
        return dom.body
    return None


def _chapters(dom: Tree) -> list[Node]:
    files = [
        node
        for node in dom.css("section[data-file]")
        if _CHAPTER_FILE.search(node.attributes.get("data-file") or "")
    ]
    return files or [
        node
        for node in dom.css("body > div[id]")
        if _CHAPTER_ID.fullmatch(node.attributes.get("id") or "")
    ]


def _opened(body: Node) -> tuple[str, list[Node]]:
    """A chapter's title, which FicHub puts on top, and what follows it."""
    nodes = list(children(body))
    for nth, node in enumerate(nodes):
        if node.tag == "h2":
            return text_of(node), nodes[nth + 1 :]
        if node.is_element_node and not _is_navigation(node):
            break
    return "", nodes


def _is_navigation(node: Node) -> bool:
    return bool(node.is_element_node) and "chapter_nav" in classes(node)


def _metadata(introduction: Node) -> Metadata:
    title, author, source = "", "", ""
    summary: list[Node] = []
    lines: list[str] = []
    for node in children(introduction):
        text = text_of(node)
        link = node.css_first("a[href]") if node.is_element_node else None
        if _is_end(node):
            break
        if node.tag == "h1" and not title:
            title = text
        elif not author and (name := _byline(node, text)):
            author = name
        elif text.casefold().startswith(_SOURCE):
            source = (link.attributes.get("href") or "") if link is not None else ""
        elif node.tag == "p" and ":" in text and (lines or _LABEL.match(text)):
            lines.append(text)
        elif text and not text.casefold().startswith(_THANKS):
            summary.append(node)
    told = dict(_labels(lines))
    words = re.sub(r"\D", "", told.pop("words", ""))
    status = told.pop("status", "")
    return Metadata(
        title=title,
        authors=(author,) if author else (),
        summary=extract_text(summary).text,
        language=told.pop("language", ""),
        rating=told.pop("rated", told.pop("rating", "")),
        words=int(words[:12]) if words else None,
        chapters=told.pop("chapters", ""),
        status=_STATUS.get(status.casefold(), status),
        published=told.pop("published", ""),
        updated=told.pop("updated", ""),
        url=source,
        characters=tuple(filter(None, re.split(r",\s*", told.pop("characters", "")))),
        fandoms=tuple(filter(None, re.split(r",\s*", told.pop("fandom", "")))),
        tags=tuple(filter(None, told.pop("genre", "").split("/"))),
        other=tuple((label.capitalize(), value) for label, value in told.items()),
    )


def _is_end(node: Node) -> bool:
    """Where a page that holds everything turns to its chapters."""
    return node.tag == "nav" or bool(
        node.is_element_node and _CHAPTER_ID.fullmatch(node.attributes.get("id") or "")
    )


def _byline(node: Node, text: str) -> str:
    if node.tag not in ("p", "h2"):
        return ""
    name = re.fullmatch(r"by:?\s+(.+)", text, re.IGNORECASE)
    return name[1] if name else ""


def _labels(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each "Label: value"; the source's own line has several, with dashes between."""
    for line in lines:
        for part in re.split(r"\s+-\s+(?=[A-Z][\w ]{1,20}:)", line):
            label, colon, value = part.partition(":")
            if colon and value.strip():
                yield label.strip().casefold(), value.strip()
