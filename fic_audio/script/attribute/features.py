"""Turn + candidate -> what speaks for and against it, as named numbers.

`rules` weighs them by hand-set weights; a learnt model may weigh the same numbers instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fic_audio.model import Character, Gender, Kind
from fic_audio.script.attribute import tags
from fic_audio.script.attribute.memory import WINDOW, Memory
from fic_audio.script.attribute.page import Page, Turn
from fic_audio.script.attribute.tags import Clue, Ref

Features = dict[str, float]

CANDIDATES = 8
"""How many candidates a turn is decided among."""

ADDRESS_BEFORE = re.compile(
    r"(?:^|[,;:.!?…—–\-\"“‘'’*_(]|\b(?:dear|my|oh|ah|hey|hi|hello|yes|no|well|and|but|sorry|thanks|"
    r"please|you|goodbye|bye|sir|poor|dearest|good|night|morning))\s*$",
    re.IGNORECASE,
)
INTRODUCES = re.compile(
    r"\b(?:name[’']s|name is|names are|call me|I[’']m|I am|this is)\s+$", re.IGNORECASE
)
ADDRESS_AFTER = re.compile(r"\s*(?:$|[,;:.!?…—–\-\"”’'*_)])")


@dataclass(slots=True)
class Seen:
    """A turn with all that was read off its surroundings."""

    turn: Turn
    clues: list[Clue] = field(default_factory=list)
    addressed: set[int] = field(default_factory=set)
    """Who is called by name in its quotations."""
    told: set[int] = field(default_factory=set)
    """Who is named beside the quotations otherwise than as the speaker."""
    quoted: set[int] = field(default_factory=set)
    """Who is talked about in its quotations."""
    introduced: set[int] = field(default_factory=set)
    """Who says his or her own name: "My name's Coyle."."""
    around: dict[int, float] = field(default_factory=dict)
    """Mentions in the paragraph's own narration."""
    lead_in: Clue | None = None
    """The last sentence of the narration paragraph just before."""
    beat_next: Clue | None = None
    """The first sentence of the narration paragraph just behind."""

    @property
    def best(self) -> Clue | None:
        """The clue that speaks loudest."""
        order = {"tag": 0, "lead": 1, "beat": 2, "later": 3}
        return min(self.clues, key=lambda clue: order[clue.kind], default=None)

    @property
    def manner(self) -> str:
        """How the turn joins the one before: how far off, and with how much said of its speaker."""
        gap = self.turn.gap
        close = "adjacent" if gap == 0 else "near" if gap <= 2 else "far"
        best = self.best
        if best is None:
            return f"{close}_bare"
        return f"{close}_tagged" if best.kind == "tag" and best.ref.who else f"{close}_hinted"


def see(page: Page, turn: Turn) -> list[Seen]:
    """Reads a turn's own paragraph. Several turns come of it where several people are named as
    speakers: “Lie down!” cried Hall, and Fearenside howled, “Whup!”"""
    leads: list[Clue | None] = [None] * len(turn.quotes)
    trails: list[Clue | None] = [None] * len(turn.quotes)
    if turn.before:
        leads[0] = tags.before(page, *turn.before)
    for place, (start, end) in enumerate(turn.after):
        trail = trails[place] = tags.after(page, start, end)
        if place + 1 < len(turn.quotes) and page.text[start:end].strip():
            # The last sentence between two quotations leads into the second, unless it is also
            # the first: "…," she said, "…".
            lead = tags.before(page, start, end)
            if lead and (trail is None or lead.ref.first > trail.ref.first):
                leads[place + 1] = lead
    cuts = [0]
    speaker: set[int] = set()
    for place, pair in enumerate(zip(leads, trails, strict=True)):
        own = {n for clue in pair if clue and clue.kind == "tag" for n in clue.ref.who}
        if own and speaker and not own & speaker:
            cuts.append(place)
            speaker = set()
        speaker = own or speaker
    return [
        _seen(page, turn, leads, trails, first, last)
        for first, last in zip(cuts, [*cuts[1:], len(turn.quotes)], strict=True)
    ]


