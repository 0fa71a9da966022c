"""A chapter -> its letters, and whom each of them greets.

A letter runs over consecutive paragraphs and has one writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fic_audio.model import Kind, Span
from fic_audio.text.document import Document

SHORT = 80
"""Characters of a line of sign-off."""
_SALUTED = re.compile(
    r"[\W_]*(?:(?:my|our)\s+)?(?:(?:own|very|most|poor|sweet|ever)\s+)*"
    r"(?:dear(?:est)?|darling|beloved)\b|[\W_]*to\s+whom",
    re.IGNORECASE,
)
FROM = re.compile(r"^[*_>\s\"“]*From[*_]*:[*_]*(?P<who>[^\n]+)", re.MULTILINE)


@dataclass(slots=True)
class Letter:
    """Paragraphs of one writer."""

    spans: list[Span] = field(default_factory=list)
    saluted: bool = False
    headed: bool = False


def find_letters(document: Document) -> Iterator[Letter]:
    """The letters of a chapter: a salutation or a header begins another."""
    letter = Letter()
    for span in document.spans:
        if span.kind is not Kind.LETTER:
            continue
        saluted = span.end - span.start < SHORT * 2 and bool(
            _SALUTED.match(document.text, span.start, span.end)
        )
        headed = FROM.search(document.text, span.start, span.end) is not None
        last = letter.spans[-1].paragraph if letter.spans else span.paragraph
        again = (saluted and letter.saluted) or (headed and (letter.headed or letter.saluted))
        if letter.spans and (span.paragraph > last + 1 or again):
            yield letter
            letter = Letter()
        letter.spans.append(span)
        letter.saluted |= saluted
        letter.headed |= headed
    if letter.spans:
        yield letter


def find_addressee(document: Document, letter: Letter) -> frozenset[int]:
    """Whom the salutation names."""
    for span in letter.spans[:4]:
        if _SALUTED.match(document.text, span.start, span.end):
            line = document.text.find("\n", span.start, span.end)
            stop = min(span.end if line < 0 else line, span.start + SHORT)
            return frozenset(n for mention in document.named(span.start, stop) for n in mention.who)
    return frozenset()
