"""Books and pages that FanFicFare, or fanficdownloader before it, makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fic_audio.model import Chapter, Metadata, Story
from fic_audio.page.read.annotated_text import AnnotatedText, chapter, join_texts, note
from fic_audio.page.read.web.fanficfare_meta import label_of, metadata, plain
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import Styles, styles
from fic_audio.page.read.web.tree import Node, Tree, children, classes, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_MAKER = re.compile(r"fanficfare|fanficdownloader", re.IGNORECASE)
_FILE = re.compile(r"(?:^|/)(?:(title_page|toc_page|log_page|cover)|file\d+)\.x?html$")
_KINDS = {
    "fff_titlepage": "title_page",
    "fff_tocpage": "toc_page",
    "fff_logpage": "log_page",
    "fff_coverpage": "cover",
    "fff_chapter": "chapter",
}
_SECTION = re.compile(r"section\d+")
_HEADINGS = ("h1", "h2", "h3")
_NOTES = re.compile(
    r"""(?:(?:author['’]?s?['’]?|translator['’]?s?['’]?|(?:pre|post)-?(?:chapter)?|chapter|beginning|end|head|foot|work
        |story|closing|opening)\s+){0,4}(?:end\s*)?(?:notes?|a\s*/\s*n)(?:\s+(?:for|to|from)\s+.{1,40})?|
    (?:(?:chapter|story|work)\s+)?summary(?:\s+(?:for|of)\s+.{1,40})?|description|disclaimer|warnings?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What FanFicFare writes above the notes that it takes from a site."""
_LABELS = frozenset("b strong p div h4 h5 h6".split())
_NUMBER = re.compile(r"(\d{1,4})[.:]\s+(\S.*)")


@dataclass(slots=True)
class _Draft:
    """A chapter as it is gathered."""

    title: str
    before: list[AnnotatedText] = field(default_factory=list)
    story: list[AnnotatedText] = field(default_factory=list)
    after: list[AnnotatedText] = field(default_factory=list)


def knows(dom: Tree) -> bool:
    """Whether FanFicFare made the page, which it shows by its classes, files or links."""
    if any(_kind(section) == "chapter" for section in _sections(dom)):
        return _is_made(dom)
    return bool(_anchors(dom)) and (
        dom.css_first('a[name="TOCTOP"]') is not None
        or dom.css_first("body > h1 + table.full") is not None
    )


def read(dom: Tree) -> Story:
    """The story in a page that `knows` knows."""
    looks = styles(dom)
    sections = _sections(dom)
    front = [section for section in sections if _kind(section) == "title_page"]
    top = front[0] if front else None if sections else dom.body
    told = metadata(top, whole=not sections)
    bodies = _files(sections) if sections else _anchored(dom)
    drafts = [_draft(title, nodes, looks) for title, nodes in bodies]
    lone = len(drafts) == 1
    return Story(told, tuple(_chapter(draft, told, lone=lone) for draft in drafts))


def _is_made(dom: Tree) -> bool:
    if any(name.startswith("fff_") for node in dom.css("section") for name in classes(node)):
        return True
    if dom.css_first("h3.fff_chapter_title") is not None:
        return True
    metas = dom.css('meta[name="DC.contributor"], meta[name="DC.identifier"]')
    return any(_MAKER.match(meta.attributes.get("content") or "") for meta in metas)


def _sections(dom: Tree) -> list[Node]:
    return [
        node
        for node in (children(dom.body) if dom.body is not None else ())
        if node.tag == "section" and "data-file" in node.attributes
    ]


def _kind(section: Node) -> str:
    """What a file of a book is; empty where FanFicFare made none like it."""
    for name in classes(section):
        if kind := _KINDS.get(name):
            return kind
    if match := _FILE.search(section.attributes.get("data-file") or ""):
        return match[1] or "chapter"
    return ""


def _files(sections: list[Node]) -> Iterator[tuple[str, list[Node]]]:
    """Each chapter's title and elements. A file that is none of the known is kept as a chapter."""
    for section in sections:
        if _kind(section) not in ("chapter", ""):
            continue
        nodes = list(children(section))
        if _kind(section) or text_of(section):
            yield _titled(nodes)


def _titled(nodes: list[Node]) -> tuple[str, list[Node]]:
    for nth, node in enumerate(nodes):
        if node.tag in _HEADINGS:
            return text_of(node), nodes[nth + 1 :]
        if node.is_element_node and text_of(node):
            break
    return "", nodes


