"""Narration beside a quotation -> whom it names as the one who speaks or acts.

"…," said Harry | Harry said, "…" | she murmured | the older boy laughed | "…" Harry turned away.
"""

from __future__ import annotations

from typing import NamedTuple

from fic_audio.model import Gender
from fic_audio.text.document import Document
from fic_audio.text.pronouns import MANY
from fic_audio.text.sentences import first_sentence, last_sentence
from fic_audio.text.wordlists import (
    CROWD_WORDS,
    FEMALE_NOUNS,
    MALE_NOUNS,
    PEOPLE_NOUNS,
    PERSONAL_SPEECH_VERBS,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    THOUGHT_VERBS,
    YOU_WORDS,
)

TAGGING = SPEECH_VERBS | THOUGHT_VERBS
DETERMINERS = frozenset(
    """the a an his her my our their your this that another one some poor old young dear
    little each both""".split()
)
AUXILIARIES = frozenset(
    """had has have was were is are would could did does do will can might must should be
    been being only just also then now still even never always almost finally
    quickly simply merely not""".split()
)
VOICES = frozenset(
    """voice voices words tone reply answer response question whisper reasoning remark
    exclamation cry saying comment greeting murmur retort visage""".split()
)
ARTICLES = frozenset("the a an".split())
STRANGE = frozenset("a an another some one".split())
"""Words before a description of somebody who is new."""
SOMEBODY = frozenset("somebody someone".split())
OF_LOOKS = frozenset("haired eyed headed skinned one".split())
"""Words behind which "the blonde" is no noun: "the blonde haired one"."""
HEARD = frozenset("hear hears heard overhear overhears overheard".split())
CLAUSE_GOES_ON = PREPOSITIONS | frozenset("as and who while then when but".split())
SPEECHLESS = VOICES | frozenset(
    """next first second third last whole same other one ones moment moments second seconds minute
    time thing things truth story name names question question's order command smile silence pause
    air room door doors world sound sounds noise face mouth eyes lips hand line lines word joke
    idea thought thoughts mind night morning evening day hour two three few""".split()
)
"""Nouns that no tag makes a speaker."""
SENTENCE_ENDS = frozenset(".!?\"'”’*_")
OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE}
REACH = 14
"""How many words of a clause are looked at."""


class Ref(NamedTuple):
    """Somebody referred to: by name, by pronoun, by description, or as "I"."""

    first: int
    next: int
    """Index of the word behind it."""
    who: tuple[int, ...] = ()
    gender: Gender = Gender.UNKNOWN
    me: bool = False
    crowd: bool = False
    noun: str = ""
    """The head noun of a description."""
    voice: bool = False
    """It is the person's voice or words that act: "came Harry's reply"."""
    owner: tuple[int, ...] = ()
    """Whose mother or friend it is: not the one who speaks."""
    stranger: bool = False
    """Somebody of whom one has not heard: "an old woman", "a voice", "somebody"."""


class Clue(NamedTuple):
    """What one stretch of narration says about the speaker beside it."""

    kind: str
    """tag: a verb of speech. lead: it runs on into the quotation. beat: an action beside it."""
    ref: Ref
    verb: str
    start: int
    end: int
    """The words that say so are `text[start:end]`."""
    objects: tuple[int, ...]
    """Characters whom the clause names otherwise than as its subject: those spoken to."""


def find_tag_after(document: Document, start: int, end: int) -> Clue | None:
    """The clue in the narration `[start, end)` behind a quotation."""
    span = document.between(start, first_sentence(document.text, start, end))
    if not len(span):
        return None
    tokens = document.tokens
    at = span.start
    stop = min(span.stop, at + REACH)
    while at < stop - 1 and _adverb(document, at):
        at += 1
    if tokens[at].text in TAGGING or _opens_with_verb(document, at, span.start):
        for skip in range(1, 4):
            ref = read_reference(document, at + skip, stop) or _anything(document, at + skip, stop)
            if ref:
                return _clue(document, "tag", ref, at, span)
            if at + skip >= stop or not _adverb(document, at + skip):
                break
        return None
    if heard := _overheard(document, at, stop):
        return _clue(document, "tag", *heard, span)
    ref = read_reference(document, at, stop)
    if ref is None and (said := _verb_of_anything(document, at, stop)):
        return _clue(document, "tag", _named_by(document, at, said), said, span)
    if ref is None:
        ref = _subject(document, range(at, stop))
        return _clue(document, "beat", ref, None, span) if ref else None
    verb = _verb_after(document, ref.next, stop)
    if ref.voice and verb is None:
        verb = ref.next - 1
    return _clue(document, "beat" if verb is None else "tag", ref, verb, span)


