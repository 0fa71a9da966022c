"""A paragraph of a story that is not in English -> what is spoken in it.

« Bonjour, dit-il. », „Komm“, sagte sie. »Nein!« ”Hej”, 「行こう」 and “走吧。” stand in marks; a
dash opens the rest, and the narrator's words stand between dashes ("—Vamos —dijo ella—. Ya es
tarde.", "— Идём, — сказала она. — Уже поздно.") or behind a comma ("— Viens, dit-elle.").

The grammar in `text.dialogue_tags` is of English, and takes the bounds of a tag as given. Here they
are what is asked: each language's verbs and pronouns are in `language.dialogue_conventions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fic_audio.language.dialogue_conventions import DialogueConventions
from fic_audio.page.segment.quotes import DOUBLE_MARKS, Quotation, Side, Style, find_quotations

_DASHES = "—–―"
_OPENING = re.compile(rf"(?:[{_DASHES}]|--+)\s*(?=[^\W_]|[¡¿'‘…*_\"«“„.])")
_HYPHEN = re.compile(r"-\s*(?=[^\W\d_]|[¡¿…])")
_DASH = rf"(?<=\s)(?:[{_DASHES}]|--?)(?=[\s\w¡¿…])|(?<=\S)[{_DASHES}](?=\s)"
# "—dijo ella—. Ya", "— сказала она. — Уже": the dash that gives the word back to the speaker.
_BACK = re.compile(
    rf"(?:(?<=\w)|(?<=[.,!?…;:»\"]))(?:[{_DASHES}]|--?)[.,;:!?…]*(?=\s|$)"
    rf"|(?<=\s)(?:[{_DASHES}]|--?)(?=[\s\w¡¿…«\"])"
)
_STOPPED = ',.!?…»"”:;。！？'
_COMMA = r"(?<=[,.!?…»”])\s+(?=[^\W\d_])"
_BREAK = re.compile(f"(?P<dash>{_DASH})|{_COMMA}")
"""Where the narrator may take over from a speaker."""
_SENTENCE_END = re.compile(r"[.!?…:]+(?=\s|$|[»\"”])")
_LETTER = re.compile(r"[^\W_]")
_TRIM = DOUBLE_MARKS + "*_ \t\r\n\xa0\u202f"
_ENDED = re.compile(r"[.!?…。！？，,～~—–-][*_)]*$")
_SETS_OFF = f",.{_DASHES}，"
_OPEN_BEFORE = re.compile(r"[,:;.!?…—–、。，：；！？][\s*_)\"”’»」』]*$")
_WORD = re.compile(r"\w+")
_SPACELESS_TAG = re.compile(
    r"(?:と|って)(?!い[うわっえ]|呼|名)|.{0,8}(?:道|说|說|问|問|喊|叫|答|笑)"
)
_REACH = 60
_NEAR = 8
_LONGEST = 400
"""Characters of a tag."""


def opens_with_dash(
    text: str, blocks: Sequence[tuple[int, int]], conventions: DialogueConventions
) -> frozenset[int]:
    """The begins of the paragraphs that a dash opens as speech."""
    if not conventions.dashes:
        return frozenset()
    dashed = {start for start, end in blocks if _OPENING.match(text, start, end)}
    hyphens = {start for start, end in blocks if _HYPHEN.match(text, start, end)}
    # One hyphen may be a list's.
    return frozenset(dashed | (hyphens if len(hyphens) >= 2 else set()))


def read_turn(text: str, start: int, end: int, conventions: DialogueConventions) -> list[Quotation]:
    """The parts of a paragraph that a dash opens; all but the first go on with it."""
    return list(_parts(text, Quotation(start, end), conventions))


def find_quotes_and_dashes(
    text: str,
    start: int,
    end: int,
    conventions: DialogueConventions,
    style: Style,
    sides: Mapping[str, Side],
) -> list[Quotation]:
    """What is said between quotation marks, without the narrator's words in the middle of it."""
    found: list[Quotation] = []
    before = start
    for part in find_quotations(text, start, end, style, sides):
        if not _is_mentioned(text, start, end, part, before, conventions):
            found += _parts(text, part, conventions)
        before = part.end
    return found


