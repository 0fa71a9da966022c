"""FanFicFare's title page -> Metadata: lines or rows of "Label: value"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fic_audio.model import Metadata
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import Node, children, text_of

_FIELDS = {
    "category": "fandoms",
    "fandom": "fandoms",
    "fandoms": "fandoms",
    "genre": "tags",
    "freeform tags": "tags",
    "additional tags": "tags",
    "extra tags": "tags",
    "language": "language",
    "character": "characters",
    "characters": "characters",
    "relationship": "relationships",
    "relationships": "relationships",
    "ships": "relationships",
    "pairing": "relationships",
    "pairings": "relationships",
    "status": "status",
    "published": "published",
    "updated": "updated",
    "rating": "rating",
    "warning": "warnings",
    "warnings": "warnings",
    "archive warning": "warnings",
    "archive warnings": "warnings",
    "chapters": "chapters",
    "chapters/total chapters": "chapters",
    "words": "words",
    "word count": "words",
    "story url": "url",
    "summary": "summary",
    "description": "summary",
    "series": "series",
    "title": "title",
    "author": "authors",
    "authors": "authors",
}
"""A label of a title page -> what it tells. All others are kept as they are."""
_LISTS = frozenset("fandoms tags characters relationships warnings authors".split())
_DROPPED = frozenset(
    """packaged|downloaded|downloader version|file format|file extension|author url|author id|
    series url|story id|site abbrev|kudos|hits|bookmarks|comments|reviews|favs|follows|
    favorites""".replace("\n    ", "").split("|")
)
"""What says nothing of the story but of the download."""
_STATUS = {"completed": "complete", "complete": "complete", "in-progress": "in progress"}
_PART = re.compile(r"(.+?)\s*\[(\d+(?:\.\d+)?)\]")
_CATEGORIES = re.compile(r"(?:gen|multi|other|[fm]/[fm])", re.IGNORECASE)


def metadata(front: Node | None, *, whole: bool) -> Metadata:
    """What a title page says; `whole` where it is the top of a page that holds the story too."""
    if front is None:
        return Metadata()
    lists: dict[str, list[str]] = {}
    words: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for label, value in _entries(front, whole=whole):
        name = label.casefold()
        key = _FIELDS.get(name, "")
        text = extract_text(value).text.strip()
        if key in _LISTS:
            lists.setdefault(key, []).extend(_values(value, text))
        elif key and text:
            words.setdefault(key, text if key == "summary" else " ".join(text.split()))
        elif text and name not in _DROPPED:
            others.append((label, " ".join(text.split())))
    title, authors, url = _head(front)
    series, part = _series(words.get("series", ""))
    count = re.sub(r"\D", "", words.get("words", ""))[:12]
    status = words.get("status", "")
    told = {key: tuple(dict.fromkeys(names)) for key, names in lists.items()}
    return Metadata(
        title=title or words.get("title", ""),
        authors=authors or told.get("authors", ()),
        fandoms=told.get("fandoms", ()),
        relationships=told.get("relationships", ()),
        characters=told.get("characters", ()),
        warnings=told.get("warnings", ()),
        tags=told.get("tags", ()),
        rating=words.get("rating", ""),
        summary=words.get("summary", ""),
        series=series,
        part=part,
        language=words.get("language", ""),
        words=int(count) if count else None,
        chapters=words.get("chapters", ""),
        status=_STATUS.get(status.casefold(), status),
        published=words.get("published", ""),
        updated=words.get("updated", ""),
        url=url or words.get("url", ""),
        other=tuple(others),
    )


def label_of(node: Node) -> str:
    """The words of a label without its colon; empty where the element is none."""
    text = text_of(node)
    return text.rstrip(": ") if text.endswith(":") and len(text) < 60 else ""


def plain(text: str) -> str:
    """Words to compare: no case, no punctuation."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _head(front: Node) -> tuple[str, tuple[str, ...], str]:
    """Title, authors and address out of "Title by Author", both of them links."""
    line = front.css_first("h1, h2, h3")
    if line is None:
        return "", (), ""
    links = line.css("a[href]")
    if not links:
        title, by, author = text_of(line).rpartition(" by ")
        return (title, (author,), "") if by else (text_of(line), (), "")
    names = [text_of(link) for link in links[1:]]
    title = text_of(links[0])
    if not names:
        rest = text_of(line).removeprefix(title).strip()
        below = rest or text_of(front.css_first(".byline"))
        names = [below.removeprefix("by").strip()]
    url = links[0].attributes.get("href") or ""
    return title, tuple(filter(None, names)), url if url.startswith("http") else ""


def _entries(front: Node, *, whole: bool) -> Iterator[tuple[str, list[Node]]]:
    """Each label of a title page and the elements that follow it."""
    table = front.css_first("table")
    if table is not None:
        for row in table.css("tr"):
            yield from _labelled(child for cell in row.css("td, th") for child in children(cell))
    elif not whole:
        for holder in (front, *front.css("div, p")):
            yield from _labelled(children(holder))


def _labelled(nodes: Iterator[Node]) -> Iterator[tuple[str, list[Node]]]:
    label, value = "", list[Node]()
    for node in nodes:
        if node.tag in ("b", "strong") and (found := label_of(node)):
            if label:
                yield label, value
            label, value = found, []
        elif label:
            value.append(node)
    if label:
        yield label, value


def _values(value: list[Node], text: str) -> list[str]:
    """The names in a list: its links, or what commas part."""
    links = [text_of(a) for node in value if node.is_element_node for a in _links(node)]
    names = links or re.split(r",\s+", " ".join(text.split()))
    return [name for name in names if name and not _CATEGORIES.fullmatch(name)]


def _links(node: Node) -> list[Node]:
    return [node] if node.tag == "a" else node.css("a")


def _series(text: str) -> tuple[str, str]:
    """A series and the place in it.

    >>> _series("The Tram Stories [3]"), _series("Loose Ends")
    (('The Tram Stories', '3'), ('Loose Ends', ''))
    """
    match = _PART.fullmatch(text)
    return (match[1], re.sub(r"\.0+$", "", match[2])) if match else (text, "")
