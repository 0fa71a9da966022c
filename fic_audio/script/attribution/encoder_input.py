"""A turn and the text around it as the encoder reads them.

    [CLS] mary , john ( i ) , lucy [SEP] … john : "…" he said . [MASK] : "…" … [SEP]

Every person goes by a common first name of the right gender, drawn anew for each window, so that
nothing is known about anybody but what the window says. The candidates stand in front, by likely
order. Every quotation is headed by the speaker guessed for it, like a play, or by [MASK]; which of
those is asked about, `EncoderInput.kinds` tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from random import Random

from fic_audio.model import SPOKEN_BY_CHARACTERS, Character, Kind
from fic_audio.script.attribution.stand_in_names import Aliases, Pool
from fic_audio.script.attribution.wordpiece import END, MASK, START, WordPieces
from fic_audio.text.document import Document, Turn

LENGTH = 192
"""Word pieces in a window at most."""
CANDIDATES = 10
PLACES = 40
"""Mentions of candidates that are looked at."""
OWN = 112
"""Word pieces of the turn's own paragraph at most."""
OWN_QUOTE, OWN_NARRATION = 48, 56
OTHER_QUOTE, OTHER_NARRATION = 30, 48
BEFORE = 0.6
"""The share of the room beside the own paragraph that goes to the text before it."""
HEADER, NARRATION, ASKED, QUOTED, AROUND = 1, 2, 3, 4, 5
"""What a piece belongs to: the list of candidates, the own paragraph's narration, the turn asked
about, another quotation, narration elsewhere."""

_PERSON, _WHO = 1 << 30, 1 << 40
"""Added to a character's number where a guessed speaker stands in front of a quotation, and to
where a quotation starts whose speaker is not known."""


@dataclass(frozen=True, slots=True)
class EncoderInput:
    """What the encoder is given of one turn, as numbers."""

    ids: list[int]
    kinds: list[int]
    places: list[int]
    """Where [MASK] stands, then where each mention of a candidate stands."""
    owners: list[int]
    """For each mention its candidate, as an index into the candidates."""
    others: dict[int, int]
    """From where other quotations start whose speakers are not known to where their [MASK] is."""


@dataclass(slots=True)
class ChapterPieces:
    """A chapter in word pieces: a list for each span, mentions as negative numbers."""

    document: Document
    pieces: WordPieces
    pool: Pool
    items: list[list[int]] = field(default_factory=list)
    paragraphs: list[range] = field(default_factory=list)
    """The indices of the spans of each paragraph."""
    places: dict[int, int] = field(default_factory=dict)
    """From a paragraph's number to its index."""
    starts: dict[int, int] = field(default_factory=dict)
    """From where a span starts to its index."""

    def __post_init__(self) -> None:
        at = 0
        for place, (number, group) in enumerate(
            groupby(self.document.spans, lambda s: s.paragraph)
        ):
            stop = at + len(list(group))
            self.paragraphs.append(range(at, stop))
            self.places[number] = place
            at = stop
        self.starts = {span.start: index for index, span in enumerate(self.document.spans)}
        following = 0
        document = self.document
        for span in document.spans:
            start, end = span.start, span.end
            if span.kind in SPOKEN_BY_CHARACTERS:
                start, end = _inside(document.text, start, end)
            found: list[int] = []
            while following < len(document.mentions):
                mention = document.mentions[following]
                first, last = (
                    document.tokens[mention.first].start,
                    document.tokens[mention.last].end,
                )
                if first >= span.end:
                    break
                if start <= first:
                    found += self.pieces.split(document.text[start:first])
                    found.append(-1 - following)
                    start = max(start, last)
                following += 1
            found += self.pieces.split(document.text[start:end])
            self.items.append(found)


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """A quotation without the marks around it."""
    marks = "\"'“”„‘’‚«»‹›*_ \n\r\t"
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end


