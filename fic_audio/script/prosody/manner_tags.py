"""The narration beside a quotation -> the manners its tag tells of: `"…," she whispered sadly`.

What each word does to a voice stands in `manners.toml`. Only a tag that belongs to the quotation
counts; where that is not plain, nothing does. Like the finding of speakers, but without a roster:
all it has to know of the subject is that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from fic_audio.script.prosody.manners import Manner, bases, load_manners
from fic_audio.text.sentences import first_sentence, last_sentence
from fic_audio.text.tokens import Word, words
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
DETERMINERS = frozenset(
    "the a an his her my our their your this that another one someone somebody".split()
)
IRREGULAR = frozenset("said spoke began told wept spat thought went sang".split())
PLAIN_SUBJECTS = frozenset(SUBJECT_PRONOUNS) | {"i", "they", "we", "you", "everyone", "it"}
_OPEN = frozenset(",?!…—–-*_~:>/§")
"""Marks behind which a quotation's tag goes on in the same sentence."""


class MannerTag(NamedTuple):
    """A tag: where its verb stands, who does it, and the manners it tells of."""

    verb: int
    subject: tuple[str, ...]
    """The words of the subject, as written."""
    manners: tuple[Manner, ...]
    tag: bool = True
    """Whether there is a verb of speech at all."""


def find_manner_after(text: str, start: int, end: int) -> MannerTag | None:
    """What the narration `text[start:end]` behind a quotation tells of how it was spoken."""
    end = min(end, start + CLAUSE)
    stop = first_sentence(text, start, end)
    tokens = words(text, start, stop)
    if not tokens:
        return None
    joined = _goes_on(text, start, tokens[0])
    short = len(tokens) <= 4 and text[start:stop].rstrip()[-1:] in ".!?…"
    tagged = _verb_behind(tokens) if joined or short else None
    manners: list[Manner] = []
    subject: tuple[str, ...] = ()
    if tagged:
        at, subject = tagged
        beat = not joined or (
            tokens[0].text[0].isupper() and tokens[0].text.lower() in PLAIN_SUBJECTS
        )
        manners = _tag(text, tokens, at, stop, beat=beat)
    else:
        at = 0
    manners += _beside(text, start, stop)
    if not tagged and not manners:
        return None
    return MannerTag(tokens[at].start, subject, tuple(manners), tag=bool(tagged))


def find_manner_before(text: str, start: int, end: int) -> MannerTag | None:
    """What the narration `text[start:end]` in front of a quotation tells of how it is spoken."""
    start = max(start, end - CLAUSE)
    last = text[start:end].rstrip()[-1:]
    if last not in (",", ":", "—", "–", "-") and not last.isalnum():
        return None
    start = last_sentence(text, start, end)
    tokens = words(text, start, end)
    manners = _beside(text, start, end)
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - REACH), -1):
        if _tags(tokens[at].text) and (subject := _subject_before(text, tokens, at)):
            tag = _tag(text, tokens, at, end, beat=False)
            return MannerTag(tokens[at].start, subject, (*tag, *manners))
    return MannerTag(start, (), tuple(manners), tag=False) if manners else None


def _tags(word: str) -> bool:
    return word in TAGGING_VERBS or (word.islower() and load_manners().verb(word) is not None)


def _goes_on(text: str, start: int, first: Word) -> bool:
    """Whether the narration behind a quotation is of one sentence with it."""
    mark = text[max(0, start - 6) : start].rstrip().rstrip("\"'”’»*_")[-1:]
    return first.text[0].islower() or mark in _OPEN


def _verb_behind(tokens: Sequence[Word]) -> tuple[int, tuple[str, ...]] | None:
    """The verb of the tag with which the narration begins, and the words of its subject."""
    for at, word in enumerate(tokens[:REACH]):
        if word.text.lower() in ENDS and at:
            return None
        if not _tags(word.text):
            continue
        lead = [each.text for each in tokens[:at] if not _adverb(each.text)]
        if not lead:
            found = _subject_behind(tokens, at)
            return (at, found) if found else None
        if _is_subject(lead) and _finite(tokens, at, lead):
            return at, tuple(lead)
        return None
    return None


