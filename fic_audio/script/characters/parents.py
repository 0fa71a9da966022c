"""Parents by what their children call them: "Mum" is "my mother"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fic_audio.model import Character, Gender

CALLED = {
    "mother": "mum mom mummy mommy mama mamma".split(),
    "father": "dad daddy papa".split(),
    "grandmother": "grandma gran granny nana".split(),
    "grandfather": "grandpa granddad grandad".split(),
}
"""From a noun to what children call her or him."""
PARENTS = {
    word: Gender.FEMALE if noun.endswith("mother") else Gender.MALE
    for noun, words in CALLED.items()
    for word in words
}
"""From what children say to the gender."""


def join_parents(characters: Sequence[Character]) -> list[Character]:
    """The characters, where the teller's "my mother" and the only "Mum" are one."""
    found = list(characters)
    for noun, words in CALLED.items():
        called = [each for each in found if each.name.lower() in words]
        mine = [each for each in found if each.name in {f"my {word}" for word in (noun, *words)}]
        if len(called) == 1 and mine and not called[0].narrates:
            more = (name for each in mine for name in each.names())
            whole = replace(called[0], aliases=tuple(dict.fromkeys((*called[0].aliases, *more))))
            found = [whole if each is called[0] else each for each in found if each not in mine]
    return found