def _seen(
    page: Page,
    whole: Turn,
    leads: Sequence[Clue | None],
    trails: Sequence[Clue | None],
    first: int,
    last: int,
) -> Seen:
    """The part of a turn that one person says: its quotations from `first` up to `last`."""
    before = whole.before if first == 0 else whole.after[first - 1]
    turn = replace(
        whole,
        quotes=whole.quotes[first:last],
        before=before,
        after=whole.after[first:last],
        continues=whole.continues and first == 0,
        gap=whole.gap if first == 0 else 0,
    )
    seen = Seen(turn)
    for place in range(first, last):
        lead, trail = leads[place], trails[place]
        if lead and turn.kind is Kind.MESSAGE:
            # The name in front of a line of chat: "Wren: no".
            lead = lead._replace(kind="tag")
        elif lead and lead.kind == "beat" and place > first:
            lead = lead._replace(kind="later")
        if trail and trail.kind == "beat" and (place > first or seen.clues):
            trail = trail._replace(kind="later")
        seen.clues += [clue for clue in (lead, trail) if clue]
    for start, end in filter(None, (turn.before, *turn.after)):
        for mention in page.named(start, end):
            for number in mention.who:
                seen.around[number] = seen.around.get(number, 0.0) + 1 / len(mention.who)
    for clue in seen.clues:
        if clue.kind in ("tag", "lead"):
            seen.told.update(clue.objects)
    for quote in turn.quotes:
        for mention in page.named(quote.start, quote.end):
            head = page.text[quote.start : page.tokens[mention.first].start]
            tail = page.text[page.tokens[mention.last].end : quote.end]
            if INTRODUCES.search(head[-12:]) and not mention.possessive:
                seen.introduced.update(mention.who)
            elif ADDRESS_BEFORE.search(head[-12:]) and ADDRESS_AFTER.match(tail):
                if not mention.possessive:
                    seen.addressed.update(mention.who)
            else:
                seen.quoted.update(mention.who)
    return seen


def candidates(seen: Seen, memory: Memory, narrators: set[int]) -> list[int]:
    """Who may say a turn, the likeliest first, at most `CANDIDATES`."""
    found: dict[int, None] = {}
    for clue in seen.clues:
        found.update(dict.fromkeys(clue.ref.who))
    found.update(dict.fromkeys(seen.introduced))
    if seen.lead_in:
        found.update(dict.fromkeys(seen.lead_in.ref.who))
    found.update(dict.fromkeys(narrators))
    found.update(dict.fromkeys(seen.around))
    for number in memory.recent(seen.turn.paragraph):
        found[number] = None
    if seen.beat_next:
        found.update(dict.fromkeys(seen.beat_next.ref.who))
    recent_quoted = sorted(memory.talked_of, key=lambda n: -memory.talked_of[n])
    found.update(dict.fromkeys(recent_quoted[:3]))
    if not found:
        found.update(dict.fromkeys(n for n, _ in memory.count.most_common(3)))
    return list(found)[:CANDIDATES]


def emission(seen: Seen, who: int, memory: Memory, pool: Sequence[int]) -> Features:
    """What speaks for `who` in the turn itself and in what was read before it."""
    character = memory.characters[who]
    feats: Features = {}
    genders: set[Gender] = set()
    for clue in seen.clues:
        _add_clue(feats, clue, who, character, genders, memory)
    if who in seen.introduced:
        feats["introduced"] = 1.0
    if who in seen.told:
        feats["told"] = 1.0
    if who in seen.addressed:
        feats["addressed"] = 1.0
    elif who in seen.quoted:
        feats["quoted"] = 1.0
    if who in seen.around and "tag" not in feats:
        feats["around"] = 1.0
    if seen.lead_in and not seen.clues:
        ref = seen.lead_in.ref
        key = "intro" if seen.lead_in.kind != "beat" else "lead_in"
        if who in ref.who:
            feats[key] = 1.0
        elif ref.gender is not Gender.UNKNOWN and _agrees(character, ref.gender):
            feats[key + "_gender"] = _agreement(character, ref.gender)
        elif ref.me and character.narrates:
            feats[key + "_me"] = 1.0
        if who in seen.lead_in.objects:
            feats["lead_in_object"] = 1.0
    if seen.beat_next and not seen.clues and who in seen.beat_next.ref.who:
        feats["beat_next"] = 1.0
    feats.update(_recency(seen, who, memory, pool, genders))
    if character.narrates and not any(clue.kind == "tag" for clue in seen.clues):
        feats["narrates"] = 1.0
    return feats


