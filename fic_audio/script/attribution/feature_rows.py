"""The turns of a story -> numbers for the network: a row a turn, and a row a candidate of it.

Besides what speaks for a candidate in the turn itself (`candidate_features`), a row knows what
is around it: who is named in the paragraphs beside it, who is tagged as a speaker in later turns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log1p

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.attribution.candidate_features import CLUES
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.narration import ABSENT, NOWHERE, Narration
from fic_audio.script.attribution.turn_context import TurnContext
from fic_audio.text.document import Document

SIDES = (-2, -1, 1, 2)
"""The neighbouring turns whose names a candidate's row tells."""
CELL = (
    *CLUES,
    "recall_named", "recall_subject", "recall_spoke", "recall_talked",
    "recall_count", "recall_sure", "own_order", "own_alone", "own_before", "own_after",
    "own_near", "own_object", "own_owner", "last_in_previous", "in_previous", "in_one_back",
    "first_in_next", "in_next", "in_one_ahead", "owner_in_next",
    *(f"{what}_{side:+d}" for side in SIDES for what in ("addressed", "quoted", "told", "tagged")),
    *(f"beat_{side:+d}" for side in SIDES),
    "tagged_even_back", "tagged_odd_back", "tagged_even_ahead", "tagged_odd_ahead",
    "tagged_near", "tagged_scene", "tagged_story", "tagged_share", "male", "female", "narrates",
    "fits_own", "fits_previous", "fits_next", "fits_sir", "fits_sir_before", "fits_sir_behind",
    "tells_own", "tells_next",
)  # fmt: skip
TURN = (
    "thought", "written", "quotes", "length", "gap", "gap_behind", "tag_name", "tag_pronoun",
    "tag_me", "tag_noun", "tag_crowd", "beat_name", "beat_pronoun", "lead", "lead_in", "no_clue",
    "asks", "asked", "first", "last", "paragraphs", "candidates", "own_people",
    "tells_story", "opens", "closes", "he", "she", "me", "sir", "madam", "previous_narrates",
    "next_narrates", "length_before", "length_behind", "tag_male", "tag_female",
)  # fmt: skip
SIR = re.compile(r"\b(?:sir|mister|my lord|papa|father|dad|old (?:man|fellow)|boy|son)\b", re.I)
MADAM = re.compile(r"\b(?:madam|ma[’']am|miss|my lady|mamma|mama|mother|mum|mom|girl)\b", re.I)
NEAR_TURNS = 6
_SEX = {Gender.MALE: 1.0, Gender.FEMALE: -1.0}
_ALONE = [0.0] * 6
_NO_CLUES = [0.0] * len(CLUES)
_CLUE = {name: column for column, name in enumerate(CLUES)}


