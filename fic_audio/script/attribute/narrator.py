"""Who says "I" in a first-person story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.model import Chapter, Character, Kind, Span
from fic_audio.script.attribute.page import Page, turns
from fic_audio.script.attribute.seen import see
from fic_audio.script.lexicon import I_WORDS

ME = re.compile(rf"\b(?:{'|'.join(I_WORDS)})\b", re.IGNORECASE)
LEAST_I = 0.012
"""Share of "I", "me" and "my" among the words of narration from which a story counts as told in
the first person. Third-person novels stay under .004, first-person ones lie above .02."""


def first_person(chapters: Sequence[Chapter], spans: Sequence[Sequence[Span]]) -> bool:
    """Whether the narration says "I"."""
    total = me = 0
    for chapter, parts in zip(chapters, spans, strict=True):
        for span in parts:
            if span.kind is Kind.NARRATION:
                text = chapter.text[span.start : span.end]
                total += len(text.split())
                me += len(ME.findall(text))
    return total > 0 and me / total > LEAST_I


def mark(characters: Sequence[Character], pages: Iterable[Page]) -> list[Character]:
    """Marks the character who tells a story known to be in the first person: called by name in what
    others say, hardly ever named in the narration, since there he or she is "I"."""
    if any(character.narrates for character in characters):
        return list(characters)
    called: Counter[int] = Counter()
    talked_of: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for page in pages:
        for turn in turns(page.spans):
            for seen in see(page, turn):
                called.update(seen.addressed)
                talked_of.update(seen.quoted)
        for span in page.spans:
            if span.kind is Kind.NARRATION:
                for mention in page.named(span.start, span.end):
                    named.update(mention.who)
    best = max(
        called,
        key=lambda n: 2 * called[n] + min(called[n], talked_of[n]) - 2 * named[n],
        default=None,
    )
    if best is None or called[best] < named[best]:
        return list(characters)
    return [
        replace(character, narrates=number == best) for number, character in enumerate(characters)
    ]