def _anchors(dom: Tree) -> list[Node]:
    return [
        node
        for node in dom.css("a[name]")
        if _SECTION.fullmatch(node.attributes.get("name") or "")
        and any(node.css_first(tag) is not None for tag in _HEADINGS)
    ]


def _anchored(dom: Tree) -> Iterator[tuple[str, list[Node]]]:
    """The chapters of a single page: all that follows a chapter's anchor up to the next."""
    found = _anchors(dom)
    anchors = {node.mem_id for node in found}
    title, nodes = "", list[Node]()
    node: Node | None = found[0]
    while node is not None:
        if node.mem_id in anchors:
            if title or nodes:
                yield title, nodes
            title, nodes = text_of(node), []
        else:
            nodes.append(node)
        node = node.next
    yield title, nodes


def _draft(title: str, nodes: list[Node], looks: Styles) -> _Draft:
    draft = _Draft(title)
    _gather(nodes, draft, looks)
    return draft


def _gather(nodes: list[Node], draft: _Draft, looks: Styles) -> None:
    loose: list[Node] = []

    def close() -> None:
        if passage := extract_text(loose, looks):
            draft.story.append(passage)
        loose.clear()

    said: set[int] = set()
    for node in nodes:
        if node.mem_id in said:
            continue
        names = classes(node) if node.is_element_node else frozenset()
        if "fff_chapter_notes" in names:
            close()
            _note(list(children(node)), draft, foot="fff_foot_notes" in names)
        elif (block := _noted(node)) is not None:
            close()
            said.add(block.mem_id)
            _note([node, block], draft, foot=bool(draft.story))
        elif node.tag in ("div", "section", "article") and _holds_notes(node):
            close()
            _gather(list(children(node)), draft, looks)
        else:
            loose.append(node)
    close()


def _noted(label: Node) -> Node | None:
    """The block that a label such as "Author's Note:" announces."""
    if label.tag not in _LABELS or not _NOTES.fullmatch(label_of(label)):
        return None
    if label.tag in ("p", "div") and label.css_first("b, strong") is None:
        return None
    block = label.next
    while block is not None and not text_of(block):
        block = block.next
    return block if block is not None and block.tag == "blockquote" else None


def _holds_notes(node: Node) -> bool:
    if node.css_first(".fff_chapter_notes") is not None:
        return True
    return any(_noted(child) is not None for child in children(node))


def _note(nodes: list[Node], draft: _Draft, *, foot: bool) -> None:
    """The notes in an element: each a label and what follows it."""
    elements = [node for node in nodes if node.is_element_node]
    if len(elements) == 1 and elements[0].tag == "div":
        nodes = list(children(elements[0]))
    label, said = "", list[Node]()
    groups: list[tuple[str, list[Node]]] = []
    for node in nodes:
        if node.tag in _LABELS and label_of(node):
            groups.append((label, said))
            label, said = label_of(node), []
        elif node.tag != "hr":
            said.append(node)
    passages = [_said(name, extract_text(inner)) for name, inner in [*groups, (label, said)]]
    (draft.after if foot else draft.before).extend(note(p) for p in passages if p)


def _said(label: str, annotated: AnnotatedText) -> AnnotatedText:
    if annotated and "summary" in label.casefold():
        return AnnotatedText(f"Summary: {annotated.text}")
    return annotated


def _chapter(draft: _Draft, told: Metadata, *, lone: bool) -> Chapter:
    title = tidy_title(draft.title)
    if lone and plain(title) in ("chapter 1", plain(told.title)):
        title = ""
    return chapter(
        title, [*draft.before, mark_unlabelled_notes(join_texts(draft.story)), *draft.after]
    )


def tidy_title(title: str) -> str:
    """A chapter's title as a listener wants it.

    >>> tidy_title("3. The Long Night"), tidy_title("4. Chapter 4"), tidy_title("Chapter 2 - Rain")
    ('Chapter 3: The Long Night', 'Chapter 4', 'Chapter 2 - Rain')
    """
    title = " ".join(title.split())
    if match := _NUMBER.fullmatch(title):
        named = match[2].casefold().startswith(("chapter", "prologue", "epilogue"))
        return match[2] if named else f"Chapter {match[1]}: {match[2]}"
    return title
