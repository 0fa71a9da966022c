"""HTML -> a tree, as browsers build it, from whatever was saved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

Tree = LexborHTMLParser
Node = LexborNode

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNCLOSED = frozenset("p li dd dt tr td th option thead tbody tfoot rp rt".split())
"""Elements that the next of their kind closes."""
_ATTRIBUTE = r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_BEGUN = re.compile(rf"(<[a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)")
"""A tag up to its end or what is no attribute. Whatever opens inside of it is none."""
_ONE = re.compile(_ATTRIBUTE)
_CROWD = 1000
"""Attributes of a tag that none has: a parser compares each with all before it."""
_OPTION = re.compile(r"<option(?=[\s/>])", re.IGNORECASE)
_OPTIONS = 5000
"""Choices of a page, of its chapters for one: a parser compares each of a list with all others."""
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_IN_LINES = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q rp rt ruby s samp"
    " small span strike strong sub sup tt u var".split()
)
"""Elements that stand inside of a line."""
DEEPEST = 400
"""Elements inside each other (browsers stop at 512): a parser's time grows with the square."""


def tree(html: str) -> Tree:
    """The tree of a page; never fails."""
    html = _BEGUN.sub(_uncrowded, html.replace("\0", ""))
    return LexborHTMLParser(_shallow(_with_few_options(html)))


def xhtml(text: str) -> Tree:
    """The tree of a page of XML, where `<i/>` is an empty element and not an opening tag."""
    return tree(_TAG.sub(_opened, text))


def _uncrowded(tag: re.Match[str]) -> str:
    """A tag without its attributes, where they are a crowd."""
    crowd = len(tag[2]) > _CROWD and next(islice(_ONE.finditer(tag[2]), _CROWD - 1, None), None)
    return tag[1] if crowd else tag[0]


def _opened(tag: re.Match[str]) -> str:
    closing, name, rest = tag.groups()
    if closing or not rest.endswith("/") or name.lower() in _VOID:
        return tag[0]
    return f"<{name}{rest[:-1]}></{name}>"


def _with_few_options(html: str) -> str:
    """The page without the choices that no list has; their words join the last of the others."""
    late = next(islice(_OPTION.finditer(html), _OPTIONS, None), None)
    return html[: late.start()] + _OPTION.sub("<wbr", html[late.start() :]) if late else html


def _shallow(html: str) -> str:
    """The page without the tags that nest deeper than anybody writes; its words stay."""
    if html.count("<") <= DEEPEST:
        return html
    depth = 0
    deep: list[tuple[int, int]] = []
    kept_open: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in _VOID or name in _UNCLOSED:
            continue
        if not tag[1] and depth < DEEPEST:
            kept_open[name] += 1
            depth += 1
        elif not tag[1] or dropped[name]:
            dropped[name] += -1 if tag[1] else 1
            deep.append(tag.span())
        elif kept_open[name]:
            kept_open[name] -= 1
            depth -= 1
    if not deep:
        return html
    kept: list[str] = []
    at = 0
    for start, end in deep:
        if start > at:
            kept.append(html[at:start])
        # What stood in paragraphs of its own stays in lines of its own.
        name = _NAME.match(html, start)
        if name and name[1].lower() not in _IN_LINES and kept[-1:] != ["<br><br>"]:
            kept.append("<br><br>")
        at = end
    return "".join([*kept, html[at:]])


def children(node: Node) -> Iterator[Node]:
    """The nodes right inside, texts too."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def text_of(node: Node | None) -> str:
    """The words of a node in one line; empty where there is none."""
    return " ".join(node.text(separator="").split()) if node is not None else ""


def classes(node: Node) -> frozenset[str]:
    return frozenset((node.attributes.get("class") or "").split())
