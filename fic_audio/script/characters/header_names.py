"""The names in a header's lists of characters and pairings, and the nicknames beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fic_audio.model import Metadata
from fic_audio.script.characters.name_mentions import Name
from fic_audio.script.characters.person import bare
from fic_audio.text.tokens import words

BETWEEN_NAMES = re.compile(r"\s*(?:/|&|,|;|\+|\bx\b|\bX\b|×|\bvs?\.?\b|\band\b)\s*")
"""What stands between two names in a pairing: "Naruto x Sakura", "Harry/Draco"."""
BETWEEN_FORMS = re.compile(r"\||\baka\b|\ba\.k\.a\.|\bA\.?K\.?A\b\.?")
"""What stands between two names of one person: "Sieg | Siegfried Kircheis"."""
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
BRACKET = re.compile(r"\((\d+)\)")
QUOTED = re.compile(
    r"\"([^\"]*)\"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|(?<!\w)['‘]([^'‘’]*)['’](?!\w)"
)
MOST = 4
"""Words of a name; what is longer says something about somebody."""

NO_NAMES = frozenset(
    """Original Minor Background Other Others Various Everyone Everybody Reader You Character
    Characters Relationship Relationships Pairing Pairings None Ensemble Team Implied Mentioned Past
    Side OC OCs OFC OMC All Cast Family""".split()
)
"""Words of such lists that make an entry no name: "Original Female Character(s)"."""


class ListedName(NamedTuple):
    """Somebody whom the header lists."""

    name: Name
    nicknames: tuple[Name, ...] = ()
    perhaps: tuple[Name, ...] = ()
    """In brackets behind the name: a nickname, or where he comes from."""


def read_listed_names(metadata: Metadata) -> Iterator[ListedName]:
    """Those in a header's lists of characters and pairings.

    >>> list(read_listed_names(Metadata(characters=('Alexandra "Lexi" Thorne',))))
    [ListedName(name=('Alexandra', 'Thorne'), nicknames=(('Lexi',),), perhaps=())]
    """
    known = {word.text for fandom in metadata.fandoms for word in words(fandom)}
    for entry in (*metadata.characters, *metadata.relationships):
        inside: list[str] = []

        def kept(match: re.Match[str], inside: list[str] = inside) -> str:
            inside.append(match[1] or match[2] or "")
            return f" ({len(inside) - 1}) "

        for part in BETWEEN_NAMES.split(BRACKETS.sub(kept, entry)):
            if one := _one(part, inside, known):
                yield one


def _one(part: str, inside: list[str], fandoms: set[str]) -> ListedName | None:
    """Somebody under all the names that a part of an entry gives."""
    names: list[Name] = []
    nicknames: list[Name] = []
    perhaps: list[Name] = []
    for form in BETWEEN_FORMS.split(part):
        nicknames += map(_words, (" ".join(filter(None, m)) for m in QUOTED.findall(form)))
        rest = QUOTED.sub(" ", form).strip()
        for match in BRACKET.finditer(rest):
            last = match.end() == len(rest)
            (perhaps if last else nicknames).append(_words(inside[int(match[1])]))
        names.append(_words(BRACKET.sub(" ", rest)))
    # Of "Sieg | Siegfried Kircheis" the longer is the name in full.
    names = sorted(filter(_is_name, names), key=lambda name: -len(name))
    nicknames = names[1:] + list(filter(_is_name, nicknames))
    if not names:
        return ListedName(nicknames[0], tuple(nicknames[1:])) if nicknames else None
    behind = (name for name in perhaps if _is_name(name) and fandoms.isdisjoint(name))
    return ListedName(names[0], tuple(dict.fromkeys(nicknames)), tuple(behind))


def _words(text: str) -> Name:
    return tuple(word.text for word in words(text))


def _is_name(name: Name) -> bool:
    capitals = 0 < len(name) <= MOST and all(word[0].isupper() for word in name)
    return capitals and NO_NAMES.isdisjoint(name)


def nicknames(entries: Iterable[ListedName]) -> dict[Name, Name]:
    """From each nickname to the name of the one who bears it; what two bear is left out."""
    entries = tuple(entries)
    names = {entry.name for entry in entries}
    whose: dict[Name, set[Name]] = defaultdict(set)
    for entry in entries:
        # "Naruto (Boruto)", where Boruto is listed too, says where he comes from.
        behind = [name for name in entry.perhaps if name not in names]
        for nickname in (*entry.nicknames, *behind):
            whose[nickname].add(entry.name)
            if len(nickname) == 1 < len(bare(entry.name)):
                whose[*nickname, entry.name[-1]].add(entry.name)
    return {
        nickname: owners.pop()
        for nickname, owners in whose.items()
        if len(owners) == 1 and nickname not in owners
    }
