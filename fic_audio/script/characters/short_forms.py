"""Short forms and pet names: "Lizzy" is Elizabeth, "Pearlie" is Pearl."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from fic_audio.script.characters.name_mentions import Name
from fic_audio.script.characters.person import Person, bare, gender_of
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES, SHORT_FORMS

APART = 3
"""So often two names stand in one sentence, or answer each other, if they are two people's."""
LISTED_APART = 6
"""...or of one whom the header gives in full, and of another whom it does not have at all."""
LAST_LETTER = "\U0010ffff"
"""Behind every letter in the order of words."""
OWN = frozenset(
    """bella eliza ella fanny frank harry jack kit kitty larry madge maggie molly nell nellie
    polly""".split()
)
"""Short forms by which as many are christened as called."""
MANY = 5
"""A name that several bear is theirs who bears it so many times as often as the next."""


def join_short_forms(
    found: list[Person], surname: Callable[[Name], str], meetings: Callable[[Name, Person], int]
) -> None:
    """Gives those who are called by a short form alone to whom they are.

    `surname`: that of a name, or nothing. `meetings`: how often a name meets a person's names.
    """
    by_first: dict[str, list[Person]] = {}
    for person in found:
        for first in dict.fromkeys(bare(name)[0].lower() for name in person.names):
            by_first.setdefault(first, []).append(person)
    ordered = sorted(by_first)

    @cache
    def fulls(short: str, heard: bool) -> list[str]:
        near = dict.fromkeys(full for full in SHORT_FORMS.get(short, ()) if full in by_first)
        for start in _starts(short):
            end = bisect_left(ordered, start + LAST_LETTER)
            near.update(dict.fromkeys(ordered[bisect_left(ordered, start) : end]))
        return [full for full in near if _short_for(short, full, heard=heard)]

    def in_full(short: str) -> list[str]:
        """First names that a name may be short for which is one in its own right as well."""
        near = dict.fromkeys(full for full in SHORT_FORMS.get(short, ()) if full in by_first)
        if len(short) >= 3:
            end = bisect_left(ordered, short + LAST_LETTER)
            near.update(dict.fromkeys(ordered[bisect_left(ordered, short) : end]))
        return [full for full in near if full != short]

    gone: set[int] = set()
    for person in sorted(found, key=lambda p: p.count):
        firsts = {bare(name)[0].lower() for name in person.names}
        if len(firsts) != 1:
            continue
        short = firsts.pop()
        heard = person.total("quoted") >= person.total("narrated")

        def others(fulls: Iterable[str], me: Person = person) -> list[Person]:
            near = {id(p): p for full in fulls for p in by_first[full] if p is not me}
            return [p for number, p in near.items() if number not in gone]

        def apart(other: Person, me: Person = person, least: int = APART if heard else 1) -> int:
            return LISTED_APART if other.listed and not me.listed else least

        def bears(other: Person, me: Person = person, short: str = short) -> int:
            return _apart_from_full(short, me, other)

        longer = _longer(person, others(fulls(short, heard)), surname, meetings, apart)
        if len(longer) != 1 and not person.listed and not others((short,)):
            # Of two Thomases, Tom may be either.
            may = [other for other in others(in_full(short)) if bears(other)]
            may = [other for other in may if other.listed] or may
            one = _longer(person, may, surname, meetings, lambda _: sys.maxsize)
            longer = _longer(person, one, surname, meetings, bears) if len(one) == 1 else []
        if len(longer) == 1:
            longer[0].names.update(person.names)
            longer[0].listed |= person.listed
            gone.add(id(person))
    found[:] = [person for person in found if id(person) not in gone]


def _apart_from_full(short: str, person: Person, other: Person) -> int:
    """How many meetings tell somebody called by a first name in its own right ("Max", "Tom") from
    one whom the story gives in full ("Maximilian Dorn", "Sir Thomas Ockley"); 0 if it takes none.
    """
    fulls = {bare(name)[0].lower() for name in other.names if len(bare(name)) > 1}
    if fulls.isdisjoint(SHORT_FORMS.get(short, ())):
        # Ann is Annette if the header has Annette alone, and they never meet.
        return int(other.listed and any(full.startswith(short) for full in fulls))
    if short in OWN and not person.total("nickname"):
        return 0
    return APART if other.listed else 1


def _longer(
    person: Person,
    near: Iterable[Person],
    surname: Callable[[Name], str],
    meetings: Callable[[Name, Person], int],
    apart: Callable[[Person], int],
) -> list[Person]:
    """Those of a fitting gender and surname whom a person never meets.

    `apart`: how many meetings it takes to be another than this one.
    """
    gender = gender_of(person)[0]
    surnames = {s for name in person.names if (s := surname(name))}
    fitting = []
    for other in near:
        if gender_of(other)[0].excludes(gender):
            continue
        theirs = {s for name in other.names if (s := surname(name))}
        if surnames and theirs and not surnames & theirs:
            continue
        if sum(meetings(name, other) for name in person.names) < apart(other):
            fitting.append(other)
    return choose_outstanding(fitting, lambda p: p.count)


def choose_outstanding(people: Sequence[Person], count: Callable[[Person], int]) -> list[Person]:
    """The only one, or the one far ahead of the others."""
    ordered = sorted(people, key=lambda person: -count(person))
    if len(ordered) > 1 and count(ordered[0]) < MANY * count(ordered[1]):
        return list(people)
    return ordered[:1]


def _short_for(short: str, full: str, *, heard: bool) -> bool:
    """Whether one first name is a form of the other; a form that the narration uses as much as the
    full name must begin like it."""
    if heard and full in SHORT_FORMS.get(short, ()):
        return True
    if short == full or len(short) > len(full) + 2:
        return False
    name = (short in MALE_NAMES or short in FEMALE_NAMES) and not short.endswith("ie")
    if name or (heard and short in SHORT_FORMS):
        # "Ann" and "Mary" are names of their own.
        return False
    return any(full.startswith(start) for start in _starts(short))


def _starts(short: str) -> list[str]:
    """What a name may begin with that a short form stands for."""
    stem = re.sub(r"(?<=..)(?:ie|y|s|ey)$", "", short)
    return [start for start in dict.fromkeys((short, stem)) if len(start) >= 3]
