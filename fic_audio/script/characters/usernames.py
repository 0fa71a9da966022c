"""The names that lines of chats and plays bear -> the characters who go by them.

"sam_rules" is Sam, "xXSamXx" too; a username that holds nobody's name is a character of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from fic_audio.model import NARRATOR, Chapter, Character, Span
from fic_audio.script.senders import owners, read_senders

_MOST = 100
"""Usernames of a story that are looked for in it."""
_MOST_INITIALS = 3
_SHORTEST = 3
"""Letters of a name that a username may hold by chance where there are fewer."""
_SAYS_SO = re.compile(
    r"\b(?:changed|set)\W++(?:(?:his|her|their|its)\W++)?(?:user|nick)?name\W++to\W++"
)
"""Sam has changed his name to …"""
_HAS = re.compile(r"\W+has\s+$")
_BRACKETS = re.compile(r"\(([^()\n]{1,80})\)")
_REACH = 100
"""Characters before and behind those in which the names stand."""
_TOLD = 50
"""Times that a name in brackets is looked at."""


def with_usernames(
    characters: Sequence[Character],
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
) -> list[Character]:
    """The characters, each with the usernames he or she writes under; others are added."""
    people = list(characters)
    names: Counter[str] = Counter()
    for chapter, parts in zip(chapters, spans, strict=True):
        for sender in read_senders(chapter.text, parts).values():
            names[sender.name] += sender.name.casefold() != NARRATOR
    known = owners(people)
    told = _Told(chapters if names else ())
    written: dict[str, str] | None = None
    for name, count in names.most_common(_MOST):
        if not count or name.casefold() in known:
            continue
        owner = told.owner(name, people) or _alike(name, people) or _initials(name, people)
        if owner is None:
            why = f"writes {count} lines under this name"
            if may_be_initials := _are_initials(name):
                written = _full_names(chapters) if written is None else written
            full = written.get(_letters(name), "") if may_be_initials and written else ""
            first = full.split()[0].casefold() if full else ""
            if first and first in known:
                owner = next(person for person in people if person.name == known[first])
            elif full:
                people.append(Character(full, (name, full.split()[0]), why=why))
                known |= dict.fromkeys((name.casefold(), full.casefold(), first), full)
                continue
            else:
                people.append(Character(name, why=why))
                known[name.casefold()] = name
                continue
        at = people.index(owner)
        people[at] = replace(owner, aliases=(*owner.aliases, name))
        known[name.casefold()] = owner.name
    return people


def for_the_ear(name: str) -> str:
    """A username as one would say it.

    >>> [for_the_ear(name) for name in ("sam_rules99", "xXMaraXx", "MARA PELL", "MR")]
    ['sam rules 99', 'Mara', 'Mara Pell', 'M R']
    """
    name = _bare(name)
    if re.fullmatch(r"[B-DF-HJ-NP-TV-Z]{2,3}", name):
        return " ".join(name)
    spaced = re.sub(r"[_.\-]+|(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)", " ", name).strip() or name
    return spaced.title() if spaced.isupper() and len(spaced) > 2 else spaced


def _bare(name: str) -> str:
    frame = re.fullmatch(r"[xX]{2,}_?(?P<name>\w+?)_?[xX]{2,}\d*", name)
    return frame["name"] if frame else name


class _Told:
    """What the text itself says of usernames: "Sam (sam_rules)". It is read once, whatever the
    number of names."""

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        self._renamed: list[tuple[str, str]] = []
        """What stands before "changed his name to", and what behind."""
        self._bracketed: dict[str, list[str]] = {}
        """What stands in brackets -> what stands before them."""
        for text in (chapter.text for chapter in chapters):
            for match in _SAYS_SO.finditer(text):
                at, end = match.span()
                lead = text[max(0, at - _REACH) : at]
                self._renamed.append((_HAS.sub(" ", lead), text[end : end + _REACH]))
            for match in _BRACKETS.finditer(text):
                lead = text[max(0, match.start() - _REACH) : match.start()]
                for inside in _unwrapped(match[1]):
                    self._bracketed.setdefault(inside, []).append(lead)

    def owner(self, username: str, people: Sequence[Character]) -> Character | None:
        """Whom the text says a username is."""
        renamed = [lead for lead, behind in self._renamed if _begins(behind, username)][:_TOLD]
        for person in people[:60]:
            for name in person.names():
                if (
                    any(lead[-1:] and _ends(lead, name, len(lead)) for lead in renamed)
                    or self._stands_before(name, username)
                    or self._stands_before(username, name)
                ):
                    return person
        return None

    def _stands_before(self, name: str, inside: str) -> bool:
        return any(_ends(lead, name, 2) for lead in self._bracketed.get(inside, ())[:_TOLD])


def _unwrapped(inside: str) -> set[str]:
    """What brackets hold, also without a sign at either end."""
    starts = (0, 1) if not inside[0].isalnum() else (0,)
    ends = (0, 1) if not inside[-1].isalnum() else (0,)
    return {inside[start : len(inside) - end] for start in starts for end in ends}


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not re.match(r"\w", text[len(name) :])


def _ends(text: str, name: str, signs: int) -> bool:
    """Whether a text ends with a name, but for white space behind so many signs."""
    end = len(text.rstrip())
    least = max(0, end - signs)
    while end > least and not re.match(r"\w", text[end - 1]):
        if text.endswith(name, 0, end):
            break
        end -= 1
    before = text[: end - len(name)][-1:]
    return text.endswith(name, 0, end) and not re.match(r"\w", before)


def _alike(username: str, people: Sequence[Character]) -> Character | None:
    """Whose name a username holds, if it is one person's: the longest name decides."""
    bare = "".join(filter(str.isalpha, _bare(username).casefold()))
    held = [
        (len(word), person)
        for person in people
        for name in person.names()
        for word in re.findall(r"[^\W\d_]+", name.casefold())
        if len(word) >= _SHORTEST and word in bare and (len(word) > _SHORTEST or bare[:3] == word)
    ]
    longest = max((length for length, _ in held), default=0)
    owners = {person.name: person for length, person in held if length == longest}
    return next(iter(owners.values())) if len(owners) == 1 else None


_FULL_NAME = re.compile(r"(?<!\w)[A-Z][a-zà-ÿ'’-]+(?: [A-Z][a-zà-ÿ'’-]+){1,2}")


def _full_names(chapters: Sequence[Chapter]) -> dict[str, str]:
    """Initials -> the one full name in the text that has them; empty where there are several."""
    found: dict[str, str] = {}
    for chapter in chapters:
        for match in _FULL_NAME.finditer(chapter.text):
            name = re.sub(r"['’]s$", "", match[0])
            letters = "".join(word[0] for word in name.split())
            found[letters] = name if found.get(letters, name) == name else ""
    return found


def _letters(username: str) -> str:
    return username.replace(".", "").replace(" ", "")


def _are_initials(username: str) -> bool:
    letters = _letters(username)
    return letters.isalpha() and letters.isupper() and len(letters) <= _MOST_INITIALS


def _initials(username: str, people: Sequence[Character]) -> Character | None:
    """Whose initials a name is, if one person's only: "EW" is Ewan Wright, "E" is Ewan."""
    if not _are_initials(username):
        return None
    letters = _letters(username)
    full, first = set[str](), set[str]()
    for person in people:
        for name in person.names():
            words = [word for word in name.split() if word[0].isupper()]
            if "".join(word[0] for word in words) == letters:
                full.add(person.name)
            if name.upper().startswith(letters):
                first.add(person.name)
    found = full or first
    return next((p for p in people if found == {p.name}), None)
