"""How old a character sounds, as the text tells it: "Pip, a small boy of six", "old Dunstan"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.characters import age_words as words
from fic_audio.script.characters.age_nouns import gender_of
from fic_audio.script.characters.age_words import AgeHint
from fic_audio.script.characters.years import NUMBER, age_at, years_in
from fic_audio.text.document import Document
from fic_audio.text.mentions import Mention
from fic_audio.text.wordlists import TITLES

ENOUGH = 2
"""Weight of what is told that makes an age: one plain statement, or several hints."""
PLAIN = 3
HINT = 1
HINTED = 0.04
"""Share of the times that somebody is named at which hints alone make an age: a family has an old
and a young one of a name."""
NEAR = 160
"""Characters behind a name, and before it, in which its age is looked for."""

UNREAL = re.compile(
    r"(?:\b(?:when|whenever|since|until|till|before|after|while|if|though|once|than|like|unlike|as"
    r"|where|wish(?:e[sd])?|pretend(?:ed|s|ing)?|imagine[sd]?|remember(?:ed|s)?|by the time"
    r"|the (?:year|summer|autumn|winter|spring|day|night|time)(?: that)?)|['’]d)\s+$",
    re.IGNORECASE,
)
"""Before a name or a pronoun: what follows is of another time, or of none."""
WITHIN = re.compile(
    r"(?:^|[.!?…]['\"”’]?\s|[“\"])\W*(?:about|above|across|after|against|along|among|around|at"
    r"|before|behind|below|beneath|beside|besides|between|beyond|by|for|from|in|inside|like|near"
    r"|next to|on|opposite|over|past|to|towards?|under|unlike|with|without)\s+$",
    re.IGNORECASE,
)
"""Before a name that opens a sentence: "Beside Mara, a boy of six was crying.\""""
BE = r"\s+(?:was|is|were|had\s+(?:just\s+)?turned|(?:just\s+)?turn(?:s|ed))\s+"
LOOKS = (
    r"\s+(?:look(?:s|ed)|seem(?:s|ed)|appear(?:s|ed))\s+(?:to\s+be\s+)?"
    r"(?=about|around|no more|not more|perhaps|maybe|at most|at least|an?\s)"
)
AT_MOST = (
    r"\s+(?:could(?:n['’]t|\s+not)|can(?:['’]t|not))\s+(?:have\s+been|be)\s+"
    r"(?:more\s+than|much\s+more\s+than|older\s+than|a\s+day\s+over|over)\s+"
)
IS = re.compile(f"(?:{BE}|{LOOKS}|{AT_MOST})", re.IGNORECASE)
WHO_IS = re.compile(r"\s*(?:[,(]|\s[–—-]|—)\s*(?:(?:who|that)\s+(?:was|is)\s+|now\s+|at\s+)?", re.I)
SAID_IS = re.compile(r"\s+is\s+", re.IGNORECASE)
PRONOUN = re.compile(rf"\b(he|she|they)(?={BE}|{LOOKS}|{AT_MOST})", re.IGNORECASE)

