"""Spans -> lines: who says what, how sure, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fic_audio.model import NARRATOR, Chapter, Character, Kind, Line, Span
from fic_audio.script.attribute import narrator, reasons
from fic_audio.script.attribute.decode import Link, posteriors
from fic_audio.script.attribute.features import follows, returns
from fic_audio.script.attribute.memory import Memory
from fic_audio.script.attribute.page import Page
from fic_audio.script.attribute.rules import weigh
from fic_audio.script.attribute.walk import Step, Walk, Weigh
from fic_audio.script.roster import Roster

UNREAD = frozenset({Kind.BREAK, Kind.NOTE})
"""What nobody reads aloud unless the listener asks for it."""
TRUST = 0.75
"""By how much the scores are toned down before they are called probabilities: turns that depend on
each other count the same evidence twice. Chosen so that lines of confidence p are right p of the
time on novels the weights were not fitted on."""
HOPELESS = 6.0
"""Nats behind the best candidate of a turn from which its neighbours can't bring one back."""
HIGHEST = 0.99
"""No reading of a text is certain."""


def attribute(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
    weigh: Weigh = weigh,
    *,
    known: Mapping[tuple[int, int], str] | None = None,
    tier: str = "auto",
) -> tuple[tuple[Line, ...], ...]:
    """Finds the speaker of every span of every chapter; the lines stand in the order of the spans.

    In a first-person story the character who tells it is marked as such (`Character.narrates`);
    where nobody fits, "I" is the narrator. `weigh` turns what speaks for a candidate into a score
    in nats: the rules' own, or a model's.
    """
    roster = Roster(characters)
    pages = [
        Page.of(chapter.text, parts, roster) for chapter, parts in zip(chapters, spans, strict=True)
    ]
    people = list(characters)
    if not any(person.narrates for person in people) and narrator.first_person(pages):
        people.append(Character(NARRATOR, narrates=True))
    memory = Memory(people)
    read = tuple(_lines(page, memory, weigh) for page in pages)
    if not known:
        return read
    return tuple(
        tuple(
            replace(line, speaker=known[n, line.span.start], confidence=1.0, why="you said so")
            if (n, line.span.start) in known
            else line
            for line in lines
        )
        for n, lines in enumerate(read)
    )


def _lines(page: Page, memory: Memory, weigh: Weigh) -> tuple[Line, ...]:
    decided: dict[Span, Line] = {}
    for scene in Walk(page, memory, weigh).scenes:
        previous: int | None = None
        for step, shares in zip(scene, decide(scene, weigh), strict=True):
            who = max(shares, key=lambda n: shares[n])
            line = _line(page, memory, step, who, shares[who], previous)
            decided.update((span, Line(span, *line)) for span in step.seen.turn.quotes)
            previous = who
    return tuple(
        decided.get(span) or Line(span, None if span.kind in UNREAD else NARRATOR)
        for span in page.spans
    )


def decide(scene: Sequence[Step], weigh: Weigh) -> list[dict[int, float]]:
    """The probability of each candidate of each turn of a scene, all turns weighed together."""
    scores = []
    for step in scene:
        all_scores = {who: TRUST * weigh(features) for who, features in step.emissions.items()}
        least = max(all_scores.values()) - HOPELESS
        scores.append({who: score for who, score in all_scores.items() if score >= least})
    links = [Link({}, 0.0)]
    for place in range(1, len(scene)):
        before, now = scene[place - 1], scene[place]
        follow = {
            (last, who): TRUST * weigh(follows(before.seen, now.seen, who, last))
            for last in scores[place - 1]
            for who in scores[place]
        }
        links.append(Link(follow, TRUST * weigh(returns(before.seen, now.seen, near=now.near))))
    return posteriors(scores, links)


def _line(
    page: Page, memory: Memory, step: Step, who: int, share: float, previous: int | None
) -> tuple[str, float, str]:
    """Speaker, confidence and reason of a turn."""
    best = step.seen.best
    if best and best.kind == "tag" and best.ref.crowd and not best.ref.who:
        return NARRATOR, 0.5, f"{reasons.quoted(page, best)}: several speak as one"
    name = memory.characters[who].name
    why = reasons.reason(page, step.seen, who, memory.characters, previous)
    return name, round(min(share, HIGHEST), 2), why
