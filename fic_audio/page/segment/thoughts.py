"""A paragraph -> what a character thinks in it: italics that read as thought, tagged quotes.

A word in italics is emphasis. A clause is a thought if a verb of thinking tags it, or if it stands
as a sentence of its own that asks, exclaims, breaks off, or says "I" or "you". What a verb of
speech tags is said, in a mind, in signs or in a song; what a verb of writing tags is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fic_audio.model import Kind
from fic_audio.page.segment.quotes import Quotation, find_single_quotations
from fic_audio.page.segment.scenes import is_caption
from fic_audio.page.segment.words import WORD
from fic_audio.page.segment.written_quotes import written_kind
from fic_audio.text.dialogue_tags import SUBJECT, tag_pattern
from fic_audio.text.emphasis import find_emphases
from fic_audio.text.wordlists import PLAIN_SPEECH_VERBS, THOUGHT_WORDS, any_of

_LONGEST = 400
_TRIM = "*_ \t\r\n'‘’\"“”"
_THINKS = any_of(THOUGHT_WORDS)
_SAYS = any_of(PLAIN_SPEECH_VERBS)
_AFTER = re.compile(rf"[,.]?\s*{tag_pattern(_THINKS)}")
_TOLD_SELF = re.compile(
    rf"[,.]?\s*{SUBJECT}\s+(?:had\s+|\w+ly\s+)?(?:told|reminded|assured|asked|promised|said\s+to|warned)\s+"
    r"(?:himself|herself|myself|themselves|themself|itself|yourself)\b"
)
_SAID_AFTER = re.compile(rf"\s*{tag_pattern(_SAYS)}")
_BEFORE = re.compile(
    rf"(?:\b(?:{_THINKS}|thoughts?)\b(?:,?\s+[\w’']+){{0,3}}|\b(?:him|her|it|them|my|your)sel(?:f|ves))[,:]\s*$",
    re.IGNORECASE,
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?…:—–-][\"”’»)*_]*|[\"”»])\s*$")
_ENDED = re.compile(r"[.!?…,—–-]$")
_ALIVE = re.compile(
    r"[?!]|\.\.\.|…|[—–-]$|\b(?:i|i['’]\w+|me|my|mine|you|your|you['’]\w+|we|us|our|let['’]?s|please|damn|"
    r"oh|shit|fuck|god)\b",
    re.IGNORECASE,
)


def find_thoughts(
    text: str, start: int, end: int, italics: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int, Kind]]:
    """What is thought, said or written in italics in the narration `text[start:end]`; `italics` are
    the reader's marks."""
    before = start
    told = False
    for low, high in _joined(text, sorted({*_marked(text, start, end), *italics})):
        if low < before or high - low > _LONGEST:
            continue
        if kind := _tagged(text, start, end, before, low, high):
            yield low, high, kind
        elif _is_thought(text, start, end, low, high, told):
            yield low, high, Kind.THOUGHT
            told = True
        before = high


_SAID_BEFORE = re.compile(rf"\b(?:{_SAYS})[,:]\s*$")
# "*Really?* asked her conscience."
_INWARD = re.compile(
    rf"{_TOLD_SELF.pattern}|[^.!?;:\"“]*\b(?:brain|mind|head|heart|conscience|instincts?|subconscious"
    r"|inner|mentally|inwardly|silently)\b"
)
_GOES_ON = frozenset(",!?…—–-")
_NEW_SENTENCE = re.compile(r"\s*(?:He|She|They|It|We|I|You|The|This|That|His|Her|My|Their|Our)\b")


def _tagged(text: str, start: int, end: int, before: int, low: int, high: int) -> Kind | None:
    """The kind of a sentence in italics that a verb of speech or of writing tags, if one does."""
    inside = text[low:high].strip(_TRIM)
    lead = text[max(before, low - 60) : low].rstrip()
    if not (_ENDED.search(inside) or lead.endswith(":")):
        return None
    # Where the reader marks italics, no mark of their own stands behind the last stop.
    stop = high if text[high - 1] in "*_" else min(end, high + 1)
    if kind := written_kind(text, start, end, Quotation(low, stop), before):
        return kind
    if inside[-1:] in _GOES_ON and _SAID_AFTER.match(text, high, min(end, high + 60)):
        inward = _INWARD.match(text, high, min(end, high + 60))
        runs_on = inside[-1] == "," or not _NEW_SENTENCE.match(text, high, end)
        return Kind.DIALOGUE if runs_on and not inward else None
    said = inside[:1].isupper() and lead[-1:] in {",", ":"} and _SAID_BEFORE.search(lead)
    return Kind.DIALOGUE if said else None


