"""Short forms and pet names: "Lizzy" is Elizabeth, "Pearlie" is Pearl."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from fic_audio.model import Gender
from fic_audio.script.names.first_names import FEMALE_NAMES, MALE_NAMES, SHORT_FORMS
from fic_audio.script.names.person import Person, bare, gender_of
from fic_audio.script.names.sightings import Name

APART = 3
"""So often two names stand in one sentence, or answer each other, if they are two people's."""
MANY = 5
"""A name that several bear is theirs who bears it so many times as often as the next."""


def join_short_forms(
    found: list[Person], surname: Callable[[Name], str], meetings: Callable[[Name, Person], int]
) -> None:
    """Gives those who are called by a short form alone to whom they are.

    `surname`: that of a name, or nothing. `meetings`: how often a name meets a person's names.
    """
    by_start: dict[str, list[Person]] = {}
    for person in found:
        for start in {bare(name)[0][:1].lower() for name in person.names}:
            by_start.setdefault(start, []).append(person)
    gone: set[int] = set()
    for person in sorted(found, key=lambda p: p.count):
        firsts = {bare(name)[0].lower() for name in person.names}
        if len(firsts) != 1:
            continue
        short = firsts.pop()
        starts = {short[:1], *(full[:1] for full in SHORT_FORMS.get(short, ()))}
        near = {
            id(other): other
            for start in sorted(starts)
            for other in by_start.get(start, ())
            if id(other) not in gone
        }
        longer = _longer(short, person, list(near.values()), surname, meetings)
        if len(longer) == 1:
            longer[0].names.update(person.names)
            longer[0].listed |= person.listed
            gone.add(id(person))
    found[:] = [person for person in found if id(person) not in gone]


def _longer(
    short: str,
    person: Person,
    near: Sequence[Person],
    surname: Callable[[Name], str],
    meetings: Callable[[Name, Person], int],
) -> list[Person]:
    """Those whose first name a person's only first name is a form of."""
    heard = person.total("quoted") >= person.total("narrated")
    gender = gender_of(person)[0]
    surnames = {s for name in person.names if (s := surname(name))}
    fitting = []
    for other in near:
        if other is person or not any(
            _short_for(short, bare(full)[0].lower(), heard=heard) for full in other.names
        ):
            continue
        if {gender_of(other)[0], gender} == {Gender.MALE, Gender.FEMALE}:
            continue
        theirs = {s for name in other.names if (s := surname(name))}
        met = sum(meetings(name, other) for name in person.names)
        if (surnames and theirs and not surnames & theirs) or met >= (APART if heard else 1):
            continue
        fitting.append(other)
    return outstanding(fitting, lambda p: p.count)


def outstanding(people: Sequence[Person], count: Callable[[Person], int]) -> list[Person]:
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
    name = short in MALE_NAMES | FEMALE_NAMES and not short.endswith("ie")
    if name or (heard and short in SHORT_FORMS):
        # "Ann" and "Mary" are names of their own.
        return False
    stem = re.sub(r"(?<=..)(?:ie|y|s|ey)$", "", short)
    return any(len(start) >= 3 and full.startswith(start) for start in (short, stem))
