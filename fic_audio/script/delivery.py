"""Lines -> how each is spoken, as the text tells it: whispered, shouted, thought, read out.

What tells: the tag beside a quotation (`manners`), capitals, exclamation marks, dots and dashes in
it, and what kind of words they are. Narration stays calm. In doubt so does speech: a manner that
is wrong disturbs more than one that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fic_audio.config import Direction
from fic_audio.model import (
    NARRATOR,
    SPOKEN_BY_CHARACTERS,
    Character,
    Chapter,
    Db,
    Delivery,
    Gender,
    Kind,
    Line,
    Style,
)
from fic_audio.script.lexicon import SUBJECT_PRONOUNS
from fic_audio.script.manners import Manner, Told, after, before, table

CALM = Delivery()
MOST_PITCH = 3.0
LOUDEST, SOFTEST = 4.0, -8.0
FASTEST, SLOWEST = 1.15, 0.85
"""What several manners together come to at most: beyond that a voice is not the same person's."""

KINDS: Mapping[Kind, Delivery] = {
    # A thought is nearer and calmer than speech; what is written is read out evenly.
    Kind.THOUGHT: Delivery(0.98, -0.3, Db(-1.5), Style.THOUGHT),
    Kind.LETTER: Delivery(0.97, 0.0, Db(0.0), Style.LETTER),
    Kind.MESSAGE: Delivery(style=Style.LETTER),
}
MIND = Delivery(0.98, 0.0, Db(-1.0), Style.TELEPATHY)
EXCLAIMS = Delivery(1.02, 0.6, Db(1.0))
EXCITED = Delivery(1.03, 1.0, Db(1.5))
"""For "!!" and "?!"."""
HESITATES = Delivery(0.94)
TRAILS_OFF = Delivery(0.96, 0.0, Db(-0.7))
CUT_OFF = Delivery(1.03)

SOFT = -1.9
"""Decibels from which on a tag makes a speech a quiet one, in which marks shout no more."""

_MINDS = re.compile(r"(::|//|<<|§|<|:|~)(?=\S).*(?<=\S)(?:::|//|>>|§|>|:|~)\W*$", re.DOTALL)
_EXCLAIMED = re.compile(r"!")
_VERY = re.compile(r"!!|\?!|!\?")
_ENDED = re.compile(r"[.!?…]+")
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
    """Lines that are spoken in one manner: the parts of a quotation, as a rule."""

    lines: list[Line] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def deliveries(
    chapter: Chapter,
    lines: Sequence[Line],
    characters: Sequence[Character],
    direction: Direction,
) -> Mapping[int, Delivery]:
    """How lines are spoken that are not spoken calmly, by where they begin, apart from the manner
    of who speaks.

    plain: nothing is. light: half of what the text tells, no styles. full: all of it.
    """
    if direction == "plain":
        return {}
    people = {character.name: character for character in characters}
    found: dict[int, Delivery] = {}
    phoning: set[str | None] = set()
    for speech in _speeches(chapter.text, lines):
        if isinstance(speech, Line):
            if speech.span.kind in (Kind.BREAK, Kind.HEADING) or _HUNG_UP.search(
                chapter.text, speech.span.start, speech.span.end
            ):
                phoning.clear()
            continue
        first = speech.lines[0]
        if first.speaker in (None, NARRATOR):
            continue
        manners = _manners(speech, people)
        delivery = _spoken(chapter.text, speech, manners)
        if delivery.style is Style.PHONE:
            phoning.add(first.speaker)
        elif first.speaker in phoning and delivery.style is Style.NORMAL:
            delivery = _limited(delivery, table_style(Style.PHONE))
        delivery = delivery if direction == "full" else _halved(delivery)
        if delivery != CALM:
            found |= {line.span.start: delivery for line in speech.lines}
    return found


def composed(own: Delivery, told: Delivery) -> Delivery:
    """The manner of somebody who speaks in another manner for once."""
    return Delivery(
        own.rate * told.rate, own.pitch + told.pitch, Db(own.volume + told.volume), told.style
    )


def table_style(style: Style) -> Delivery:
    return next(m.delivery for m in table().manners if m.delivery.style is style)
