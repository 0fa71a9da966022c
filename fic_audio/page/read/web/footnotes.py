"""A page whose footnotes are links -> the same page with the signs written out: `[1]`.

`<sup><a href="#fn1">1</a></sup>` becomes `[1]`, the note that it leads to begins with `[1]`, and
the way back ("↩", "Back to text") goes: so the words say what the links said. A link that leads
to no note, as those of a table of contents, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from fic_audio.page.read.web.html_text import BLOCKS
from fic_audio.page.read.web.tree import Node, Tree, children, text_of

_SIGN = re.compile(r"[\[(]?(?P<sign>\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,4})[\])]?\.?", re.IGNORECASE)
_BACK = re.compile(
    r"[\W_]*|[\W_]*(?:go\s+|jump\s+)?(?:back|return|up)(?:\s+(?:up|to)\b)?(?:\s+(?:the\s+)?\w+){0,2}[\W_]*",
    re.IGNORECASE,
)
_LONGEST = 1500
"""Characters of a note."""
_REFERENCES = frozenset(("noteref", "doc-noteref"))
_NOTES = frozenset("footnote endnote rearnote note doc-footnote doc-endnote".split())
_INNER = frozenset("li td th tr tbody thead tfoot dt dd".split())
_RAISED = {ord(str(digit)): sign for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_TITLE = re.compile(r"\W*(?:(?:chapter\s+)?(?:foot|end)?\s*notes?)?\W*", re.IGNORECASE)
"""What is left of a page of notes when they have gone."""
_MOST = 2000
"""Links of a page that are looked at."""


def write_out(dom: Tree) -> None:
    """Writes the footnotes of a page out, in place.

    A note that the page itself calls one, or that stands in another file of a book, moves behind
    the paragraph that refers to it: readers show it there, in a box that opens.
    """
    _raise(dom)
    links = [link for link in dom.css('a[href^="#"]')[:_MOST] if _target(link)]
    if not any(_SIGN.fullmatch(text_of(link)) for link in links):
        return
    last: dict[int, Node] = {}
    moved: dict[int, Node] = {}
    places = {name: node for node in dom.css("[id], a[name]") for name in _names(node)}
    done: set[int] = set()
    number = 0
    for link in links:
        if link.mem_id in done or not _SIGN.fullmatch(text_of(link)):
            continue
        block = _block(places.get(_target(link)))
        if block is None or not _refers(link, block):
            continue
        typed = _is_typed(link, _REFERENCES) or _is_typed(block, _NOTES)
        backs = [back for back in block.css('a[href^="#"]') if _leads_back(back, link, places)]
        if not (backs or typed or _numbered(link, block)):
            continue
        number += 1
        done |= {back.mem_id for back in backs}
        home = _outer(_block(link))
        page_of, page_of_note = _page(link), _page(block)
        _write(link, block, backs, number)
        if home is None or not (typed or page_of != page_of_note):
            continue
        if block.mem_id not in moved and not _within(home, moved):
            moved[block.mem_id] = block
            last[home.mem_id] = _copied(block, last.get(home.mem_id, home))
    for block in moved.values():
        block.decompose()
    if moved:
        _empty(dom)


def _write(link: Node, block: Node, backs: list[Node], number: int) -> None:
    """Puts the sign in the link's place and before the note, and takes the ways back out."""
    sign = _SIGN.fullmatch(text_of(link))
    link.replace_with(f"[{number}]")
    for back in backs:
        if _SIGN.fullmatch(text_of(back)) or _BACK.fullmatch(text_of(back)):
            back.decompose()
    first = block.css_first("p") or block
    _without(first, sign["sign"] if sign else "")
    said = f"[{number}] "
    if first.first_child is not None:
        first.first_child.insert_before(said)


def _without(first: Node, sign: str) -> None:
    """Takes the sign that a note has of its own, and what stood behind it, from its beginning."""
    inner = first.first_child
    if inner is not None and inner.is_text_node:
        words = (inner.text_content or "").lstrip()
        own = words.removeprefix(sign) if sign else words
        if own != words and own[:1] not in (" ", ".", ")", ":", "]", "\u00a0"):
            own = words
        kept = own.lstrip(".):] \t\n\u00a0")
        if kept and kept != words:
            inner.replace_with(kept)


def _raise(dom: Tree) -> None:
    """Raised figures as signs that stay raised in plain text: `10<sup>6</sup>` is no hundred."""
    for node in dom.css("sup"):
        text = text_of(node)
        if text.isascii() and text.isdecimal() and len(text) < 4 and node.css_first("a") is None:
            above = node.parent
            if above is None or above.tag != "a":
                node.replace_with(text.translate(_RAISED))


def _is_typed(node: Node, names: frozenset[str]) -> bool:
    """Whether an element, or the one right around it, is called one of these (EPUB 3, ARIA)."""
    around = node.parent
    for each in (node, around) if around is not None else (node,):
        told = f"{each.attributes.get('epub:type') or ''} {each.attributes.get('role') or ''}"
        if names & set(told.split()):
            return True
    return False


def _outer(node: Node | None) -> Node | None:
    """The list or table that an item or cell stands in; any other block itself."""
    while node is not None and node.tag in _INNER and node.parent is not None:
        node = node.parent
    return node


def _page(node: Node) -> str:
    """The file of a book that an element stands in."""
    above: Node | None = node
    while above is not None and "data-page" not in above.attributes:
        above = above.parent
    return (above.attributes["data-page"] or "") if above is not None else ""


def _within(node: Node, others: Mapping[int, Node]) -> bool:
    above: Node | None = node
    while above is not None and above.mem_id not in others:
        above = above.parent
    return above is not None


def _copied(note: Node, home: Node) -> Node:
    """A copy of a note, as one paragraph, right behind another element."""
    for nth, part in enumerate(note.css("p")):
        if part.mem_id != note.mem_id:
            if nth:
                part.insert_before(" ")
            part.unwrap()
    home.insert_after(note)
    return home.next or home


def _empty(dom: Tree) -> None:
    """A file of notes of which all have moved leaves no heading behind."""
    for section in dom.css("section[data-page]"):
        if _TITLE.fullmatch(text_of(section)[:60]):
            for child in list(children(section)):
                child.decompose()


def _target(link: Node) -> str:
    return (link.attributes.get("href") or "")[1:]


def _names(node: Node) -> set[str]:
    return {name for key in ("id", "name") if (name := node.attributes.get(key))}


def _block(node: Node | None) -> Node | None:
    """The paragraph, or what is like one, that an element is or stands in."""
    while node is not None and (node.tag or "") not in BLOCKS:
        node = node.parent
    return node


def _refers(link: Node, note: Node) -> bool:
    """Whether a link stands in the running text and leads out of it to something short."""
    own = _block(link)
    if own is None or own.mem_id == note.mem_id or (note.tag or "") in ("body", "html"):
        return False
    in_text = len(text_of(own)) > len(text_of(link)) + 3
    return in_text and len(text_of(note)) <= _LONGEST


def _leads_back(back: Node, link: Node, places: dict[str, Node]) -> bool:
    """Whether a link in a note leads to the reference, or to the paragraph it stands in."""
    place = places.get(_target(back))
    own = _block(link)
    home = _block(place)
    return home is not None and own is not None and home.mem_id == own.mem_id


def _numbered(link: Node, note: Node) -> bool:
    """Whether a note begins with the sign of the link."""
    sign, first = _SIGN.fullmatch(text_of(link)), _SIGN.match(text_of(note))
    return bool(sign and first and sign["sign"] == first["sign"])
