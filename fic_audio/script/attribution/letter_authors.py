"""Letters -> who wrote them: the name below, the header of an e-mail, or what announces them.

A letter runs over consecutive paragraphs and has one writer. The narrator reads one that says
nothing of its writer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fic_audio.model import Kind, Span
from fic_audio.script.attribution.letters import (
    FROM,
    SHORT,
    Letter,
    find_addressee,
    find_letters,
)
from fic_audio.text.document import Document
from fic_audio.text.mentions import Mention
from fic_audio.text.wordlists import TITLES


class LetterAuthor(NamedTuple):
    """Who wrote a span."""

    who: int
    """Number of the character on the page's roster."""
    why: str
    """The reason in words a listener understands."""
    confidence: float
    """From 0 to 1."""


SIGNED = 0.95
INITIALS = 0.8
INITIAL = 0.7
HEADED = 0.95
ANNOUNCED = 0.85
OWNED = 0.75
"""A letter that is somebody's may be one that somebody got."""

_MARKS = "\"“”„«»'‘’*_>~ \t\r\n"
_LEAD = 300
"""Characters before a letter that may announce it."""
_POSTSCRIPT = re.compile(r"[\W_]*(?:P\.?\s?)+S\b")
_FORMULA = r"""(?:yours?|love|sincerely|faithfully|truly|ever|respectfully|cordially|affectionately
    |affectionate|lovingly|loving|gratefully|regards|wishes|best|cheers|always|forever|hugs|xo+x*o*|signed|from
    |friend|brother|sister|son|daughter|mother|father|mum|mom|dad|husband|wife|cousin|aunt|uncle|niece
    |nephew|servant|remain|haste)"""
