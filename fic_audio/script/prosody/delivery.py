"""Lines -> how each is spoken, as the text tells it: whispered, shouted, thought, read out.

What tells: the tag beside a quotation (`manners`), capitals, exclamation marks, dots and dashes in
it, and what kind of words they are. Narration stays calm. In doubt so does speech: a manner that
is wrong disturbs more than one that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fic_audio.config import Direction
from fic_audio.model import (
    NARRATOR,
    SPOKEN_BY_CHARACTERS,
    Chapter,
    Character,
    Db,
    Delivery,
    Ending,
    Gender,
    Kind,
    Line,
    Style,
)
from fic_audio.script.prosody.manner_tags import (
    MannerTag,
    find_manner_after,
    find_manner_before,
    list_strangers,
)
from fic_audio.script.prosody.manners import delivery_named
from fic_audio.text.document import Document
from fic_audio.text.mentions import MentionIndex

CALM = Delivery()
MOST_PITCH = 3.0
LOUDEST, SOFTEST = 4.0, -8.0
FASTEST, SLOWEST = 1.15, 0.85
WIDEST, NARROWEST = 1.35, 0.55
MOST_EFFORT = 1.0
"""What several manners together come to at most: beyond that a voice is not the same person's."""

KINDS: Mapping[Kind, Delivery] = {
    # A thought is nearer, softer and calmer than speech; what is written is read out evenly.
    Kind.THOUGHT: Delivery(0.98, -0.3, Db(-1.5), Style.THOUGHT, 0.85, -0.35),
    Kind.LETTER: Delivery(0.97, 0.0, Db(0.0), Style.LETTER, 0.9),
}
MIND = Delivery(0.98, 0.0, Db(-1.0), Style.TELEPATHY, 0.9, -0.25)
EXCLAIMS = Delivery(1.02, 0.6, Db(1.0), range=1.12, effort=0.25)
EXCITED = Delivery(1.03, 1.0, Db(1.5), range=1.25, effort=0.4)
"""For "!!" and "?!"."""
HESITATES = Delivery(0.94)
TRAILS_OFF = Delivery(0.96, 0.0, Db(-0.7), effort=-0.15)
CUT_OFF = Delivery(1.03)

STRONGER = tuple(Style)
"""Of two styles at once the one that stands farther behind is heard: a whisper on the phone is
heard as on the phone."""

FAR = 160
"""Characters of narration behind which a tag is forgotten."""
BRIEF = 100
"""Characters up to which the end of a speech tells of all of it."""
SOFT = -1.9
"""Decibels from which on a tag makes a speech a quiet one, in which marks shout no more."""

