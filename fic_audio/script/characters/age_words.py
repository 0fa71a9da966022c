"""Words that tell how old somebody is -> an age: child, young, adult or elder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fic_audio.model import Gender
from fic_audio.script.characters.age_nouns import (
    CHILDREN,
    HINTS,
    OLDER_WORDS,
    SMALL,
    YEAR_OLD,
    age_of_noun,
    gender_of,
    is_noun,
)
from fic_audio.script.characters.years import (
    ADULT,
    CHILD,
    DECADES,
    ELDER,
    NUMBER,
    TENS,
    YOUNG,
    age_at,
    age_of_decade,
)

ABOUT = (
    r"(?:(?:only|just|barely|hardly|scarcely|nearly|almost|about|around|perhaps|maybe|now|already"
    r"|still|well|some|roughly|at\s+least|at\s+most|no\s+more\s+than|not\s+more\s+than|not\s+yet"
    r"|not\s+even|all\s+of|going\s+on|closer\s+to)\s+){0,2}"
)
BOUND = r"(?:past|over|beyond|nearing|approaching|pushing|close\s+to|under|above)\s+"
THEN = r"(?!,?\s*(?:when|then|at\s+the\s+time|back\s+then|years?\s+(?:ago|older|younger|later)))"
"""...and not in the past of the story."""

YEARS = re.compile(
    rf"{ABOUT}(?:aged?\s+|{BOUND})?({NUMBER})(?:\s+(?:or|to)\s+{NUMBER})?"
    rf"(?:(?P<unit>[-\s]years?[-\s](?:old|of\s+age)\b)"
    rf"|(?=\s*(?:[.,;!?)—–…”\"]|$)|\s+(?:and\b(?!\s+(?:a\s+(?:half|quarter)|{'|'.join(TENS)}))|but|or\s+so|that|this|last"
    rf"|next|if\s+(?:he|she|they)|with|years?\s+of\s+age)\b)){THEN}",
    re.IGNORECASE,
)
"""Of somebody: "six", "past eighty", "nine years old"."""
DECADE = re.compile(
    rf"{ABOUT}(?:well\s+into|in|into|at\s+the\s+end\s+of)\s+(?:his|her|their|hir|its|xyr|the)\s+"
    rf"(?:(?:early|mid|middle|late|very\s+late)[-\s])?({DECADES})\b",
    re.IGNORECASE,
)
QUALITY = re.compile(
    r"(?:(?:very|quite|really|terribly|already|so\s+very|rather)\s+)?(old|elderly|ancient|young|"
    r"middle-aged)(?=\s*(?:[.,;!?)—–…]|$)|\s+(?:and|but|now)\b)",
    re.IGNORECASE,
)
"""Said of somebody: "very old"."""

ARTICLE = re.compile(
    r"(?:(?:only|just|still|but|no\s+more\s+than|little\s+more\s+than)\s+)?"
    r"(?:an?|the|this|that)\s+",
    re.IGNORECASE,
)
"""What a description begins with."""
WORD = re.compile(r"([A-Za-z][\w-]*)(,?\s+)?")
BETWEEN = 5
"""Words that may stand before the noun of a description."""
ENDS = frozenset(
    "of to for in on than like who whose that with from by at as the an a was is had".split()
)
"""Words that no description of a person goes beyond."""
GOES_ON = frozenset(
    """of with in who whose that and from at named called aged past over beyond nearing approaching
    pushing under known by now but or on when to leaning sitting standing holding wearing
    carrying""".split()
)
"""What may follow the noun of a description, so that it is no part of another: "a child actor"."""
TAIL = re.compile(
    rf"\s+(?:of\s+|aged\s+|(?={BOUND}))(?:{BOUND})?{ABOUT}({NUMBER})(?!\s+(?:years?\s+)?(?:feet|foot"
    rf"|inches|miles|minutes|hours|days|months|men|people|pounds|words|children|sons|daughters)\b)"
    rf"|\s+in\s+(?:his|her|their)\s+(?:(?:early|mid|late)[-\s])?({DECADES})\b",
    re.IGNORECASE,
)
"""Behind the noun: "a boy of six", "a woman in her seventies"."""
OPENS_PHRASE = re.compile(r"\b(?:An?|The|an?|the|this|that)\s")
OPENS_SENTENCE = re.compile(r"(?:^|[.!?…]['\"”’]?\s+)$")


ADJECTIVES = {"old": ELDER, "elderly": ELDER, "aged": ELDER, "young": YOUNG, "little": CHILD}
PRONOUNS = {"he": Gender.MALE, "his": Gender.MALE, "she": Gender.FEMALE, "her": Gender.FEMALE}

_NAMED = {
    ELDER: re.compile(
        r"\b(?:old(?!\s+friend)|elderly|grand(?:ma|pa|mother|father|mum|dad)|granny|gran|nana|crone"
        r"|baachan|jiji|octogenarian)\b|^the\s+elder$",
        re.IGNORECASE,
    ),
    CHILD: re.compile(
        r"\b(?:child|toddler|baby|moppet|(?:little|small|tiny) (?:boy|girl|one))\b", re.IGNORECASE
    ),
    YOUNG: re.compile(
        r"\b(?:boy|girl|kid|teen(?:ager)?|youth|young|lad|lass|schoolboy|schoolgirl)\b",
        re.IGNORECASE,
    ),
}
_YEARS_IN_NAME = re.compile(rf"\b({NUMBER})[-\s]years?[-\s]old\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgeHint:
    """An age, and what else the words for it tell."""

    age: str
    gender: Gender = Gender.UNKNOWN
    text: str = ""
    hint: bool = False
    """It may as well be said of somebody of another age: "a nice girl"."""

    def fits(self, gender: Gender) -> bool:
        """Whether it can be told of somebody of that gender."""
        return not self.gender.excludes(gender)

    def of(self, gender: Gender) -> AgeHint:
        return replace(self, gender=gender)


def age_of(names: Iterable[str]) -> str:
    """The age that somebody's names tell, the main name first.

    >>> age_of(["Nell", "the old woman"]), age_of(["the six-year-old"])
    ('elder', 'child')
    """
    for name in names:
        if found := _YEARS_IN_NAME.search(name):
            return age_at(found[1])
        for age, words in _NAMED.items():
            if words.search(name):
                return age
    return ""


def find_years(text: str, start: int, end: int) -> AgeHint | None:
    """An age in years that stands at `start`: "only six", "nearly eighty"."""
    found = YEARS.match(text, start, end)
    if not found or (found[1].lower() in ("one", "two", "1", "2") and not found["unit"]):
        return None
    age = age_at(found[1])
    return AgeHint(age, text=found[0]) if age else None


def find_predicate(text: str, start: int, end: int) -> AgeHint | None:
    """What somebody "was": "six", "a boy of six", "very old", "in her seventies"."""
    return (
        find_years(text, start, end)
        or _decade(text, start, end)
        or _quality(text, start, end)
        or find_phrase(text, start, end)
    )


def find_apposition(text: str, start: int, end: int) -> AgeHint | None:
    """The same behind a name and a comma, which has to close again or to go on."""
    found = find_years(text, start, end) or _decade(text, start, end)
    if not found:
        found = find_phrase(text, start, end) or _quality(text, start, end)
    if found is None:
        return None
    rest = text[start + len(found.text) : end]
    goes_on = re.match(r"\s*(?:[,.;:!?)—–]|$)|\s+(?:with|in|who|whose|and|from|at)\b", rest)
    return found if goes_on else None


def find_phrase(text: str, start: int, end: int) -> AgeHint | None:
    """The age of a person as described at `start`: "a small boy of six", "a very old woman"."""
    article = ARTICLE.match(text, start, end)
    if not article:
        return None
    adjectives: set[str] = set()
    at = article.end()
    for _ in range(BETWEEN + 1):
        found = WORD.match(text, at, end)
        word = found[1].lower() if found else ""
        if found is None or word in ENDS:
            return None
        more = WORD.match(text, found.end(), end) if YEAR_OLD.match(word) and found[2] else None
        if is_noun(word) and not (more and is_noun(more[1].lower())):
            return _described(text, start, found.end(1), end, word, adjectives)
        adjectives.add(word)
        if not found[2]:
            return None
        at = found.end()
    return None


def _described(
    text: str, start: int, at: int, end: int, noun: str, adjectives: set[str]
) -> AgeHint | None:
    """The person whose description runs from `start` to its noun before `at`, and what follows."""
    behind = WORD.match(text, at + 1, end) if text[at : at + 1].isspace() else None
    if adjectives & OLDER_WORDS or text.startswith(("'", "’"), at):
        return None
    if behind and behind[1].lower() not in GOES_ON and not behind[1][0].isupper():
        return None
    tail = TAIL.match(text, at, end)
    plain = adjectives & (SMALL | {"teenage", "teenaged"}) or any(map(YEAR_OLD.match, adjectives))
    hint = noun in HINTS and not (tail or plain)
    if tail:
        age = age_at(tail[1]) if tail[1] else age_of_decade(tail[2])
        at = tail.end()
    elif noun in CHILDREN and behind and behind[1] == "of":
        return None  # "a child of the sea"
    else:
        age = age_of_noun(noun, adjectives)
    return AgeHint(age, gender_of(noun), text[start:at], hint) if age else None


def find_description_at_end(text: str, *, opening: bool) -> AgeHint | None:
    """The person described at the very end of a text; with `opening`, in its last sentence alone,
    from its first word."""
    told = None
    for begin in OPENS_PHRASE.finditer(text):
        if opening and not OPENS_SENTENCE.search(text, 0, begin.start()):
            continue
        found = find_phrase(text, begin.start(), len(text))
        if found and begin.start() + len(found.text) == len(text):
            told = found
    return told


def find_last_description(text: str) -> AgeHint | None:
    """The last person of an age who is described in a text."""
    told = None
    for begin in OPENS_PHRASE.finditer(text):
        told = find_phrase(text, begin.start(), len(text)) or told
    return told


def _decade(text: str, start: int, end: int) -> AgeHint | None:
    found = DECADE.match(text, start, end)
    return AgeHint(age_of_decade(found[1]), text=found[0]) if found else None


def _quality(text: str, start: int, end: int) -> AgeHint | None:
    found = QUALITY.match(text, start, end)
    if not found:
        return None
    word = found[1].lower()
    return AgeHint(
        ADULT if word == "middle-aged" else YOUNG if word == "young" else ELDER, text=found[0]
    )
