"""Two quotations of a paragraph -> whether they are one that its tag splits."""

from __future__ import annotations

import re

from fic_audio.page.segment.quotes import Quotation
from fic_audio.page.segment.words import WORD
from fic_audio.text.sentences import sentence_ends
from fic_audio.text.wordlists import QUOTATION_VERBS

_COMMA_END = re.compile(r",[\"”»'’*_]*$")
_ASIDE = 25
"""Words that may stand between the parts of a quotation, where nothing else joins them."""


def same_quotation(text: str, first: Quotation, second: Quotation) -> bool:
    """Whether the second of two neighbours goes on with the first.

    `"Why…" Naruto struggles, "Why didn't any of you call me back?"` is one quotation.
    """
    between = text[first.end : second.start].strip()
    if not between:
        return False
    words = [word.casefold() for word in WORD.findall(between)]
    if len(words) > 2 * _ASIDE:
        return False
    sentences = sum(1 for _ in sentence_ends(between))
    if _COMMA_END.search(text, max(first.start, first.end - 4), first.end):
        return sentences <= 2
    if between.endswith((",", "—", "–", "-", ";", ")")):
        return sentences == 0
    tagged = any(word in QUOTATION_VERBS for word in words[:5])
    return tagged and sentences <= 1 and len(words) <= _ASIDE