_CLOSED = re.compile(
    rf"(?:^|[-–—~]|\b{_FORMULA}\b(?:[^\w.!?][\w’'&]*){{0,4}}[.!]?)[\W_]*$",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED_AT_END = re.compile(
    r"(?:[-–—~]\s*|\b(?:love|yours?(?:\s+\w+)?|sincerely|regards|wishes|signed)[\s,.—–-]+)[\"*_]*$",
    re.IGNORECASE,
)
_REST_OF_NAME = re.compile(
    r"(?:[\s-]+(?:[A-Z][\w.’'-]*|von|van|de|da|la|of|the|and|or|&))*(?:\s+[xo]+)*\W*$"
)
_INITIALS = re.compile(r"(?:^|[\s,—–~-])(?P<letters>(?:[A-Z]\.?[\s-]?){1,4})$")
_GIVEN = re.compile(r"(?:\b[A-Z]\.?\s+)+$")
"""The initials before a surname: "L. M. Honeychurch"."""
_STANDS_FOR = re.compile(rf"[\w-]+['’][sS]\b|(?:{'|'.join(sorted(TITLES))})\b")
"""What is no first name in "Mara's brother" and "Miss Pell"."""
_ANSWERS = re.compile(r"\b(?:answer|repl[iy]|respon[ds]|in\s+return|wrote\s+back|wr[io]te\w*\s+to)")
_LETTER = r"(?:letter|note|e-?mail|message|telegram|postcard|missive|memo|reply|scroll|words)s?"
_OF = re.compile(rf"\s+(?:[\w’'-]+\s+){{0,2}}{_LETTER}\b")
_BY = re.compile(rf"\b{_LETTER}\s+(?:[\w’'-]+\s+){{0,3}}?(?:from|by)\s+(?:[\w’'-]+\s+){{0,2}}$")
_WROTE = r"(?:wrote|writes|written|scribbled|scrawled|penned|typed|jotted|dictated)"
_WRITES = re.compile(rf"\s+(?:\w+ly\s+|had\s+|has\s+|then\s+)*{_WROTE}\b")
_WROTE_BEFORE = re.compile(rf"\s*{_WROTE}\s+")
_I_WROTE = re.compile(rf"\bI(?:['’]d|\s+had|\s+\w+ly)?\s+{_WROTE}\b")


def find_letter_authors(document: Document) -> dict[Span, LetterAuthor]:
    """The writer of every span of a letter whose writer is told."""
    found: dict[Span, LetterAuthor] = {}
    place = {span.start: nth for nth, span in enumerate(document.spans)}
    for letter in find_letters(document):
        reader = find_addressee(document, letter)
        before = place[letter.spans[0].start] - 1
        written = (
            _headed(document, letter)
            or _signed(document, letter, reader)
            or _announced(document, letter, before, reader)
            or _tagged(document, letter, place[letter.spans[-1].start] + 1)
        )
        if written:
            found.update(dict.fromkeys(letter.spans, written))
    return found


def _headed(document: Document, letter: Letter) -> LetterAuthor | None:
    for span in letter.spans[:8]:
        sender = FROM.search(document.text, span.start, span.end)
        named = document.named(*sender.span("who")) if sender else []
        if named and (who := _one(named[0], frozenset())) is not None:
            return LetterAuthor(
                who, f"its header says it is from '{_shown(document, named[0])}'", HEADED
            )
    return None


def _signed(document: Document, letter: Letter, reader: frozenset[int]) -> LetterAuthor | None:
    """The last name of a letter, if it stands as names below letters do."""
    for span in reversed(letter.spans[-6:]):
        start, end = _trimmed(document.text, span)
        if _POSTSCRIPT.match(document.text, start, end) and len(letter.spans) > 1:
            continue
        if found := _signature(document, start, end, reader):
            return found
        if end - start > SHORT:
            return None
    return None


def _signature(
    document: Document, start: int, end: int, reader: frozenset[int]
) -> LetterAuthor | None:
    text = document.text
    named = document.named(max(start, end - SHORT), end)
    if named:
        name = named[-1]
        if len(named) > 1 and _REST_OF_NAME.fullmatch(
            text, document.tokens[named[-2].last].end, end
        ):
            name = named[-2]  # "Anne or Cordelia Shirley"
        first, last = document.tokens[name.first].start, document.tokens[name.last].end
        short = end - start <= SHORT
        low = start if short else max(start, first - 40)
        if given := _GIVEN.search(text, low, first):
            first = given.start()
            surname = document.tokens[name.last].text
            name = name._replace(who=_with_initial(document, text[first], surname))
        who = _one(name, reader)
        stands = not name.possessive and _REST_OF_NAME.fullmatch(text, last, end)
        closes = _CLOSED if short else _CLOSED_AT_END
        if stands and who is not None and closes.search(text[low:first]):
            return LetterAuthor(who, f"signed '{text[first:last]}'", SIGNED)
    return _by_initials(document, start, end, reader)


def _with_initial(document: Document, letter: str, surname: str) -> tuple[int, ...]:
    """Who bears a surname and, in some name, a first name with this initial."""
    roster = document.roster
    return tuple(
        number
        for number in roster.by_word.get(surname.casefold(), ())
        if any(
            name[0] == letter and not _STANDS_FOR.match(name)
            for name in roster.characters[number].names()
        )
    )


def _by_initials(
    document: Document, start: int, end: int, reader: frozenset[int]
) -> LetterAuthor | None:
    """`-H.P.` or `A. W.`, if they are one character's alone."""
    found = _INITIALS.search(document.text[max(start, end - 40) : end])
    if found is None or (end - start > 40 and "." not in found["letters"]):
        return None
    letters = "".join(filter(str.isalpha, found["letters"]))
    owners = [
        number
        for number, person in enumerate(document.roster.characters)
        if number not in reader
        and any(_initials(name, len(letters)) == letters for name in person.names())
    ]
    if len(owners) != 1:
        return None
    confidence = INITIALS if len(letters) > 1 else INITIAL
    return LetterAuthor(owners[0], f"signed '{found['letters'].strip()}'", confidence)


def _initials(name: str, count: int) -> str:
    """The initials of a name: of its first word alone, or of all."""
    letters = "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper())
    return letters[:1] if count == 1 else letters


def _announced(
    document: Document, letter: Letter, before: int, reader: frozenset[int]
) -> LetterAuthor | None:
    """What the words before a letter say of its writer: the nearest to it."""
    first = letter.spans[0]
    if before < 0 or first.paragraph - document.spans[before].paragraph > 1:
        return None
    lead = document.spans[before]
    if lead.kind in (Kind.BREAK, Kind.HEADING, Kind.NOTE):
        return None
    start, end = max(lead.start, lead.end - _LEAD), lead.end
    for name in reversed(document.named(start, end)):
        who = _one(name, reader)
        if who is None:
            continue
        head = document.text[start : document.tokens[name.first].start]
        tail = document.text[document.tokens[name.last].end : end]
        shown = _shown(document, name)
        if not name.possessive and _BY.search(head):
            return LetterAuthor(who, f"it is said to be from '{shown}'", ANNOUNCED)
        if not name.possessive and _WRITES.match(tail):
            return LetterAuthor(who, f"'{shown}' writes it", ANNOUNCED)
        owned = _OF.match(tail) if name.possessive else None
        if owned and not _ANSWERS.search(document.text, start, end):
            return LetterAuthor(who, f"it is '{shown}{owned[0]}'", OWNED)
    return _by_narrator(document, start, end, reader)


def _tagged(document: Document, letter: Letter, behind: int) -> LetterAuthor | None:
    """What the words right behind a letter say of its writer: '"…," wrote Mara.'"""
    last = letter.spans[-1]
    if behind >= len(document.spans) or document.spans[behind].paragraph != last.paragraph:
        return None
    start, end = (
        document.spans[behind].start,
        min(document.spans[behind].end, last.end + SHORT // 2),
    )
    for name in document.named(start, end)[:1]:
        who = _one(name, frozenset())
        first, stop = document.tokens[name.first].start, document.tokens[name.last].end
        wrote = _WRITES.match(document.text, stop) or _WROTE_BEFORE.fullmatch(
            document.text, start, first
        )
        if who is not None and wrote:
            return LetterAuthor(who, f"'{_shown(document, name)}' writes it", ANNOUNCED)
    return None


def _by_narrator(
    document: Document, start: int, end: int, reader: frozenset[int]
) -> LetterAuthor | None:
    who = document.telling.at(end)
    if (
        who is None
        or who >= len(document.roster.characters)
        or who in reader
        or not _I_WROTE.search(document.text, start, end)
    ):
        return None
    return LetterAuthor(who, "'I' write it", ANNOUNCED)


def _one(mention: Mention, but: frozenset[int]) -> int | None:
    """The character that a name means, if that is clear."""
    left = [number for number in mention.who if number not in but]
    return left[0] if len(left) == 1 else None


def _shown(document: Document, mention: Mention) -> str:
    return document.text[document.tokens[mention.first].start : document.tokens[mention.last].end]


def _trimmed(text: str, span: Span) -> tuple[int, int]:
    """The span without the white space and the marks at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
