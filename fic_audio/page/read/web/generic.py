"""Any web page: what most of its words stand in, without what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from fic_audio.model import Metadata, Story
from fic_audio.page.read.marked_text import of_passage
from fic_audio.page.read.web.html_text import SILENT, extract_text
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
_ABOUT = re.compile(
    r"(?:tag|category|has|no|with|without|post_tag|author)[-_]|"
    r"(?:comments?|sidebar|share|sharing|reviews?)[-_](?:open|closed|enabled|disabled|on|off)\b",
    re.IGNORECASE,
)
"""How class names begin that say what a post is about, or how its page is laid out."""
_WAYS = frozenset(
    "next prev previous back home index top up return contents archive main first last".split()
)
_WAYS_TO = _WAYS | frozenset(
    "to the of a page part chapter story stories fic fics fiction list table site".split()
)
"""What links say that lead from page to page, as old sites have them above and below a story."""
_LINKED = frozenset("p div center td tr table font ul ol li small section menu b h4 h5 h6".split())
_FEW = 40
"""Words of a row of links."""
_TAGS = frozenset(("nav", "footer", "form"))
_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "complementary", "dialog"))
_BETWEEN = re.compile(r"\s+(?:[|»–—-]|::)\s+")
_AUTHOR = 'a[rel~="author"], .byline .author, a[href*="viewuser.php"]'
"""Where pages link to who wrote them; the last is the archives' that run on eFiction."""
_OF_THE_SITE = re.compile(
    r"\b(?:read|post|publish|discover|share|browse|find|home of|archive of|collection of)\b.{0,60}"
    r"\b(?:stories|fiction|fan\s?fics?|fics|novels|e?books|blogs?)\b",
    re.IGNORECASE,
)
"""What a description says that is the site's and not the story's."""


def read(dom: Tree) -> Story:
    """The story of the page, its chapters by their headings, its header lines as metadata."""
    body = dom.body
    if body is None:
        return of_passage(extract_text([]))
    look = styles(dom)
    told, furniture = _found(dom, body)
    passage = extract_text(told, look, lambda node: node.mem_id in furniture)
    story = of_passage(passage or extract_text([body], look))
    return replace(story, metadata=_with_head(story.metadata, dom, passage.text[:_BEGINNING]))


_BEGINNING = 3000
"""Characters of a story from which sites take what they call its description."""


def _found(dom: Tree, body: Node) -> tuple[list[Node], frozenset[int]]:
    """The elements that hold nearly all of the page's words, and what is furniture."""
    places = [_outermost(dom.css(place)) for place in MAIN]
    around = {node.mem_id for node in body.css("*") if _is_furniture(node)}
    wanted = around | {node.mem_id for place in places for node in place}
    counts, ways = _counted(body, wanted)
    around |= ways
    whole = counts[body.mem_id]
    most = max(LEAST * whole, 20)
    furniture = frozenset(number for number in around if counts.get(number, 0) <= most)
    for place in places:
        if place and sum(counts.get(node.mem_id, 0) for node in place) >= MOST * whole:
            return place, furniture
    return [body], furniture


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


@dataclass(slots=True)
class _Inside:
    """An element that a walk is inside of, and what was counted before it."""

    node: Node
    next: Node | None
    words: int = 0
    linked: int = 0
    """Words of links."""
    outward: int = 0
    """Links to other pages."""
    in_link: bool = False


def _counted(body: Node, wanted: set[int]) -> tuple[dict[int, int], set[int]]:
    """How many words the body and the wanted elements hold, and which are but ways elsewhere.

    The words of those others are counted, too; scripts have none.
    """
    counts: dict[int, int] = {}
    ways: set[int] = set()
    words = linked = outward = 0
    inside = [_Inside(body, body.first_child)]
    while inside:
        above = inside[-1]
        node = above.next
        if node is None:
            inside.pop()
            number, own = above.node.mem_id, words - above.words
            several = outward - above.outward > 1
            all_linked = 0 < own == linked - above.linked
            if all_linked and own <= _FEW and _is_way(above.node, several=several):
                ways.add(number)
            if number in wanted or number in ways or not inside:
                counts[number] = own
            continue
        above.next = node.next
        if node.is_text_node:
            found = sum(map(_has_letters, (node.text_content or "").split()))
            words += found
            linked += found if above.in_link else 0
        elif node.is_element_node and node.tag not in SILENT:
            here = _Inside(node, node.first_child, words, linked, outward, above.in_link)
            if node.tag == "a":
                here.in_link = True
                outward += not (node.attributes.get("href") or "#").startswith("#")
            inside.append(here)
    return counts, ways


def _has_letters(word: str) -> bool:
    return word.isalnum() or any(map(str.isalnum, word))


def _is_way(node: Node, *, several: bool) -> bool:
    """Whether an element, all of whose few words are links, leads from page to page."""
    if node.tag not in _LINKED:
        return False
    said = set(re.findall(r"[^\W\d_]+", text_of(node).casefold()))
    return bool(said & _WAYS) and (several or said <= _WAYS_TO)


def _is_furniture(node: Node) -> bool:
    """Whether an element is or is called something that stands around a story."""
    tag, attributes = node.tag, node.attributes
    if tag == "body":
        return False
    if tag in _TAGS:
        above = node.parent
        return above is None or above.tag != "blockquote"
    if tag == "aside" and node.css_first("a") is not None:
        return True
    names = [name for name in classes(node) if not _ABOUT.match(name)]
    named = " ".join((*names, attributes.get("id") or ""))
    return attributes.get("role") in _ROLES or bool(_FURNITURE.search(named))


def _with_head(metadata: Metadata, dom: Tree, beginning: str) -> Metadata:
    """What the text does not say of itself, its page's head may."""
    author = _meta(dom, "author", "article:author", "dc.creator", "og:article:author")
    title = _meta(dom, "og:title", "dc.title", "twitter:title")
    title = title or _BETWEEN.split(text_of(dom.css_first("title")))[0].strip()
    author = author or text_of(dom.css_first(_AUTHOR))
    if author and title.casefold().endswith(f" by {author.casefold()}"):
        title = title[: -len(author) - 4].rstrip(" ,")
    root = dom.css_first("html")
    language = (root.attributes.get("lang") or "") if root is not None else ""
    return replace(
        metadata,
        title=metadata.title or title,
        authors=metadata.authors or ((author,) if author and "://" not in author else ()),
        summary=metadata.summary or _summary(dom, beginning),
        language=metadata.language or language,
        url=metadata.url or _url(dom),
    )


def _summary(dom: Tree, beginning: str) -> str:
    """What the head says of the story: neither its first words nor what the site says of itself."""
    said = _meta(dom, "og:description", "description")
    first = _letters(said.rstrip("….[] "))
    repeated = first and first[:200] in _letters(beginning)
    return "" if repeated or _OF_THE_SITE.search(said) else said


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _meta(dom: Tree, *names: str) -> str:
    for node in dom.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property") or ""
        if name.casefold() in names and (said := node.attributes.get("content")):
            return " ".join(said.split())
    return ""


def _url(dom: Tree) -> str:
    link = dom.css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return address if address.startswith(("https://", "http://")) else ""
