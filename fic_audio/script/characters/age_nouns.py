"""Nouns for people, with the adjectives before them -> an age: "boy", "very old woman"."""

from __future__ import annotations

import re

from fic_audio.model import Gender
from fic_audio.script.characters.years import ADULT, CHILD, ELDER, NUMBER, YOUNG, age_at
from fic_audio.text.wordlists import FEMALE_NOUNS, MALE_NOUNS, PEOPLE_NOUNS

YEAR_OLD = re.compile(rf"({NUMBER})[-\s]years?[-\s]old$", re.IGNORECASE)
CHILDREN = frozenset("child toddler infant baby moppet urchin".split())
BOYS = frozenset("boy girl".split())
HINTS = BOYS | {"kid", "lass", "lad"}
"""Said of grown men and women as well."""
YOUTHS = frozenset(
    """teenager teen adolescent youth schoolboy schoolgirl lad lass youngster kid boy girl
    preteen tween""".split()
)
ELDERS = frozenset(
    """grandmother grandfather grandma grandpa granny great-grandmother great-grandfather crone
    octogenarian septuagenarian nonagenarian centenarian pensioner oldster greybeard
    graybeard""".split()
)
SMALL = frozenset("small little tiny wee young".split())
AGED = frozenset("old elderly aged wizened ancient".split())
NOT_ELDERS = frozenset(
    """friend companion partner lover boss student child kid baby boy girl lad toddler teen youth
    teenager vampire werewolf demon angel alien android robot elf dwarf dragon ghost spirit creature
    voice figure clone other page neighbour neighbor leader guest speaker human raven husband wife
    brother sister cousin twin fellow chap schoolboy schoolgirl boyfriend girlfriend""".split()
)
"""An old one of these is not an elder, or not for being called so."""
NO_CHILD = frozenset(
    "only middle problem love wild poster such big second first third inner".split()
)
OLDER_WORDS = frozenset("older younger elder eldest youngest oldest".split())
GROWN = frozenset("man woman lady gentleman".split())


def is_noun(word: str) -> bool:
    return word in PEOPLE_NOUNS or word in CHILDREN | YOUTHS | ELDERS or bool(YEAR_OLD.match(word))


def age_of_noun(noun: str, adjectives: set[str]) -> str:
    for word in (noun, *adjectives):
        if found := YEAR_OLD.match(word):
            return age_at(found[1])
    if noun in CHILDREN:
        return "" if adjectives & NO_CHILD else CHILD
    if noun in ELDERS:
        return ELDER
    if noun in BOYS and adjectives & SMALL:
        return CHILD
    if noun in YOUTHS:
        return "" if adjectives & AGED else YOUNG
    if "middle-aged" in adjectives:
        return ADULT
    if adjectives & AGED:
        return "" if noun in NOT_ELDERS else ELDER
    if "young" in adjectives:
        return YOUNG
    return ADULT if noun in GROWN else ""


def gender_of(noun: str) -> Gender:
    noun = noun.lower()
    if noun in FEMALE_NOUNS or noun.endswith(("mother", "ma", "mum")) or noun in ("gran", "granny"):
        return Gender.FEMALE
    return Gender.MALE if noun in MALE_NOUNS or noun.endswith(("father", "pa")) else Gender.UNKNOWN