class InputBuilder:
    """Makes the windows of a chapter's turns."""

    def __init__(self, sheet: ChapterPieces, characters: Sequence[Character]) -> None:
        self.sheet = sheet
        self.characters = characters
        numbers = sheet.pieces.numbers
        self._start, self._end, self._mask = numbers[START], numbers[END], numbers[MASK]
        self._quote, self._colon, self._comma = numbers['"'], numbers[":"], numbers[","]
        self._gap = [numbers["."]] * 3
        me = sheet.document.telling.me
        self._me = {numbers[word] for word in sorted(me) if word != "mine" and word in numbers}
        self._aside = [numbers["("], numbers["i"], numbers[")"]]

    def window(
        self, turn: Turn, candidates: Sequence[int], guesses: Mapping[int, int], random: Random
    ) -> EncoderInput:
        """`guesses`: from where the first quotation of another turn starts to who says it."""
        body = self._body(turn, candidates, guesses)
        head = len(candidates) * 2 + 5
        asked = -_WHO - turn.quotes[0].start
        own = next(place for place, (item, _) in enumerate(body[1]) if item == asked)
        middle = _around(body[1], own, OWN)
        room = LENGTH - head - len(middle)
        after = body[2][: max(room - len(body[0]), room - int(room * BEFORE))]
        before = body[0][max(0, len(body[0]) - room + len(after)) :]
        return self._named([*before, *middle, *after], asked, candidates, random)

    def _body(
        self, turn: Turn, candidates: Sequence[int], guesses: Mapping[int, int]
    ) -> tuple[list[tuple[int, int]], ...]:
        """The pieces before, of and behind the turn's paragraph, each with its kind."""
        sheet = self.sheet
        here = sheet.places[turn.paragraph]
        asked = {quote.start for quote in turn.quotes}
        whole, at = sheet.paragraphs[here], sheet.starts[turn.quotes[0].start]
        # A paragraph may hold thousands of turns; no more of it than fits is looked at.
        near = range(max(whole.start, at - OWN), min(whole.stop, at + OWN))
        middle = self._paragraph(near, guesses, asked, own=True)
        before: list[list[tuple[int, int]]] = []
        count, place = 0, here
        while place and count < LENGTH:
            place -= 1
            before.append(self._paragraph(sheet.paragraphs[place], guesses, asked))
            count += len(before[-1])
        after: list[tuple[int, int]] = []
        place = here + 1
        while place < len(sheet.paragraphs) and len(after) < LENGTH:
            after += self._paragraph(sheet.paragraphs[place], guesses, asked)
            place += 1
        return [x for part in reversed(before) for x in part], middle, after

    def _paragraph(
        self, spans: range, guesses: Mapping[int, int], asked: set[int], *, own: bool = False
    ) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        headed = False
        for number in spans:
            span = self.sheet.document.spans[number]
            items = self.sheet.items[number]
            if span.kind in SPOKEN_BY_CHARACTERS:
                mine = span.start in asked
                head = -_WHO - span.start
                guess = None if mine else guesses.get(span.start)
                if guess is not None:
                    head = -_PERSON - guess
                shown = mine or guess is not None or not headed
                inside = self._cut(items, OWN_QUOTE if mine else OTHER_QUOTE)
                kind = ASKED if mine else QUOTED
                line = [self._quote, *inside, self._quote]
                found += [(item, kind) for item in ([head, self._colon] if shown else [])]
                found += [(item, kind) for item in line]
                headed = True
            elif span.kind not in (Kind.BREAK, Kind.NOTE):
                kind = NARRATION if own else AROUND
                inside = self._cut(items, OWN_NARRATION if own else OTHER_NARRATION)
                found += [(item, kind) for item in inside]
        return found

    def _cut(self, items: list[int], most: int) -> list[int]:
        """Head and tail of what is too long."""
        half = (most - len(self._gap)) // 2
        return items if len(items) <= most else [*items[:half], *self._gap, *items[-half:]]

    def _named(
        self,
        body: Sequence[tuple[int, int]],
        asked: int,
        candidates: Sequence[int],
        random: Random,
    ) -> EncoderInput:
        """Puts names in the places of people, and the candidates in front."""
        mentions = self.sheet.document.mentions
        place_of = {who: place for place, who in enumerate(candidates)}
        taken = {item for item, _ in body if item >= 0}
        name = Aliases(self.sheet.pool, self.characters, random, taken)
        ids: list[int] = [self._start]
        places: list[int] = []
        owners: list[int] = []
        teller = self.sheet.document.telling.at(-_WHO - asked)
        teller = teller if teller in place_of else None
        for who in candidates:
            if len(ids) > 1:
                ids.append(self._comma)
            places.append(len(ids))
            owners.append(place_of[who])
            ids.append(name.of(who))
            if who == teller:
                ids += self._aside
        ids.append(self._end)
        kinds = [HEADER] * len(ids)
        here = 0
        others: dict[int, int] = {}
        for item, kind in body:
            who_here: int | None = None
            if item <= -_WHO:
                if item == asked:
                    here = len(ids)
                elif kind == QUOTED:
                    others[-item - _WHO] = len(ids)
                item = self._mask
            elif item <= -_PERSON:
                who_here = -item - _PERSON
                item = name.of(who_here)
            elif item < 0:
                meant = mentions[-1 - item].who
                who_here = min(meant, key=lambda n: place_of.get(n, CANDIDATES))
                item = name.of(who_here)
            elif teller is not None and item in self._me and kind in (NARRATION, AROUND):
                who_here = teller
            owner = None if who_here is None else place_of.get(who_here)
            if owner is not None:
                places.append(len(ids))
                owners.append(owner)
            ids.append(item)
            kinds.append(kind)
        ids.append(self._end)
        kinds.append(kinds[-1])
        kept = _nearest(here, places, owners, len(candidates))
        return EncoderInput(ids, kinds, *kept, others)


def _nearest(
    asked: int, places: list[int], owners: list[int], listed: int
) -> tuple[list[int], list[int]]:
    """[MASK] and the mentions: those of the header, and of the others the nearest."""
    order = [*range(listed)]
    order += sorted(range(listed, len(places)), key=lambda n: abs(places[n] - asked))
    kept = sorted(order[: PLACES - 1])
    return [asked, *(places[n] for n in kept)], [owners[n] for n in kept]


def _around(items: list[tuple[int, int]], place: int, most: int) -> list[tuple[int, int]]:
    """At most `most` items, a third of them before `place` if there are that many."""
    start = max(0, min(place - most // 3, len(items) - most))
    return items[start : start + most]
