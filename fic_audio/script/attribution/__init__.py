"""Spans -> lines: who says what, how sure, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fic_audio.events import Advance, advance_silently
from fic_audio.model import NARRATOR, READ_OUT, Chapter, Character, Kind, Line, Span
from fic_audio.script.attribution import reasons
from fic_audio.script.attribution.candidates import TurnCandidates
from fic_audio.script.attribution.speaker_choice import Candidates, choose_speaker, rank_candidates

if TYPE_CHECKING:
    from fic_audio.script.attribution.network import Network
    from fic_audio.script.attribution.prepared_story import Known, PreparedStory
    from fic_audio.script.attribution.rerank import Reranker

UNREAD = frozenset({Kind.BREAK, Kind.NOTE})
"""What nobody reads aloud unless the listener asks for it."""
HIGHEST = 0.99
"""No reading of a text is certain."""
TOLD = "you said so"
"""The reason of a line that the listener corrected."""

SENT = 0.95
"""How sure the name before a line of a chat makes its writer."""
NOBODY = 0.5
"""How sure the narrator is where several speak, or somebody who is not known."""
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
    tier: str = "auto",
    network: Network | None = None,
    thorough: Reranker | None = None,
    advance: Advance = advance_silently,
) -> tuple[tuple[Line, ...], ...]:
    """Finds the speaker of every span of every chapter; the lines stand in the order of the spans.

    In a first-person story the character who tells it is marked as such (`Character.narrates`);
    where nobody fits, "I" is the narrator. What is `known` from the listener stands, and the turns
    around are decided in its light. `tier`: "default", "thorough" (asks the encoder where the
    network is unsure; EngineError where it is not installed), or "auto", the best there is.
    `network` and `thorough`: others than those that the package ships. `advance` is told how far
    the work has come.
    """
    # numpy comes with it: nobody pays for it who does not attribute.
    from fic_audio.script.attribution.again import Attribution

    found = Attribution(
        chapters,
        spans,
        characters,
        tier=tier,
        network=network,
        thorough=thorough,
        keeps=False,
    )
    return found.lines(known or {}, advance=advance)


def decide_quotations(
    prepared: PreparedStory, chapters: Sequence[Chapter], shares: Sequence[float]
) -> Iterator[dict[Span, Said]]:
    """What is decided of every quotation, chapter by chapter."""
    runs = pairwise(prepared.table.first.tolist())
    parts = zip(chapters, prepared.steps, prepared.letters, strict=True)
    for chapter, steps, letters in parts:
        found: dict[Span, Said] = {
            span: _alone(prepared.people[letter.who].name, letter.confidence, letter.why)
            for span, letter in letters.items()
        }
        before: reasons.Before | None = None
        spoke: list[int] = []
        for step in steps:
            low, high = next(runs)
            if before and before.context.turn.scene != step.context.turn.scene:
                before = None
                spoke.clear()
            called = before.context.addressed if before else ()
            mine = shares[low:high]
            share, who = choose_speaker(chapter.text, step, mine, prepared.people, spoke, called)
            told = dict(zip(step.candidates, mine, strict=True))
            said = _decide(chapter.text, step, who, share, told, prepared.people, before)
            spoke.append(who)
            found.update(dict.fromkeys(step.context.turn.quotes, said))
            before = reasons.Before(who, step.context)
        yield found


def _decide(
    text: str,
    step: TurnCandidates,
    who: int,
    share: float,
    shares: Mapping[int, float],
    people: Sequence[Character],
    before: reasons.Before | None,
) -> Said:
    best = step.context.best
    if best and best.kind == "tag" and not best.subject.who and step.known is None:
        told = reasons.quote_clue(text, best)
        nobody = rank_candidates((NARRATOR, NOBODY), shares, people)
        if best.subject.crowd:
            return NARRATOR, NOBODY, f"{told}: several speak as one", nobody
        if share <= 0:
            return NARRATOR, NOBODY, f"{told}: somebody who is not known", nobody
    why = reasons.reason(text, step.context, who, people, before)
    name, sure = people[who].name, round(min(share, HIGHEST), 2)
    return name, sure, why, rank_candidates((name, sure), shares, people)


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
    return narrate(span)


def narrate(span: Span) -> Line:
    """The line of a span that nobody says: the narrator reads it, or nobody does."""
    if span.kind in UNREAD:
        return Line(span, None)
    return Line(span, NARRATOR, candidates=READ_OUT)
