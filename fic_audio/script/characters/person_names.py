"""Names seen -> people: which are a person's at all, and which of them one person's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fic_audio.script.characters.alias_clustering import Apart, cluster_aliases
from fic_audio.script.characters.capitals import CALENDAR, FIRST_NAMES
from fic_audio.script.characters.name_mentions import Name, NameMentions
from fic_audio.script.characters.name_spelling import has_figure
from fic_audio.script.characters.parents import PARENTS
from fic_audio.script.characters.person import Person, bare
from fic_audio.text.wordlists import PLACE_ENDS, TITLES

SAINTS = frozenset(("St", "Saint"))
"""Churches, streets and schools are called after them; few of them speak."""

TOLD = 2
"""Times that "he" or "she" follows a name of which nothing else tells that a person bears it..."""
OFTEN = 0.2
"""...and of all the times that it stands there..."""
RARELY = 0.25
"""...and the share of these at which it may have an article or a preposition before it."""


def is_person(name: Name, seen: NameMentions, *, listed: bool = False) -> bool:
    """Whether a name is a person's: somebody who speaks, is spoken to, or bears a title."""
    if listed:
        return True
    if name[-1].lower() in PARENTS and not seen.narrated:
        # "Mum!" alone: the story calls her something else.
        return False
    if any(map(has_figure, name)):
        return bool(seen.tagged)
    # A house cheers, too, and a town sighs: but nobody calls them he or she.
    personal = seen.he + seen.she > 0
    spoke = seen.tagged + seen.beats * personal
    if len(name) > 1 and (name[-1] in PLACE_ENDS or name[0] in SAINTS) and spoke < 3:
        return False
    if name[0] in TITLES and len(name) > 1:
        return seen.article <= seen.count / 2
    if seen.article * 2 > seen.count:
        # "Said the Hatter": a name after all, if he keeps speaking.
        return spoke > 1 or (spoke > 0 and seen.human > 1)
    if seen.place * 2 > seen.count or seen.place > 2 * (spoke + seen.addressed) + 2:
        return False
    if spoke or (seen.acts and personal) or seen.honorifics or seen.neo:
        return True
    if seen.addressed > max(1, 2 * seen.one_of):
        # One may call on a town, but then the story tells of it as of no person.
        return personal or seen.they > 0 or seen.narrated <= seen.addressed
    if _told_of(seen) or _human(seen) or _called_and_told_of(seen):
        return True
    # "April" alone is hardly a girl unless she does something.
    known = name[0] not in CALENDAR and name[0].lower() in FIRST_NAMES
    return known and (seen.count > 1 or len(name) > 1)


def _told_of(seen: NameMentions) -> bool:
    """Whether the story tells of a name as of "him" or "her" though nobody of that name is said to
    speak: the speech of many has no tag. A town is seldom followed by "he"."""
    thing = seen.article + seen.place + seen.one_of
    sure = max(seen.he, seen.she) >= TOLD and seen.he + seen.she >= OFTEN * seen.count
    return sure and thing <= RARELY * seen.count


def _called_and_told_of(seen: NameMentions) -> bool:
    """Whether somebody is called by a name that the story tells to do something, and tells of as of
    no thing and no place."""
    thing = seen.article + seen.place + seen.one_of
    acts = seen.does + seen.he + seen.she > 0
    return seen.addressed > 0 and seen.narrated > 1 and acts and not thing


def _human(seen: NameMentions) -> bool:
    """Whether a name nods or frowns often enough, and is told of as no thing."""
    thing = seen.article + seen.place + seen.one_of
    return seen.human > 1 or bool(seen.human and (seen.he + seen.she or not thing))


def find_people(
    names: Mapping[Name, NameMentions],
    listed: Iterable[Name],
    apart: Apart | None = None,
    nicknames: Mapping[Name, Name] | None = None,
) -> list[Person]:
    """The people of a story, the most named first.

    `apart`: how often two names met, as `NameFinder` counts it. `nicknames`: from those that the
    header gives to the names of their bearers.
    """
    listed = tuple(listed)
    roster = set(listed)
    # In the order of the text, never of a set: the same story has the same people every time.
    seen = {name: names.get(name, NameMentions()) for name in dict.fromkeys((*names, *listed))}
    ends = _ends(roster)
    kept = {
        name: sighting
        for name, sighting in seen.items()
        if not _plural(name, seen)
        and is_person(name, sighting, listed=name in roster or (len(name) == 1 and name[0] in ends))
    }
    # A single word that is part of a person's full name is a person's too.
    ends = _ends(kept)
    for name, sighting in seen.items():
        if name not in kept and len(name) == 1 and name[0] in ends and not _plural(name, seen):
            kept[name] = sighting
    # "Odo McKay", where both Odo and McKay speak, is the full name of one.
    for name, sighting in seen.items():
        first, last = bare(name)[:1], bare(name)[-1:]
        if len(bare(name)) > 1 and first in kept and last in kept:
            kept.setdefault(name, sighting)
    found = cluster_aliases(kept, roster, apart or {}, nicknames or {})
    return sorted(found, key=lambda person: -person.count)


def _plural(name: Name, seen: Mapping[Name, NameMentions]) -> bool:
    """Whether a name is a family's: "the Varns", "the Misses Varns", where "Varn" is known."""
    one = name[-1][:-1]
    return name[-1].endswith("s") and ((one,) in seen or (*name[:-1], one) in seen)


def _ends(names: Iterable[Name]) -> set[str]:
    """The first and last words of full names."""
    return {word for name in names if len(name) > 1 for word in (bare(name)[0], name[-1])}
