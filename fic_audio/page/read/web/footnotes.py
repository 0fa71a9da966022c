"""A page whose footnotes are links -> the same page with the signs written out: `[1]`.

`<sup><a href="#fn1">1</a></sup>` becomes `[1]`, the note that it leads to begins with `[1]`, and
the way back ("↩", "Back to text") goes: so the words say what the links said. A link that leads
to no note, as those of a table of contents, stays as it is.
"""

from __future__ import annotations

import re

from fic_audio.page.read.web.flow import BLOCKS
from fic_audio.page.read.web.tree import Node, Tree, text_of

_SIGN = re.compile(r"[\[(]?(?P<sign>\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,4})[\])]?\.?", re.IGNORECASE)
_BACK = re.compile(
    r"[\W_]*|[\W_]*(?:go\s+|jump\s+)?(?:back|return|up)(?:\s+(?:up|to)\b)?(?:\s+(?:the\s+)?\w+){0,2}[\W_]*",
    re.IGNORECASE,
)
_LONGEST = 1500
"""Characters of a note."""
_MOST = 2000
"""Links of a page that are looked at."""


def write_out(page: Tree) -> None:
    """Writes the footnotes of a page out, in place."""
    links = [link for link in page.css('a[href^="#"]')[:_MOST] if _target(link)]
    if not any(_SIGN.fullmatch(text_of(link)) for link in links):
        return
    places = {name: node for node in page.css("[id], a[name]") for name in _names(node)}
    done: set[int] = set()
    number = 0
    for link in links:
        if link.mem_id in done or not _SIGN.fullmatch(text_of(link)):
            continue
        block = _block(places.get(_target(link)))
        if block is None or not _refers(link, block):
            continue
        backs = [back for back in block.css('a[href^="#"]') if _leads_back(back, link, places)]
        if not backs and not _numbered(link, block):
            continue
        number += 1
        done |= {back.mem_id for back in backs}
        _write(link, block, backs, number)


def _write(link: Node, block: Node, backs: list[Node], number: int) -> None:
    """Puts the sign in the link's place and before the note, and takes the ways back out."""
    link.replace_with(f"[{number}]")
    for back in backs:
        if _SIGN.fullmatch(text_of(back)) or _BACK.fullmatch(text_of(back)):
            back.decompose()
    first = block.css_first("p") or block
    said = f"[{number}] "
    if first.first_child is not None:
        first.first_child.insert_before(said)


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
