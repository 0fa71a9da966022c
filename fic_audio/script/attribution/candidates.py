"""Reads a chapter once, as a listener does: each turn with what is known by then."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from fic_audio.model import SPOKEN_BY_CHARACTERS, Gender, Kind
from fic_audio.script.attribution.candidate_features import Features, Rivals, extract_features
from fic_audio.script.attribution.chapter_contexts import ChapterContexts
from fic_audio.script.attribution.salience import SalienceModel
from fic_audio.script.attribution.turn_context import TurnContext
from fic_audio.text import dialogue_tags

AHEAD = 4
"""How many turns ahead a named speaker is looked for: who speaks soon may speak now."""
CANDIDATES = 10
"""How many candidates a turn is decided among."""
SOON = 6
"""Paragraphs ahead in which whoever is named may speak already: "a voice" whose owner is seen only
then, a stranger before the introduction."""
SURE_OF_PLACE = 6
"""How many of those named last come before anybody who is named only later."""
FEW = 3
"""Fewer candidates leave no choice: who is named next is one, however late."""
IN_MIND = 12
"""Paragraphs back in which somebody must be named or speak who is "they" alone."""
NO_FEATURES: Features = {}
NOTHING: Mapping[int, int] = {}


@dataclass(slots=True)
class TurnCandidates:
    """A turn, its candidates, and what speaks for each of them."""

    context: TurnContext
    emissions: dict[int, Features]
    recalled: dict[int, tuple[float, ...]] = field(default_factory=dict)
    """What is remembered of each candidate before the turn (`SalienceModel.recall`)."""
    known: int | None = None
    """Who says it, if the listener has said so."""

    @property
    def candidates(self) -> list[int]:
        return list(self.emissions)

    @property
    def certain(self) -> int | None:
        """Who says it beyond doubt: whom the listener named, or else the teller if the page gives
        it to the teller."""
        return _certain(self.context, self.known)

    def forget(self) -> None:
        """Lets go of all but the candidates, once the numbers stand in a table."""
        self.emissions = dict.fromkeys(self.emissions, NO_FEATURES)
        self.recalled = {}


class CandidateFinder:
    """The scenes of a chapter as they are read; `salience` moves on with them.

    Who spoke matters to who is meant next, so what a tag tells at once is remembered; the scene as
    a whole is decided later. `known`: from where a quotation begins to who says it.
    """

    def __init__(
        self,
        contexts: ChapterContexts,
        salience: SalienceModel,
        known: Mapping[int, int] = NOTHING,
    ) -> None:
        self.memory = salience
        self.scenes: list[list[TurnCandidates]] = []
        self._known = known
        self._ahead = contexts.turns
        self._read = 0
        self._named = contexts.named
        self._places = sorted(self._named)
        self._places_of: dict[Gender, list[int]] = defaultdict(list)
        """From each gender to the paragraphs that name somebody of it."""
        for place in self._places:
            for gender in {salience.characters[who].gender for who in self._named[place]}:
                self._places_of[gender].append(place)
        document, paragraphs = contexts.document, contexts.paragraphs
        for parts in paragraphs:
            for seen in contexts.beginning.get(parts[0].paragraph, ()):
                self._take(seen)
            for span in parts:
                quoted = span.kind in SPOKEN_BY_CHARACTERS
                if quoted or span.kind is Kind.NARRATION:
                    salience.read(document, span.start, span.end, span.paragraph, quoted=quoted)
        salience.turn_page(paragraphs[-1][0].paragraph + 1 if paragraphs else 0)

    @cached_property
    def _of(self) -> dict[Gender, list[int]]:
        """The cast by gender."""
        found: dict[Gender, list[int]] = {gender: [] for gender in Gender}
        for who, person in enumerate(self.memory.characters):
            found[person.gender].append(who)
        return found

    def _take(self, context: TurnContext) -> None:
        soon = self._ahead[self._read + 1 : self._read + 1 + AHEAD]
        self._read += 1
        context = self._singled_out(context)
        said = next(
            (self._known[q.start] for q in context.turn.quotes if q.start in self._known), None
        )
        pool = list_candidates(
            context, self.memory, soon, self._present(context), self._named_soon(context.turn.last)
        )
        if len(pool) < FEW:
            pool = list(dict.fromkeys((*pool, *self._named_later(context.turn.last))))[:FEW]
        pool += self._of_gender(context, pool)
        certain = _certain(context, said)
        if certain is not None and certain not in pool:
            pool.append(certain)
        if not pool:
            return
        rivals = Rivals.of(pool, self.memory)
        step = TurnCandidates(
            context,
            {who: extract_features(context, who, self.memory, rivals) for who in pool},
            {who: self.memory.recall(who, context.turn.paragraph) for who in pool},
            said,
        )
        if not self.scenes or self.scenes[-1][-1].context.turn.scene != context.turn.scene:
            self.scenes.append([])
        self.scenes[-1].append(step)
        speaker = self._told_at_once(step)
        if speaker is not None:
            self.memory.add_speaker(speaker, context.turn.last)

    def _singled_out(self, context: TurnContext) -> TurnContext:
        """The turn with every "they" as it is meant there; itself where nobody is "they"."""
        lead = context.lead_in
        clues = [self._of_one(clue, context.turn.paragraph) for clue in context.clues]
        one = lead and self._of_one(lead, context.turn.paragraph)
        if one is lead and clues == context.clues:
            return context
        return replace(context, clues=clues, lead_in=one)

    def _of_one(self, clue: dialogue_tags.DialogueTag, paragraph: int) -> dialogue_tags.DialogueTag:
        """The clue with its "they" read as one person, if one who is "they" was named lately;
        several people speak else."""
        ref = clue.subject
        if not ref.crowd or ref.gender is not Gender.NEUTRAL:
            return clue
        one = any(
            paragraph - self.memory.named[who] <= IN_MIND
            for who in self._of[Gender.NEUTRAL]
            if who in self.memory.named
        )
        gender = Gender.NEUTRAL if one else Gender.UNKNOWN
        return clue._replace(subject=ref._replace(crowd=not one, gender=gender))

    def _present(self, context: TurnContext) -> list[int]:
        """The candidates of the turn before, if it belongs to the same scene: in a long exchange
        nobody is named any more."""
        if not self.scenes:
            return []
        before = self.scenes[-1][-1]
        return before.candidates if before.context.turn.scene == context.turn.scene else []

    def _named_soon(self, paragraph: int) -> list[int]:
        """Who is named in the narration of the paragraphs behind, the nearest first."""
        near = range(paragraph + 1, paragraph + 1 + SOON)
        return [who for there in near for who in self._named.get(there, ())]

    def _named_later(self, paragraph: int) -> list[int]:
        """Who is named first of all behind a paragraph, for turns before anybody has a name."""
        at = bisect_right(self._places, paragraph)
        later = self._places[at : at + FEW]
        return [who for there in later for who in self._named[there]]

    def _of_gender(self, context: TurnContext, pool: Sequence[int]) -> list[int]:
        """Who may be the tag's "she" where every candidate is a man: the women who are named next,
        then any others of the cast."""
        best = context.best
        if best is None or best.kind != "tag" or best.subject.who or best.subject.noun:
            return []
        people, gender = self.memory.characters, best.subject.gender
        known = gender in (Gender.MALE, Gender.FEMALE)
        if not known or not all(people[who].gender.excludes(gender) for who in pool):
            return []
        places = self._places_of[gender]
        at = bisect_right(places, context.turn.last)
        later = (who for there in places[at : at + FEW] for who in self._named[there])
        named = (who for who in later if people[who].gender is gender)
        return list(dict.fromkeys((*named, *self._of[gender][:FEW])))[:FEW]

    def _told_at_once(self, step: TurnCandidates) -> int | None:
        """Whom the turn's own tag makes its speaker, as far as that can be told without the turns
        around it: a name, "I", or the one of the pronoun's gender who was last the subject."""
        if step.certain is not None:
            return step.certain
        best = step.context.best
        if best is None or best.kind not in ("tag", "lead"):
            return None
        if best.subject.who:
            return self.memory.resolve(best.subject.who)
        if best.kind == "lead":
            return None
        if best.subject.me:
            return step.context.teller
        subject = self.memory.subject
        fitting = [
            who
            for who, features in step.emissions.items()
            if features.get("tag_gender", 0.0) > 0 and who in subject
        ]
        return max(fitting, key=lambda who: subject[who], default=None)


