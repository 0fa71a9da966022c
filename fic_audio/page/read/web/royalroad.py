"""Royal Road: a chapter's page as saved from the browser."""

from __future__ import annotations

from fic_audio.model import Metadata, Story
from fic_audio.page.read.annotated_text import AnnotatedText, chapter, join_texts, note
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, text_of
from fic_audio.page.read.web.unlabelled_notes import mark_unlabelled_notes

_STORY = ".chapter-inner.chapter-content"
_HEADER = ".fic-header"
_NOTE = ".author-note"


def knows(dom: Tree) -> bool:
    """Whether it is a chapter's page of theirs."""
    header = dom.css_first(_HEADER)
    return dom.css_first(_STORY) is not None and header is not None and bool(_chapter(header))


def read(dom: Tree) -> Story:
    """The one chapter of the page, with what its author says above and below it."""
    header = dom.css_first(_HEADER)
    look = styles(dom)
    above: list[AnnotatedText] = []
    told: list[AnnotatedText] = []
    below: list[AnnotatedText] = []
    wanted = {node.mem_id for node in (*dom.css(_STORY), *dom.css(_NOTE))}
    for node in dom.css("div"):
        if node.mem_id not in wanted:
            continue
        if "author-note" in (node.attributes.get("class") or "").split():
            (below if told else above).append(note(extract_text([node], look)))
        else:
            told.append(extract_text([node], look))
    title = _chapter(header) if header is not None else ""
    metadata = Metadata(
        title=_of_story(dom, header),
        authors=_authors(dom, header),
        url=_address(dom),
    )
    parts = [*filter(None, above), mark_unlabelled_notes(join_texts(told)), *filter(None, below)]
    return Story(metadata, (chapter(title, parts),))


def _chapter(header: Node) -> str:
    return text_of(header.css_first("h1"))


def _of_story(dom: Tree, header: Node | None) -> str:
    """The story's title: what the header links to, or says beside the chapter's."""
    link = header.css_first('a[href*="/fiction/"]') if header is not None else None
    second = header.css_first("h2") if header is not None else None
    if title := text_of(link) or text_of(second):
        return title
    whole = text_of(dom.css_first("title")).rpartition("|")[0].strip()
    return whole.removeprefix(_chapter(header)).strip(" -") if header is not None else whole


def _authors(dom: Tree, header: Node | None) -> tuple[str, ...]:
    link = header.css_first('a[href*="/profile/"]') if header is not None else None
    if name := text_of(link):
        return (name,)
    told = dom.css_first('meta[property="books:author"], meta[name="twitter:creator"]')
    name = " ".join((told.attributes.get("content") or "").split()) if told is not None else ""
    return (name,) if name and "://" not in name else ()


def _address(dom: Tree) -> str:
    link = dom.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return address if address.startswith("https://www.royalroad.com/") else ""
