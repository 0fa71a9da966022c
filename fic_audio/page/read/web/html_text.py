"""Elements of a page -> a Passage: their words as paragraphs, with what is marked up in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from fic_audio.model import Mark, MarkKind
from fic_audio.page.read.annotated_text import AnnotatedText
from fic_audio.page.read.web.styles import Styles, weight
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
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0\u2028\u2029\u0085]+")
_NOTHING = re.compile(r"[\u00ad\u200b\ufeff\u2060]")
"""Soft hyphens and spaces of no width, which would hide a name from those who look for it."""
_UNNUMBERED = re.compile(r"list-style[^;]{0,200}\bnone\b", re.IGNORECASE)
_FEW_DIGITS = re.compile(r"[0-9]{1,6}")
_OWN_SIGN = re.compile(r"\s*(?:[\[(*†‡]|\d+[.):])")
_QUOTES = (("“", "”"), ("‘", "’"))
"""What browsers put around a `<q>`, and around one inside of another."""
_EMOJI = re.compile(r"[^\w\s]{1,8}")
_NAME = 40
"""Characters of the name in a list of who says what."""
_FEW_PIECES = 16
"""Pieces of text that such a name is written in."""


@dataclass(slots=True)
class _TextBuilder:
    """The text so far."""

    pieces: list[str] = field(default_factory=list)
    at: int = 0
    marks: list[Mark] = field(default_factory=list)
    headings: list[tuple[int, int, int]] = field(default_factory=list)
    open: dict[MarkKind, int] = field(default_factory=dict)
    """Where the italics and the bold that are not closed yet began."""
    newlines: int = 2
    """How many line ends close the text so far; as if a paragraph had just ended, at its start."""
    owed: int = 0
    """Line ends to be written before the next word."""
    space: bool = False
    """White space to be written before the next word of the same line."""
    number: str = ""
    """What a list's item is to begin with."""
    named: bool = False
    """A list has just told whose words come: they stand behind the name, in its line."""

    def say(self, text: str, kinds: frozenset[MarkKind], *, preformatted: bool) -> None:
        text = _NOTHING.sub("", text)
        if preformatted:
            for nth, line in enumerate(text.splitlines() or [""]):
                if nth:
                    self.end(2 if self.owed == 1 or not line.strip() else 1)
                self._line(line, kinds)
            if text.endswith("\n"):
                self.end(1)
        else:
            self._line(text, kinds)

    def _line(self, text: str, kinds: frozenset[MarkKind]) -> None:
        words = _SPACE.sub(" ", text)
        if not words.strip(" "):
            self.space = self.space or bool(words)
            return
        self.space = self.space or words[0] == " "
        if self.owed:
            self._close()
            self._write("\n" * self.owed)
            self.newlines, self.owed, self.space = self.owed, 0, False
        elif self.newlines:
            self.space = False
        for kind in [kind for kind in self.open if kind not in kinds]:
            self._mark(kind)
        if self.space:
            self._write(" ")
        if self.number:
            # A footnote that has its sign already, or an item that its author has numbered.
            self._write("" if _OWN_SIGN.match(words) else self.number)
            self.number = ""
        for kind in kinds - self.open.keys():
            self.open[kind] = self.at
        self._write(words.strip(" "))
        self.newlines, self.named = 0, False
        self.space = words[-1] == " "

    def end(self, lines: int) -> None:
        """Ends the line (1) or the paragraph (2), if anything stands in it."""
        if self.named:
            return
        self.space = False
        if self.newlines < lines and self.at:
            self.owed = max(self.owed, lines)

    def line_break(self) -> None:
        self.space = False
        if self.at:
            self.owed = min(2, self.owed + 1)

    def _close(self) -> None:
        for kind in list(self.open):
            self._mark(kind)

    def _mark(self, kind: MarkKind) -> None:
        start = self.open.pop(kind)
        if start < self.at:
            self.marks.append(Mark(kind, start, self.at))

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def here(self) -> int:
        """Where the next word will stand."""
        return self.at + self.owed

    def whole(self) -> AnnotatedText:
        self._close()
        marks = sorted(_joined(self.marks, "".join(self.pieces)), key=lambda m: (m.start, -m.end))
        return AnnotatedText("".join(self.pieces), tuple(marks), tuple(self.headings))


def extract_text(
    nodes: Iterable[Node],
    styles: Styles | None = None,
    skip: Callable[[Node], bool] = lambda node: False,
) -> AnnotatedText:
    """The words of some elements, in order. Elements for which `skip` is true are left out."""
    page = _TextBuilder()
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


def _walk(out: _TextBuilder, top: Node, styles: Styles, skip: Callable[[Node], bool]) -> None:
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
    out: _TextBuilder,
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


def _leave(out: _TextBuilder, element: _Open) -> None:
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


def _is_name(out: _TextBuilder, term: _Open) -> bool:
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


def _rule(out: _TextBuilder) -> None:
    out.end(2)
    if out.at:
        start = out.here()
        out.say(RULE, frozenset(), preformatted=False)
        out.marks.append(Mark(MarkKind.BREAK, start, out.at))
    out.end(2)


def _picture(out: _TextBuilder, node: Node, kinds: frozenset[MarkKind]) -> None:
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


def _joined(marks: list[Mark], text: str) -> list[Mark]:
    """Marks of one kind with nothing but a space between become one: `<i>No,</i> <i>no.</i>`."""
    last: dict[MarkKind, int] = {}
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        nth = last.get(mark.kind)
        inline = mark.kind in (MarkKind.ITALIC, MarkKind.BOLD)
        if inline and nth is not None and text[found[nth].end : mark.start] in ("", " "):
            found[nth] = Mark(mark.kind, found[nth].start, mark.end)
        else:
            last[mark.kind] = len(found)
            found.append(mark)
    return found