def _subject_behind(tokens: Sequence[Word], verb: int) -> tuple[str, ...]:
    """ "whispered *the older boy*", "said *Mara*": the words of the subject, or nothing."""
    rest = [each.text for each in tokens[verb + 1 : verb + 5]]
    while rest and _adverb(rest[0]):
        rest.pop(0)
    if not rest or tokens[verb].text.endswith("ing"):
        return ()
    first = rest[0]
    if first.lower() in PLAIN_SUBJECTS:
        return (first,)
    if first[0].isupper():
        named = [word for word in rest if word[0].isupper()]
        return tuple(named)
    return tuple(rest[:3]) if first in DETERMINERS else ()


def _subject_before(text: str, tokens: Sequence[Word], verb: int) -> tuple[str, ...]:
    """The nearest words before a verb that can be its subject; none where it has another verb."""
    own = tokens[verb].text
    lead = [each.text for each in tokens[:verb]]
    if lead and (lead[-1].lower() in UNREAL | DETERMINERS | {"to"}):
        return ()
    if own.endswith("ing"):
        comma = verb > 0 and text[tokens[verb - 1].end : tokens[verb].start].strip() == ","
        if not comma and not (lead and lead[-1].lower() in BE):
            return ()
    for at in range(len(lead) - 1, -1, -1):
        word = lead[at]
        if word.lower() in PLAIN_SUBJECTS or word[0].isupper() or tokens[at].possessive:
            return (word,)
        if word.lower() in DETERMINERS and at < len(lead) - 1:
            return tuple(lead[at:])
    return ()


def _is_subject(lead: Sequence[str]) -> bool:
    first = lead[0]
    return first.lower() in PLAIN_SUBJECTS or first.lower() in DETERMINERS or first[0].isupper()


def _finite(tokens: Sequence[Word], at: int, lead: Sequence[str]) -> bool:
    """Whether the word is a verb with that subject: "she was whispering", not "a whisper"."""
    word = tokens[at].text
    last = lead[-1].lower()
    if word.endswith("ing"):
        return last in BE
    if len(lead) == 1 and last in DETERMINERS - {"someone", "somebody", "that", "this", "one"}:
        return False
    bare = word in bases(word) and not word.endswith(("s", "ed"))
    irregular = word in IRREGULAR
    return not bare or irregular or last in ("i", "they", "we", "you", "to")


def _tag(text: str, tokens: Sequence[Word], at: int, stop: int, *, beat: bool) -> list[Manner]:
    """The manners that a tag's verb, adverbs and phrases tell of; none where it is denied."""
    known = load_manners()
    lead = [each.text.lower() for each in tokens[max(0, at - 4) : at]]
    if any(word in UNREAL or word.endswith(("n't", "n’t")) for word in lead) or "to" in lead[-2:]:
        return []
    found: list[Manner] = []
    verb = known.verb(tokens[at].text)
    if verb and not (beat and verb.sound):
        found.append(verb)
    found += _adverbs(text, tokens, at)
    tail = text[tokens[0].start : _clause_end(text, tokens, at, stop)]
    for manner in known.manners:
        if manner.phrases and not manner.beside and _told(manner.phrases, tail):
            found.append(manner)
    return list(dict.fromkeys(found))


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


def _beside(text: str, start: int, stop: int) -> list[Manner]:
    """What phrases tell without a verb of speech: "Her voice broke." """
    sentence = text[start:stop]
    return [
        manner
        for manner in load_manners().manners
        if manner.beside and manner.phrases and _told(manner.phrases, sentence)
    ]


def _told(phrases: re.Pattern[str], clause: str) -> bool:
    """Whether a phrase stands there and is not taken back."""
    for match in phrases.finditer(clause):
        lead = clause[max(0, match.start() - 25) : match.start()].lower().split()[-3:]
        if not any(word in ("not", "without", "never", "than") or "n't" in word for word in lead):
            return True
    return False


def _adverb(word: str) -> bool:
    return (word.endswith("ly") and len(word) > 4) or word in (
        "had", "has", "then", "just", "only", "even", "still", "back", "out", "also", "finally",
        "suddenly", "again", "once", "at", "last", "almost", "nearly", "never", "not",
    )  # fmt: skip