def find_tag_before(document: Document, start: int, end: int) -> Clue | None:
    """The clue in the narration `[start, end)` in front of a quotation."""
    lead = document.text[start:end].rstrip()[-1:] not in SENTENCE_ENDS
    span = document.between(last_sentence(document.text, start, end), end)
    if not len(span):
        return None
    tokens = document.tokens
    for at in reversed(span):
        if tokens[at].text in TAGGING and (ref := _subject_of(document, at, span.start)):
            return _clue(document, "tag" if lead else "beat", ref, at, span)
    ref = _subject(document, span)
    return _clue(document, "lead" if lead else "beat", ref, None, span) if ref else None


def _subject_of(document: Document, verb: int, start: int) -> Ref | None:
    """Who does the verb: the nearest person before it; farther off, only one with a name, as in
    "Mary, who, on having occasion to note down the day, exclaimed"."""
    for first in range(verb - 1, start - 1, -1):
        near = verb - first <= 6
        mention = document.by_word.get(first)
        if not near and not (mention and mention.first == first):
            continue
        ref = read_reference(document, first, verb)
        if ref is None or (not near and ref.noun):
            continue
        if mention and mention.possessive and not ref.noun:
            # "Mara had taken Odo's sleeve and said": what is his says nothing.
            continue
        relative = ref.next < verb and document.tokens[ref.next].text == "who"
        if (
            relative
            or first == start
            or document.tokens[first - 1].text.lower() not in PREPOSITIONS
        ):
            return ref
    return None


def find_subject(document: Document, start: int, end: int) -> Clue | None:
    """Whom the narration `[start, end)` names as having said what stands before it: "Naruto knows
    Sakura said those things"."""
    span = document.between(start, end)
    for at in span:
        mention = document.by_word.get(at - 1)
        if at > span.start and mention and document.tokens[at].text in PERSONAL_SPEECH_VERBS:
            return _clue(document, "tag", Ref(mention.first, at, mention.who), at, span)
    return None


