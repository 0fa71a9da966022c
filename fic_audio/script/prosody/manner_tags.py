"""The tag beside a quotation -> the manners it tells of: `"…," she whispered sadly`.

What each word does to a voice is in `manners.toml`; the tag is found by `text.dialogue_tags`. Any
tag may help to find a speaker. A manner comes only of one that surely belongs to the quotation: a
wrong manner disturbs more than a missing one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fic_audio.script.prosody.manners import Manner, load_manners
from fic_audio.text.dialogue_tags import DialogueTag, find_tag_after, find_tag_before
from fic_audio.text.document import Document
from fic_audio.text.mentions import Mention
from fic_audio.text.references import DETERMINERS, Reference, read_reference
from fic_audio.text.sentences import first_sentence, last_sentence
from fic_audio.text.tokens import Word
from fic_audio.text.wordlists import SUBJECT_PRONOUNS, TAGGING_VERBS

REACH = 9
"""How many words a tag's verb may stand off the quotation."""
CLAUSE = 300
"""Characters of narration that are looked at."""
BE = frozenset("was were is are am been".split())
UNREAL = frozenset(
    """not never without would could might should will can must cannot almost nearly if though
    barely hardly want wanted neither nor than instead""".split()
)
"""Words that take back what stands behind them."""
ENDS = frozenset(
    "as while when before after who which that because until since where if then and but".split()
)
"""Words behind which another clause begins."""
IRREGULAR = frozenset("said spoke began told wept spat thought went sang".split())
BARE_WITH = frozenset("i they we you".split())
"""Subjects behind which a verb has no ending in the present."""
PRONOUNS = frozenset(SUBJECT_PRONOUNS) | BARE_WITH | {"everyone", "it"}
_OPEN = frozenset(",?!…—–-*_~:>/§")
"""Marks behind which a quotation's tag goes on in the same sentence."""


class MannerTag(NamedTuple):
    """What the narration on one side of a quotation tells of how it is spoken."""

    place: int
    """Index of its verb among the document's words; where there is none, of the first word."""
    subject: Reference | None
    """Who does the verb; None where there is none."""
    manners: tuple[Manner, ...]


def find_manner_after(document: Document, start: int, end: int) -> MannerTag | None:
    """What the narration `[start, end)` behind a quotation tells of how it was spoken."""
    text = document.text
    end = min(end, start + CLAUSE)
    stop = first_sentence(text, start, end)
    span = document.between(start, stop)
    if not len(span):
        return None
    first = document.tokens[span.start].text
    joined = _goes_on(text, start, first)
    short = len(span) <= 4 and text[start:stop].rstrip()[-1:] in ".!?…"
    beside = _phrases(text[start:stop], beside=True)
    tag = find_tag_after(document, start, end) if joined or short else None
    verb = _verb_beside(document, tag, span) if tag else None
    if tag is None or verb is None or not _is_finite(document, tag.subject, verb):
        return MannerTag(span.start, None, beside) if beside else None
    beat = not joined or (first[0].isupper() and first.lower() in PRONOUNS)
    own = _of_verb(document, verb, span, stop, beat=beat)
    return MannerTag(verb, _subject(document, tag, verb), own + beside)


def find_manner_before(document: Document, start: int, end: int) -> MannerTag | None:
    """What the narration `[start, end)` in front of a quotation tells of how it is spoken."""
    text = document.text
    start = max(start, end - CLAUSE)
    last = text[start:end].rstrip()[-1:]
    if last not in (",", ":", "—", "–", "-") and not last.isalnum():
        return None
    start = last_sentence(text, start, end)
    span = document.between(start, end)
    beside = _phrases(text[start:end], beside=True)
    tag = find_tag_before(document, start, end)
    verb = next((at for at in reversed(span[-REACH:]) if _leads(document, at, span)), None)
    if tag and verb is not None:
        own = _of_verb(document, verb, span, end, beat=False)
        return MannerTag(verb, _subject(document, tag, verb), own + beside)
    if last == ",":
        beside += _phrases(text[start:end], beside=False)  # "With a sigh, she sat down,"
    return MannerTag(span.start, None, beside) if beside else None


def list_strangers(document: Document) -> dict[int, Mention]:
    """Words beside a verb of speech that mean somebody who is no character: "it shrieked".

    Of these a speaker can't be made, but they are subjects, and their manner is heard.
    """
    tokens, verbs = document.tokens, _verbs()
    return {
        place: Mention(place, place, (), tokens[place].possessive)
        for at, word in enumerate(tokens)
        if word.text in verbs
        for place in range(max(0, at - 2), min(len(tokens), at + 2))
        if tokens[place].text[0].isupper() or tokens[place].text in ("it", "something")
        if not read_reference(document, place, len(tokens)) and place not in document.by_word
    }


@cache
def _verbs() -> frozenset[str]:
    return TAGGING_VERBS | load_manners().verbs.keys()


