"""What a page of the Archive of Our Own says about its work -> Metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fic_audio.model import Metadata
from fic_audio.page.read.web.ao3_table import Table, inside, read_table, select, tables
from fic_audio.page.read.web.tree import Node, Tree, children, classes, text_of

ARCHIVE = "archiveofourown.org"
_OTHERS = (("category", "Category"), ("collections", "Collections"))
_TITLES = (
    "#workskin h2.title",
    ".preface h2.title",
    "#preface h1",
    "h2.title",
    "#preface p.message b",
    "h1.title",
    "div.meta h1",
)
_WORK = re.compile(r"(?:https?://([\w.-]+))?/(?:works|downloads)/(\d+)")
_LINKS = (
    "p.message a[href]",
    "link[rel=canonical]",
    "li.download a[href]",
    "li.share a[href]",
    ".work.navigation a[href]",
    "#chapters .title a[href]",
    "#feedback a[href]",
    ".endnote-link a[href]",
    "#preface a[href]",
)
"""Where a page links its own work, the surest first."""
_ARCHIVED = re.compile(r"(.+?)\s*\[archived by\s+(.+?)\]")


def metadata(dom: Tree, front: Iterable[Node], summary: str) -> Metadata:
    """What the page says of its work. `front` are its prefaces; dates stay as written."""
    found = Table()
    for table in tables(dom):
        read_table(table, found)
    front = list(front)
    authors, archivists = _authors(dom)
    part, series = found.series[0] if found.series else ("", "")
    gifts, related = _associations(front)
    chapters = found.words.get("chapters", "")
    count = re.sub(r"\D", "", found.words.get("words", ""))
    other = [
        *((label, ", ".join(found.lists[key])) for key, label in _OTHERS if key in found.lists),
        *(("Series", f"Part {nth} of {name}" if nth else name) for nth, name in found.series[1:]),
        *(("Archived by", name) for name in archivists),
        *related,
    ]

    def listed(key: str) -> tuple[str, ...]:
        return tuple(found.lists.get(key, ()))

    return Metadata(
        title=_title(dom),
        authors=authors,
        rating=", ".join(found.lists.get("rating", ())),
        summary=summary,
        dedication=", ".join(gifts),
        series=series,
        part=part,
        language=found.words.get("language", ""),
        words=int(count) if count else None,
        chapters=chapters,
        status=_status(chapters),
        published=found.words.get("published", ""),
        updated=found.words.get("updated", ""),
        url=_url(dom),
        other=tuple(other),
        fandoms=listed("fandoms"),
        relationships=listed("relationships"),
        characters=listed("characters"),
        warnings=listed("warnings"),
        tags=listed("tags"),
    )


def _authors(dom: Tree) -> tuple[tuple[str, ...], list[str]]:
    """Who wrote the work, and who brought it to the Archive for them."""
    named = select(dom, "#preface .byline, .preface .byline, .meta .byline, h3.byline")
    links = dom.css("#preface a[rel=author]")
    lines = [*named, *(link.parent for link in links if link.parent is not None)]
    for line in lines:
        if inside(line, "chapters"):
            continue
        text = re.sub(r"^by\s+", "", text_of(line), flags=re.IGNORECASE)
        if brought := _ARCHIVED.findall(text[:500]):
            return tuple(name.strip(" ,") for name, _ in brought), [who for _, who in brought]
        if text.startswith("Anonymous"):
            return ("Anonymous",), []
        names = [text_of(link) for link in line.css("a")] or re.split(r",\s+", text)
        if names := list(dict.fromkeys(filter(None, names))):
            return tuple(names), []
    return (), []


def _associations(front: Iterable[Node]) -> tuple[list[str], list[tuple[str, str]]]:
    """Whom the work is for, and which works and prompts it comes from."""
    gifts: list[str] = []
    related: list[tuple[str, str]] = []
    for top in front:
        gifts += (_bare(text_of(node))[4:] for node in top.css("h3.recipients"))
        for item in (item for ul in top.css("ul") if is_association(ul) for item in _items(ul)):
            text = _bare(text_of(item))
            label = next((label for label in _RELATIONS if text.startswith(label)), "")
            if label == "For ":
                links = [text_of(link) for link in item.css("a")]
                gifts += filter(None, links or [text[4:]])
            elif label:
                related.append((label.strip(), text[len(label) :].strip(" :")))
            elif text:
                related.append(("Related work", text))
    return gifts, related


_RELATIONS = (
    "For ",
    "Inspired by ",
    "A translation of ",
    "Translation of ",
    "Translation into ",
    "A remix of ",
    "In response to ",
)


def is_association(node: Node | None) -> bool:
    """Whether this is the Archive's list of gifts and related works above a work's notes."""
    if node is None or node.tag != "ul":
        return False
    if "associations" in classes(node):
        return True
    above = node.parent
    if above is None or above.tag in ("blockquote", "li"):
        return False
    items = list(_items(node))
    return bool(items) and all(text_of(item).startswith(_RELATIONS) for item in items)


def _items(node: Node) -> Iterator[Node]:
    return (child for child in children(node) if child.tag == "li")


def _bare(text: str) -> str:
    return text.removesuffix(".").strip()


def _title(dom: Tree) -> str:
    for selector in _TITLES:
        for node in dom.css(selector):
            if not inside(node, "chapters") and (title := text_of(node)):
                return title
    whole = text_of(dom.css_first("title"))
    return whole.partition(" - ")[0] if " - " in whole else ""


def _status(chapters: str) -> str:
    """Whether all chapters that are planned are there: "3/?" is in progress.

    >>> _status("3/3"), _status("2/?"), _status("")
    ('complete', 'in progress', '')
    """
    there, slash, planned = chapters.replace(",", "").partition("/")
    if not slash:
        return ""
    return "complete" if there == planned else "in progress"


def _url(dom: Tree) -> str:
    """The work's address; the Archive's where the page names it only by number."""
    for selector in _LINKS:
        for link in dom.css(selector):
            if match := _WORK.search(link.attributes.get("href") or ""):
                return address(match[1] or "", match[2])
    return ""


def address(host: str, number: str) -> str:
    """The address of a work by the host and the number that a link names."""
    host = host.lower().removeprefix("www.").removeprefix("download.")
    here = not host or host.endswith((ARCHIVE, "ao3.org", "transformativeworks.org"))
    return f"https://{ARCHIVE if here else host}/works/{number}"
