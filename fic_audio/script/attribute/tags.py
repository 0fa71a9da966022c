"""Narration beside a quotation -> whom it names as the one who speaks or acts.

"…," said Harry | Harry said, "…" | she murmured | the older boy laughed | "…" Harry turned away.
"""

from __future__ import annotations

from typing import NamedTuple

from fic_audio.model import Gender
from fic_audio.script.attribute.page import Page
from fic_audio.script.lexicon import (
    CROWD_WORDS,
    FEMALE_NOUNS,
    MALE_NOUNS,
    PEOPLE_NOUNS,
    PLAIN_SPEECH_VERBS,
    PREPOSITIONS,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    THOUGHT_VERBS,
    YOU_WORDS,
)
from fic_audio.script.pronouns import MANY
from fic_audio.script.words import first_sentence, last_sentence

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


def after(page: Page, start: int, end: int) -> Clue | None:
    """The clue in the narration `[start, end)` behind a quotation."""
    span = page.between(start, first_sentence(page.text, start, end))
    if not len(span):
        return None
    tokens = page.tokens
    at = span.start
    stop = min(span.stop, at + REACH)
    while at < stop - 1 and _adverb(page, at):
        at += 1
    if tokens[at].text in TAGGING or _opens_with_verb(page, at, span.start):
        for skip in range(1, 4):
            ref = refer(page, at + skip, stop) or _anything(page, at + skip, stop)
            if ref:
                return _clue(page, "tag", ref, at, span)
            if at + skip >= stop or not _adverb(page, at + skip):
                break
        return None
    if heard := _overheard(page, at, stop):
        return _clue(page, "tag", *heard, span)
    ref = refer(page, at, stop)
    if ref is None and (said := _verb_of_anything(page, at, stop)):
        return _clue(page, "tag", _named_by(page, at, said), said, span)
    if ref is None:
        ref = _subject(page, range(at, stop))
        return _clue(page, "beat", ref, None, span) if ref else None
    verb = _verb_after(page, ref.next, stop)
    if ref.voice and verb is None:
        verb = ref.next - 1
    return _clue(page, "beat" if verb is None else "tag", ref, verb, span)


def before(page: Page, start: int, end: int) -> Clue | None:
    """The clue in the narration `[start, end)` in front of a quotation."""
    lead = page.text[start:end].rstrip()[-1:] not in SENTENCE_ENDS
    span = page.between(last_sentence(page.text, start, end), end)
    if not len(span):
        return None
    tokens = page.tokens
    for at in reversed(span):
        if tokens[at].text in TAGGING and (ref := _subject_of(page, at, span.start)):
            return _clue(page, "tag" if lead else "beat", ref, at, span)
    ref = _subject(page, span)
    return _clue(page, "lead" if lead else "beat", ref, None, span) if ref else None


def _subject_of(page: Page, verb: int, start: int) -> Ref | None:
    """Who does the verb: the nearest person before it; farther off, only one with a name, as in
    "Mary, who, on having occasion to note down the day, exclaimed"."""
    for first in range(verb - 1, start - 1, -1):
        near = verb - first <= 6
        mention = page.by_word.get(first)
        if not near and not (mention and mention.first == first):
            continue
        ref = refer(page, first, verb)
        if ref is None or (not near and ref.noun):
            continue
        if mention and mention.possessive and not ref.noun:
            # "Mara had taken Odo's sleeve and said": what is his says nothing.
            continue
        relative = ref.next < verb and page.tokens[ref.next].text == "who"
        if relative or first == start or page.tokens[first - 1].text.lower() not in PREPOSITIONS:
            return ref
    return None


def told(page: Page, start: int, end: int) -> Clue | None:
    """Whom the narration `[start, end)` names as having said what stands before it: "Naruto knows
    Sakura said those things"."""
    span = page.between(start, end)
    for at in span:
        mention = page.by_word.get(at - 1)
        if at > span.start and mention and page.tokens[at].text in PLAIN_SPEECH_VERBS:
            return _clue(page, "tag", Ref(mention.first, at, mention.who), at, span)
    return None


