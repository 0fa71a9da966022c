"""The names that characters go by, found in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from fic_audio.model import Character, Gender
from fic_audio.text.tokens import Word, words
from fic_audio.text.wordlists import (
    BEASTS_AND_THINGS,
    GENERIC_NOUNS,
    HONORIFICS,
    I_WORDS,
    NOT_NAMES,
    PEOPLE_NOUNS,
    PREPOSITIONS,
    TITLES,
    YOU_WORDS,
)

JOINT = re.compile(r"[\s.\-–‐]{1,4}$|^$")
"""What may stand between two words of one name: "Mr. Bennet", "Potter-Evans"."""

ARTICLES = frozenset("the a an his her my their our".split())
PARTICLES = frozenset("van der den de di du da la le von zu of the with and".split())
"""Small words inside names, which are written with and without a capital."""

ASKED = frozenset(
    "i you he she it we they the a an this that there my your his her our their not be".split()
)
"""What follows "Will" and "May" where they are verbs."""

STYLES = {
    **dict.fromkeys("Lord Sir Earl Viscount Baron Marquis Marquess Judge".split(), "lordship"),
    **dict.fromkeys("Lady Dame Countess Viscountess Baroness Marchioness".split(), "ladyship"),
    **dict.fromkeys("King Queen Emperor Empress".split(), "majesty"),
    **dict.fromkeys("Prince Princess".split(), "highness"),
    **dict.fromkeys("Duke Duchess Archbishop".split(), "grace"),
    **dict.fromkeys("Ambassador Governor Chancellor President".split(), "excellency"),
}
"""From a title to what its bearer is called behind "his" or "her"."""

PRONOUNS = I_WORDS | YOU_WORDS
"""What whoever tells a story is called in it, which is nobody's name wherever it stands."""

Key = tuple[str, ...]


class Mention(NamedTuple):
    """A place where characters are named."""

    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""
    who: tuple[int, ...]
    """Numbers of the characters it may mean: one, or several that share the name."""
    possessive: bool


class MentionIndex:
    """The characters by number, and an index of every name they go by."""

    def __init__(self, characters: Sequence[Character]) -> None:
        self.characters = tuple(characters)
        given: dict[Key, set[int]] = defaultdict(set)
        derived: dict[Key, set[int]] = defaultdict(set)
        described: dict[str, set[int]] = defaultdict(set)
        """From the noun of a description to those it stands for."""
        plain: set[str] = set()
        """Nouns by which somebody goes without more: "the child"."""
        owned: set[Key] = set()
        """Names that begin with somebody else's."""
        self.neutral = any(person.gender is Gender.NEUTRAL for person in self.characters)
        """Somebody is neither he nor she."""
        self.by_noun: dict[str, set[int]] = defaultdict(set)
        """From the noun of a description ("the older ninja") to those it describes."""
        for number, character in enumerate(self.characters):
            for name in character.names():
                spelt = words(name)
                key = tuple(_normal(word.text) for word in spelt)
                if not key or name.casefold() in PRONOUNS:
                    continue
                if any(word.possessive for word in spelt[:-1]):
                    # "Odo's father": no part of it is his name.
                    whole = tuple(part.lower() for part in key) if name[:1].islower() else key
                    given[whole].add(number)
                    owned.add(whole)
                    continue
                if (key[0].lower() in ARTICLES and len(key) > 1) or not name[:1].isupper():
                    key = tuple(part.lower() for part in key)
                    if len(key) > 1:
                        noun = _noun(key)
                        described[noun].add(number)
                        if len(key) == 2:
                            plain.add(noun)
                        if key[0] == "the":
                            for article in ("a", "an"):
                                derived[article, *key[1:]].add(number)
                            if noun not in GENERIC_NOUNS:
                                derived["the", noun].add(number)
                if key[0] in TITLES and len(key) > 1 and key[-1].lower() in BEASTS_AND_THINGS:
                    # Mr. Crow is "the crow".
                    self.by_noun[key[-1].lower()].add(number)
                if key[0].lower() in PEOPLE_NOUNS - GENERIC_NOUNS and key[0] in TITLES:
                    self.by_noun[key[0].lower()].add(number)
                if len(key) > 1 and key[0] in STYLES:
                    self.by_noun[STYLES[key[0]]].add(number)
                given[key].add(number)
                for part in _parts(key):
                    derived[part].add(number)
        for noun, people in described.items():
            # "The child" is also "the sulking child", where the cast has no other.
            if noun not in GENERIC_NOUNS or (noun in plain and len(people) == 1):
                self.by_noun[noun] |= people
        index = {**derived, **given}
        self._first: dict[str, _Node] = {}
        """From the first word of every name on, word by word."""
        for key, people in index.items():
            who = tuple(sorted(people))
            self._add(key, who, owned=key in owned)
            shouted = tuple(_normal(part.upper()) for part in key)
            opened = (key[0].capitalize(), *key[1:])
            for other in {shouted, opened}:
                if other not in index and (len(other[0]) > 1 or key[0] == "a"):
                    self._add(other, who, owned=False)

    def _add(self, key: Key, who: tuple[int, ...], *, owned: bool) -> None:
        node = self._first.setdefault(key[0], _Node())
        spelt = _spelling(key[0])
        for part in key[1:]:
            node = node.longer.setdefault(spelt(part), _Node())
        node.names.append((who, owned))

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """From each word of a name, in small letters, to those who bear it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self.characters):
            for word in {word for name in person.names() for word in name.casefold().split()}:
                found[word].append(number)
        return found

    def mentions(self, text: str, tokens: Sequence[Word]) -> list[Mention]:
        """Every place in `tokens` where somebody is named; the longest name wins."""
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            word = tokens[at].text
            node = self._first.get(word if word.islower() else _normal(word))
            mention = self._mention_at(text, tokens, at, node) if node else None
            if mention:
                start = found[-1].last + 1 if found else 0
                first = _from_title(text, tokens, mention.first, start)
                mention = mention._replace(first=first)
                found.append(mention)
            at = mention.last + 1 if mention else at + 1
        return found

    def _mention_at(
        self, text: str, tokens: Sequence[Word], at: int, node: _Node | None
    ) -> Mention | None:
        """The longest name that begins with the word `at`, which leads to `node`."""
        spelt = _spelling(tokens[at].text)
        path: list[_Node] = []
        while node:
            path.append(node)
            behind = at + len(path)
            goes_on = node.longer and behind < len(tokens)
            node = node.longer.get(spelt(tokens[behind].text)) if goes_on else None
        for last in range(at + len(path) - 1, at - 1, -1):
            for who, owned in path[last - at].names:
                if mention := self._named(text, tokens, at, last, who, owned=owned):
                    return mention
        return None

    def _named(
        self,
        text: str,
        tokens: Sequence[Word],
        at: int,
        last: int,
        who: tuple[int, ...],
        *,
        owned: bool,
    ) -> Mention | None:
        """The mention that the words from `at` to `last` make, which spell a name."""
        if not all(_joined(text, tokens, i, owned=owned) for i in range(at, last)):
            return None
        word = tokens[at].text
        if word in NOT_NAMES and last == at and _asks(text, tokens, at):
            return None
        title = tokens[at - 1].text if at and _joined(text, tokens, at - 1) else ""
        gender = TITLES.get(title, Gender.UNKNOWN) if title != _normal(word) else Gender.UNKNOWN
        who = tuple(n for n in who if _compatible(self.characters[n].gender, gender))
        if not who:
            return None
        while (
            last + 1 < len(tokens)
            and tokens[last + 1].text.lower() in HONORIFICS
            and text[tokens[last].end : tokens[last + 1].start] == "-"
        ):
            last += 1
        return Mention(at, last, who, tokens[last].possessive)


@dataclass(slots=True)
class _Node:
    """Where the words of a name have led."""

    longer: dict[str, _Node] = field(default_factory=dict)
    """By the next word of a longer name."""
    names: list[tuple[tuple[int, ...], bool]] = field(default_factory=list)
    """Whose names end here, and whether each begins with somebody else's."""


