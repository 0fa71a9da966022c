"""A chapter told by "I" -> the lines that give somebody the word: "Idris's POV", "BETTANY"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from fic_audio.model import Chapter, Character, Kind, Span
from fic_audio.script.attribution.grammatical_person import find_persons
from fic_audio.text.document import Document
from fic_audio.text.mentions import PRONOUNS, MentionIndex
from fic_audio.text.tokens import READER, words

READERS = frozenset((READER.casefold(), "reader", "the reader", *PRONOUNS))
"""Names of whoever is "you" or "I", as a listener may set them down."""

_POV = r"(?:p\.?o\.?v\.?|point\s+of\s+view|perspective)"
_LABEL = re.compile(rf"\b{_POV}(?!\w)", re.IGNORECASE)
_CHAPTER = re.compile(
    r"\W*(?:(?:chapter|part|day|act)\s+(?:\d{1,4}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|twenty|thirty)\b|\d{1,4}(?=[\s.:)\-–—])|[ivxlc]{1,7}(?=[.:)]))[\s.:)\-–—]*",
    re.IGNORECASE,
)
_SHORT = 60
"""Characters of a line that gives somebody the word."""
_NAME = re.compile(r"[\W_]*(?P<name>[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)(?:['’]s)?[\W_]*")
"""A line that holds one name and no other word."""
_ENDED = re.compile(r"[.,:;!?…—–\-\"”'’][\s*_]*$")
"""How a paragraph of narration ends; a label has no stop."""


def find_labels(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Where each such line stands, whom it names, and whether it says so outright."""
    opens = True
    for place, span in enumerate(document.spans):
        if span.kind is Kind.NOTE:
            continue
        line = document.text[span.start : span.end]
        alone = _alone(document.spans, place) and len(line) <= _SHORT * 2
        label = alone and (opens or not _ENDED.search(line))
        sign = span.kind is Kind.HEADING or (label and span.kind is Kind.NARRATION)
        opens = span.kind in (Kind.HEADING, Kind.BREAK)
        if sign:
            who, sure = read_label(document.roster, line)
            if who is not None:
                opens = True
                yield span.start, who, sure


def find_label_names(
    chapters: Sequence[Chapter], spans: Sequence[Sequence[Span]], known: AbstractSet[str]
) -> list[tuple[str, ...]]:
    """The names in such lines that nobody in the cast has yet.

    `known`: the words of the names in the cast. Lines without "POV" count only if there are several
    and the cast has at least half of their names.
    """
    if not any(find_persons(chapters, spans)):
        return []
    sure: dict[tuple[str, ...], None] = {}
    bare: dict[tuple[str, ...], None] = {}
    for chapter, parts in zip(chapters, spans, strict=True):
        for place, span in enumerate(parts):
            line = chapter.text[span.start : span.end].strip()
            if span.kind not in (Kind.HEADING, Kind.NARRATION) or not 0 < len(line) <= _SHORT:
                continue
            if _ENDED.search(line) or not _alone(parts, place):
                continue
            name = _NAME.fullmatch(_LABEL.sub(" ", line))
            if name:
                own = tuple(name["name"].split())
                (sure if _LABEL.search(line) else bare)[own] = None
    of_known = sum(not known.isdisjoint(name) for name in bare)
    if 1 < len(bare) <= 2 * of_known:
        sure.update(bare)
    return [name for name in sure if known.isdisjoint(name)]


def _alone(spans: Sequence[Span], place: int) -> bool:
    """Whether a span is all of its paragraph."""
    around = (*spans[max(place - 1, 0) : place], *spans[place + 1 : place + 2])
    return all(other.paragraph != spans[place].paragraph for other in around)


def read_label(mention_index: MentionIndex, line: str) -> tuple[int | None, bool]:
    """Whom a heading or a lone line gives the word, and whether it says so outright."""
    line = line.strip()
    if not line or len(line) > _SHORT:
        return None, False
    sure = _LABEL.search(line) is not None
    bare = _LABEL.sub(" ", line)
    if chapter := _CHAPTER.match(bare):
        bare = bare[chapter.end() :]
    tokens = words(bare)
    while tokens and tokens[0].text.lower() in ("of", "from", "and"):
        tokens = tokens[1:]
    if sure and tokens and tokens[0].text.lower() in ("you", "your", "reader"):
        people = mention_index.characters
        return next((n for n, person in enumerate(people) if is_reader(person)), None), True
    named = mention_index.mentions(bare, tokens)
    if len(named) != 1 or len(named[0].who) != 1 or not tokens:
        return None, False
    (name,) = named
    if name.first or name.last + 1 < len(tokens) or (name.possessive and not sure):
        return None, False
    return name.who[0], sure


def is_reader(person: Character) -> bool:
    return any(name.casefold() in READERS for name in person.names())
