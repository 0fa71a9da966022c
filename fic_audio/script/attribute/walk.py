"""Reads a chapter once, as a listener does: each turn with what is known by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from fic_audio.model import SPOKEN_BY_CHARACTERS, Gender, Kind, Span
from fic_audio.script.attribute import tags
from fic_audio.script.attribute.features import Features, emission
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Page, turns
from fic_audio.script.attribute.seen import Seen, see

AHEAD = 4
"""How many turns ahead a named speaker is looked for: who speaks soon may speak now."""
CANDIDATES = 10
"""How many candidates a turn is decided among."""
SURE_OF_PLACE = 6
"""How many of those named last come before anybody who is named only later."""
IN_MIND = 12
"""Paragraphs back in which somebody must be named or speak who is "they" alone."""
NO_FEATURES: Features = {}
NOTHING: Mapping[int, int] = {}


@dataclass(slots=True)
class Step:
    """A turn, its candidates, and what speaks for each of them."""

    seen: Seen
    emissions: dict[int, Features]
    recalled: dict[int, tuple[float, ...]] = field(default_factory=dict)
    """What is remembered of each candidate before the turn (`Memory.recall`)."""
    known: int | None = None
    """Who says it, if the listener has said so."""

    @property
    def candidates(self) -> list[int]:
        return list(self.emissions)

    def forget(self) -> None:
        """Lets go of all but the candidates, once the numbers stand in a table."""
        self.emissions = dict.fromkeys(self.emissions, NO_FEATURES)
        self.recalled = {}


class Walk:
    """The scenes of a chapter as they are read; `memory` moves on with them.

    Who spoke matters to who is meant next, so what a tag tells at once is remembered; the scene as
    a whole is decided later. `known`: from where a quotation begins to who says it.
    """

    def __init__(self, page: Page, memory: Memory, known: Mapping[int, int] = NOTHING) -> None:
        self.page = page
        self.memory = memory
        self.scenes: list[list[Step]] = []
        self._known = known
        people = enumerate(memory.characters)
        self._neutral = [who for who, person in people if person.gender is Gender.NEUTRAL]
        self._ahead: list[Seen] = []
        """Every turn of the chapter, read off before the first is decided."""
        self._read = 0
        paragraphs = [list(group) for _, group in groupby(page.spans, key=lambda s: s.paragraph)]
        waiting = self._look(paragraphs)
        for parts in paragraphs:
            for seen in waiting.get(parts[0].paragraph, ()):
                self._take(seen)
            for span in parts:
                quoted = span.kind in SPOKEN_BY_CHARACTERS
                if quoted or span.kind is Kind.NARRATION:
                    memory.read(page, span.start, span.end, span.paragraph, quoted=quoted)
        memory.turn_page(paragraphs[-1][0].paragraph + 1 if paragraphs else 0)

    def _look(self, paragraphs: Sequence[Sequence[Span]]) -> dict[int, list[Seen]]:
        """Every turn by its paragraph, with what is read off its surroundings."""
        place_of = {parts[0].paragraph: place for place, parts in enumerate(paragraphs)}
        found: dict[int, list[Seen]] = defaultdict(list)
        for turn in turns(self.page.spans):
            place = place_of[turn.paragraph]
            for seen in see(self.page, turn):
                if not seen.clues:
                    lead = self._lead_in(paragraphs[place - 1] if place else [])
                    if lead and lead.kind == "tag":
                        seen.clues = [lead]
                        seen.told.update(lead.objects)
                    else:
                        seen.lead_in = lead
                    end = place_of[seen.turn.last]
                    behind = paragraphs[end + 1 : end + 2]
                    seen.beat_next = self._beat_next(behind)
                    if turn.kind is Kind.MESSAGE:
                        seen.clues = self._told(behind)
                found[turn.paragraph].append(seen)
                self._ahead.append(seen)
        return found

    def _take(self, seen: Seen) -> None:
        soon = self._ahead[self._read + 1 : self._read + 1 + AHEAD]
        self._read += 1
        seen.clues = [self._of_one(clue, seen.turn.paragraph) for clue in seen.clues]
        if seen.lead_in:
            seen.lead_in = self._of_one(seen.lead_in, seen.turn.paragraph)
        said = next(
            (self._known[q.start] for q in seen.turn.quotes if q.start in self._known), None
        )
        pool = candidates(seen, self.memory, soon, self._present(seen))
        if said is not None and said not in pool:
            pool.append(said)
        if not pool:
            return
        step = Step(
            seen,
            {who: emission(seen, who, self.memory, pool) for who in pool},
            {who: self.memory.recall(who, seen.turn.paragraph) for who in pool},
            said,
        )
        if not self.scenes or self.scenes[-1][-1].seen.turn.scene != seen.turn.scene:
            self.scenes.append([])
        self.scenes[-1].append(step)
        speaker = self._told_at_once(step)
        if speaker is not None:
            self.memory.heard(speaker, seen.turn.last)

    def _of_one(self, clue: tags.Clue, paragraph: int) -> tags.Clue:
        """The clue with its "they" read as one person, if one who is "they" was named lately;
        several people speak else."""
        ref = clue.ref
        if not ref.crowd or ref.gender is not Gender.NEUTRAL:
            return clue
        one = any(
            paragraph - self.memory.named[who] <= IN_MIND
            for who in self._neutral
            if who in self.memory.named
        )
        gender = Gender.NEUTRAL if one else Gender.UNKNOWN
        return clue._replace(ref=ref._replace(crowd=not one, gender=gender))

    def _present(self, seen: Seen) -> list[int]:
        """The candidates of the turn before, if it belongs to the same scene: in a long exchange
        nobody is named any more."""
        if not self.scenes:
            return []
        before = self.scenes[-1][-1]
        return before.candidates if before.seen.turn.scene == seen.turn.scene else []

    def _told_at_once(self, step: Step) -> int | None:
        """Whom the turn's own tag makes its speaker, as far as that can be told without the turns
        around it: a name, "I", or the one of the pronoun's gender who was last the subject."""
        if step.known is not None:
            return step.known
        best = step.seen.best
        if best is None or best.kind not in ("tag", "lead"):
            return None
        if best.ref.who:
            return self.memory.resolve(best.ref.who)
        if best.kind == "lead":
            return None
        if best.ref.me:
            return step.seen.teller
        subject = self.memory.subject
        fitting = [
            who
            for who, features in step.emissions.items()
            if features.get("tag_gender", 0.0) > 0 and who in subject
        ]
        return max(fitting, key=lambda who: subject[who], default=None)

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