def refer(page: Page, at: int, stop: int) -> Ref | None:
    """Reads a reference to a person that begins at the word `at`, if one does."""
    if at >= stop:
        return None
    mention = page.by_word.get(at)
    if mention and mention.first == at:
        if mention.possessive:
            return _owned(page, at, mention.last + 1, stop, mention.who)
        return Ref(at, mention.last + 1, mention.who)
    word = page.tokens[at].text
    low = word.lower()
    if low in SUBJECT_PRONOUNS:
        return Ref(at, at + 1, gender=SUBJECT_PRONOUNS[low])
    you = page.telling.me is YOU_WORDS and low.replace("’", "'").partition("'")[0] == "you"
    if you or word == "I" or word.startswith(("I'", "I’")):
        return Ref(at, at + 1, me=True)
    if low in page.neutral:
        return Ref(at, at + 1, gender=Gender.NEUTRAL)
    if low == "they" and page.they and not _several(page, at, stop):
        # One person's or several': who is in mind decides (`Walk`).
        return Ref(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    if low in ("they", "we", "everyone", "everybody"):
        return Ref(at, at + 1, crowd=True)
    if low in SOMEBODY:
        return Ref(at, at + 1, noun=low, stranger=True)
    if low in DETERMINERS:
        return _described(page, at, stop)
    return None


def _several(page: Page, at: int, stop: int) -> bool:
    """Whether "they" are said to be several: "they both said"."""
    around = {page.tokens[n].text.lower() for n in range(at + 1, min(stop, at + 6))}
    return not MANY.isdisjoint(around)


def _owned(page: Page, at: int, then: int, stop: int, who: tuple[int, ...]) -> Ref | None:
    """ "Harry's voice" is Harry; "Harry's mother" is somebody else."""
    near = range(then, min(stop, then + 4))
    nouns = [page.tokens[place].text.lower() for place in near]
    for place, noun in zip(near, nouns, strict=True):
        if noun in TAGGING - VOICES:
            break
        if noun in VOICES:
            return Ref(at, place + 1, who, voice=True, noun=noun)
    for place, noun in zip(near[:3], nouns[:3], strict=True):
        if noun in PEOPLE_NOUNS:
            return Ref(at, place + 1, gender=_noun_gender(noun), noun=noun, owner=who)
    return Ref(at, then, who)


def _described(page: Page, at: int, stop: int) -> Ref | None:
    """ "the older boy", "his lady", "one of the clones", "the smiling Harry", "her voice"."""
    tokens = page.tokens
    owner = tokens[at].text.lower()
    mine = ("your",) if page.telling.me is YOU_WORDS else ("my",)
    found = None
    stranger = owner in STRANGE
    for place in range(at + 1, min(stop, at + 6 if owner == "one" else at + 5)):
        mention = page.by_word.get(place)
        if mention and stranger and found:
            # "A girl Mara did not know".
            break
        if mention and mention.first == place and not mention.possessive:
            return Ref(at, mention.last + 1, mention.who)
        noun = tokens[place].text.lower()
        if noun in VOICES and place + 2 < stop and tokens[place + 1].text == "of":
            whose = refer(page, place + 2, stop)
            if whose and (whose.who or whose.noun):
                return whose._replace(first=at, voice=True)
        if noun in VOICES and owner in ("his", "her", *mine):
            if owner in mine:
                return Ref(at, place + 1, me=True, voice=True, noun=noun)
            return Ref(at, place + 1, gender=OWNERS[owner], voice=True, noun=noun)
        if noun in VOICES and owner == "their" and page.they:
            return Ref(at, place + 1, gender=Gender.NEUTRAL, crowd=True, voice=True, noun=noun)
        if noun in TAGGING and found:
            break
        if tokens[place].possessive:
            # "The old woman's grandson": she is not the one.
            found = None
            continue
        if owner == "one" and noun[:-1] in PEOPLE_NOUNS:
            noun = noun[:-1]
        who = tuple(sorted(page.roster.by_noun.get(noun, ())))
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
    if found is None and owner == "their" and page.they:
        return Ref(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    return found


def _anything(page: Page, at: int, stop: int) -> Ref | None:
    """ "the dog" behind "said": whatever it is, it speaks."""
    if at >= stop or page.tokens[at].text.lower() not in ARTICLES:
        return None
    for head in range(at + 1, min(stop, at + 4)):
        word = page.tokens[head]
        if head in page.by_word or not _may_speak(word.text) or word.possessive:
            return None
        behind = page.tokens[head + 1] if head + 1 < stop else None
        gap = page.text[word.end : behind.start] if behind else ""
        if gap.strip() and word.text.endswith(("ed", "ing")):
            # "An amused, faintly accented voice".
            return None
        if behind is None or gap.strip() or behind.text in CLAUSE_GOES_ON or _ly(behind.text):
            return _named_by(page, at, head + 1)
    return None


def _verb_of_anything(page: Page, at: int, stop: int) -> int:
    """Where the verb stands in "the dog said"; 0 if there is none."""
    if page.tokens[at].text.lower() not in ARTICLES:
        return 0
    for place in range(at + 1, min(stop, at + 5)):
        word = page.tokens[place]
        if place > at + 1 and word.text in PLAIN_SPEECH_VERBS:
            return place if _may_speak(page.tokens[_head(page, at, place)].text) else 0
        gap = page.text[page.tokens[place - 1].end : word.start]
        if place in page.by_word or word.possessive or gap not in (" ", "-", "\n"):
            return 0
    return 0


def _named_by(page: Page, at: int, stop: int) -> Ref:
    """Somebody described by the words from `at` to `stop`, whatever they mean."""
    head = _head(page, at, stop)
    stranger = page.tokens[at].text.lower() in STRANGE
    return Ref(at, head + 1, noun=page.tokens[head].text.lower(), stranger=stranger)


def _head(page: Page, at: int, stop: int) -> int:
    """The last word of a description that is no adverb."""
    return next((n for n in range(stop - 1, at, -1) if not _ly(page.tokens[n].text)), at)


def _may_speak(word: str) -> bool:
    return word.lower() not in SPEECHLESS and word.lower() not in PREPOSITIONS and word.isalpha()


def _opens_with_verb(page: Page, at: int, start: int) -> bool:
    """Whether a tag's verb stands there with a capital: “"…!" Said Mara.”"""
    word = page.tokens[at].text
    return at == start and at not in page.by_word and word.lower() in PLAIN_SPEECH_VERBS


def _overheard(page: Page, at: int, stop: int) -> tuple[Ref, int] | None:
    """ "he heard Mara say": Mara, and where the verb stands."""
    for place in range(at, min(stop, at + 5)):
        if page.tokens[place].text in HEARD:
            ref = refer(page, place + 1, stop)
            verb = _verb_after(page, ref.next, min(stop, ref.next + 2)) if ref else None
            return (ref, verb) if ref and ref.who and verb is not None else None
    return None


def _subject(page: Page, span: range) -> Ref | None:
    """The first person in a sentence who is not behind a preposition."""
    tokens = page.tokens
    at = span.start
    while at < span.stop:
        if at == span.start or tokens[at - 1].text.lower() not in PREPOSITIONS:
            ref = refer(page, at, span.stop)
            if ref:
                return ref
        at += 1
    return None


def _verb_after(page: Page, at: int, stop: int) -> int | None:
    """Where a verb of speech stands close behind the subject, adverbs and auxiliaries between."""
    for place in range(at, min(stop, at + 5)):
        word = page.tokens[place].text
        if word in TAGGING:
            return place
        if place > at + 1 and not _adverb(page, place) and word.lower() not in ("and", "who"):
            break
    return None


def _clue(page: Page, kind: str, ref: Ref, verb: int | None, span: range) -> Clue:
    objects = {
        number
        for index in range(max(ref.next, span.start), min(span.stop, ref.next + REACH))
        if (mention := page.by_word.get(index)) and mention.first == index
        for number in mention.who
    }
    ref = ref._replace(crowd=ref.crowd or ref.noun in CROWD_WORDS)
    # A beat has no verb that was looked for; the word behind the subject shows it best.
    last = min(ref.next, span.stop - 1) if verb is None else verb
    start = page.tokens[min(ref.first, last)].start
    end = page.tokens[max(ref.next - 1, last)].end
    verb_text = "" if verb is None else page.tokens[verb].text
    return Clue(kind, ref, verb_text, start, end, tuple(sorted(objects - set(ref.who))))


def _noun_gender(noun: str) -> Gender:
    if noun in MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in FEMALE_NOUNS else Gender.UNKNOWN


def _adverb(page: Page, at: int) -> bool:
    """Whether a word stands between a verb and its subject; "Emily" does not."""
    word = page.tokens[at].text
    return word in AUXILIARIES or word in _SMALL_ADVERBS or (at not in page.by_word and _ly(word))


def _ly(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4


_SMALL_ADVERBS = frozenset(
    "and but then so out back up aloud again once at last in as half".split()
)
