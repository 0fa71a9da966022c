"""A person of the story under every name he or she was seen by, and what gender that tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fic_audio.model import Gender
from fic_audio.script.characters.name_endings import guess_gender
from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.parents import PARENTS
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES, UNISEX
from fic_audio.text.wordlists import CIVIL, HONORIFIC_GENDER, TITLES

OPPOSITE = {Gender.MALE: Gender.FEMALE, Gender.FEMALE: Gender.MALE}
RARELY = 3
"""Times that a full name stands in a story before it is what a reader knows somebody by..."""
RARE_SHARE = 0.01
"""...and its share of all the times the person is named..."""
RARE_RANK = 0.15
"""...or that of a rank with the surname, "Colonel Varn"."""


@dataclass(slots=True)
class Person:
    """One person and every name he or she was seen under."""

    names: dict[Name, NameMentions] = field(default_factory=dict)
    listed: bool = False
    """The story's header names this person."""

    @property
    def count(self) -> int:
        return sum(seen.count for seen in self.names.values())

    def total(self, what: str) -> int:
        return sum(getattr(seen, what) for seen in self.names.values())

    def count_title(self, title: str) -> int:
        """How often he or she is called by a title."""
        return sum(seen.count for name, seen in self.names.items() if name[0] == title)

    def main(self) -> Name:
        """The name a reader knows a person by: the one most used, in narration above all, but a
        full name ("Ilse Varn") rather than "Ilse" or "Varn" if it is more than a rarity."""
        return max(self.names, key=self._known_by)

    def _known_by(self, name: Name) -> tuple[bool, int, int]:
        seen = self.names[name]
        return self._full(name), 2 * seen.narrated + seen.quoted, len(name)

    def _full(self, name: Name) -> bool:
        """Whether a name says more than the usual one, and often enough."""
        usual = max(
            self.names,
            key=lambda name: (2 * self.names[name].narrated + self.names[name].quoted, len(name)),
        )
        if len(usual) > 1 or len(name) < 2 or name[0] in CIVIL:
            return False
        times = self.names[name].count
        share = RARE_RANK if name[0] in TITLES else RARE_SHARE
        return times >= RARELY and times >= share * self.count


def bare(name: Name) -> Name:
    """A name without its titles.

    >>> bare(("Lady", "Catherine", "de", "Bourgh"))
    ('Catherine', 'de', 'Bourgh')
    """
    while len(name) > 1 and name[0] in TITLES and name[1] != "of":
        name = name[1:]
    return name


def title_gender(name: Name) -> Gender:
    for word in name[:-1]:
        if TITLES.get(word, Gender.UNKNOWN) is not Gender.UNKNOWN:
            return TITLES[word]
    return Gender.UNKNOWN


def _told(he: int, she: int, *, against: bool) -> bool:
    """Whether pronouns tell a gender, if need be against the first name."""
    more, less = max(he, she), min(he, she)
    return more >= 3 and more > (5 if against else 1.6) * less


def pronoun_gender(name: Name, seen: NameMentions) -> Gender:
    """The gender that the pronouns behind a name surely tell."""
    gender = Gender.MALE if seen.he > seen.she else Gender.FEMALE
    first = bare(name)[0].lower()
    others = FEMALE_NAMES if gender is Gender.MALE else MALE_NAMES
    against = first in others - UNISEX
    sure = seen.he + seen.she > 4 and max(seen.he, seen.she) > 3 * min(seen.he, seen.she)
    return gender if sure and _told(seen.he, seen.she, against=against) else Gender.UNKNOWN


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
        if (firsts - UNISEX) & known
    }
    gender = Gender.MALE if he > she else Gender.FEMALE
    if _told(he, she, against=by_name == {OPPOSITE[gender]}):
        times = max(he, she)
        return gender, f'followed by "{"he" if he > she else "she"}" {times} times of {he + she}'
    if len(by_name) == 1:
        return by_name.pop(), "by the first name"
    if len(kin := {PARENTS[word] for word in firsts if word in PARENTS}) == 1:
        return kin.pop(), "by what children say"
    hints = Counter[Gender]()
    for seen in person.names.values():
        for suffix, times in seen.honorifics.items():
            if suffix in HONORIFIC_GENDER:
                hints[HONORIFIC_GENDER[suffix]] += times
    if hints:
        return hints.most_common(1)[0][0], "by the honorific"
    if he != she:
        return (Gender.MALE if he > she else Gender.FEMALE), "by the pronouns nearby"
    # Behind a title stands a surname.
    if all(bare(name) == name for name in person.names):
        gender = guess_gender(max(person.names, key=len)[0])
        if gender is not Gender.UNKNOWN:
            return gender, "by the ending of the name"
    return Gender.UNKNOWN, "nothing tells the gender"
