"""Common first names that stand in a window for the people of the story."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from fic_audio.model import Character, Gender
from fic_audio.script.attribution.wordpiece import WordPieces
from fic_audio.script.first_names import FEMALE_NAMES, MALE_NAMES

EITHER_NAMES = frozenset(
    """taylor morgan riley casey quinn avery parker reese dana kerry leslie lindsay ashley
    kim lee sandy stacy robin pat chris sam jordan cameron harper blake sidney drew jesse
    tracy kelly shannon""".split()
)
WORDS_TOO = frozenset(
    """art basil bob christian cliff dawn dean dick drew faith frank grace grant guy hope honor
    jack june mark may mercy april max miles patience pat penny joy ray rich rob rose will olive
    pearl ivy violet holly charity prudence amber ginger harry sue bill gene jean val cherry glen
    daisy ruby sage tad thor merlin loki marshall mason lance norm otto rex reed tilly iris heather
    hazel lily blanche florence georgia virginia victoria charlotte jordan madge
    angel angelica china sandy constance clement noble""".split()
)
"""Names that are words or places as well."""
TRIES = 9
"""How often a name is drawn anew that is taken."""


class Pool:
    """Names to be drawn, by gender: those that are one word piece and nothing but a name."""

    def __init__(self, pieces: WordPieces) -> None:
        def known(names: frozenset[str]) -> list[int]:
            return [pieces.numbers[n] for n in sorted(names) if n in pieces.numbers]

        either = EITHER_NAMES - WORDS_TOO
        self.names = {
            Gender.MALE: known(MALE_NAMES - FEMALE_NAMES - WORDS_TOO - EITHER_NAMES),
            Gender.FEMALE: known(FEMALE_NAMES - MALE_NAMES - WORDS_TOO - EITHER_NAMES),
            Gender.NEUTRAL: known(either),
            Gender.UNKNOWN: known(either),
        }


class Aliases:
    """Draws a name for each person of a window, none of them `taken`, as far as there are others.

    The word pieces of the names drawn are added to `taken`.
    """

    def __init__(
        self, pool: Pool, characters: Sequence[Character], random: Random, taken: set[int]
    ) -> None:
        self._pool = pool
        self._characters = characters
        self._random = random
        self._taken = taken
        self._drawn: dict[int, int] = {}

    def of(self, who: int) -> int:
        """The word piece of a person's name."""
        if who not in self._drawn:
            self._drawn[who] = self._draw(self._pool.names[self._characters[who].gender])
        return self._drawn[who]

    def _draw(self, choice: Sequence[int]) -> int:
        name = self._random.choice(choice)
        for _ in range(TRIES):
            if name not in self._taken:
                break
            name = self._random.choice(choice)
        self._taken.add(name)
        return name
