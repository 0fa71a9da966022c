"""Names seen -> people: which names are one person's, and which are no person's at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fic_audio.model import Gender
from fic_audio.script.lexicon import HONORIFIC_GENDER, TITLES
from fic_audio.script.names.first_names import FEMALE_NAMES, MALE_NAMES, SHORT_FORMS
from fic_audio.script.names.sightings import Name, Sighting

WITH_FIRST_NAMES = frozenset(
    """Sir Lady Miss Lord King Queen Prince Princess Uncle Aunt Auntie Master Mistress
    Brother Sister Father Mother Cousin Saint St Dame Madam Madame Don Emperor
    Empress""".split()
)
"""Titles that stand before a first name as well."""


@dataclass(slots=True)
class Person:
    """One person and every name he or she was seen under."""

    names: dict[Name, Sighting] = field(default_factory=dict)
    listed: bool = False
    """The story's header names this person."""

    @property
    def count(self) -> int:
        return sum(seen.count for seen in self.names.values())

    def total(self, what: str) -> int:
        return sum(getattr(seen, what) for seen in self.names.values())

    def main(self) -> Name:
        """The name most used, in narration above all; among equals the longer one."""
        return max(
            self.names,
            key=lambda name: (2 * self.names[name].narrated + self.names[name].quoted, len(name)),
        )


def bare(name: Name) -> Name:
    """A name without its titles.

    >>> bare(("Lady", "Catherine", "de", "Bourgh"))
    ('Catherine', 'de', 'Bourgh')
    """
    while len(name) > 1 and name[0] in TITLES:
        name = name[1:]
    return name


def title_gender(name: Name) -> Gender:
    for word in name[:-1]:
        if TITLES.get(word, Gender.UNKNOWN) is not Gender.UNKNOWN:
            return TITLES[word]
    return Gender.UNKNOWN


def gender_of(person: Person) -> tuple[Gender, str]:
    """A person's gender, and the evidence in words."""
    for name in person.names:
        if (gender := title_gender(name)) is not Gender.UNKNOWN:
            return gender, f'called "{" ".join(name)}"'
    he, she = person.total("he"), person.total("she")
    firsts = {bare(name)[0].lower() for name in person.names}
    by_name = {
        gender
        for gender, known in ((Gender.MALE, MALE_NAMES), (Gender.FEMALE, FEMALE_NAMES))
        if firsts & known
    }
    if max(he, she) >= 3 and max(he, she) > 1.6 * min(he, she):
        gender = Gender.MALE if he > she else Gender.FEMALE
        times = max(he, she)
        return gender, f'followed by "{"he" if he > she else "she"}" {times} times of {he + she}'
    if len(by_name) == 1:
        return by_name.pop(), "by the first name"
    hints = Counter[Gender]()
    for seen in person.names.values():
        for suffix, times in seen.honorifics.items():
            if suffix in HONORIFIC_GENDER:
                hints[HONORIFIC_GENDER[suffix]] += times
    if hints:
        return hints.most_common(1)[0][0], "by the honorific"
    if he != she:
        return (Gender.MALE if he > she else Gender.FEMALE), "by the pronouns nearby"
    return Gender.UNKNOWN, "nothing tells the gender"


def is_person(name: Name, seen: Sighting, *, listed: bool = False) -> bool:
    """Whether a name is a person's: somebody who speaks, is spoken to, or bears a title."""
    if listed:
        return True
    if name[0] in TITLES and len(name) > 1:
        return seen.article <= seen.count / 2
    if seen.article * 2 > seen.count:
        # "Said the Hatter": a name after all, if he keeps speaking.
        return seen.tagged > 1
    if seen.place * 2 > seen.count:
        return False
    if seen.tagged or seen.acts > 1 or seen.honorifics:
        return True
    if seen.addressed > 1:
        return True
    known = name[0].lower() in MALE_NAMES or name[0].lower() in FEMALE_NAMES
    return known and (seen.count > 1 or len(name) > 1)


def people(names: Mapping[Name, Sighting], listed: Iterable[Name]) -> list[Person]:
    """The people of a story, the most named first."""
    listed = tuple(listed)
    roster = set(listed)
    # In the order of the text, never of a set: the same story has the same people every time.
    seen = {name: names.get(name, Sighting()) for name in dict.fromkeys((*names, *listed))}
    kept = {
        name: sighting
        for name, sighting in seen.items()
        if is_person(name, sighting, listed=name in roster or _part_of(name, roster))
    }
    # A single word that is part of a person's full name is a person's too.
    for name, sighting in seen.items():
        if name not in kept and len(name) == 1 and _part_of(name, kept):
            kept[name] = sighting
    # "Odo McKay", where both Odo and McKay speak, is the full name of one.
    for name, sighting in seen.items():
        first, last = bare(name)[:1], bare(name)[-1:]
        if len(bare(name)) > 1 and first in kept and last in kept:
            kept.setdefault(name, sighting)
    found = _gather(kept, roster)
    _join_short_forms(found)
    return sorted(found, key=lambda person: -person.count)


