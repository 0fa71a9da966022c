"""The turns of a chapter with what is read off their surroundings, whoever may say them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from fic_audio.model import Kind, Span
from fic_audio.script.attribution.self_introductions import find_answered_names
from fic_audio.script.attribution.strangers import count_strangers
from fic_audio.script.attribution.tellers_turns import is_tellers
from fic_audio.script.attribution.turn_context import SAYS, TurnContext, read_contexts
from fic_audio.text import dialogue_tags
from fic_audio.text.document import Document, split_turns

NAMED = 10
"""How many who are named in a paragraph are kept: no more than a turn has candidates."""


class ChapterContexts:
    """What a reader sees of a chapter before anything is remembered: the same at every reading."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.paragraphs = [
            list(group) for _, group in groupby(document.spans, key=lambda s: s.paragraph)
        ]
        self.named = _named(document)
        """Who is named in the narration of each paragraph by a name that is nobody else's."""
        self.turns: list[TurnContext] = []
        """Every turn in reading order."""
        self.beginning: dict[int, list[TurnContext]] = defaultdict(list)
        """The turns that begin in each paragraph."""
        self._look(count_strangers(document))

    def _look(self, strangers: Counter[int]) -> None:
        paragraphs = self.paragraphs
        place_of = {parts[0].paragraph: place for place, parts in enumerate(paragraphs)}
        for turn in split_turns(self.document.spans):
            place = place_of[turn.paragraph]
            for seen in read_contexts(self.document, turn):
                end = place_of[seen.turn.last]
                before = paragraphs[place - 1] if place else []
                behind = paragraphs[end + 1 : end + 2]
                if not seen.clues:
                    lead = self._lead_in(before)
                    if lead and lead.kind == "tag":
                        seen.clues = [lead]
                        seen.told.update(lead.objects)
                    else:
                        seen.lead_in = lead
                    seen.beat_next = self._beat_next(behind)
                    if turn.kind is Kind.MESSAGE:
                        seen.clues = self._told(behind)
                if self.turns and self.turns[-1].turn.scene == turn.scene:
                    own = set(find_answered_names(self.document, self.turns[-1].turn, seen.turn))
                    seen.introduced |= own
                    seen.addressed -= own
                seen.by_teller = is_tellers(
                    self.document, seen, before, behind[0] if behind else []
                )
                near = range(seen.turn.paragraph - 1, seen.turn.last + 2)
                seen.strangers = sum(strangers[there] for there in near)
                self.beginning[turn.paragraph].append(seen)
                self.turns.append(seen)
        told_of = {who for seen in self.turns for who in _tagged(seen)}
        for seen in self.turns:
            if seen.by_teller is False and seen.teller in told_of:
                # Who is told of as others are may be the "he" of any tag.
                seen.by_teller = None

    def _lead_in(self, parts: Sequence[Span]) -> dialogue_tags.DialogueTag | None:
        """What the narration at the end of the paragraph before says; behind speech of its own only
        if it runs on: "he shouts two last words…"."""
        if not parts or parts[-1].kind is not Kind.NARRATION:
            return None
        clue = dialogue_tags.find_tag_before(self.document, parts[-1].start, parts[-1].end)
        return clue if len(parts) == 1 or (clue and clue.kind != "beat") else None

    def _told(self, paragraphs: Sequence[Sequence[Span]]) -> list[dialogue_tags.DialogueTag]:
        """Who is said in the next paragraph to have spoken an unmarked message."""
        if not paragraphs or paragraphs[0][0].kind is not Kind.NARRATION:
            return []
        clue = dialogue_tags.find_subject(
            self.document, paragraphs[0][0].start, paragraphs[0][0].end
        )
        return [clue] if clue else []

    def _beat_next(self, paragraphs: Sequence[Sequence[Span]]) -> dialogue_tags.DialogueTag | None:
        """What the narration says that follows in a paragraph of its own."""
        if not paragraphs or paragraphs[0][0].kind is not Kind.NARRATION:
            return None
        return dialogue_tags.find_tag_after(
            self.document, paragraphs[0][0].start, paragraphs[0][0].end
        )


def _tagged(seen: TurnContext) -> Iterator[int]:
    """Whom the turn's tags name."""
    for clue in seen.clues:
        if clue.kind in SAYS:
            yield from clue.subject.who


def _named(document: Document) -> dict[int, list[int]]:
    """Who is named in the narration of each paragraph by a name that is nobody else's: no more than
    are asked for, since a paragraph may name thousands."""
    found: dict[int, dict[int, None]] = {}
    for span in document.spans:
        if span.kind is not Kind.NARRATION:
            continue
        for mention in document.named(span.start, span.end):
            here = found.setdefault(span.paragraph, {})
            if len(mention.who) == 1 and len(here) < NAMED:
                here[mention.who[0]] = None
    return {paragraph: list(here) for paragraph, here in found.items() if here}
