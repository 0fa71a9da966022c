"""Two texts as lines -> which line of the one is which of the other.

Lines are told apart by what stands around them, so that each of many "Yes." finds its own; no order
of chapters is taken for granted. The time is linear in the number of lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

LONG = 4
"""Words from which a line that stands once in both texts is the same line, wherever it stands."""
ALIKE = 0.6
"""How much of a line must have stayed for it to be the same line between the same neighbours."""
NEAR = 40
"""Lines within which an edited line is looked for."""
ENOUGH = 400
"""Characters of two lines that are compared."""
WIDE = 2000
"""Lines of the widest gap that is looked at as one."""

Pairs = dict[int, int]
Context = Callable[[Sequence[str], int], Hashable]
"""What tells the n-th of some lines from the others; None: nothing does."""
Pairing = Callable[[Sequence[int], Sequence[int]], Iterable[tuple[int, int]]]


class Match:
    """The pairs of lines, from the index of one in `ours` to its index in `theirs`.

    Lines are given as keys: equal keys, equal lines.
    """

    def __init__(self, ours: Sequence[str], theirs: Sequence[str]) -> None:
        self.ours = ours
        self.theirs = theirs
        self.pairs: Pairs = {}
        self._taken: Pairs = {}
        if ours == theirs:
            self.pairs = self._taken = {n: n for n in range(len(ours))}
            return
        self._unique(lambda keys, n: (_at(keys, n - 1), keys[n], _at(keys, n + 1)))
        self._unique(lambda keys, n: (_at(keys, n - 1), keys[n]))
        self._unique(lambda keys, n: (keys[n], _at(keys, n + 1)))
        self._unique(lambda keys, n: keys[n] if keys[n].count(" ") >= LONG - 1 else None)
        self._gaps(self._same)

    def settle_gaps(self) -> None:
        """Pairs what is left between two pairs, one by one, where both sides have as many lines."""
        self._gaps(_one_by_one)

    def find_edited(self, here: int) -> int | None:
        """The line that `here` has become: the most alike of those still free beside its
        neighbours; None where none is alike enough. It is taken from then on."""
        free = self._free_beside(here)
        own = self.ours[here][:ENOUGH]
        best, line = max(
            ((_likeness(own, self.theirs[n][:ENOUGH]), -n) for n in free), default=(0.0, 0)
        )
        if best < ALIKE:
            return None
        self._pair(here, -line)
        return -line

    def _pair(self, here: int, there: int) -> None:
        self.pairs[here] = there
        self._taken[there] = here

    def _unique(self, context: Context) -> None:
        """Pairs the lines whose context stands once in both texts, and what goes on from them."""
        mine, other = (_once(keys, context) for keys in (self.ours, self.theirs))
        seeds = [(here, other[known]) for known, here in mine.items() if known in other]
        for here, there in seeds:
            if here not in self.pairs and there not in self._taken:
                self._pair(here, there)
        for here, there in seeds:
            if self.pairs.get(here) == there:
                self._grow(here, there, 1)
                self._grow(here, there, -1)

    def _grow(self, here: int, there: int, step: int) -> None:
        while True:
            here, there = here + step, there + step
            if not (0 <= here < len(self.ours) and 0 <= there < len(self.theirs)):
                return
            if here in self.pairs or there in self._taken or self.ours[here] != self.theirs[there]:
                return
            self._pair(here, there)

    def _gaps(self, pair: Pairing) -> None:
        """Looks at the unpaired lines between two pairs that follow each other in both texts."""
        fixed = [(-1, -1), *sorted(self.pairs.items()), (len(self.ours), len(self.theirs))]
        for (here, there), (next_here, next_there) in pairwise(fixed):
            if next_here - here < 2 or not 1 < next_there - there <= WIDE:
                continue
            left = [n for n in range(there + 1, next_there) if n not in self._taken]
            for one, other in list(pair(range(here + 1, next_here), left)):
                self._pair(one, other)

    def _same(self, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[tuple[int, int]]:
        """In order, the lines of equal keys of which both sides have as many."""
        mine, other = _by_key(self.ours, ours), _by_key(self.theirs, theirs)
        for text, places in mine.items():
            if len(places) == len(other.get(text, ())):
                yield from zip(places, other[text], strict=True)

    def _free_beside(self, here: int) -> list[int]:
        """The free lines behind the pair before `here`, and before the pair behind it."""
        free: list[int] = []
        for step in (-1, 1):
            there = self._neighbour(here, step)
            if there is None:
                continue
            for _ in range(NEAR):
                there -= step
                if not 0 <= there < len(self.theirs) or there in self._taken:
                    break
                free.append(there)
        return free

    def _neighbour(self, here: int, step: int) -> int | None:
        """The partner of the nearest paired line in one direction; the ends are partners too."""
        for n in range(here + step, here + step * (NEAR + 1), step):
            if n in self.pairs:
                return self.pairs[n]
            if not 0 <= n < len(self.ours):
                return -1 if step < 0 else len(self.theirs)
        return None


def _one_by_one(ours: Sequence[int], theirs: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ()


def _at(keys: Sequence[str], n: int) -> str | None:
    return keys[n] if 0 <= n < len(keys) else None


def _once(keys: Sequence[str], context: Context) -> dict[Hashable, int]:
    """The contexts that stand once, and where."""
    found: dict[Hashable, int] = {}
    for n in range(len(keys)):
        known = context(keys, n)
        if known is not None:
            found[known] = -1 if known in found else n
    return {known: n for known, n in found.items() if n >= 0}


def _by_key(keys: Sequence[str], places: Sequence[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n in places:
        found[keys[n]].append(n)
    return found


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