def _part_of(name: Name, others: Iterable[Name]) -> bool:
    return (
        any(len(other) > 1 and name[0] in (bare(other)[0], other[-1]) for other in others)
        and len(name) == 1
    )


def _gather(names: Mapping[Name, Sighting], listed: set[Name]) -> list[Person]:
    """Full names first, then those with a title, then single words, each to whom it fits alone."""
    found: list[Person] = []
    ordered = sorted(
        names,
        key=lambda name: (-min(len(bare(name)), 2), name[0] not in TITLES, -names[name].count),
    )
    for name in ordered:
        fitting = [person for person in found if _fits(name, names[name], person)]
        if name[0] in TITLES and len(bare(name)) == 1:
            # "Mrs. Bennet" is none of the five Misses Bennet, and Jane no more than the others.
            family = [p for p in found if any(_family(name, full) for full in p.names)]
            fitting = fitting if len(family) < 2 else [p for p in fitting if name in p.names]
        exact = [p for p in fitting if any(bare(other) == bare(name) for other in p.names)]
        if len(exact) == 1:
            fitting = exact
        if len(bare(name)) == 1 and len(fitting) > 1 and name[0] not in TITLES:
            # "Bennet" in a family of Bennets, or "Charles" of three: whoever is named most.
            by_first = [p for p in fitting if any(bare(other)[0] == name[0] for other in p.names)]
            fitting = sorted(by_first or fitting, key=lambda p: -p.count)[:1]
        if len(fitting) == 1:
            fitting[0].names[name] = names[name]
            fitting[0].listed |= name in listed
        else:
            found.append(Person({name: names[name]}, name in listed))
    return found


def _family(name: Name, full: Name) -> bool:
    return len(bare(full)) > 1 and full[-1] == name[-1]


def _fits(name: Name, sighting: Sighting, person: Person) -> bool:
    """Whether a name may be one more name of a person."""
    mine = bare(name)
    gender = title_gender(name)
    if gender is Gender.UNKNOWN and sighting.he + sighting.she > 4:
        share = sighting.he / (sighting.he + sighting.she)
        gender = Gender.MALE if share > 0.75 else Gender.FEMALE if share < 0.25 else gender
    other = gender_of(person)[0]
    if {gender, other} == {Gender.MALE, Gender.FEMALE}:
        return False
    titles = {known[0] for known in person.names if known[0] in TITLES}
    if name[0] in ("Mr", "Mrs", "Miss", "Ms") and titles & {"Mr", "Mrs", "Miss", "Ms"} - {name[0]}:
        return False
    for known in map(bare, person.names):
        if mine == known:
            return True
        if len(mine) == 1 and len(known) > 1:
            # "Colonel Fitzwilliam" is not Fitzwilliam Darcy; "Lady Catherine" is a first name.
            formal = name[0] in TITLES and name[0] not in WITH_FIRST_NAMES
            if mine[0] == known[-1] or (mine[0] == known[0] and not formal):
                return True
        if len(mine) > 1 and len(known) > 1 and mine[0] == known[0] and mine[-1] == known[-1]:
            return True
    return False


def _join_short_forms(found: list[Person]) -> None:
    """ "Lizzy", said only in quotations, is Elizabeth's other name; so is "Pearlie" Pearl's."""
    for person in sorted(found, key=lambda p: p.count):
        firsts = {bare(name)[0].lower() for name in person.names}
        if len(firsts) != 1 or person.total("quoted") < person.total("narrated"):
            continue
        low = firsts.pop()
        longer = [
            other
            for other in found
            if other is not person
            and any(_short_for(low, bare(full)[0].lower()) for full in other.names)
            and {gender_of(other)[0], gender_of(person)[0]} != {Gender.MALE, Gender.FEMALE}
        ]
        if len(longer) == 1:
            longer[0].names.update(person.names)
            found.remove(person)


def _short_for(short: str, full: str) -> bool:
    if full in SHORT_FORMS.get(short, ()):
        return True
    if short == full or len(short) > len(full) + 2:
        return False
    stem = re.sub(r"(?<=..)(?:ie|y|s|ey)$", "", short)
    return any(len(start) >= 3 and full.startswith(start) for start in (short, stem))