def _goes_on(text: str, start: int, first: str) -> bool:
    """Whether the narration behind a quotation is of one sentence with it."""
    mark = text[max(0, start - 6) : start].rstrip().rstrip("\"'”’»*_")[-1:]
    return first[0].islower() or mark in _OPEN


def _verb_beside(document: Document, tag: DialogueTag, span: range) -> int | None:
    """Where the tag's verb stands, or the verb of an action that is heard: "she giggled"."""
    if tag.verb:
        return tag.place
    first, behind = tag.subject.first, tag.subject.next
    for at in (first - 1, behind, behind + 1):
        if at in span[:REACH] and document.tokens[at].text in load_manners().verbs:
            return at
    return None


def _is_finite(document: Document, subject: Reference, verb: int) -> bool:
    """Whether the word is a verb with that subject: "she was whispering", not "a whisper"."""
    word = document.tokens[verb].text
    if verb < subject.first:
        return not word.endswith("ing")
    last = document.tokens[verb - 1].text.lower()
    if word.endswith("ing"):
        return last in BE
    return word.endswith(("s", "ed")) or word in IRREGULAR or last in BARE_WITH


def _leads(document: Document, at: int, span: range) -> bool:
    """Whether a word leads into a quotation as a verb: not "a whisper", "to whisper"."""
    word = document.tokens[at]
    if word.text not in _verbs() or at == span.start:
        return False
    before = document.tokens[at - 1]
    if before.text.lower() in UNREAL | DETERMINERS | {"to"}:
        return False
    comma = document.text[before.end : word.start].strip() == ","
    return not word.text.endswith("ing") or comma or before.text.lower() in BE


def _subject(document: Document, tag: DialogueTag, verb: int) -> Reference:
    """Who does the verb: "she sat and Tobin whispered," is Tobin's."""
    own = document.by_word.get(verb - 1) if verb > tag.subject.first else None
    return tag.subject._replace(who=own.who) if own else tag.subject


def _of_verb(
    document: Document, verb: int, span: range, stop: int, *, beat: bool
) -> tuple[Manner, ...]:
    """The manners that a tag's verb, adverbs and phrases tell of; none where it is denied."""
    text, tokens, at = document.text, document.tokens[span.start : span.stop], verb - span.start
    lead = [each.text.lower() for each in tokens[max(0, at - 4) : at]]
    if any(word in UNREAL or word.endswith(("n't", "n’t")) for word in lead) or "to" in lead[-2:]:
        return ()
    known = load_manners().verbs.get(tokens[at].text)
    own = () if known is None or (beat and known.sound) else (known,)
    tail = text[tokens[0].start : _clause_end(text, tokens, at, stop)]
    return (*own, *_adverbs(text, tokens, at), *_phrases(tail, beside=False))


def _adverbs(text: str, tokens: Sequence[Word], verb: int) -> Iterator[Manner]:
    """Those of the verb's own clause: before it, or behind it and before another word of action."""
    known = load_manners().adverbs
    commas = 0
    for at, word in enumerate(tokens):
        low = word.text.lower()
        if at > verb and low in ENDS:
            return
        gap = text[tokens[at - 1].end : word.start] if at else ""
        commas += at > verb and any(mark in gap for mark in ",;:—–")
        follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
        ends = text[word.end : word.end + 1] in ",.;:!—–…\n" or not follows
        if at < verb and at and "," in text[word.end : tokens[verb].start]:
            continue  # of another verb: "wrapping itself up carefully, remarking,"
        near = at < verb or commas == 0 or (commas == 1 and ends and gap.strip() == ",")
        manner = known.get(low)
        if manner and near and at >= verb - 3 and at <= verb + REACH:
            denied = at and tokens[at - 1].text.lower() in UNREAL
            if not denied and not (at > verb and follows.endswith(("ing", "ed")) and not ends):
                yield manner
        if commas > 1:
            return


def _clause_end(text: str, tokens: Sequence[Word], verb: int, stop: int) -> int:
    """Where the clause of a verb ends: before "as he closed the door", ", and went on"."""
    for last, word in pairwise(tokens[verb:]):
        low = word.text.lower()
        if low in ENDS and (low not in ("and", "that") or "," in text[last.end : word.start]):
            return word.start
    return stop


def _phrases(clause: str, *, beside: bool) -> tuple[Manner, ...]:
    """What phrases tell with a verb of speech, or `beside` any other: "Her voice broke." """
    return tuple(
        manner
        for manner in load_manners().manners
        if manner.phrases and manner.beside is beside and _told(manner.phrases, clause)
    )


def _told(phrases: re.Pattern[str], clause: str) -> bool:
    """Whether a phrase stands there and is not taken back."""
    for match in phrases.finditer(clause):
        lead = clause[max(0, match.start() - 25) : match.start()].lower().split()[-3:]
        if not any(word in ("not", "without", "never", "than") or "n't" in word for word in lead):
            return True
    return False
