"""The words of a narration -> the person they refer to: "Mara", "she", "the older boy", "I"."""

from __future__ import annotations

from typing import NamedTuple

from fic_audio.model import Gender
from fic_audio.text.document import Document
from fic_audio.text.pronouns import MANY
from fic_audio.text.wordlists import (
    FEMALE_NOUNS,
    MALE_NOUNS,
    PEOPLE_NOUNS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TAGGING_VERBS,
    YOU_WORDS,
)

DETERMINERS = frozenset(
    """the a an his her my our their your this that another one some poor old young dear
    little each both""".split()
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
CLAUSE_GOES_ON = PREPOSITIONS | frozenset("as and who whose which that while then when but".split())
SPEECHLESS = VOICES | frozenset(
    """next first second third last whole same other one ones moment moments second seconds minute
    time thing things truth story name names question question's order command smile silence pause
    air room door doors world sound sounds noise face mouth eyes lips hand line lines word joke
    idea thought thoughts mind night morning evening day hour two three few""".split()
)
"""Nouns that no tag makes a speaker."""
OWNS = frozenset("my your his".split())
"""Words that are no object, as "her" may be."""
POSSESSIVES = frozenset("his her my your their".split())
CLAUSE_OPENERS = frozenset(
    "and but or as when while where if that because until before after since then so yet".split()
)
DEGREES = frozenset("rather more most very quite somewhat too much less".split())
"""Words before an adjective."""
OWNERS = {"his": Gender.MALE, "her": Gender.FEMALE}


class Reference(NamedTuple):
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


def read_reference(document: Document, at: int, stop: int) -> Reference | None:
    """Reads a reference to a person that begins at the word `at`, if one does."""
    if at >= stop:
        return None
    mention = document.by_word.get(at)
    if mention and mention.first == at:
        if mention.possessive:
            return _owned(document, at, mention.last + 1, stop, mention.who)
        return Reference(at, mention.last + 1, mention.who)
    word = document.tokens[at].text
    low = word.lower()
    if low in SUBJECT_PRONOUNS:
        return Reference(at, at + 1, gender=SUBJECT_PRONOUNS[low])
    you = document.telling.me is YOU_WORDS and low.replace("’", "'").partition("'")[0] == "you"
    if you or word == "I" or word.startswith(("I'", "I’")):
        return Reference(at, at + 1, me=True)
    if low in document.neutral:
        return Reference(at, at + 1, gender=Gender.NEUTRAL)
    if low == "they" and document.they and not _several(document, at, stop):
        # One person's or several': who is in mind decides (`Walk`).
        return Reference(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    if low in ("they", "we", "everyone", "everybody"):
        return Reference(at, at + 1, crowd=True)
    if low in SOMEBODY:
        return Reference(at, at + 1, noun=low, stranger=True)
    if low in DETERMINERS:
        return _described(document, at, stop)
    return None


def is_object(document: Document, ref: Reference, start: int) -> bool:
    """Whether "her" or "his" alone refers to somebody, and where no subject stands: "her eyes
    shone" begins a clause, "Mara shook her head" has another subject. `start`: of the sentence."""
    at, tokens = ref.first, document.tokens
    if ref.next > at + 1 or at == start or tokens[at].text.lower() not in POSSESSIVES:
        return False
    gap = document.text[tokens[at - 1].end : tokens[at].start]
    return not gap.strip() and tokens[at - 1].text.lower() not in CLAUSE_OPENERS


def is_owner_alone(document: Document, ref: Reference) -> bool:
    """Whether "my" or "her" refers to somebody who is said to have something."""
    return ref.next == ref.first + 1 and document.tokens[ref.first].text.lower() in OWNS


def _several(document: Document, at: int, stop: int) -> bool:
    """Whether "they" are said to be several: "they both said"."""
    around = {document.tokens[n].text.lower() for n in range(at + 1, min(stop, at + 6))}
    return not MANY.isdisjoint(around)


def _owned(
    document: Document, at: int, then: int, stop: int, who: tuple[int, ...]
) -> Reference | None:
    """ "Harry's voice" is Harry; "Harry's mother" is somebody else."""
    near = range(then, min(stop, then + 4))
    nouns = [document.tokens[place].text.lower() for place in near]
    for place, noun in zip(near, nouns, strict=True):
        if noun in TAGGING_VERBS - VOICES:
            break
        if noun in VOICES:
            return Reference(at, place + 1, who, voice=True, noun=noun)
    for place, noun in zip(near[:3], nouns[:3], strict=True):
        if noun in PEOPLE_NOUNS:
            return Reference(at, place + 1, gender=_noun_gender(noun), noun=noun, owner=who)
    return Reference(at, then, who)


def _described(document: Document, at: int, stop: int) -> Reference | None:
    """ "the older boy", "his lady", "one of the clones", "the smiling Harry", "her voice"."""
    tokens = document.tokens
    owner = tokens[at].text.lower()
    mine = ("your",) if document.telling.me is YOU_WORDS else ("my",)
    found = None
    stranger = owner in STRANGE
    reach = at + (6 if owner == "one" else 5)
    for place in range(at + 1, min(stop, at + 8)):
        if place >= reach:
            break
        reach += tokens[place].text in DEGREES
        mention = document.by_word.get(place)
        if mention and stranger and found:
            # "A girl Mara did not know".
            break
        if mention and mention.first == place and not mention.possessive:
            return Reference(at, mention.last + 1, mention.who)
        noun = tokens[place].text.lower()
        if noun in VOICES and place + 2 < stop and tokens[place + 1].text == "of":
            whose = read_reference(document, place + 2, stop)
            if whose and (whose.who or whose.noun):
                return whose._replace(first=at, voice=True)
        if noun in VOICES and owner in ("his", "her", *mine):
            if owner in mine:
                return Reference(at, place + 1, me=True, voice=True, noun=noun)
            return Reference(at, place + 1, gender=OWNERS[owner], voice=True, noun=noun)
        if noun in VOICES and owner == "their" and document.they:
            return Reference(
                at, place + 1, gender=Gender.NEUTRAL, crowd=True, voice=True, noun=noun
            )
        if noun in TAGGING_VERBS and found:
            break
        if tokens[place].possessive:
            # "The old woman's grandson": she is not the one.
            found = None
            continue
        if owner == "one" and noun[:-1] in PEOPLE_NOUNS:
            noun = noun[:-1]
        who = tuple(sorted(document.roster.by_noun.get(noun, ())))
        if who or noun in PEOPLE_NOUNS:
            found = Reference(at, place + 1, who, _noun_gender(noun), noun=noun, stranger=stranger)
        elif (found and noun not in OF_LOOKS) or (noun in PREPOSITIONS and noun != "of"):
            break
    if found is None and owner == "another":
        return Reference(at, at + 1, noun=owner, stranger=True)
    if found is None and owner in ("his", "her", *mine):
        # "Her eyes narrowed": the owner acts.
        if owner in mine:
            return Reference(at, at + 1, me=True)
        return Reference(at, at + 1, gender=OWNERS[owner])
    if found is None and owner == "their" and document.they:
        return Reference(at, at + 1, gender=Gender.NEUTRAL, crowd=True)
    return found


def read_anything(document: Document, at: int, stop: int) -> Reference | None:
    """ "the dog" or "my ruin" behind "said": whatever it is, it speaks."""
    if at >= stop or document.tokens[at].text.lower() not in ARTICLES | OWNS:
        return None
    for head in range(at + 1, min(stop, at + 4)):
        word = document.tokens[head]
        if head in document.by_word or not may_speak(word.text) or word.possessive:
            return None
        behind = document.tokens[head + 1] if head + 1 < stop else None
        gap = document.text[word.end : behind.start] if behind else ""
        if gap.strip() and word.text.endswith(("ed", "ing")):
            # "An amused, faintly accented voice".
            return None
        if (
            behind is None
            or gap.strip()
            or behind.text in CLAUSE_GOES_ON
            or is_adverb_form(behind.text)
        ):
            return read_described(document, at, head + 1)
    return None


def read_described(document: Document, at: int, stop: int) -> Reference:
    """Somebody described by the words from `at` to `stop`, whatever they mean."""
    head = head_of(document, at, stop)
    stranger = document.tokens[at].text.lower() in STRANGE
    return Reference(at, head + 1, noun=document.tokens[head].text.lower(), stranger=stranger)


def head_of(document: Document, at: int, stop: int) -> int:
    """The last word of a description that is no adverb."""
    return next(
        (n for n in range(stop - 1, at, -1) if not is_adverb_form(document.tokens[n].text)), at
    )


def may_speak(word: str) -> bool:
    return word.lower() not in SPEECHLESS and word.lower() not in PREPOSITIONS and word.isalpha()


def _noun_gender(noun: str) -> Gender:
    if noun in MALE_NOUNS:
        return Gender.MALE
    return Gender.FEMALE if noun in FEMALE_NOUNS else Gender.UNKNOWN


def is_adverb_form(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4


def negates(word: str) -> bool:
    """Whether a word denies its verb.

    >>> negates("never"), negates("didn’t"), negates("just")
    (True, True, False)
    """
    return word in ("not", "never", "cannot") or word.endswith(("n't", "n’t"))