_MINDS = re.compile(r"(::|//|<<|§|<|:|~)(?=\S).*(?<=\S)(?:::|//|>>|§|>|:|~)\W*$", re.DOTALL)
_VERY = re.compile(r"!!|\?!|!\?")
_ENDED = re.compile(r"[.!?…]+(?=\W|$)")
_TRAIL = re.compile(r"(?:…|\.\.+)\W*$")
_CUT = re.compile(r"(?:—|–|--|-)[\"'”’»*_\s]*$")
_HALTS = re.compile(r"(?:\w\s*(?:…|\.\.+)\s*\w)|\b(\w{1,3})[-–—](?=\1)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HUNG_UP = re.compile(
    r"\b(?:hung up|hangs up|hang up|line (?:went|goes|is|was) dead|(?:ended|ends|cut) the (?:call|"
    r"connection|line)|put (?:down )?the (?:phone|receiver)|disconnected|clicked off)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Speech:
    """Lines that are spoken in one manner: the parts of a quotation, and what its tags tell."""

    lines: list[Line]
    told: list[MannerTag]


def find_deliveries(
    chapter: Chapter,
    lines: Sequence[Line],
    characters: Sequence[Character],
    direction: Direction,
) -> Mapping[int, Delivery]:
    """How lines are spoken that are not spoken calmly, by where they begin; the speaker's own
    manner is no part of it (see `compose_deliveries`).

    plain: all are calm. light: half of what the text tells, no styles. full: all of it.
    """
    if direction == "plain":
        return {}
    text = chapter.text
    people = MentionIndex(characters)
    document = Document.of(text, [line.span for line in lines], people)
    document.by_word |= list_strangers(document)
    found: dict[int, Delivery] = {}
    phoning: set[str | None] = set()
    for item in _speeches(document, lines):
        if isinstance(item, Line):
            span = item.span
            ends = span.kind in (Kind.BREAK, Kind.HEADING)
            if phoning and (ends or _HUNG_UP.search(text, span.start, span.end)):
                phoning.clear()
            continue
        speaker = item.lines[0].speaker
        if speaker in (None, NARRATOR):
            continue
        told = [
            manner for tag in item.told if _fits(people, tag, speaker) for manner in tag.manners
        ]
        parts = [manner.delivery for manner in dict.fromkeys(told)]
        if any(part.style is Style.PHONE for part in parts):
            phoning.add(speaker)
        elif speaker in phoning and item.lines[0].span.kind is Kind.DIALOGUE:
            parts.append(delivery_named("phone"))
        delivery = _together(_of_its_kind(text, item) + parts + _of_its_marks(text, item, parts))
        delivery = delivery if direction == "full" else _halved(delivery)
        if delivery != CALM:
            found |= {line.span.start: delivery for line in item.lines}
    return found


def compose_deliveries(own: Delivery, told: Delivery | None) -> Delivery:
    """The manner of a speaker who for once speaks in another."""
    if told is None:
        return own
    return Delivery(
        round(own.rate * told.rate, 3),
        round(own.pitch + told.pitch, 2),
        Db(round(own.volume + told.volume, 2)),
        told.style,
        round(own.range * told.range, 3),
        _within(-MOST_EFFORT, own.effort + told.effort, MOST_EFFORT),
        max(own.emphasis, told.emphasis),
        own.ending if told.ending is Ending.PLAIN else told.ending,
        own.being,
        _within(0.0, own.sob + told.sob, 1.0),
        _within(0.0, own.laugh + told.laugh, 1.0),
    )


def _fits(people: MentionIndex, tag: MannerTag, speaker: str | None) -> bool:
    """Whether the subject of a tag may be the one who is held to speak."""
    if tag.subject is None:
        return True
    if tag.subject.who:
        return any(people.characters[number].name == speaker for number in tag.subject.who)
    own = next((each.gender for each in people.characters if each.name == speaker), Gender.UNKNOWN)
    return not own.excludes(tag.subject.gender)


def _speeches(document: Document, lines: Sequence[Line]) -> Iterator[_Speech | Line]:
    """The speeches of a chapter, and the lines between them."""
    speech: _Speech | None = None
    tagged = -1
    for at, line in enumerate(lines):
        if line.span.kind not in SPOKEN_BY_CHARACTERS:
            if speech and line.span.paragraph != speech.lines[-1].span.paragraph:
                yield speech
                speech = None
            yield line
            continue
        above = _narration(lines, at, -1)
        lead = find_manner_before(document, above.span.start, above.span.end) if above else None
        if lead and lead.place == tagged:
            lead = None  # it is the tag of the quotation before
        below = _narration(lines, at, 1)
        trail = find_manner_after(document, below.span.start, below.span.end) if below else None
        far = above is not None and above.span.end - above.span.start > FAR
        again = trail and trail.subject and speech and any(tag.subject for tag in speech.told)
        if speech and (lead or again or far or not _one(speech.lines[-1], line)):
            yield speech
            speech = None
        tagged = trail.place if trail else -1
        speech = speech or _Speech([], [])
        speech.lines.append(line)
        speech.told += [tag for tag in (lead, trail) if tag]
    if speech:
        yield speech


def _narration(lines: Sequence[Line], at: int, side: int) -> Line | None:
    """The narration of the same paragraph right beside a line."""
    there = at + side
    if not 0 <= there < len(lines) or lines[there].span.kind is not Kind.NARRATION:
        return None
    return lines[there] if lines[there].span.paragraph == lines[at].span.paragraph else None


def _one(last: Line, line: Line) -> bool:
    """Whether two lines are of one speech."""
    a, b = last.span, line.span
    if last.speaker != line.speaker or a.kind is not b.kind:
        return False
    return a.paragraph == b.paragraph or (a.quote is not None and a.quote == b.quote)


def _of_its_kind(text: str, speech: _Speech) -> list[Delivery]:
    span = speech.lines[0].span
    if span.kind in (Kind.DIALOGUE, Kind.THOUGHT) and _MINDS.match(text, span.start, span.end):
        return [MIND]
    return [KINDS[span.kind]] if span.kind in KINDS else []


def _of_its_marks(text: str, speech: _Speech, told: Sequence[Delivery]) -> list[Delivery]:
    """What capitals, exclamation marks, dots and dashes tell."""
    if speech.lines[0].span.kind is not Kind.DIALOGUE:
        return []
    said = " ".join(text[line.span.start : line.span.end].strip() for line in speech.lines)
    quiet = any(part.volume <= SOFT for part in told)
    loud = any(part.volume >= -SOFT for part in told)
    found = []
    if not quiet and not loud:
        if _in_capitals(said):
            found.append(delivery_named("shout"))
        elif 3 * said.count("!") >= 2 * len(_ENDED.findall(said)) > 0:
            found.append(EXCITED if _VERY.search(said) else EXCLAIMS)
    if len(said) <= BRIEF and _TRAIL.search(said):
        found.append(TRAILS_OFF)
    elif len(said) <= BRIEF and _CUT.search(said):
        found.append(CUT_OFF)
    if len(_HALTS.findall(said)) > len(said) // 120 and not any(part.rate < 1 for part in told):
        found.append(HESITATES)
    return found


def _in_capitals(said: str) -> bool:
    """Whether somebody shouts in capitals; "NASA" and "TV" are only written so."""
    many = [word for word in _WORD.findall(said) if len(word) > 1]
    loud = [word for word in many if word.isupper()]
    sure = len(loud) > 1 or any(len(word) > 5 for word in loud) or "!" in said
    return bool(loud) and sure and 2 * len(loud) > len(many) and sum(map(len, loud)) > 2


def _together(parts: Sequence[Delivery]) -> Delivery:
    """Several manners at once: the strongest of each, half of the others, within limits."""
    return Delivery(
        1 + _within(SLOWEST - 1, _sum([part.rate - 1 for part in parts]), FASTEST - 1),
        _within(-MOST_PITCH, _sum([part.pitch for part in parts]), MOST_PITCH),
        Db(_within(SOFTEST, _sum([float(part.volume) for part in parts]), LOUDEST)),
        max((part.style for part in parts), key=STRONGER.index, default=Style.NORMAL),
        1 + _within(NARROWEST - 1, _sum([part.range - 1 for part in parts]), WIDEST - 1),
        _within(-MOST_EFFORT, _sum([part.effort for part in parts]), MOST_EFFORT),
        sob=max((part.sob for part in parts), default=0.0),
        laugh=max((part.laugh for part in parts), default=0.0),
    )


def _sum(amounts: Sequence[float]) -> float:
    ranked = sorted(amounts, key=abs, reverse=True)
    return sum(ranked[:1]) + sum(ranked[1:]) / 2


def _within(low: float, amount: float, high: float) -> float:
    return round(min(max(amount, low), high), 3)


def _halved(whole: Delivery) -> Delivery:
    return Delivery(
        (1 + whole.rate) / 2,
        whole.pitch / 2,
        Db(whole.volume / 2),
        range=(1 + whole.range) / 2,
        effort=whole.effort / 2,
        sob=whole.sob / 2,
        laugh=whole.laugh / 2,
    )
