"""Words above words (ruby) -> what is read of them.

Signs that tell how a word in its own script is said (furigana) are not read: the word is. A gloss
in Latin letters is what a listener understands: it stands for a word in another script, and in
brackets behind a word in its own.
"""

from __future__ import annotations

import unicodedata

from fic_audio.page.read.web.tree import Node, Tree, children, text_of

_MOST = 20_000


def gloss(dom: Tree) -> None:
    """Writes the glosses of a page into its text, in place."""
    for ruby in dom.css("ruby")[:_MOST]:
        base = "".join(text_of(child) for child in children(ruby) if not _is_above(child))
        told = " ".join(filter(None, (text_of(node) for node in ruby.css("rt"))))
        if not _is_latin(told):
            continue
        if not _is_latin(base):
            ruby.replace_with(told)
        elif base and told.casefold() != base.casefold():
            for node in ruby.css("rt, rp"):
                node.decompose()
            ruby.insert_after(f" ({told})")


def _is_above(node: Node) -> bool:
    return node.tag in ("rt", "rp", "rtc")


def _is_latin(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    latin = [char for char in letters if unicodedata.name(char, "").startswith("LATIN")]
    return len(latin) * 2 > len(letters)
