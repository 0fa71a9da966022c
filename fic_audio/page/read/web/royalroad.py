"""Royal Road: a chapter's page as saved from the browser."""

from __future__ import annotations

from fic_audio.model import Metadata, Story
from fic_audio.page.read.passage import Passage, chapter, note, together
from fic_audio.page.read.web.asides import with_asides
from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, text_of

_STORY = ".chapter-inner.chapter-content"
_HEADER = ".fic-header"
_NOTE = ".author-note"


def knows(page: Tree) -> bool:
    """Whether it is a chapter's page of theirs."""
    header = page.css_first(_HEADER)
    return page.css_first(_STORY) is not None and header is not None and bool(_chapter(header))


def read(page: Tree) -> Story:
    """The one chapter of the page, with what its author says above and below it."""
    header = page.css_first(_HEADER)
    look = styles(page)
    above: list[Passage] = []
    told: list[Passage] = []
    below: list[Passage] = []
    wanted = {node.mem_id for node in (*page.css(_STORY), *page.css(_NOTE))}
    for node in page.css("div"):
        if node.mem_id not in wanted:
            continue
        if "author-note" in (node.attributes.get("class") or "").split():
            (below if told else above).append(note(flow([node], look)))
        else:
            told.append(flow([node], look))
    title = _chapter(header) if header is not None else ""
    metadata = Metadata(
        title=_of_story(page, header),
        authors=_authors(page, header),
        url=_address(page),
    )
    parts = [*filter(None, above), with_asides(together(told)), *filter(None, below)]
    return Story(metadata, (chapter(title, parts),))


def _chapter(header: Node) -> str:
    return text_of(header.css_first("h1"))


def _of_story(page: Tree, header: Node | None) -> str:
    """The story's title: what the header links to, or says beside the chapter's."""
    link = header.css_first('a[href*="/fiction/"]') if header is not None else None
    second = header.css_first("h2") if header is not None else None
    if title := text_of(link) or text_of(second):
        return title
    whole = text_of(page.css_first("title")).rpartition("|")[0].strip()
    return whole.removeprefix(_chapter(header)).strip(" -") if header is not None else whole


def _authors(page: Tree, header: Node | None) -> tuple[str, ...]:
    link = header.css_first('a[href*="/profile/"]') if header is not None else None
    if name := text_of(link):
        return (name,)
    told = page.css_first('meta[property="books:author"], meta[name="twitter:creator"]')
    name = " ".join((told.attributes.get("content") or "").split()) if told is not None else ""
    return (name,) if name and "://" not in name else ()


def _address(page: Tree) -> str:
    link = page.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return address if address.startswith("https://www.royalroad.com/") else ""