ADJECTIVE = re.compile(r"(?:(\w+)\s+)?\b(old|young|little|elderly|aged)\s+$", re.IGNORECASE)
YEARS_OLD = re.compile(rf"\b({NUMBER})[- ]years?[- ]old\s+(?:[a-z]+,?\s+)?$", re.IGNORECASE)
FOND = frozenset(
    "poor good dear same my your plain big silly jolly too so very how as a an".split()
)
"""Before "old" and "little": not an age."""
CALLED = re.compile(
    r"(,?\s+(?:named|called|known\s+as|by\s+the\s+name\s+of|whose\s+name\s+(?:was|is))\s+"
    r"|['’]s\s+name\s+(?:was|is)\s+|,\s+)$",
    re.IGNORECASE,
)
HIS_NAME = re.compile(r"\b(his|her|their)\s+name\s+(?:was|is)\s+$", re.IGNORECASE)
OF = re.compile(r"\bof\s+$")
"""Before a name: the mother of Pip is past eighty, not Pip."""
AT = re.compile(rf"\bat\s+({NUMBER}),\s+$", re.IGNORECASE)
"""Before a name: "At eighty-two, Pell still swam"; at six she may have rung a bell."""
LAST_HOUR = 12
GRANDPARENT = re.compile(
    r"\b(?:my|his|her|their|our|your|the)\s+(?:late\s+|old\s+|great-)*"
    r"(grand(?:mother|father|ma|pa|mum|dad)|gran|granny|nana)(,?)\s+$",
    re.IGNORECASE,
)
CLOSES = re.compile(r"\s*[,.;:!?)—–]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one place tells of somebody."""

    who: int
    told: AgeHint
    weight: int


def with_ages(characters: Sequence[Character], documents: Iterable[Document]) -> list[Character]:
    """The characters with the ages that the text tells, and with the gender where only the word
    for their age does: "Pip was a boy of six". `documents` are read for the same characters."""
    ages: dict[int, Counter[str]] = defaultdict(Counter)
    genders: dict[int, Counter[Gender]] = defaultdict(Counter)
    written: dict[tuple[int, str], str] = {}
    named: Counter[int] = Counter()
    plain: set[int] = set()
    for document in documents:
        named.update(who for mention in document.mentions for who in mention.who)
        for found in _evidence(document, characters):
            told = found.told
            ages[found.who][told.age] += found.weight
            if found.weight > HINT:
                plain.add(found.who)
            written.setdefault((found.who, told.age), " ".join(told.text.split()))
            if told.gender is not Gender.UNKNOWN:
                genders[found.who][told.gender] += PLAIN
    aged = []
    for number, each in enumerate(characters):
        age, why, gender = _most(ages[number]), each.why, each.gender
        if number not in plain and ages[number].total() < HINTED * named[number]:
            age = ""
        if age:
            why = f'{why}; {age}: "{written[number, age]}"'
        if gender is Gender.UNKNOWN and (sure := _most(genders[number])):
            gender = Gender(sure)
        aged.append(replace(each, age=age, gender=gender, why=why))
    return aged


def _most(votes: Counter[str] | Counter[Gender]) -> str:
    """What is told most, if it is told plainly enough and nothing else as much."""
    (best, weight), *others = [*votes.most_common(2), ("", 0)][:2] if votes else [("", 0)]
    return str(best) if weight >= ENOUGH and all(weight > less for _, less in others) else ""


def _evidence(document: Document, characters: Sequence[Character]) -> Iterator[Evidence]:
    for span in document.spans:
        if span.kind not in (Kind.NARRATION, Kind.DIALOGUE):
            continue
        mentions = document.named(span.start, span.end)
        for mention in mentions:
            if len(mention.who) != 1 or mention.possessive:
                continue
            (who,) = mention.who
            first = document.tokens[mention.first]
            place = first.start, document.tokens[mention.last].end
            read = _of_mention if span.kind is Kind.NARRATION else _of_talk
            for told, weight in read(document.text, span.start, span.end, *place):
                little = told.text.lower() == "little" and first.text in TITLES
                if told.fits(characters[who].gender) and not little:
                    yield Evidence(who, told, HINT if told.hint else weight)
        if span.kind is Kind.NARRATION and mentions:
            yield from _of_pronouns(document, span.start, span.end, mentions, characters)


def _of_mention(
    text: str, low: int, high: int, start: int, end: int
) -> Iterator[tuple[AgeHint, int]]:
    """What stands around a name in `text[low:high]`, with its weight."""
    before = text[max(low, start - NEAR) : start]
    yield from _before(before, CLOSES.match(text, end, high) is not None)
    high = min(high, end + NEAR)
    if UNREAL.search(before) or OF.search(before):
        return
    if is_ := IS.match(text, end, high):
        if told := words.find_predicate(text, is_.end(), high):
            yield told, PLAIN
    elif (
        (who_is := WHO_IS.match(text, end, high))
        and not WITHIN.search(before)
        and (told := words.find_apposition(text, who_is.end(), high))
    ):
        yield told, PLAIN


def _of_talk(text: str, low: int, high: int, start: int, end: int) -> Iterator[tuple[AgeHint, int]]:
    """What somebody says of a person: "Pip is only six!"."""
    high = min(high, end + NEAR)
    found = SAID_IS.match(text, end, high)
    if found and not UNREAL.search(text, max(low, start - 40), start):
        told = words.find_years(text, found.end(), high)
        if told:
            yield told, 2


def _of_pronouns(
    document: Document,
    low: int,
    high: int,
    mentions: Sequence[Mention],
    characters: Sequence[Character],
) -> Iterator[Evidence]:
    """ "Pip looked up. He was six.": whoever alone is named before it."""
    named: set[int] = set()
    ahead = iter(mentions)
    mention = next(ahead, None)
    for found in PRONOUN.finditer(document.text, low, high):
        while mention and document.tokens[mention.last].end <= found.start():
            named.update(mention.who)
            mention = next(ahead, None)
        if len(named) != 1 or UNREAL.search(
            document.text, max(low, found.start() - 40), found.start()
        ):
            continue
        (who,) = named
        verb = IS.match(document.text, found.end(), high)
        if verb is None:
            continue
        told = words.find_predicate(document.text, verb.end(), min(high, verb.end() + NEAR))
        said = words.PRONOUNS.get(found[1].lower(), Gender.UNKNOWN)
        of_them = not said.excludes(characters[who].gender)
        if told and of_them and told.fits(characters[who].gender) and told.fits(said):
            if told.gender is Gender.UNKNOWN:
                told = told.of(said)
            yield Evidence(who, told, HINT if told.hint else 2)


def _last_said(text: str) -> AgeHint | None:
    """The age that somebody "was" last in a text: "The boy at the rail was no more than seven."."""
    told = None
    for verb in IS.finditer(text):
        told = words.find_years(text, verb.end(), len(text)) or told
    return told


def _before(before: str, closed: bool) -> Iterator[tuple[AgeHint, int]]:
    """What leads up to a name. `closed`: a mark stands behind the name."""
    if found := YEARS_OLD.search(before):
        if age := age_at(found[1]):
            yield AgeHint(age, text=found[0]), 4
    elif (found := ADJECTIVE.search(before)) and (found[1] or "").lower() not in FOND:
        word = found[2].lower()
        # "Old Dunstan" is what he is called; "old Dunstan" may be said of anybody once.
        sure = (
            3 if word in ("elderly", "aged") else HINT + (found[2][0].isupper() and word == "old")
        )
        yield AgeHint(words.ADJECTIVES[word], text=found[2]), sure
    elif (found := GRANDPARENT.search(before)) and (closed or not found[2]):
        yield AgeHint("elder", gender_of(found[1]), found[0]), PLAIN
    elif (found := AT.search(before)) and years_in(found[1]) > LAST_HOUR:
        yield AgeHint(age_at(found[1]), text=found[0]), 2
    elif found := HIS_NAME.search(before):
        earlier = before[: found.start()]
        if told := _last_said(earlier) or words.find_last_description(earlier):
            said = words.PRONOUNS.get(found[1].lower(), Gender.UNKNOWN)
            if told.fits(said):
                yield told, 2
    elif found := CALLED.search(before):
        plain = found[1].strip() == ","
        told = words.find_description_at_end(before[: found.start()], opening=plain)
        if told and (closed or not plain):
            yield told, PLAIN