def read_reference(document: Document, at: int, stop: int) -> Ref | None:
    """Reads a reference to a person that begins at the word `at`, if one does."""
    if at >= stop:
        return None
    mention = document.by_word.get(at)
    if mention and mention.first == at:
        if mention.possessive:
            return _owned(document, at, mention.last + 1, stop, mention.who)
        return Ref(at, mention.last + 1, mention.who)
    word = document.tokens[at].text
    low = word.lower()
    if low in SUBJECT_PRONOUNS:
        return Ref(at, at + 1, gender=SUBJECT_PRONOUNS[low])
    you = document.telling.me is YOU_WORDS and low.replace("’", "'").partition("'")[0] == "you"
    if you or word == "I" or word.startswith(("I'", "I’")):
        return Ref(at, at + 1, me=True)
    if low in document.neutral:
        return Ref(at, at + 1, gender=Gender.NEUTRAL)
    if low == "they" and document.they and not _several(document, at, stop):
        # One person's or several': who is in mind decides (`Walk`).
        return Ref(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    if low in ("they", "we", "everyone", "everybody"):
        return Ref(at, at + 1, crowd=True)
    if low in SOMEBODY:
        return Ref(at, at + 1, noun=low, stranger=True)
    if low in DETERMINERS:
        return _described(document, at, stop)
    return None


def _several(document: Document, at: int, stop: int) -> bool:
    """Whether "they" are said to be several: "they both said"."""
    around = {document.tokens[n].text.lower() for n in range(at + 1, min(stop, at + 6))}
    return not MANY.isdisjoint(around)


def _owned(document: Document, at: int, then: int, stop: int, who: tuple[int, ...]) -> Ref | None:
    """ "Harry's voice" is Harry; "Harry's mother" is somebody else."""
    near = range(then, min(stop, then + 4))
    nouns = [document.tokens[place].text.lower() for place in near]
    for place, noun in zip(near, nouns, strict=True):
        if noun in TAGGING - VOICES:
            break
        if noun in VOICES:
            return Ref(at, place + 1, who, voice=True, noun=noun)
    for place, noun in zip(near[:3], nouns[:3], strict=True):
        if noun in PEOPLE_NOUNS:
            return Ref(at, place + 1, gender=_noun_gender(noun), noun=noun, owner=who)
    return Ref(at, then, who)


def _described(document: Document, at: int, stop: int) -> Ref | None:
    """ "the older boy", "his lady", "one of the clones", "the smiling Harry", "her voice"."""
    tokens = document.tokens
    owner = tokens[at].text.lower()
    mine = ("your",) if document.telling.me is YOU_WORDS else ("my",)
    found = None
    stranger = owner in STRANGE
    for place in range(at + 1, min(stop, at + 6 if owner == "one" else at + 5)):
        mention = document.by_word.get(place)
        if mention and stranger and found:
            # "A girl Mara did not know".
            break
        if mention and mention.first == place and not mention.possessive:
            return Ref(at, mention.last + 1, mention.who)
        noun = tokens[place].text.lower()
        if noun in VOICES and place + 2 < stop and tokens[place + 1].text == "of":
            whose = read_reference(document, place + 2, stop)
            if whose and (whose.who or whose.noun):
                return whose._replace(first=at, voice=True)
        if noun in VOICES and owner in ("his", "her", *mine):
            if owner in mine:
                return Ref(at, place + 1, me=True, voice=True, noun=noun)
            return Ref(at, place + 1, gender=OWNERS[owner], voice=True, noun=noun)
        if noun in VOICES and owner == "their" and document.they:
            return Ref(at, place + 1, gender=Gender.NEUTRAL, crowd=True, voice=True, noun=noun)
        if noun in TAGGING and found:
            break
        if tokens[place].possessive:
            # "The old woman's grandson": she is not the one.
            found = None
            continue
        if owner == "one" and noun[:-1] in PEOPLE_NOUNS:
            noun = noun[:-1]
        who = tuple(sorted(document.roster.by_noun.get(noun, ())))
        if who or noun in PEOPLE_NOUNS:
            found = Ref(at, place + 1, who, _noun_gender(noun), noun=noun, stranger=stranger)
        elif (found and noun not in OF_LOOKS) or (noun in PREPOSITIONS and noun != "of"):
            break
    if found is None and owner == "another":
        return Ref(at, at + 1, noun=owner, stranger=True)
    if found is None and owner in ("his", "her", *mine):
        # "Her eyes narrowed": the owner acts.
        if owner in mine:
            return Ref(at, at + 1, me=True)
        return Ref(at, at + 1, gender=OWNERS[owner])
    if found is None and owner == "their" and document.they:
        return Ref(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    return found


def _anything(document: Document, at: int, stop: int) -> Ref | None:
    """ "the dog" behind "said": whatever it is, it speaks."""
    if at >= stop or document.tokens[at].text.lower() not in ARTICLES:
        return None
    for head in range(at + 1, min(stop, at + 4)):
        word = document.tokens[head]
        if head in document.by_word or not _may_speak(word.text) or word.possessive:
            return None
        behind = document.tokens[head + 1] if head + 1 < stop else None
        gap = document.text[word.end : behind.start] if behind else ""
        if gap.strip() and word.text.endswith(("ed", "ing")):
            # "An amused, faintly accented voice".
            return None
        if behind is None or gap.strip() or behind.text in CLAUSE_GOES_ON or _ly(behind.text):
            return _named_by(document, at, head + 1)
    return None


def _verb_of_anything(document: Document, at: int, stop: int) -> int:
    """Where the verb stands in "the dog said"; 0 if there is none."""
    if document.tokens[at].text.lower() not in ARTICLES:
        return 0
    for place in range(at + 1, min(stop, at + 5)):
        word = document.tokens[place]
        if place > at + 1 and word.text in PERSONAL_SPEECH_VERBS:
            return place if _may_speak(document.tokens[_head(document, at, place)].text) else 0
        gap = document.text[document.tokens[place - 1].end : word.start]
        if place in document.by_word or word.possessive or gap not in (" ", "-", "\n"):
            return 0
    return 0


def _named_by(document: Document, at: int, stop: int) -> Ref:
    """Somebody described by the words from `at` to `stop`, whatever they mean."""
    head = _head(document, at, stop)
    stranger = document.tokens[at].text.lower() in STRANGE
    return Ref(at, head + 1, noun=document.tokens[head].text.lower(), stranger=stranger)


def _head(document: Document, at: int, stop: int) -> int:
    """The last word of a description that is no adverb."""
    return next((n for n in range(stop - 1, at, -1) if not _ly(document.tokens[n].text)), at)


def _may_speak(word: str) -> bool:
    return word.lower() not in SPEECHLESS and word.lower() not in PREPOSITIONS and word.isalpha()


def _opens_with_verb(document: Document, at: int, start: int) -> bool:
    """Whether a tag's verb stands there with a capital: “"…!" Said Mara.”"""
    word = document.tokens[at].text
    return at == start and at not in document.by_word and word.lower() in PERSONAL_SPEECH_VERBS


def _overheard(document: Document, at: int, stop: int) -> tuple[Ref, int] | None:
    """ "he heard Mara say": Mara, and where the verb stands."""
    for place in range(at, min(stop, at + 5)):
        if document.tokens[place].text in HEARD:
            ref = read_reference(document, place + 1, stop)
            verb = _verb_after(document, ref.next, min(stop, ref.next + 2)) if ref else None
            return (ref, verb) if ref and ref.who and verb is not None else None
    return None


def _subject(document: Document, span: range) -> Ref | None:
    """The first person in a sentence who is not behind a preposition."""
    tokens = document.tokens
    at = span.start
    while at < span.stop:
        if at == span.start or tokens[at - 1].text.lower() not in PREPOSITIONS:
            ref = read_reference(document, at, span.stop)
            if ref:
                return ref
        at += 1
    return None


def _verb_after(document: Document, at: int, stop: int) -> int | None:
    """Where a verb of speech stands close behind the subject, adverbs and auxiliaries between."""
    for place in range(at, min(stop, at + 5)):
        word = document.tokens[place].text
        if word in TAGGING:
            return place
        if place > at + 1 and not _adverb(document, place) and word.lower() not in ("and", "who"):
            break
    return None


def _clue(document: Document, kind: str, ref: Ref, verb: int | None, span: range) -> Clue:
    objects = {
        number
        for index in range(max(ref.next, span.start), min(span.stop, ref.next + REACH))
        if (mention := document.by_word.get(index)) and mention.first == index
        for number in mention.who
    }
    ref = ref._replace(crowd=ref.crowd or ref.noun in CROWD_WORDS)
    # A beat has no verb that was looked for; the word behind the subject shows it best.
    last = min(ref.next, span.stop - 1) if verb is None else verb
    start = document.tokens[min(ref.first, last)].start
    end = document.tokens[max(ref.next - 1, last)].end
    verb_text = "" if verb is None else document.tokens[verb].text
    return Clue(kind, ref, verb_text, start, end, tuple(sorted(objects - set(ref.who))))


def _noun_gender(noun: str) -> Gender:
    if noun in MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in FEMALE_NOUNS else Gender.UNKNOWN


def _adverb(document: Document, at: int) -> bool:
    """Whether a word stands between a verb and its subject; "Emily" does not."""
    word = document.tokens[at].text
    return (
        word in AUXILIARIES or word in _SMALL_ADVERBS or (at not in document.by_word and _ly(word))
    )


def _ly(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4


_SMALL_ADVERBS = frozenset(
    "and but then so out back up aloud again once at last in as half".split()
)
