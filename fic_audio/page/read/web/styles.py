"""What a page's style sheets say that changes the sound: italics, bold, what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fic_audio.model import MarkKind
from fic_audio.page.read.web.tree import Node, Tree, classes

_RULE = re.compile(r"(?<![^{}@])([^{}@]++)\{([^{}]*+)\}")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CLASS = re.compile(r"(?:[a-z0-9]+)?\.([\w-]+)(?:\s+(?:span|p|div|i|em|b))?", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)|\bfont\s*:[^;:]*\bitalic", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|400)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SET = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule says of an element; None where it says nothing."""

    italic: bool | None = None
    bold: bool | None = None
    hidden: bool = False
    preformatted: bool = False


@dataclass(slots=True)
class Styles:
    """The looks of classes. Only rules of a single class are read: others are rare in books."""

    of_class: dict[str, Look] = field(default_factory=dict)

    def looks(self, node: Node) -> Iterator[Look]:
        """What the rules and the element's own style say of it, the strongest last."""
        for name in classes(node):
            if look := self.of_class.get(name.casefold()):
                yield look
        if style := node.attributes.get("style"):
            yield _look(style)


def styles(dom: Tree | None = None, sheets: Iterable[str] = ()) -> Styles:
    """The styles of a page's own `<style>` elements and of further sheets."""
    found = Styles()
    own = [node.text() for node in dom.css("style")] if dom is not None else []
    for sheet in (*sheets, *own):
        for rule in _RULE.finditer(_COMMENT.sub("", sheet[:500_000])):
            look = _look(rule[2])
            if look == Look():
                continue
            for selector in rule[1].split(","):
                if match := _CLASS.fullmatch(selector.strip()):
                    found.of_class[match[1].casefold()] = look
    return found


def _look(rules: str) -> Look:
    return Look(
        True if _ITALIC.search(rules) else False if _UPRIGHT.search(rules) else None,
        True if _BOLD.search(rules) else False if _LIGHT.search(rules) else None,
        bool(_HIDDEN.search(rules)),
        bool(_SET.search(rules)),
    )


def weight(
    node: Node, styles: Styles, kinds: frozenset[MarkKind]
) -> tuple[frozenset[MarkKind], bool, bool]:
    """What is italic and bold inside an element, whether it is hidden, and preformatted."""
    tag = node.tag or ""
    hidden = "hidden" in node.attributes or node.attributes.get("aria-hidden") == "true"
    preformatted = tag in ("pre", "xmp")
    if tag in _ITALICS:
        kinds = kinds | {MarkKind.ITALIC}
    elif tag in _BOLDS:
        kinds = kinds | {MarkKind.BOLD}
    for look in styles.looks(node):
        for kind, said in ((MarkKind.ITALIC, look.italic), (MarkKind.BOLD, look.bold)):
            if said is not None:
                kinds = kinds | {kind} if said else kinds - {kind}
        hidden = hidden or look.hidden
        preformatted = preformatted or look.preformatted
    return kinds, hidden, preformatted


_ITALICS = frozenset(("i", "em", "cite", "dfn", "var", "address"))
_BOLDS = frozenset(("b", "strong"))
