"""Whom a description means who has a name, too: "her mother" is Mrs. Varn, "the boy" is Odo."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from fic_audio.model import Character, Gender
from fic_audio.script.characters.nominal_speakers import NominalSpeaker, Place, Scene
from fic_audio.text.tokens import words
from fic_audio.text.wordlists import GENERIC_NOUNS, TITLES

GROWN = frozenset(
    """father mother dad mum mom stepfather stepmother husband wife uncle aunt godfather
    godmother""".split()
)
"""Kin who as a rule have "Mr." or "Mrs." before their names."""
CLOSEST = frozenset("brother sister son daughter".split())
"""Kin whom a story seldom leaves without a name."""
OTHER_NAMES = frozenset("uncle aunt godfather godmother".split())
"""Kin who need not share a name."""
NOT_GROWN = frozenset(
    """Miss Mademoiselle Mlle Fräulein Signorina Señorita Master Aunt Auntie Uncle Brother Sister
    Father Mother""".split()
)
"""Titles that tell of no parent and no spouse."""
KNIGHTS = frozenset("Sir Lord Lady".split())
WIVES = frozenset("Mrs Madame Mme Frau Signora Señora".split())
NEAR = 12
"""Paragraphs around a description in which whoever it stands for is named."""
YOUNG = frozenset("girl boy lad lass child kid".split())
"""Of whom there are fewer in a story than of men and women."""
ORDINALS = frozenset("first second third last other".split())
"""Words that tell of several."""
OFTEN = 4
"""Times that "the boy" speaks before one can tell who he is."""
PRESENT = 0.8
"""Least share of the times "the boy" speaks at which that person is about..."""
ABOUT = 0.6
"""...and of those at which kin speak..."""
BESIDE = 0.2
"""...and most of them at which he or she may seem to speak with it..."""
CLOSE = 0.5
"""...or may be named right beside it."""
LEAST = 2
"""Times that it speaks, unless it is told whose mother she is and that one has her name."""


def match_kin(speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]) -> int | None:
    """The number of the only one whose title fits a description, who is about whenever it speaks,
    and whom it does not speak with. Where anybody about shares the name of somebody whose mother
    she may be, no other is she."""
    if speaker.whose is Gender.UNKNOWN and speaker.owner is None:
        return None
    about = [
        who
        for who, person in enumerate(characters)
        if who != speaker.owner
        and not person.narrates
        and not person.gender.excludes(speaker.gender)
        and any(_may_be(speaker, name) for name in person.names())
        and is_about(speaker, scene, who)
    ]
    shared = speaker.noun not in OTHER_NAMES
    family = [who for who in about if shared and _has_family(speaker, who, characters)]
    if len(speaker.places) < LEAST and not (family and speaker.owner is not None):
        return None
    fitting = [who for who in family or about if _apart(speaker, scene, who)]
    return fitting[0] if len(fitting) == 1 else None


def may_be_named(speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]) -> bool:
    """Whether "her sister" may be any of those about, though nothing tells which."""
    if speaker.noun not in CLOSEST or speaker.whose is Gender.UNKNOWN:
        return False
    about = (
        who
        for who, person in enumerate(characters)
        if person.gender is speaker.gender and is_about(speaker, scene, who)
    )
    # One of them is she whose sister it is.
    return len(list(about)) > (speaker.whose is speaker.gender)


def choose_present(
    name: str, speaker: NominalSpeaker, scene: Scene, characters: Sequence[Character]
) -> int | None:
    """The number of the only one who is about nearly whenever "the boy" or "the old man" speaks,
    and whom he does not speak with."""
    article, *looks, _ = name.split()
    known = ORDINALS.isdisjoint(looks) if looks else speaker.noun in YOUNG
    if article != "the" or not known or speaker.noun not in GENERIC_NOUNS:
        return None
    if speaker.new or len(speaker.places) < OFTEN:
        return None
    fitting = [
        who
        for who, person in enumerate(characters)
        if not person.narrates
        and not person.gender.excludes(speaker.gender)
        and _times(speaker, scene.named, who, NEAR) >= PRESENT * len(speaker.places)
        and _times(speaker, scene.spoke, who, 1) <= BESIDE * len(speaker.places)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _may_be(speaker: NominalSpeaker, name: str) -> bool:
    """Whether a name may be a mother's or a husband's: "Mrs. Varn", "Sir Ash"."""
    title, *rest = [word.text for word in words(name)] or [""]
    if not rest or title not in TITLES:
        return False
    if speaker.noun in OTHER_NAMES and title.lower() == speaker.noun:
        # "Aunt Ilse".
        return True
    # "Mr. Ash Varn" is told from an older one.
    oldest = len(rest) == 1 or rest[0].islower() or title in KNIGHTS
    fits = title not in NOT_GROWN and TITLES[title] is speaker.gender
    return speaker.noun in GROWN and oldest and fits


def is_about(speaker: NominalSpeaker, scene: Scene, who: int) -> bool:
    """Whether somebody is named near most of the places where a description speaks."""
    return _times(speaker, scene.named, who, NEAR) >= ABOUT * len(speaker.places)


def _apart(speaker: NominalSpeaker, scene: Scene, who: int) -> bool:
    """Whether somebody stands beside a description no more often than the one it means."""
    times = len(speaker.places)
    return (
        _times(speaker, scene.spoke, who, 1) <= BESIDE * times
        and _times(speaker, scene.named, who, 1) <= CLOSE * times
    )


def _times(
    speaker: NominalSpeaker, people: Mapping[Place, Collection[int]], who: int, reach: int
) -> int:
    """How often somebody is among the people of the paragraphs around a description."""
    return sum(
        any(who in people.get((scene, at + n), ()) for n in range(-reach, reach + 1))
        for scene, at in speaker.places
    )


def _has_family(speaker: NominalSpeaker, who: int, characters: Sequence[Character]) -> bool:
    """Whether there is somebody else of the name whose mother or husband it may be."""
    mine = set(_surnames(characters[who], titled=True))
    owners = range(len(characters)) if speaker.owner is None else (speaker.owner,)
    return any(
        mine.intersection(_surnames(characters[owner]))
        and _is_wife(characters[owner]) is (speaker.noun == "husband")
        for owner in owners
        if owner != who and (speaker.owner is not None or characters[owner].gender is speaker.whose)
    )


def _surnames(person: Character, *, titled: bool = False) -> Iterator[str]:
    """The words behind the first of every name; `titled`: of those that begin with a title."""
    for name in person.names():
        first, *rest = [word.text for word in words(name)] or [""]
        if first in TITLES or not titled:
            yield from rest


def _is_wife(person: Character) -> bool:
    return any(word.text in WIVES for name in person.names() for word in words(name)[:1])