def goes_on(
    text: str, first: Quotation, second: Quotation, conventions: DialogueConventions
) -> bool:
    """Whether the second of two quotations in a paragraph goes on with the first."""
    if not second.opened:
        return True
    between = text[first.end : second.start].strip(" \t\xa0\u202f,.")
    says = conventions.says.match(between) or _SPACELESS_TAG.match(between)
    stops = len(re.findall(r"[.!?…。！？](?=\s|$|\w)", between))
    return bool(says) and stops == 0 and len(between) <= 2 * _REACH


def _parts(text: str, whole: Quotation, conventions: DialogueConventions) -> Iterator[Quotation]:
    """A speech without the tags inside it."""
    at, end = whole.start, whole.end
    lead = _OPENING.match(text, at, end) or _HYPHEN.match(text, at, end)
    search = lead.end() if lead else at + 1
    first = True
    while at < end:
        stop, resume = _tag(text, search, end, conventions)
        low, high = at, at + len(text[at:stop].rstrip())
        if _LETTER.search(text, low, high):
            opened = whole.opened if first else False
            yield Quotation(low, high, opened, whole.closed if stop >= end else True)
            first = False
        at = search = _solid(text, resume, end)


def _tag(text: str, at: int, end: int, conventions: DialogueConventions) -> tuple[int, int]:
    """Where the next words of the narrator begin, and where speech goes on; `end` if nowhere."""
    for found in _BREAK.finditer(text, at, end):
        if found["dash"]:
            if _tells(text, found, end, conventions):
                back = _BACK.search(text, found.end() + 1, end)
                return found.start(), back.end() if back else end
        elif conventions.says.match(text, found.end(), end):
            return found.end(), _after(text, found.end(), end, conventions)
    return end, end


def _tells(text: str, dash: re.Match[str], end: int, conventions: DialogueConventions) -> bool:
    """Whether the narrator speaks behind a dash in the middle of speech."""
    before, after = text[dash.start() - 1], text[dash.end() : dash.end() + 1]
    if not after.isspace() and dash[0] in _DASHES:
        return True  # " —dijo": open to the left, closed to the right, it is the narrator's
    word = _WORD.search(text, dash.end(), min(end, dash.end() + _NEAR))
    if word is None:
        return False
    if conventions.says.match(text, word.start(), end):
        return True
    if not before.isspace():
        return conventions.told.match(text, word.start(), end) is not None  # "—No— Negó él."
    lead = text[max(0, dash.start() - _NEAR) : dash.start()].rstrip()
    return lead[-1:] in _STOPPED and dash[0] in _DASHES


def _after(text: str, at: int, end: int, conventions: DialogueConventions) -> int:
    """Where speech goes on after a tag behind a comma; `end` if the narrator tells the rest."""
    limit = min(end, at + _LONGEST)
    stop = _SENTENCE_END.search(text, at, limit)
    last = stop.end() if stop else limit
    if back := _BACK.search(text, at, last):
        return back.end()
    comma = text.find(",", at, last)
    if comma >= 0 and conventions.resumes.match(text, start := _solid(text, comma + 1, end), end):
        return start
    rest = _solid(text, last, end)
    return end if stop is None or conventions.told.match(text, rest, end) else rest


def _solid(text: str, at: int, end: int) -> int:
    """Where the white space at `at` ends."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _is_mentioned(
    text: str, start: int, end: int, part: Quotation, before: int, conventions: DialogueConventions
) -> bool:
    """Whether words between marks are a title, a name or a word as a word, said by nobody."""
    if not (part.opened and part.closed):
        return False
    inside = text[part.start : part.end].strip(_TRIM)
    if not inside:
        return True
    lead = text[max(before, part.start - _REACH) : part.start]
    tail = text[part.end : min(end, part.end + _REACH)]
    if _ENDED.search(inside) or _is_tagged(tail, conventions):
        return False
    if lead.strip(_TRIM):
        return not _OPEN_BEFORE.search(lead)
    # At the paragraph's begin: alone, or with what sets a tag off, it is speech.
    tail = tail.strip(_TRIM)
    return bool(tail) and tail[0] not in _SETS_OFF


def _is_tagged(tail: str, conventions: DialogueConventions) -> bool:
    if conventions.spaceless:
        return _SPACELESS_TAG.match(tail) is not None
    words = tail.lstrip(" \t\xa0\u202f,—–-")
    return conventions.says.match(words) is not None