_THOUGHT_VERBS = ("thought", "wondered", "mused", "decided")
# "What a long, lonely waste of ink, I thought."
_BARE = re.compile(
    rf"(?:(?<=[.!?…]\s)|(?<=[.!?…]\s\s)|\A|(?<=\n))(?P<words>[A-Z][^.!?…\"“”*_:;]{{3,200}}?),\s+"
    rf"{SUBJECT}\s+(?:\w+ly\s+)?(?:{'|'.join(_THOUGHT_VERBS)})(?=[.!?,;\s])"
)
_DIRECT = re.compile(
    r"(?:What|How|Why|Maybe|Perhaps|Oh|So|Well|Yes|Of course)\b(?:,?\s+[\w’']+){2}"
)


def find_bare_thoughts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences without any marks that a verb of thinking tags, if they sound like thought."""
    if all(text.find(verb, start, end) < 0 for verb in _THOUGHT_VERBS):
        return
    for match in _BARE.finditer(text, start, end):
        words = match["words"]
        if _DIRECT.match(words) or re.search(
            r"\b(?:I['’]m|I am|you|is|are|don['’]t|can['’]t)\b", words
        ):
            yield match.start(), match.end("words") + 1


def find_tagged_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Single-quoted stretches that a verb tags, in a story whose speech has double marks.

    `'I should run,' she thought.` comes with False, `'Wait,' he said.` with True: it is spoken.
    """
    for part in find_single_quotations(text, start, end):
        if part.closed and len(WORD.findall(text, part.start, part.end)) > 1:
            if _AFTER.match(text, part.end, end):
                yield part.start, part.end, False
            elif text[part.end - 2] in ",!?" and _SAID_AFTER.match(text, part.end, end):
                yield part.start, part.end, True


def _marked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [
        (found.start, found.end) for found in find_emphases(text, start, end) if not found.strong
    ]


def _joined(text: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`*Who* did *bring me here?*`: emphasis inside a thought turns the italics off."""
    found: list[tuple[int, int]] = []
    for low, high in parts:
        if found and low < found[-1][1]:
            continue
        if (
            found
            and high - found[-1][0] <= _LONGEST
            and _belong_together(text, *found[-1], low, high)
        ):
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _belong_together(text: str, first: int, stop: int, low: int, high: int) -> bool:
    between = text[stop:low]
    inside = text[low:high].strip(_TRIM)
    head = text[first:stop].strip(_TRIM)
    words = len(between.split())
    return (
        0 < words <= 3
        and not re.search(r"[.!?;,:\"“”]", between)
        and not _ENDED.search(head)
        and head[:1].isupper()
        and bool(re.search(r"[.!?…—]$", inside) or words < len(inside.split()))
        and _opens(text[max(0, first - 60) : first])
        and words <= len(inside.split()) + len(head.split())
    )


def _opens(lead: str) -> bool:
    """Whether a sentence, or what somebody thinks, may begin after these words."""
    return bool(_SENTENCE_BEFORE.search(lead) or _BEFORE.search(lead))


_NAMED = re.compile(r"\b(?:the|a|an|his|her|their|my|our|aboard)\s+$", re.IGNORECASE)
"""What stands before a ship's name or a title: "the *Marigold*, she thought"."""


def _is_thought(text: str, start: int, end: int, low: int, high: int, told: bool) -> bool:
    inside = text[low:high].strip(_TRIM)
    words = len(WORD.findall(inside))
    if not words:
        return False
    if low == start and not text[high:end].strip() and is_caption(inside):
        return False
    lead = text[max(start, low - 60) : low]
    stop = min(end, high + 60)
    if words == 1 and _NAMED.search(lead):
        return False
    if _AFTER.match(text, high, stop) or _TOLD_SELF.match(text, high, stop):
        return True
    if _BEFORE.search(lead) and (words > 1 or _ENDED.search(inside)):
        return True
    follows = text[high : high + 1]
    ended = bool(_ENDED.search(inside)) or follows in {".", "!", "?", "…"} or high == end
    # "*Oh*, she thought, relaxing a little, *a trapdoor. Strange...*"
    if told and words > 1 and _ENDED.search(inside) and lead.rstrip().endswith(","):
        return True
    alone = bool(_SENTENCE_BEFORE.search(lead)) if low > start else True
    letter = next((char for char in inside if char.isalpha()), "a")
    alive = told or bool(_ALIVE.search(inside))
    return words > 1 and alone and ended and letter.isupper() and alive
