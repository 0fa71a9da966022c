"""Elements of a page -> a Passage: their words as paragraphs, with what is marked up in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fic_audio.model import Mark, MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.web.styles import Styles, weight
from fic_audio.page.read.web.text_builder import TextBuilder
from fic_audio.page.read.web.tree import Node, children

SILENT = frozenset(
    """script style noscript template head title meta link button input select textarea option label
    svg math canvas iframe object embed audio video source track map area dialog nav rp rt rtc
    colgroup datalist progress meter""".split()
)
"""Elements whose words are no part of what is read."""
BLOCKS = frozenset(
    """html body main article section div p center blockquote pre xmp ul ol li dl dt dd table thead
    tbody tfoot tr caption figure figcaption h1 h2 h3 h4 h5 h6 hgroup header footer aside fieldset
    form address details summary hr""".split()
)
"""Elements that begin and end paragraphs."""
RULE = "* * *"
"""What stands for a horizontal rule."""
_DEPTHS = {f"h{depth}": depth for depth in range(1, 7)}
_UNNUMBERED = re.compile(r"list-style[^;]{0,200}\bnone\b", re.IGNORECASE)
_FEW_DIGITS = re.compile(r"[0-9]{1,6}")
_QUOTES = (("“", "”"), ("‘", "’"))
"""What browsers put around a `<q>`, and around one inside of another."""
_EMOJI = re.compile(r"[^\w\s]{1,8}")
_NAME = 40
"""Characters of the name in a list of who says what."""
_FEW_PIECES = 16
"""Pieces of text that such a name is written in."""


def extract_text(
    nodes: Iterable[Node],
    styles: Styles | None = None,
    skip: Callable[[Node], bool] = lambda node: False,
) -> AnnotatedText:
    """The words of some elements, in order. Elements for which `skip` is true are left out."""
    page = TextBuilder()
    styles = styles or Styles()
    for node in nodes:
        page.end(2)
        _walk(page, node, styles, skip)
    return page.whole()


@dataclass(slots=True)
class _Open:
    """An element that the walk is inside of."""

    node: Node
    kinds: frozenset[MarkKind]
    preformatted: bool
    start: int
    next: Node | None
    item: int = 0
    """The number of a list's last item."""
    quotes: str = ""
    """What a `<q>` ends with."""


def _walk(out: TextBuilder, top: Node, styles: Styles, skip: Callable[[Node], bool]) -> None:
    """Depth first; a page may nest deeper than Python's stack."""
    stack: list[_Open] = []
    nothing: frozenset[MarkKind] = frozenset()
    _enter(out, stack, top, nothing, styles, skip, preformatted=False)
    while stack:
        inside = stack[-1]
        node = inside.next
        if node is None:
            _leave(out, stack.pop())
            continue
        inside.next = node.next
        _enter(out, stack, node, inside.kinds, styles, skip, preformatted=inside.preformatted)


def _enter(
    out: TextBuilder,
    stack: list[_Open],
    node: Node,
    kinds: frozenset[MarkKind],
    styles: Styles,
    skip: Callable[[Node], bool],
    *,
    preformatted: bool,
) -> None:
    if node.is_text_node:
        out.say(node.text_content or "", kinds, preformatted=preformatted)
        return
    tag = node.tag or ""
    if not node.is_element_node or tag in SILENT or skip(node):
        return
    if tag == "br":
        out.line_break()
        return
    if tag == "hr":
        _rule(out)
        return
    if tag == "img":
        _picture(out, node, kinds)
        return
    kinds, hidden, own = weight(node, styles, kinds)
    if hidden:
        return
    if tag in BLOCKS:
        out.end(2)
    elif tag in ("td", "th") and node.prev is not None:
        out.space = True
    inside = _Open(node, kinds, preformatted or own, out.here(), node.first_child)
    if tag == "li" and stack:
        out.number = _next_number(stack[-1], node)
    elif tag == "ol":
        inside.item = _whole_number(node, "start", 1) - 1
    elif tag == "q" and not node.text()[:20].strip().startswith(("“", "‘", '"', "'", "«")):
        opening, inside.quotes = _QUOTES[sum(bool(above.quotes) for above in stack) % 2]
        out.say(opening, kinds, preformatted=False)
    stack.append(inside)


def _leave(out: TextBuilder, element: _Open) -> None:
    tag = element.node.tag or ""
    if element.quotes:
        after, out.space = out.space, False
        out.say(element.quotes, element.kinds, preformatted=False)
        out.space = after
    if out.at > element.start:
        if depth := _DEPTHS.get(tag):
            out.headings.append((depth, element.start, out.at))
        elif tag == "blockquote":
            out.marks.append(Mark(MarkKind.QUOTE, element.start, out.at))
    if tag == "dt" and _is_name(out, element):
        out.say("" if out.pieces[-1].endswith(":") else ":", element.kinds, preformatted=False)
        out.space = out.named = True
        return
    if tag == "dd":
        out.named = False
    if tag in BLOCKS:
        out.end(2)
    elif tag in ("td", "th"):
        out.space = True
    if tag == "li":
        out.number = ""


def _is_name(out: TextBuilder, term: _Open) -> bool:
    """Whether a term of a list is short, and words stand beside it: `<dt>wren<dd>not me`."""
    beside = term.node.next
    while beside is not None and beside.is_text_node and not (beside.text_content or "").strip():
        beside = beside.next
    if beside is None or beside.tag != "dd" or not out.pieces or out.newlines or out.owed:
        return False
    written = "".join(out.pieces[-_FEW_PIECES:])[-(out.at - term.start) :]
    return 0 < out.at - term.start <= _NAME and "\n" not in written


def _next_number(above: _Open, item: Node) -> str:
    """What a browser writes before an item of an ordered list; nothing before a mere link."""
    ordered = above.node
    if ordered.tag != "ol":
        return ""
    above.item = _whole_number(item, "value", above.item + 1)
    style = ordered.attributes.get("style") or ""
    if "reversed" in ordered.attributes or _UNNUMBERED.search(style):
        return ""
    # A table of contents: its chapters are found by their names.
    links = all(
        child.tag == "a" if child.is_element_node else not (child.text_content or "").strip()
        for child in children(item)
    )
    # With a full stop it would look like the heading of a chapter.
    return "" if links else f"{above.item}) "


def _whole_number(node: Node, name: str, otherwise: int) -> int:
    said = node.attributes.get(name) or ""
    return int(said) if _FEW_DIGITS.fullmatch(said) else otherwise


def _rule(out: TextBuilder) -> None:
    out.end(2)
    if out.at:
        start = out.here()
        out.say(RULE, frozenset(), preformatted=False)
        out.marks.append(Mark(MarkKind.BREAK, start, out.at))
    out.end(2)


def _picture(out: TextBuilder, node: Node, kinds: frozenset[MarkKind]) -> None:
    """An emoji as a picture is that emoji; other pictures are what their author calls them."""
    words = " ".join((node.attributes.get("alt") or "").split())
    if _EMOJI.fullmatch(words):
        out.say(words, kinds, preformatted=False)
    elif words:
        out.end(2)
        start = out.here()
        out.say(words, frozenset(), preformatted=False)
        out.marks.append(Mark(MarkKind.IMAGE, start, out.at))
        out.end(2)