def _certain(context: TurnContext, known: int | None) -> int | None:
    return context.teller if known is None and context.by_teller else known


def list_candidates(
    context: TurnContext,
    salience: SalienceModel,
    soon: Sequence[TurnContext],
    present: Sequence[int],
    named_soon: Sequence[int] = (),
) -> list[int]:
    """Who may say a turn, the likeliest first, at most `CANDIDATES`.

    `soon`: the turns behind it. `present`: the candidates of the turn before. `named_soon`: who is
    named in the next paragraphs.
    """
    found: dict[int, None] = {}
    for clue in context.clues:
        found.update(dict.fromkeys(clue.subject.who))
    found.update(dict.fromkeys(context.introduced))
    if context.lead_in:
        found.update(dict.fromkeys(context.lead_in.subject.who))
    if context.teller is not None:
        found[context.teller] = None
    found.update(dict.fromkeys(context.around))
    recent = salience.recent(context.turn.paragraph)
    found.update(dict.fromkeys(recent[:SURE_OF_PLACE]))
    if context.beat_next:
        found.update(dict.fromkeys(context.beat_next.subject.who))
    for other in soon:
        if other.turn.scene == context.turn.scene:
            for clue in other.clues:
                found.update(dict.fromkeys(clue.subject.who))
    found.update(dict.fromkeys(present))
    found.update(dict.fromkeys(recent))
    # Behind those who are about: in a crowd they would crowd somebody out.
    found.update(dict.fromkeys(named_soon))
    if len(found) < CANDIDATES:
        found.update(dict.fromkeys(salience.last_talked_of(3)))
    if not found:
        found.update(dict.fromkeys(n for n, _ in salience.count.most_common(3)))
    return list(found)[:CANDIDATES]