class FeatureExtractor:
    """The rows of one chapter's turns. All but the clues and what is remembered of a candidate is
    the same whenever the chapter is read again with these candidates."""

    def __init__(
        self, document: Document, contexts: Sequence[TurnContext], characters: Sequence[Character]
    ) -> None:
        self.document = document
        self.contexts = contexts
        self.characters = characters
        self.narration = Narration(document)
        self._tagged()

    def _tagged(self) -> None:
        """In which turns each is tagged as the speaker by a name of his or her own."""
        self.tag_of: list[set[int]] = []
        self.beat_of: list[set[int]] = []
        self.places: dict[tuple[int, int], list[int]] = defaultdict(list)
        for place, seen in enumerate(self.contexts):
            tags: set[int] = set()
            beats: set[int] = set()
            for clue in seen.clues:
                if clue.subject.me and seen.teller is not None:
                    who: tuple[int, ...] = (seen.teller,)
                else:
                    who = clue.subject.who
                (tags if clue.kind in ("tag", "lead") and len(who) == 1 else beats).update(who)
            self.tag_of.append(tags)
            self.beat_of.append(beats)
            for who_tagged in tags:
                self.places[seen.turn.scene, who_tagged].append(place)
        self.quoted_text = [
            " ".join(self.document.text[quote.start : quote.end] for quote in seen.turn.quotes)
            for seen in self.contexts
        ]
        self.sir = [(bool(SIR.search(text)), bool(MADAM.search(text))) for text in self.quoted_text]

    def tags(self) -> Counter[int]:
        """How often each is tagged as a speaker in the chapter."""
        return Counter(who for tagged in self.tag_of for who in tagged)

    def turn(self, place: int, candidates: int) -> list[float]:
        """The row of a turn with so many candidates, in the order of `TURN`."""
        seen = self.contexts[place]
        turn = seen.turn
        paragraph = turn.paragraph
        own = range(paragraph, turn.last + 1)
        before, behind = self._beside(place, -1), self._beside(place, 1)
        tags = [clue.subject for clue in seen.clues if clue.kind in ("tag", "lead")]
        beats = [clue.subject for clue in seen.clues if clue.kind not in ("tag", "lead")]
        text = self.quoted_text[place]
        return [
            float(turn.kind is Kind.THOUGHT),
            float(turn.kind in (Kind.MESSAGE, Kind.LETTER)),
            min(len(turn.quotes), 5) / 5,
            log1p(len(text)) / 7,
            min(turn.gap, 6) / 6,
            min(behind.turn.gap, 6) / 6 if behind else 1.0,
            float(any(ref.who for ref in tags)),
            float(any(not ref.who and ref.gender is not Gender.UNKNOWN for ref in tags)),
            float(any(ref.me for ref in tags)),
            float(any(bool(ref.noun) and not ref.who for ref in tags)),
            float(any(ref.crowd for ref in tags)),
            float(any(ref.who for ref in beats)),
            float(any(not ref.who and ref.gender is not Gender.UNKNOWN for ref in beats)),
            float(any(clue.kind == "lead" for clue in seen.clues)),
            float(seen.lead_in is not None),
            float(not seen.clues),
            float("?" in text),
            float(place > 0 and before is not None and "?" in self.quoted_text[place - 1]),
            float(before is None),
            float(behind is None),
            log1p(turn.last - paragraph) / 3,
            candidates / 10,
            min(self.narration.people(own), 5) / 5,
            float(seen.teller is not None),
            float(turn.before is None),
            float(bool(turn.after) and turn.after[-1][0] == turn.after[-1][1]),
            min(sum(self.narration.he[p] for p in own), 4) / 4,
            min(sum(self.narration.she[p] for p in own), 4) / 4,
            min(sum(self.narration.me[p] for p in own), 4) / 4,
            float(self.sir[place][0]),
            float(self.sir[place][1]),
            float(bool(self.narration.named.get(paragraph - 1))),
            float(bool(self.narration.named.get(turn.last + 1))),
            log1p(len(self.quoted_text[place - 1])) / 7 if before else 0.0,
            log1p(len(self.quoted_text[place + 1])) / 7 if behind else 0.0,
            float(any(ref.gender is Gender.MALE for ref in tags)),
            float(any(ref.gender is Gender.FEMALE for ref in tags)),
        ]

    def around(self, place: int, candidates: Sequence[int]) -> list[list[float]]:
        """The rows of a turn's candidates behind those of `clue_rows`, in the order of `CELL`."""
        own = self.contexts[place]
        teller = own.teller
        beside = self.narration.beside(own)
        paragraph, last = own.turn.paragraph, own.turn.last
        previous = self.narration.from_end(paragraph - 1)
        behind = self.narration.from_start(last + 1)
        beyond = [self.narration.named_in(there) for there in (paragraph - 2, last + 2)]
        sides = [
            (seen, self.tag_of[place + side], self.beat_of[place + side])
            if (seen := self._beside(place, side))
            else None
            for side in SIDES
        ]
        sexes = [self.narration.he_or_she(there) for there in (paragraph, paragraph - 1, last + 1)]
        sexes += [self._sir(place, side) for side in (0, -1, 1)]
        tellers = [min(self.narration.me[there], 3) / 3 for there in (paragraph, last + 1)]
        rows = []
        for who in candidates:
            sex = _SEX.get(self.characters[who].gender, 0.0)
            row = list(beside.get(who, NOWHERE))
            row += previous.get(who, ABSENT)[:2]
            row.append(float(who in beyond[0]))
            row += behind.get(who, ABSENT)[:2]
            row.append(float(who in beyond[1]))
            row.append(behind.get(who, ABSENT)[2])
            for side in sides:
                if side is None:
                    row += (0.0, 0.0, 0.0, 0.0)
                    continue
                seen, tagged, _ = side
                row += (
                    float(who in seen.addressed),
                    float(who in seen.quoted),
                    float(who in seen.told),
                    float(who in tagged),
                )
            row += [float(side is not None and who in side[2]) for side in sides]
            row += self._company(place, who)
            row += (0.0, 0.0)  # filled in when the whole story is read
            row += (float(sex > 0), float(sex < 0), float(who == teller))
            row += [sex * there for there in sexes]
            tells = 0.0 if teller is None else 1.0 if who == teller else -1.0
            row += [tells * there for there in tellers]
            rows.append(row)
        return rows

    def _beside(self, place: int, side: int) -> TurnContext | None:
        """The turn so many places off, if it belongs to the same scene."""
        there = place + side
        if not 0 <= there < len(self.contexts):
            return None
        seen = self.contexts[there]
        return seen if seen.turn.scene == self.contexts[place].turn.scene else None

    def _company(self, place: int, who: int) -> list[float]:
        """How near in turns somebody is tagged as a speaker in the scene, before and behind."""
        places = self.places.get((self.contexts[place].turn.scene, who))
        if not places:
            return _ALONE
        at = bisect_left(places, place)
        behind = at + (at < len(places) and places[at] == place)
        back = place - places[at - 1] if at else 0
        ahead = places[behind] - place if behind < len(places) else 0
        near = sum(abs(other - place) <= NEAR_TURNS for other in places[max(0, at - 6) : at + 7])
        return [
            1 / back if back and back % 2 == 0 else 0.0,
            1 / back if back % 2 else 0.0,
            1 / ahead if ahead and ahead % 2 == 0 else 0.0,
            1 / ahead if ahead % 2 else 0.0,
            near / NEAR_TURNS,
            log1p(len(places)) / 3,
        ]

    def _sir(self, place: int, side: int) -> float:
        if self._beside(place, side) is None:
            return 0.0
        sir, madam = self.sir[place + side]
        return float(sir) - float(madam)


def clue_rows(step: TurnCandidates) -> list[list[float]]:
    """What the clues say of each candidate of a turn and what is remembered: the columns that
    `CELL` begins with."""
    rows = []
    for who, features in step.emissions.items():
        row = _NO_CLUES.copy()
        for name, value in features.items():
            if name in _CLUE:
                row[_CLUE[name]] = value
        row += step.recalled[who]
        rows.append(row)
    return rows