def candidates(
    seen: Seen,
    memory: Memory,
    soon: Sequence[Seen],
    present: Sequence[int],
) -> list[int]:
    """Who may say a turn, the likeliest first, at most `CANDIDATES`.

    `soon`: the turns behind it. `present`: the candidates of the turn before.
    """
    found: dict[int, None] = {}
    for clue in seen.clues:
        found.update(dict.fromkeys(clue.ref.who))
    found.update(dict.fromkeys(seen.introduced))
    if seen.lead_in:
        found.update(dict.fromkeys(seen.lead_in.ref.who))
    if seen.teller is not None:
        found[seen.teller] = None
    found.update(dict.fromkeys(seen.around))
    recent = memory.recent(seen.turn.paragraph)
    found.update(dict.fromkeys(recent[:SURE_OF_PLACE]))
    if seen.beat_next:
        found.update(dict.fromkeys(seen.beat_next.ref.who))
    for other in soon:
        if other.turn.scene == seen.turn.scene:
            for clue in other.clues:
                found.update(dict.fromkeys(clue.ref.who))
    found.update(dict.fromkeys(present))
    found.update(dict.fromkeys(recent))
    recent_quoted = sorted(memory.talked_of, key=lambda n: -memory.talked_of[n])
    found.update(dict.fromkeys(recent_quoted[:3]))
    if not found:
        found.update(dict.fromkeys(n for n, _ in memory.count.most_common(3)))
    return list(found)[:CANDIDATES]