def _add_clue(
    feats: Features,
    clue: Clue,
    who: int,
    character: Character,
    genders: set[Gender],
    memory: Memory,
) -> None:
    ref: Ref = clue.ref
    if ref.me:
        feats[f"{clue.kind}_me"] = 1.0 if character.narrates else -1.0
    elif ref.who:
        if who in ref.who:
            sole = len(ref.who) == 1 or memory.resolve(ref.who) == who
            feats[clue.kind] = 1.0 if sole else 0.3
    elif ref.crowd:
        feats["crowd"] = 1.0
    elif ref.gender is not Gender.UNKNOWN:
        genders.add(ref.gender)
        name = f"{clue.kind}_{'noun' if ref.noun and not ref.voice else 'gender'}"
        feats[name] = _agreement(character, ref.gender)
        if character.narrates:
            feats["narrator_he"] = 1.0
    elif ref.noun:
        feats[f"{clue.kind}_unknown_noun"] = 1.0 if character.narrates else 0.0


def _recency(
    seen: Seen, who: int, memory: Memory, pool: Sequence[int], genders: set[Gender]
) -> Iterator[tuple[str, float]]:
    paragraph = seen.turn.paragraph
    order = memory.order.get(who)
    rank = sum(1 for n in pool if memory.order.get(n, -1) > (order if order is not None else -1))
    if order is None:
        yield "unseen", 1.0
    else:
        yield f"rank_{min(rank, 4)}", 1.0
        yield "distance", min(paragraph - memory.named[who], WINDOW) / 10
    if len(genders) == 1:
        gender = next(iter(genders))
        fitting = [n for n in pool if _agrees(memory.characters[n], gender)]
        if who in fitting and order is not None:
            place = sum(1 for n in fitting if memory.order.get(n, -1) > order)
            yield f"gender_rank_{min(place, 3)}", 1.0
            subject = memory.subject.get(who, -1)
            place = sum(1 for n in fitting if memory.subject.get(n, -1) > subject)
            yield f"gender_subject_{min(place, 3)}", 1.0
    if who in memory.talked_of and paragraph - memory.talked_of[who] <= 1:
        yield "talked_of", 1.0
    total = sum(memory.count[n] for n in pool) or 1
    yield "share", memory.count[who] / total


def follows(before: Seen, now: Seen, who: int, last: int) -> Features:
    """What speaks for `who` after `last` spoke."""
    if now.turn.continues:
        return {"continues": 1.0 if who == last else -1.0}
    if not _talk(before, now):
        return {}
    feats: Features = {}
    if who == last:
        feats[f"same_{now.manner}"] = 1.0
    if now.turn.gap <= 1:
        if who in before.addressed:
            feats["answers"] = 1.0
        elif who in before.told:
            feats["was_told"] = 1.0
        if last in now.addressed and who != last:
            feats["turns_to"] = 1.0
    return feats


def returns(before: Seen, now: Seen, *, near: bool) -> Features:
    """What speaks for whoever spoke two turns back, if somebody else spoke between.

    `near`: the turn two back belongs to the same stretch of talk.
    """
    if not near or now.turn.continues or not _talk(before, now):
        return {}
    return {f"back_{now.manner}": 1.0}


def _talk(before: Seen, now: Seen) -> bool:
    return before.turn.kind is Kind.DIALOGUE and now.turn.kind is Kind.DIALOGUE


def _agrees(character: Character, gender: Gender) -> bool:
    return character.gender is gender


def _agreement(character: Character, gender: Gender) -> float:
    if character.gender is gender:
        return 1.0
    return -1.0 if character.gender in (Gender.MALE, Gender.FEMALE) else 0.0
