"""A paragraph that opens with a dash -> its speech, where the story marks speech so.

"—Come up, Kinch! he cried. Come up, you fearful jesuit!" (Joyce); "—Vamos —dijo ella—. Ya es
tarde." (Spanish): the tag stands between its own dashes there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fic_audio.page.segment.quotes import Quotation
from fic_audio.text.dialogue_tags import tag_pattern
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS, any_of

_OPENING = re.compile(r"(?:[—–―]|--+|-(?=\s))\s*(?=[^\W_]|[¡¿'‘…*_])")
_CLOSED = re.compile(r"[.,!?…—–-][*_]?[\"”»’](?!\w)")
_TAG = re.compile(rf"(?<=[,.!?…—-])\s+{tag_pattern(any_of(PLAIN_SPEECH_VERBS))}[^.!?]*[.!?:]?")
_BETWEEN_DASHES = re.compile(r"\s[—–](?=[a-zà-ÿ])[^—–]*(?:[—–][.,;:]?|$)")


def is_dashed(text: str, blocks: Sequence[tuple[int, int]]) -> bool:
    """Whether a chapter marks its speech by dashes: several paragraphs do, and quotes are rare."""
    dashed = sum(_OPENING.match(text, start, end) is not None for start, end in blocks)
    return dashed >= 3 and dashed > 2 * len(_CLOSED.findall(text))


def find_dash_speech(text: str, start: int, end: int) -> list[Quotation]:
    """The parts of a paragraph's speech between its tags; none if no dash opens it."""
    if not _OPENING.match(text, start, end):
        return []
    found: list[Quotation] = []
    at = start
    while at < end:
        tag = _BETWEEN_DASHES.search(text, at, end) or _TAG.search(text, at, end)
        stop = tag.start() if tag else end
        if text[at:stop].strip():
            found.append(Quotation(at, stop))
        if tag is None:
            break
        at = tag.end()
        while at < end and text[at].isspace():
            at += 1
    return found
