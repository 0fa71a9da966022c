"""Lines of chats and plays -> who they say wrote or spoke them: "[09:41] sunny: hello"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from fic_audio.model import NARRATOR, Chapter, Character, Kind, Span

_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_TIME = rf"(?:[\[(](?:[\w/.,-]+\s+){{0,3}}{_CLOCK}[\])]|(?<![\w:]){_CLOCK}(?![\w]))"
_DONE = re.compile(rf"{_TIME}|\([^()\n]{{1,80}}\)")
"""What may stand beside a name: the time of day, what is done."""
_STAMP = re.compile(_TIME)
_DAY = re.compile(
    r"[\s,—–-](?:today|yesterday|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}),?(?: at)?\s*$",
    re.IGNORECASE,
)
"""The day before the time: "sunny — Today at 9:41"."""
_SEPARATORS = ":>-–—|»→~"
_AROUND = " \t\r\n*<>[]{}()@•|" + _SEPARATORS
_NO_NAME = re.compile(r"[,;:\"“”\n?]")
_LONGEST_NAME = 48
_VERB = re.compile(
    r"(?:wrote|writes|texts?|texted|typed|types|messages?|messaged|said|says|read|reads|replied"
    r"|answered|added|sent|back|tweeted|posted)$",
    re.IGNORECASE,
)
_QUOTES = "\"“«'‘"
_NOBODY = frozenset(
    """i you he she it they we this that then so and but still again now question answer note result
    the a an""".split()
)
"""What may stand before a colon and a quotation without being the name of who says it."""
_NEAR = 3
"""Paragraphs within which another line of the same exchange stands."""


class Sender(NamedTuple):
    """Who a line of a chat or a play says wrote or spoke it."""

    name: str
    words: int
    """Where the words begin that are his or hers."""
    paragraph: int


def read_senders(text: str, spans: Sequence[Span]) -> dict[int, Sender]:
    """The senders by where the span with their name begins: narration that opens a paragraph, with
    words behind it that are somebody's, in a run of such lines."""
    found: list[tuple[int, Sender]] = []
    quoted: Counter[str] = Counter()
    before = -1
    for span, behind in pairwise(spans):
        opens = span.paragraph != before
        before = span.paragraph
        if not opens or span.kind is not Kind.NARRATION or behind.paragraph != span.paragraph:
            continue
        if behind.kind not in (Kind.MESSAGE, Kind.DIALOGUE) or span.end - span.start > 160:
            continue
        quotes = text[behind.start] in _QUOTES
        if name := _sender(text[span.start : span.end], quoted=quotes):
            quoted[name] += quotes
            found.append((span.start, Sender(name, behind.start, span.paragraph)))
    if max(quoted.values(), default=0) == 1:
        # `Mara: "No."` once, and once `Tobin: "Yes."`, may be prose.
        found = [(at, sender) for at, sender in found if not quoted[sender.name]]
    places = [sender.paragraph for _, sender in found]
    return {
        start: sender
        for nth, (start, sender) in enumerate(found)
        if any(
            0 <= other < len(places) and abs(places[other] - sender.paragraph) <= _NEAR
            for other in (nth - 1, nth + 1)
        )
    }


def _sender(lead: str, *, quoted: bool) -> str:
    """The name in what stands before the words of a line; empty if it is none.

    >>> [_sender(lead, quoted=False) for lead in ("**sunny 🌻** [09:41]: ", "[Mo Pell]: ", "He:")]
    ['sunny 🌻', 'Mo Pell', 'He']
    >>> [_sender(lead, quoted=True) for lead in ("Ewan: ", "Ewan shouted: ", "He: ", "One thing: ")]
    ['Ewan', '', '', '']
    """
    bare = _DONE.sub(" ", lead)
    above = lead[-1:] in "\r\n" and _STAMP.search(lead) is not None
    if above:
        bare = _DAY.sub(" ", bare.rstrip(_AROUND))
    name = (bare if re.search(r"\w", bare) else lead).strip(_AROUND + "," * above)
    if not above and lead.strip(" \t\r\n*_")[-1:] not in _SEPARATORS:
        return ""
    if name.startswith("_") and name.endswith("_"):
        name = name.strip("_")
    words = name.split()
    if not words or len(name) > _LONGEST_NAME or len(words) > 5 or _NO_NAME.search(name):
        return ""
    if _VERB.search(name):
        return ""
    if quoted and (
        not lead.rstrip(" \t\r\n*_").endswith(":")
        or any(word[0].islower() for word in words)
        or words[0].casefold() in _NOBODY
    ):
        return ""
    return " ".join(words)


def find_senders(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
) -> Mapping[tuple[int, int], str]:
    """(chapter, where a span begins) -> the main name of the character whose words it holds."""
    main = {NARRATOR: NARRATOR, **owners(characters)}
    found: dict[tuple[int, int], str] = {}
    for number, (chapter, parts) in enumerate(zip(chapters, spans, strict=True)):
        by_paragraph = {
            sender.paragraph: main[sender.name.casefold()]
            for sender in read_senders(chapter.text, parts).values()
            if sender.name.casefold() in main
        }
        for span in parts if by_paragraph else ():
            if span.kind in (Kind.MESSAGE, Kind.DIALOGUE) and span.paragraph in by_paragraph:
                found[number, span.start] = by_paragraph[span.paragraph]
    return found


def owners(characters: Iterable[Character]) -> dict[str, str]:
    return {name.casefold(): person.name for person in characters for name in person.names()}
