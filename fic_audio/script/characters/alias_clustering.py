"""Which names are one person's: "Jude Varn", "Captain Varn", "Jude", "Varn"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fic_audio.model import Gender
from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.person import Person, bare, gender_of, pronoun_gender, title_gender
from fic_audio.script.characters.short_forms import APART, choose_outstanding, join_short_forms
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES, SHORT_FORMS
from fic_audio.text.wordlists import CIVIL, OFFICES, TITLES

WITH_FIRST_NAMES = frozenset(
    """Sir King Queen Prince Princess Uncle Aunt Auntie Brother Sister Father Mother Cousin
    Saint St Dame Emperor Empress""".split()
)
"""Titles that stand before a first name."""
WITH_EITHER = frozenset("Miss Lady Lord Master Mistress Madam Madame Don Mademoiselle Mlle".split())
"""Titles that stand before a first name or a surname."""
MARRIED = frozenset("Mrs Madame Mme Frau Signora Señora".split())
WIVES = MARRIED | {"Lady"}
UNMARRIED = frozenset("Miss Mademoiselle Mlle Fräulein Signorina Señorita".split())
MR = frozenset("Mr Mister Monsieur M Herr Signor Señor".split())
KNIGHTS = frozenset(("Sir", "Dame"))
"""Titles of those who are "Mr." no more."""
APART_SHARE = 0.02
"""...and in that share of the times the rarer of them is used."""
OFTEN = 5
"""Times that a formal name stands in narration if it is needed to tell two people apart."""

Apart = Mapping[tuple[Name, Name], int]


class AliasClustering:
    """Puts the names of a story together, the fullest first, each with those it fits alone."""

    def __init__(
        self,
        names: Mapping[Name, NameMentions],
        listed: set[Name],
        apart: Apart,
        nicknames: Mapping[Name, Name],
    ) -> None:
        self.names = names
        self.listed = listed
        self.apart = apart
        self.found: list[Person] = []
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        """Persons by every first and last word of their names."""
        ordered = sorted(names, key=lambda name: (name[0] not in TITLES, -names[name].count))
        full = [name for name in ordered if len(bare(name)) > 1]
        self._firsts = {bare(name)[0] for name in full if not _husbands(name)}
        self._lasts = {name[-1] for name in full}
        for name in sorted(full, key=_husbands):
            self._put(name, [] if _husbands(name) else self._same_full(name))
        # First names before surnames: "Mrs. Varn" is told from Ilse Varn by what Ilse does.
        single = [name for name in ordered if len(name) == 1]
        titled = [name for name in ordered if len(bare(name)) == 1 and len(name) > 1]
        early = {name: None for name in single if name[0] in self._firsts - self._lasts}
        for name in early:
            self._put(name, self._single(name))
        for name in titled:
            self._put(name, self._with_title(name))
        for name in single:
            if name not in early:
                self._put(name, self._single(name))
        self._join_nicknames(nicknames)
        join_short_forms(self.found, self._surname, self._meetings)

    def _join_nicknames(self, nicknames: Mapping[Name, Name]) -> None:
        """Makes one of those whom the header says to be one: "Alexandra Thorne | Lexi"."""
        whose: dict[Name, Person] = {}
        for person in self.found:
            for name in (name for name in person.names if not _husbands(name)):
                whose[name] = person
                if len(bare(name)) > 1:
                    whose.setdefault(bare(name), person)
        gone: set[int] = set()
        for nickname, name in nicknames.items():
            one, other = whose.get(nickname), whose.get(name)
            if one is None or other is None or one is other:
                continue
            other.names.update(one.names)
            other.listed = True
            gone.add(id(one))
            whose.update({known: other for known in one.names if known in whose})
            whose[nickname] = other
        self.found = [person for person in self.found if id(person) not in gone]

    def _put(self, name: Name, whose: Sequence[Person]) -> None:
        if len(whose) == 1:
            person = whose[0]
            person.names[name] = self.names[name]
            person.listed |= name in self.listed
        else:
            person = Person({name: self.names[name]}, name in self.listed)
            self.found.append(person)
        for word in _handles(name):
            if person not in self._by_word[word]:
                self._by_word[word].append(person)

    def _near(self, *words: str) -> list[Person]:
        """Persons with one of the words at an end of a name, each once, in order of finding."""
        near = {id(person): person for word in words for person in self._by_word.get(word, ())}
        return list(near.values())

    def _same_full(self, name: Name) -> list[Person]:
        """Who bears a full name that is the same but for a title or names in the middle."""
        mine = bare(name)
        fitting = [
            person
            for person in self._near(mine[0], mine[-1])
            if any(_one_full_name(mine, bare(known)) for known in person.names)
            and not self._kept_apart(name, person)
        ]
        exact = [p for p in fitting if any(bare(known) == mine for known in p.names)]
        return exact or fitting

    def _with_title(self, name: Name) -> list[Person]:
        """Whose "Mr. Varn", "Lady Ilse" or "Miss Varn" is."""
        title, word = name[0], name[-1]
        all_near = self._near(word)
        near = [person for person in all_near if not self._kept_apart(name, person)]
        last = [p for p in near if any(self._surname(known) == word for known in p.names)]
        first = [p for p in near if any(self._first_name(known) == word for known in p.names)]
        if title in MR and any(self._known_apart(name, p) for p in all_near):
            # If Jude Varn is not Mr. Varn, his brother is not either: the father is.
            last = [p for p in last if any(known[0] == title for known in p.names)]
        if title not in WITH_FIRST_NAMES | WITH_EITHER and (last or title not in CIVIL):
            # "Colonel Fitzwilliam" is not Fitzwilliam Darcy, if "Captain Jack" is Jack Sparrow.
            first = [p for p in first if any(known[0] == title for known in p.names)]
        elif title not in WITH_FIRST_NAMES | WITH_EITHER:
            # "Mr. Robert" is Robert Lebrun, if he is known to be a man without it.
            first = [p for p in first if gender_of(p)[0] is title_gender(name)]
        for fitting in (first, last) if self._first_name(name) else (last, first):
            titled = [
                p
                for p in fitting
                if any(known[0] == title and len(bare(known)) > 1 for known in p.names)
            ]
            if title in UNMARRIED and len(fitting) > 1:
                # Of several sisters, the eldest is "Miss Varn", the others "Miss Ilse".
                fitting = [p for p in fitting if not _younger(p)]
            elif len(titled) == 1:
                fitting = titled
            if len(fitting) == 1:
                return fitting
        return []

    def _single(self, name: Name) -> list[Person]:
        """Whose a first name, a surname or an office ("the General") is."""
        word = name[0]
        if word in TITLES:
            if word.lower() not in OFFICES:
                return []
            holders = [p for p in self.found if any(known[0] == word for known in p.names)]
            return choose_outstanding(holders, lambda p: p.count_title(word))
        near = [person for person in self._near(word) if not self._kept_apart(name, person)]
        last = [p for p in near if any(self._surname(known) == word for known in p.names)]
        first = [p for p in near if any(self._first_name(known) == word for known in p.names)]
        if first:
            return sorted(first, key=lambda p: -p.count)[:1]
        seen = self.names[name]
        if len(last) > 1 and seen.she <= 2 * seen.he:
            # A surname alone is a man's, where a man bears it.
            last = [p for p in last if gender_of(p)[0] is not Gender.FEMALE] or last
        if seen.tagged and seen.she <= seen.he:
            # Hardly any story calls Mrs. Varn "Varn".
            last = [p for p in last if any(known[0] not in WIVES for known in p.names)]
        return sorted(last, key=lambda p: (self._meetings(name, p), -p.count))[:1]

    def _meetings(self, name: Name, person: Person) -> int:
        return sum(self._times(name, known) for known in person.names)

    def _times(self, one: Name, other: Name) -> int:
        return self.apart.get((min(one, other), max(one, other)), 0)

    def _kept_apart(self, name: Name, person: Person) -> bool:
        """Whether a name can be none of a person's: another gender, rank or marriage, or they
        meet."""
        gender = title_gender(name)
        if gender is Gender.UNKNOWN:
            gender = pronoun_gender(name, self.names[name])
        if gender.excludes(gender_of(person)[0]):
            return True
        titles = {known[0] for known in person.names if known[0] in TITLES and len(known) > 1}
        if name[0] in TITLES and len(name) > 1:
            for group in (MARRIED, UNMARRIED, MR):
                if name[0] in group and titles & CIVIL - group - {"Ms", "Madam"}:
                    return True
            couple = titles | {name[0]}
            if couple & MR and couple & KNIGHTS:
                return True
            full = any(len(bare(known)) > 1 for known in person.names)
            if couple & MARRIED and couple - CIVIL and not full and not _known_woman(person):
                # "Mrs. Croft" is not "Admiral Croft", unless the admiral is a woman.
                return True
        return any(self._meet(name, known) or self._brothers(name, known) for known in person.names)

    def _brothers(self, one: Name, other: Name) -> bool:
        """Whether "Mr. Jude Varn" is a younger one than the "Mr. Varn" of whom we knew before."""
        short, long = sorted((one, other), key=len)
        if len(short) != 2 or len(bare(long)) < 2 or short[0] != long[0] or short[0] not in CIVIL:
            return False
        known = self.names[short].first < self.names[long].first
        return short[-1] == long[-1] and known and self.names[long].narrated >= OFTEN

    def _known_apart(self, name: Name, person: Person) -> bool:
        """Whether another of the family, by full name, is met beside "Mr. Varn"."""
        return any(
            len(bare(known)) > 1 and self._surname(known) == name[-1] for known in person.names
        ) and any(self._meet(name, known) for known in person.names)

    def _meet(self, one: Name, other: Name) -> bool:
        if bare(one)[-1] == bare(other)[-1] and len(bare(one)) == len(bare(other)) == 1:
            return False
        if len(bare(one)) > 1 and len(bare(other)) > 1:
            return False
        if (len(one) == 1 and one[0] in other) or (len(other) == 1 and other[0] in one):
            return False
        times = self._times(one, other)
        if len(one) == len(other) == 1:
            # "Jude" and "Varn" may stand together now and then, and be one.
            times //= 2
        rarer = min(self.names[one].count, self.names[other].count)
        # Mother and daughter share a surname and a gender, so that little has to tell.
        least = 1 if {one[0], other[0]} & WIVES else APART
        return times >= least and times >= APART_SHARE * rarer

    def _surname(self, name: Name) -> str:
        """The surname in a name, if it has one."""
        mine = bare(name)
        if _husbands(name) or "of" in mine or len(name) == 1:
            return ""
        return "" if len(mine) == 1 and self._first_name(name) else mine[-1]

    def _first_name(self, name: Name) -> str:
        """The first name in a name, if it has one."""
        mine = bare(name)
        if _husbands(name) or "of" in mine or len(name) == 1:
            return ""
        if len(mine) == 1 and name[0] not in WITH_FIRST_NAMES:
            known = mine[0].lower() in MALE_NAMES | FEMALE_NAMES and mine[0] not in self._lasts
            if name[0] not in WITH_EITHER or not (known or mine[0] in self._firsts):
                return ""
        return mine[0]


def _husbands(name: Name) -> bool:
    """Whether a full name is a wife's by her husband's: "Mrs. Jude Varn"."""
    return name[0] in MARRIED and bare(name)[0].lower() in MALE_NAMES - FEMALE_NAMES


def _handles(name: Name) -> tuple[str, ...]:
    """The words by which other names of the same person are looked for."""
    mine = bare(name)
    if _husbands(name) or "of" in mine:
        return ()
    return tuple(dict.fromkeys((mine[0], mine[-1])))


def _younger(person: Person) -> bool:
    """Whether she is called "Miss Ilse" or "Miss Ilse Varn"."""
    return any(
        name[0] in UNMARRIED and (len(bare(name)) > 1 or bare(name)[0].lower() in FEMALE_NAMES)
        for name in person.names
    )


def _known_woman(person: Person) -> bool:
    return gender_of(person)[0] is Gender.FEMALE and any(
        title_gender(name) is Gender.UNKNOWN for name in person.names
    )


def _one_full_name(one: Name, other: Name) -> bool:
    """Whether two names without titles are one: middle names, order and short forms aside."""
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2:
        return False
    initial = 1 in (len(one[0]), len(other[0])) and one[0][0] == other[0][0]
    if one[0] == other[0] or initial:
        return one[-1] in other or other[-1] in one
    if one[-1] == other[-1]:
        first, second = one[0].lower(), other[0].lower()
        return second in SHORT_FORMS.get(first, ()) or first in SHORT_FORMS.get(second, ())
    return len(one) == 2 and one == other[::-1]


def cluster_aliases(
    names: Mapping[Name, NameMentions],
    listed: Iterable[Name],
    apart: Apart,
    nicknames: Mapping[Name, Name] | None = None,
) -> list[Person]:
    """The people whose names these are."""
    return AliasClustering(names, set(listed), apart, nicknames or {}).found
