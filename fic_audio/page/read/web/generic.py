"""Any web page: what most of its words stand in, without what stands around it."""

from __future__ import annotations

import re
from dataclasses import replace

from fic_audio.model import Metadata, Story
from fic_audio.page.read.document import of_passage
from fic_audio.page.read.web.flow import flow
from fic_audio.page.read.web.styles import styles
from fic_audio.page.read.web.tree import Node, Tree, classes, text_of

MAIN = (
    ".chapter-inner.chapter-content",  # Royal Road
    "article.message .bbWrapper",  # SpaceBattles, Sufficient Velocity: several posts
    "#chapterText, #chapter-content, .chapter-content, #chapter_content, .chaptertext",
    "#story, #storyText, .story-content, .storytext, .fanfic",
    ".entry-content, .post-content, .asset-body, .post-body, .b-singlepost-body, .postbody",
    ".userstuff",
    "[itemprop=articleBody]",
    "article",
    "main, [role=main]",
)
"""Where stories stand on pages of the web, from the surest sign to the most general."""
MOST = 0.6
"""The share of a page's words that must stand there, or else the whole page is taken."""
LEAST = 0.12
"""The share of a page's words from which furniture is story all the same."""
_FURNITURE = re.compile(
    r"""\b(?:nav(?:bar|igation)?|menu|sidebar|footer|comments?(?:-?(?:list|area|form|section))?|
    share|sharing|social|cookie\S*|banner|breadcrumbs?|advert\S*|ads?|pagination|pager|toolbar|
    related|reviews?|widget|login|signup|subscribe|newsletter|masthead|site-header|copyright|
    skip-link|sharedaddy|jp-relatedposts|post-navigation|tags?-links|kudos)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_TAGS = frozenset(("nav", "footer", "aside", "form"))
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "complementary", "dialog"))
_BETWEEN = re.compile(r"\s+(?:[|»–—-]|::)\s+")


def read(page: Tree) -> Story:
    """The story of the page, its chapters by their headings, its header lines as metadata."""
    body = page.body
    if body is None:
        return of_passage(flow([]))
    look = styles(page)
    furniture = _furniture(body)

    def skip(node: Node) -> bool:
        return node.mem_id in furniture

    story = of_passage(flow(_main(page, body), look, skip))
    return replace(story, metadata=_with_head(story.metadata, page))


def _main(page: Tree, body: Node) -> list[Node]:
    """The elements that hold nearly all of the page's words."""
    whole = _words(body)
    for place in MAIN:
        found = _outermost(page.css(place))
        if found and sum(map(_words, found)) >= MOST * whole:
            return found
    return [body]


def _outermost(nodes: list[Node]) -> list[Node]:
    """Each node once, and none that is inside of another."""
    known = {node.mem_id: node for node in nodes}
    kept = []
    for node in known.values():
        above = node.parent
        while above is not None and above.mem_id not in known:
            above = above.parent
        if above is None:
            kept.append(node)
    return kept


def _words(node: Node) -> int:
    return len(node.text(separator=" ").split())


def _furniture(body: Node) -> frozenset[int]:
    """Elements around the story: by what they are or are called, if they hold but few words."""
    most = max(LEAST * _words(body), 20)
    found = set()
    for node in body.css("*"):
        named = " ".join((*sorted(classes(node)), node.attributes.get("id") or ""))
        if (
            node.tag in _TAGS
            or node.attributes.get("role") in _ROLES
            or (named and node.tag != "body" and _FURNITURE.search(named))
        ) and _words(node) <= most:
            found.add(node.mem_id)
    return frozenset(found)


def _with_head(story: Metadata, page: Tree) -> Metadata:
    """What the text does not say of itself, its page's head may."""
    author = _meta(page, "author", "article:author", "dc.creator", "og:article:author")
    title = _meta(page, "og:title", "dc.title", "twitter:title")
    title = title or _BETWEEN.split(text_of(page.css_first("title")))[0].strip()
    root = page.css_first("html")
    language = (root.attributes.get("lang") or "") if root is not None else ""
    return replace(
        story,
        title=story.title or title,
        authors=story.authors or ((author,) if author and "://" not in author else ()),
        summary=story.summary or _meta(page, "og:description", "description"),
        language=story.language or language,
        url=story.url or _url(page),
    )


def _meta(page: Tree, *names: str) -> str:
    for node in page.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name.casefold() in names and (said := node.attributes.get("content")):
            return " ".join(said.split())
    return ""


def _url(page: Tree) -> str:
    link = page.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return address if address.startswith(("https://", "http://")) else ""