def _spelling(first: str) -> Callable[[str], str]:
    """How words are compared of a name that begins with this one: "the invisible man" is written
    "the Invisible Man" as well."""
    return str.lower if first.lower() in ARTICLES else _normal


def _from_title(text: str, tokens: Sequence[Word], first: int, start: int) -> int:
    """Where a mention begins with its titles: at "Miss" in "said Miss Quorn"."""
    while first > start and tokens[first - 1].text in TITLES and _joined(text, tokens, first - 1):
        first -= 1
    return first


def _asks(text: str, tokens: Sequence[Word], at: int) -> bool:
    """Whether a name that is a common word is that word: "Will you row?"."""
    if at + 1 == len(tokens) or text[tokens[at].end : tokens[at + 1].start] != " ":
        return False
    return tokens[at + 1].text.lower() in ASKED


def _joined(text: str, tokens: Sequence[Word], at: int, *, owned: bool = False) -> bool:
    gap = text[tokens[at].end : tokens[at + 1].start]
    return (owned or not tokens[at].possessive) and bool(JOINT.match(gap)) and gap.count("\n") < 2


def _normal(word: str) -> str:
    return word.lower() if word.lower() in PARTICLES else word


def _compatible(one: Gender, other: Gender) -> bool:
    genders = {one, other} - {Gender.UNKNOWN, Gender.NEUTRAL}
    return len(genders) < 2


def _parts(key: Key) -> list[Key]:
    """The shorter names that a full name allows: without its title, its first and its last word.

    >>> _parts(("Dr", "Rodney", "McKay"))
    [('Rodney', 'McKay'), ('Rodney',), ('McKay',)]
    """
    bare = key
    while len(bare) > 1 and bare[0] in TITLES:
        bare = bare[1:]
    if not {"of", "the", "and", "with"}.isdisjoint(bare):
        return []
    parts = [bare] if bare != key else []
    if len(bare) > 1:
        parts += [(bare[0],), (bare[-1],)]
    return [part for part in parts if len(part) > 1 or _telling(part[0])]


def _noun(key: Key) -> str:
    """The noun in a description: its last word, or the last before a preposition.

    >>> _noun(("the", "old", "woman", "in", "green"))
    'woman'
    """
    end = next((n for n in range(2, len(key)) if key[n] in PREPOSITIONS), len(key))
    return key[end - 1]


def _telling(word: str) -> bool:
    """Whether a word of a name stands for its bearer alone: not "Driver", not "In"."""
    common = word.lower() in PEOPLE_NOUNS or word in NOT_NAMES or word in TITLES
    return word[:1].isupper() and len(word) > 1 and not common
