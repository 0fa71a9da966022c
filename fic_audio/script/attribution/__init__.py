"""Spans -> lines: who says what, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fic_audio.events import Advance, advance_silently
from fic_audio.model import (
    NARRATOR,
    READ_OUT,
    SPOKEN_BY_CHARACTERS,
    Chapter,
    Character,
    Kind,
    Line,
    Span,
)
from fic_audio.script.attribution import confidence, reasons
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.speaker_choice import Candidates, choose_speaker, rank_candidates

if TYPE_CHECKING:
    from fic_audio.script.attribution.network import Network
    from fic_audio.script.attribution.prepared_story import Known, PreparedStory
    from fic_audio.text.dialogue_tags import DialogueTag

UNREAD = frozenset({Kind.BREAK, Kind.NOTE})
"""What nobody reads aloud unless the listener asks for it."""
HIGHEST = 0.99
"""No reading of a text is certain."""
TOLD = "you said so"
"""The reason of a line that the listener corrected."""

UNFOUND = "nobody was found who may say it"
"""The reason of a line in a story where nobody is named or described."""
SPEECH = SPOKEN_BY_CHARACTERS - {Kind.LETTER}
"""Kinds of spans that somebody must say, known or not; a letter may be read out by the narrator."""

SENT = 0.95
"""How sure the name before a line of a chat makes its writer."""
NOBODY = 0.5
"""How sure the narrator is where several speak, or somebody who is not known."""
THEY = 0.9
"""The least share of one person whom "they" may mean."""
MARKED = 0.9
"""How sure marks that one person alone speaks in make the speaker."""

Said = tuple[str, float, str, Candidates]
"""Speaker, confidence, reason and candidates."""


def attribute_speakers(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
    *,
    known: Known | None = None,
    network: Network | None = None,
    advance: Advance = advance_silently,
) -> tuple[tuple[Line, ...], ...]:
    """Finds the speaker of every span of every chapter; the lines stand in the order of the spans.

    In a first-person story the character who tells it is marked as such (`Character.narrates`);
    where nobody fits, "I" is the narrator. What is `known` from the listener stands, and the turns
    around are decided in its light. `network`: another than the one that the package ships.
    `advance` is told how far the work has come.
    """
    # numpy comes with it: nobody pays for it who does not attribute.
    from fic_audio.script.attribution.again import Attribution

    found = Attribution(chapters, spans, characters, network=network, keeps=False)
    return found.lines(known or {}, advance=advance)


class Decided(NamedTuple):
    """The choice of a turn, and what was known then."""

    chapter: int
    step: TurnCandidates
    who: int
    share: float
    """What the network and the tag give the one chosen; 0: nobody who is known."""
    shares: dict[int, float]
    before: reasons.Before | None
    clues: confidence.Row


def decide_turns(
    prepared: PreparedStory, shares: Sequence[float], texts: Sequence[str]
) -> Iterator[Decided]:
    """Who says each turn of each chapter."""
    runs = list(pairwise(prepared.table.first.tolist()))
    scenes = prepared.table.scene.tolist()
    tops = [max(shares[low:high]) for low, high in runs]
    turn = 0
    for chapter, (text, steps) in enumerate(zip(texts, prepared.steps, strict=True)):
        before: reasons.Before | None = None
        spoke: list[int] = []
        for step in steps:
            low, high = runs[turn]
            if before and before.context.turn.scene != step.context.turn.scene:
                before = None
                spoke.clear()
            called = before.context.addressed if before else ()
            mine = shares[low:high]
            share, who = choose_speaker(text, step, mine, prepared.people, spoke, called)
            told = dict(zip(step.candidates, mine, strict=True))
            cell = low + step.candidates.index(who)
            tagged = float(prepared.table.cells[cell, confidence.TAGGED])
            goes_on = turn + 1 < len(runs) and scenes[turn + 1] == scenes[turn]
            beside = tops[turn - 1] if before else 1.0, tops[turn + 1] if goes_on else 1.0
            row = confidence.clues(step, (who, share), told, prepared.people, spoke, tagged, beside)
            yield Decided(chapter, step, who, share, told, before, row)
            spoke.append(who)
            before = reasons.Before(who, step.context)
            turn += 1


def decide_quotations(
    prepared: PreparedStory, chapters: Sequence[Chapter], shares: Sequence[float]
) -> Iterator[dict[Span, Said]]:
    """What is decided of every quotation, chapter by chapter."""
    texts = [chapter.text for chapter in chapters]
    found: list[dict[Span, Said]] = [
        {
            span: _alone(prepared.people[letter.who].name, letter.confidence, letter.why)
            for span, letter in letters.items()
        }
        for letters in prepared.letters
    ]
    for one in decide_turns(prepared, shares, texts):
        said = _decide(texts[one.chapter], one, prepared.people)
        found[one.chapter].update(dict.fromkeys(one.step.context.turn.quotes, said))
    yield from found


def _decide(text: str, one: Decided, people: Sequence[Character]) -> Said:
    context = one.step.context
    best = context.best
    if best and best.kind == "tag" and not best.subject.who and one.step.known is None:
        told = reasons.quote_clue(text, best)
        nobody = rank_candidates((NARRATOR, NOBODY), one.shares, people)
        if best.subject.crowd and not _one_alone(one, best):
            return NARRATOR, NOBODY, f"{told}: several speak as one", nobody
        if one.share <= 0:
            return NARRATOR, NOBODY, f"{told}: somebody who is not known", nobody
    why = reasons.reason(text, context, one.who, people, one.before)
    sure = one.share if one.step.known is not None else confidence.confidence(one.clues)
    name, sure = people[one.who].name, round(min(sure, HIGHEST), 2)
    return name, sure, why, rank_candidates((name, sure), one.shares, people)


def _one_alone(one: Decided, they: DialogueTag) -> bool:
    """Whether "they" are the one person who acts beside the same quotations: 'Wren shrugs. "No,"
    they say.'"""
    acts = {clue.subject.who for clue in one.step.context.clues if clue.subject.who}
    return acts == {(one.who,)} and not they.subject.noun and one.share >= THEY


def _alone(name: str, sure: float, why: str) -> Said:
    return name, sure, why, ((name, sure),)


def line_of(
    span: Span, said: Mapping[Span, Said], told: str | None, sender: str | None, owner: str | None
) -> Line:
    if told is not None:
        return Line(span, *_alone(told, 1.0, TOLD))
    if sender is not None:
        return Line(span, *_alone(sender, SENT, f"the line bears the name of {sender}"))
    if owner is not None:
        return Line(span, *_alone(owner, MARKED, f"only {owner} speaks in such marks"))
    if span in said:
        return Line(span, *said[span])
    if span.kind in SPEECH:
        return Line(span, *_alone(NARRATOR, NOBODY, UNFOUND))
    return narrate(span)


def narrate(span: Span) -> Line:
    """The line of a span that nobody says: the narrator reads it, or nobody does."""
    if span.kind in UNREAD:
        return Line(span, None)
    return Line(span, NARRATOR, candidates=READ_OUT)
