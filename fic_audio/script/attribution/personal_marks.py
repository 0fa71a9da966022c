"""Speech in marks of its own that one person alone uses -> whose it is, with or without a tag.

The spider speaks in brackets, Death in capitals, the sister signs between equals signs: where tags
name one person for such marks and nobody else, and lines in them hardly ever answer each other, all
of them are that person's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fic_audio.model import Chapter, Character, Kind, Span
from fic_audio.script.attribution.candidates import TurnCandidates

_SIGNS = frozenset("[{<=/|^#:~§+‹¦¤")
_FEWEST = 2
_ANSWERS = 0.25
"""Share of the lines in such marks that may go on with the one before, rather than answer it."""

_Place = tuple[int, TurnCandidates]


def find_personal_marks(
    chapters: Sequence[Chapter],
    steps: Sequence[Sequence[TurnCandidates]],
    people: Sequence[Character],
) -> Mapping[tuple[int, int], str]:
    """(chapter, where a span begins) -> the main name of the one who speaks in its marks; only for
    lines that no tag gives to anybody by name."""
    by_mark: dict[str, list[_Place]] = defaultdict(list)
    answers: Counter[str] = Counter()
    for number, (chapter, read) in enumerate(zip(chapters, steps, strict=True)):
        marks = [_mark(chapter, step.context.turn.quotes) for step in read]
        for mark, step in zip(marks, read, strict=True):
            if mark:
                by_mark[mark].append((number, step))
        for (one, before), (other, step) in pairwise(zip(marks, read, strict=True)):
            near = step.context.turn.paragraph - before.context.turn.last
            answers[one] += one == other and near == 1
    return {
        (number, quote.start): people[owner].name
        for mark, places in by_mark.items()
        if answers[mark] <= _ANSWERS * (len(places) - 1)
        for owner in _owner(places, people)
        for number, step in places
        if not _named(step)
        for quote in step.context.turn.quotes
    }


def _owner(places: Sequence[_Place], people: Sequence[Character]) -> Iterator[int]:
    """The one whom the tags of such lines name."""
    named = {who for _, step in places for who in _named(step)}
    if len(places) < _FEWEST or len(named) != 1:
        return
    owner = named.pop()
    known = people[owner].gender
    for _, step in places:
        best = step.context.best
        if best is None or best.kind != "tag" or best.subject.who:
            continue
        other = known.excludes(best.subject.gender)
        if other or best.subject.crowd or (best.subject.me and not people[owner].narrates):
            return
    yield owner


def _named(step: TurnCandidates) -> frozenset[int]:
    best = step.context.best
    return frozenset(best.subject.who) if best and best.kind == "tag" else frozenset()


def _mark(chapter: Chapter, quotes: Sequence[Span]) -> str:
    """The marks of its own that a turn stands in; empty for the usual ones."""
    marks = {_of(chapter, quote) for quote in quotes if quote.kind is Kind.DIALOGUE}
    return marks.pop() if len(marks) == 1 else ""


def _of(chapter: Chapter, quote: Span) -> str:
    said = chapter.text[quote.start : quote.end].strip()
    bare = said.lstrip("*_")
    if bare[:1] in _SIGNS:
        return bare[0]
    if said != bare and said[-1:] in "*_":
        return said[: len(said) - len(bare)]
    if said[:1].isalnum() and said.isupper():
        return "capitals"
    return ""
