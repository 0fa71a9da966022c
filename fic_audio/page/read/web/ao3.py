"""Works of the Archive of Our Own: its downloads, saved pages, and e-books made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from fic_audio.model import Chapter, Story
from fic_audio.page.read.annotated_text import AnnotatedText, chapter, note
from fic_audio.page.read.web.ao3_flat import is_flat, rebuild_tree
from fic_audio.page.read.web.ao3_meta import metadata
from fic_audio.page.read.web.ao3_notes import (
    Layout,
    Matter,
    blocks,
    has_words,
    is_between,
    is_story,
    is_title,
    layout,
    read_matter,
)
from fic_audio.page.read.web.ao3_table import inside, select
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import Styles, styles
from fic_audio.page.read.web.tree import Node, Tree, children, classes, text_of

_SIGNS = "#workskin, #preface, dl.work.meta, dl.tags, #chapters .userstuff, .user-generated-view"
_LANDMARKS = frozenset(("chapter text", "work text", "chapter management", "actions"))
_NUMBERED = re.compile(r"(\d+)\.\s+(\S.*)")
_CHAPTER = re.compile(r"Chapter\s+(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A chapter as it is gathered."""

    title: str = ""
    before: list[AnnotatedText] = field(default_factory=list)
    story: list[Node] = field(default_factory=list)
    after: list[AnnotatedText] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        return bool(self.title or self.before or self.story)


def knows(dom: Tree) -> bool:
    """Whether the page holds a work, or a chapter of one, as the Archive lays it out."""
    return (bool(_bodies(dom)) and dom.css_first(_SIGNS) is not None) or is_flat(dom)


def read(dom: Tree) -> Story:
    """The work in a page that `knows` knows."""
    dom = rebuild_tree(dom) if is_flat(dom) else dom
    drafts = [_Draft()]
    for body in _bodies(dom):
        _gather(body, drafts, layout(body))
    drafts = [draft for draft in drafts if draft.begun or draft.after] or drafts
    front = _prefaces(dom)
    opening = [read_matter(node) for node in front]
    closing = [read_matter(node) for node in _afterwords(dom)]
    drafts[0].before[:0] = _notes(passage for m in opening for passage in m.under("notes", "end"))
    drafts[-1].after += _notes(passage for m in closing for _, passage in m.said)
    summary = "\n\n".join(passage.text for m in opening for passage in m.under("summary"))
    told = metadata(dom, front, summary)
    lone = len(drafts) == 1 and told.chapters == "1/1"
    looks = styles(dom)
    return Story(told, tuple(_chapter(draft, looks, lone=lone) for draft in drafts))


def _bodies(dom: Tree) -> list[Node]:
    """What holds the chapters: one element, or one a file of an e-book."""
    found = [node for node in dom.css("#chapters") if not inside(node, "chapters")]
    if not found:
        return dom.css("#workskin")[:1]
    files = dom.css("section[data-file]")
    return [body for file in files for body in _in_file(file)] if files else found


def _in_file(file: Node) -> list[Node]:
    """What holds chapters in a file of an e-book; all of a file that a converter cut out of one."""
    found = [node for node in file.css("#chapters") if not inside(node, "chapters")]
    if found or file.css_first("#preface, #afterword") is not None:
        return found
    return [file] if any(map(is_story, file.css("div"))) else []


def _prefaces(dom: Tree) -> list[Node]:
    return [
        node
        for node in select(dom, "#preface, .preface") or dom.css("div.meta")
        if not classes(node) & {"chapter", "afterword"}
        and not inside(node, "chapters", "preface")
        and node.css_first("#work_endnotes, #endnotes") is None
    ]


def _afterwords(dom: Tree) -> list[Node]:
    found = select(dom, "#afterword, .afterword") or dom.css("#work_endnotes, #endnotes")
    return [node for node in found if not inside(node, "chapters", "afterword")]


def _gather(body: Node, drafts: list[_Draft], plan: Layout) -> None:
    """The chapters in an element, in order. All that is no heading or note counts as story."""
    for node in children(body):
        draft = drafts[-1]
        if node.is_text_node:
            if draft.story or has_words(node):
                draft.story.append(node)
        elif not node.is_element_node or is_between(node) or _is_landmark(node):
            continue
        elif is_title(node):
            _open(drafts, text_of(node))
        elif plan.is_matter(node):
            _take(drafts, read_matter(node))
        elif plan.is_wrapper(node):
            if "chapter" in classes(node) and draft.story:
                drafts.append(_Draft())
            _gather(node, drafts, plan)
        elif has_words(node) and "notice" not in classes(node):
            draft.story.append(node)


def _take(drafts: list[_Draft], matter: Matter) -> None:
    if matter.heading:
        _open(drafts, matter.heading)
    draft = drafts[-1]
    for label, passage in matter.said:
        if label == "summary":
            passage = AnnotatedText(f"Summary: {passage.text}")
        (draft.after if label == "end" or draft.story else draft.before).append(note(passage))


def _open(drafts: list[_Draft], title: str) -> None:
    if drafts[-1].title or drafts[-1].story:
        drafts.append(_Draft())
    drafts[-1].title = title


def _is_landmark(node: Node) -> bool:
    return (
        node.tag in ("h2", "h3", "h4")
        and ("landmark" in classes(node) or node.attributes.get("id") == "work")
        and text_of(node).rstrip(":").casefold() in _LANDMARKS
    )


def _notes(passages: Iterable[AnnotatedText]) -> list[AnnotatedText]:
    return [note(passage) for passage in passages if passage]


def _chapter(draft: _Draft, looks: Styles, *, lone: bool) -> Chapter:
    title = _spoken(draft.title)
    if lone and _CHAPTER.fullmatch(title):
        title = ""
    return chapter(
        title, [*draft.before, extract_text(blocks(draft.story), looks, _is_landmark), *draft.after]
    )


def _spoken(title: str) -> str:
    """A chapter's title as a listener wants it.

    >>> _spoken("3. The Long Night"), _spoken("Chapter 2: Chapter 2 - Rain"), _spoken("Rain")
    ('Chapter 3: The Long Night', 'Chapter 2: Rain', 'Rain')
    """
    title = " ".join(title.split())
    if match := _NUMBERED.fullmatch(title):
        return f"Chapter {match[1]}: {match[2]}"
    head, colon, rest = title.partition(":")
    rest = rest.strip()
    if not colon or not _CHAPTER.fullmatch(head.strip()):
        return title
    again = re.match(rf"{re.escape(head.strip())}\b[\s:.,–—-]*", rest, re.IGNORECASE)
    rest = rest[again.end() :] if again else rest
    return f"{head.strip()}: {rest}" if rest else head.strip()
