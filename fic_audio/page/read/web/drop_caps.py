"""Large first letters of chapters -> the words that they begin: a picture and "he road was wet"."""

from __future__ import annotations

import re

from fic_audio.page.read.web.html_text import BLOCKS
from fic_audio.page.read.web.tree import Node, Tree, classes, text_of

_ALT = re.compile(
    r"(?:(?:an?\s+|the\s+)?(?:\w+\s+){0,2}(?:letter|initial|drop\s*-?\s*cap|capital)\W+)?"
    r"(?P<letter>[\"“‘']?[A-Z])(?:\W+(?:drop\s*-?\s*cap|initial|letter))?[.)]?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\"“‘'«]{0,2}\s?[^\W\d_]")
_CALLED = re.compile(
    r"(?:drop|first|big|large|raised)?[-_]?(?:caps?|letter|initial)s?|dc|lettrine|drop|dropcaps?\d?|initiale?",
    re.IGNORECASE,
)
_REST = re.compile(r"[a-z]|[A-Z’'][A-Z]|[’'][a-z]")
"""How the rest of the word goes on: small, or in capitals that are drawn small."""
_WORD = re.compile(r"\s[a-z]")
_WORDS = frozenset("AIO")
"""Letters that are words by themselves."""
_MOST = 2000


def join_initials(dom: Tree) -> None:
    """Gives the letters that stand apart back to their words, in place."""
    for picture in dom.css("img[alt]")[:_MOST]:
        match = _ALT.fullmatch((picture.attributes.get("alt") or "").strip()[:60])
        rest = _after(picture)
        if _before(picture):
            continue
        if match and _REST.match(rest):
            picture.replace_with(match["letter"][:-1] + match["letter"][-1].upper())
        elif match and match["letter"].upper() in _WORDS and _WORD.match(rest):
            picture.replace_with(match["letter"].upper())
    for node in dom.css("[class]"):
        if any(map(_CALLED.fullmatch, classes(node))) and _LETTER.fullmatch(text_of(node)):
            _join(node)


def _join(node: Node) -> None:
    letter = text_of(node)
    following = node.next
    while following is not None and following.is_text_node and not text_of(following):
        following = following.next
    if following is None or not text_of(following)[:1].islower():
        return
    if node.tag in BLOCKS:
        # `<div class="dropcap">T</div><p>he house`
        inner = following.first_child
        if following.is_element_node and inner is not None:
            inner.insert_before(letter)
            node.decompose()
        return
    if letter[-1:].upper() in _WORDS:
        return
    between = node.next
    while between is not None and between.is_text_node:
        words = between.text_content or ""
        kept = words.lstrip()
        after = between.next
        if kept != words:
            between.replace_with(kept) if kept else between.decompose()
        if kept:
            break
        between = after


def _after(node: Node) -> str:
    """The first words behind an element in its line."""
    while node.next is None and node.parent is not None and node.parent.tag not in BLOCKS:
        node = node.parent
    following = node.next
    words = ""
    while following is not None and len(words) < 8:
        if following.is_element_node and following.tag in (*BLOCKS, "br"):
            break
        words += (
            following.text(separator="")
            if following.is_element_node
            else (following.text_content or "")
        )
        following = following.next
    return words


def _before(node: Node) -> bool:
    """Whether words stand before an element in its paragraph."""
    while node.tag not in BLOCKS:
        before = node.prev
        while before is not None:
            if (
                before.text(separator="") if before.is_element_node else before.text_content or ""
            ).strip():
                return True
            before = before.prev
        above = node.parent
        if above is None:
            return False
        node = above
    return False
