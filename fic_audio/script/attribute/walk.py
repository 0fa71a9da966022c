"""Reads a chapter once, as a listener does: each turn with what is known by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from fic_audio.model import SPOKEN_BY_CHARACTERS, Kind, Span
from fic_audio.script.attribute import tags
from fic_audio.script.attribute.features import (
    Features,
    Seen,
    candidates,
    emission,
    follows,
    returns,
    see,
)
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Page, Turn, turns

Weigh = Callable[[Features], float]

STRETCH = 6
"""Paragraphs within which a turn and the one two back belong to one stretch of talk."""


@dataclass(slots=True)
class Step:
    """A turn, its candidates, and what speaks for each of them."""

    seen: Seen
    emissions: dict[int, Features]
    near: bool = False
    """The turn two back belongs to the same stretch of talk."""


class Walk:
    """The scenes of a chapter as they are read; `memory` moves on with them.

    Who spoke matters to who is meant next, so each turn is guessed at once by `weigh`; the scene
    as a whole is decided later.
    """

    def __init__(self, page: Page, memory: Memory, weigh: Weigh) -> None:
        self.page = page
        self.memory = memory
        self.weigh = weigh
        self.scenes: list[list[Step]] = []
        self._last: int | None = None
        self._previous: int | None = None
        self._narrators = {n for n, c in enumerate(memory.characters) if c.narrates}
        waiting: dict[int, list[Turn]] = defaultdict(list)
        for turn in turns(page.spans):
            waiting[turn.paragraph].append(turn)
        paragraphs = [list(group) for _, group in groupby(page.spans, key=lambda s: s.paragraph)]
        for place, parts in enumerate(paragraphs):
            for turn in waiting.get(parts[0].paragraph, ()):
                for seen in see(page, turn):
                    if not seen.clues:
                        lead = self._lead_in(paragraphs[place - 1] if place else [])
                        if lead and lead.kind == "tag":
                            seen.clues = [lead]
                            seen.told.update(lead.objects)
                        else:
                            seen.lead_in = lead
                        behind = paragraphs[place + 1 : place + 2]
                        seen.beat_next = self._beat_next(behind)
                        if turn.kind is Kind.MESSAGE:
                            seen.clues = self._told(behind)
                    self._take(seen)
            for span in parts:
                quoted = span.kind in SPOKEN_BY_CHARACTERS
                if quoted or span.kind is Kind.NARRATION:
                    memory.read(page, span.start, span.end, span.paragraph, quoted=quoted)
        memory.turn_page(paragraphs[-1][0].paragraph + 1 if paragraphs else 0)

    def _take(self, seen: Seen) -> None:
        pool = candidates(seen, self.memory, self._narrators)
        if not pool:
            return
        step = Step(seen, {who: emission(seen, who, self.memory, pool) for who in pool})
        turn = seen.turn
        if not self.scenes or self.scenes[-1][-1].seen.turn.scene != turn.scene:
            self.scenes.append([])
            self._last = self._previous = None
        scene = self.scenes[-1]
        step.near = len(scene) > 1 and turn.paragraph - scene[-2].seen.turn.paragraph <= STRETCH
        scene.append(step)
        guess = max(pool, key=lambda who: self._score(scene, step, who))
        self.memory.heard(guess, turn.paragraph)
        self._previous, self._last = self._last, guess

    def _score(self, scene: Sequence[Step], step: Step, who: int) -> float:
        score = self.weigh(step.emissions[who])
        if self._last is None:
            return score
        before = scene[-2].seen
        score += self.weigh(follows(before, step.seen, who, self._last))
        if who == self._previous != self._last:
            score += self.weigh(returns(before, step.seen, near=step.near))
        return score

    def _lead_in(self, parts: Sequence[Span]) -> tags.Clue | None:
        """What the narration at the end of the paragraph before says; behind speech of its own only
        if it runs on: "he shouts two last words…"."""
        if not parts or parts[-1].kind is not Kind.NARRATION:
            return None
        clue = tags.before(self.page, parts[-1].start, parts[-1].end)
        return clue if len(parts) == 1 or (clue and clue.kind != "beat") else None

    def _told(self, paragraphs: Sequence[Sequence[Span]]) -> list[tags.Clue]:
        """Who is said in the next paragraph to have spoken an unmarked message."""
        if not paragraphs or paragraphs[0][0].kind is not Kind.NARRATION:
            return []
        clue = tags.told(self.page, paragraphs[0][0].start, paragraphs[0][0].end)
        return [clue] if clue else []

    def _beat_next(self, paragraphs: Sequence[Sequence[Span]]) -> tags.Clue | None:
        """What the narration says that follows in a paragraph of its own."""
        if not paragraphs or paragraphs[0][0].kind is not Kind.NARRATION:
            return None
        return tags.after(self.page, paragraphs[0][0].start, paragraphs[0][0].end)
