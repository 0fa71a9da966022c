"""Who says "I" in a first-person story, and who is "you" in a second-person one.

Tellers may take turns: a chapter headed "Idris's POV" is his, a line "BETTANY" gives the word to
her, and where nothing says so, "I" is whom the others call by name there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from fic_audio.model import Chapter, Character, Kind, Span
from fic_audio.script.attribution.grammatical_person import find_persons
from fic_audio.script.attribution.self_introductions import (
    find_answered_names,
    find_own_names,
    is_mine,
)
from fic_audio.script.attribution.teller_labels import find_labels, is_reader, read_label
from fic_audio.script.attribution.turn_context import read_contexts
from fic_audio.text.document import (
    NOBODY_TELLS,
    Document,
    Documents,
    Telling,
    Turn,
    split_turns,
)
from fic_audio.text.wordlists import I_WORDS

YOU_NAME = "You"
"""Who speaks as "you", where nothing tells a name."""


@dataclass(slots=True)
class _Part:
    """A stretch of a chapter that one person tells, and what it says of who that may be."""

    chapter: int
    start: int
    label: int | None = None
    """Whom a line at its head gives the word."""
    sure: bool = False
    """That line says so outright."""
    called: Counter[int] = field(default_factory=Counter)
    talked_of: Counter[int] = field(default_factory=Counter)
    named: Counter[int] = field(default_factory=Counter)
    speaks: Counter[int] = field(default_factory=Counter)
    """Who is said by name to speak: not the teller."""

    def against(self, who: int) -> bool:
        """Whether the narration tells of somebody as of another person."""
        return self.speaks[who] > 0 and self.named[who] > 1 and self.named[who] > self.called[who]


def find_narrators(
    chapters: Sequence[Chapter],
    spans: Sequence[Sequence[Span]],
    characters: Sequence[Character],
    documents: Documents,
    among: Collection[int] | None = None,
) -> list[Telling]:
    """Who tells each chapter, and gives it to the `documents`. `among`: those who may tell; all."""
    told = find_persons(chapters, spans)
    if not any(told):
        return [NOBODY_TELLS] * len(chapters)
    # The words for the teller first: what is read off a page depends on them.
    documents.told_by([Telling(me or I_WORDS) for me in told])
    parts: list[_Part] = []
    for number, chapter in enumerate(chapters):
        if told[number] is not None:
            parts += _parts(documents[number], chapter, number)
    # A letter may fill a chapter of a story that nobody tells.
    mostly = 2 * sum(me is not None for me in told) > len(told)
    starts: list[list[int]] = [[] for _ in told]
    tellers: list[list[int | None]] = [[] for _ in told]
    for part, who in zip(parts, _tellers(parts, characters, among), strict=True):
        if who is not None or mostly:
            starts[part.chapter].append(part.start)
            tellers[part.chapter].append(who)
    tellings = [
        Telling(me or I_WORDS, tuple(own), tuple(who))
        for me, own, who in zip(told, starts, tellers, strict=True)
    ]
    documents.told_by(tellings)
    return tellings


def mark_narrators(characters: Sequence[Character], tellings: Sequence[Telling]) -> list[Character]:
    """Marks the characters who tell the story or a part of it."""
    tell = {who for telling in tellings for who in telling.who}
    return [
        replace(person, narrates=True) if number in tell else person
        for number, person in enumerate(characters)
    ]


def _parts(document: Document, chapter: Chapter, number: int) -> Iterator[_Part]:
    """The parts of a chapter: another begins with each line that gives somebody the word."""
    title, sure = read_label(document.roster, chapter.title)
    parts = [_Part(number, 0, title, sure)]
    parts += [_Part(number, *label) for label in find_labels(document)]
    _read(document, parts)
    yield from parts


def _read(document: Document, parts: Sequence[_Part]) -> None:
    """Counts in each part whom the others call by name, and of whom the narration tells."""
    starts = [part.start for part in parts]
    telling = Telling(starts=tuple(starts), who=tuple(range(len(parts))))
    asked: Turn | None = None
    for turn in split_turns(document.spans):
        part = parts[telling.at(turn.quotes[0].start) or 0]
        for seen in read_contexts(document, turn):
            if asked:
                # "Your name?" I ask. "Mara.": that is hers.
                seen.addressed.difference_update(find_answered_names(document, asked, seen.turn))
            asked = seen.turn
            best = seen.best
            mine = best is not None and best.subject.me and best.kind != "later"
            if mine and best and best.kind in ("tag", "lead"):
                part.called.update(find_own_names(document, turn))
                part.called.subtract(seen.addressed)
            elif not mine:
                part.called.update(seen.addressed)
            part.talked_of.update(seen.quoted)
            if best and best.kind == "tag" and len(best.subject.who) == 1:
                part.speaks.update(best.subject.who)
    for span in document.spans:
        if span.kind is not Kind.NARRATION:
            continue
        part = parts[telling.at(span.start) or 0]
        for mention in document.named(span.start, span.end):
            if is_mine(document, mention, span.start, span.end):
                part.called.update(dict.fromkeys(mention.who, 4))
            else:
                part.named.update(mention.who)


def _tellers(
    parts: Sequence[_Part], characters: Sequence[Character], among: Collection[int] | None
) -> list[int | None]:
    """Who tells each part: whom its label names, else whom the others call by name in all that
    bears no label; where the narration tells of that one as of somebody else, who is called there,
    or the one other teller, or nobody who is known."""
    allowed = set(range(len(characters)) if among is None else among)
    set_down = [n for n in sorted(allowed) if is_reader(characters[n])]
    named_after = _named_after(parts)
    labels = [
        part.label if part.label in allowed and (part.sure or named_after) else None
        for part in parts
    ]
    open_ = [part for part, label in zip(parts, labels, strict=True) if label is None]
    if set_down:
        usual: int | None = set_down[0]
    elif among is not None and len(allowed) == 1:
        usual = next(iter(allowed))
    else:
        usual = _best(open_, allowed)
    if usual is None and len(open_) > 1:
        # Each tells of the other by name, so that no one is it all over.
        own = _each_alone(open_, allowed)
        found_alone = dict(zip(map(id, open_), own, strict=True))
        labels = [
            found_alone.get(id(part)) if label is None else label
            for part, label in zip(parts, labels, strict=True)
        ]
    tellers = {label for label in labels if label is not None} | {usual} - {None}
    found: list[int | None] = []
    for part, label in zip(parts, labels, strict=True):
        who = label
        if who is None:
            before = found[-1] if found else None
            follows = bool(tellers - {usual, None}) and before is not None and part.start > 0
            who = before if follows and before is not None else usual
            if who is None:
                left = [n for n in tellers if n is not None and not part.named[n]]
                who = left[0] if len(left) == 1 else None
            if who is not None and not set_down and part.named[who] > part.called[who]:
                others = _unnamed(part, allowed) - {who}
                other = _best([part], others, least=2)
                if other is None and part.against(who):
                    other = _only(part, others)
                if other is not None:
                    who = other
                elif part.against(who):
                    left = [n for n in tellers if n is not None and not part.against(n)]
                    who = left[0] if len(left) == 1 else None
        found.append(who)
    return found


def _each_alone(parts: Sequence[_Part], allowed: Collection[int]) -> list[int | None]:
    """Who tells each part, by that part alone: who is called by name twice, or once without a
    rival where the tellers so found tell of each other by name."""
    own = [_unnamed(part, allowed) for part in parts]
    twice = [_best([part], open_, least=2) for part, open_ in zip(parts, own, strict=True)]
    once = [
        _only(part, open_) if who is None else who
        for part, open_, who in zip(parts, own, twice, strict=True)
    ]
    told_of = {
        n
        for part, who in zip(parts, once, strict=True)
        if who is not None
        for n in part.named
        if part.named[n]
    }
    tellers = set(once) - {None}
    return once if len(tellers) > 1 and tellers <= told_of else twice


def _only(part: _Part, among: Collection[int]) -> int | None:
    """The only one whom the others call by name."""
    called = [n for n in among if part.called[n] > 0]
    return called[0] if len(called) == 1 else None


def _unnamed(part: _Part, allowed: Collection[int]) -> set[int]:
    """Who is called by name there, and never named in the narration."""
    return {n for n in part.called if n in allowed and not part.named[n]}


def _named_after(parts: Sequence[_Part]) -> bool:
    """Whether a name alone at the head of a chapter gives its bearer the word: most chapters have
    one, and none of them tells of its bearer. One chapter may well be called after somebody."""
    bear = [part for part in parts if part.label is not None and not part.sure]
    open_ = sum(part.label is None for part in parts)
    telling = [part for part in bear if part.named[part.label or 0] < 2]
    return len(bear) > 1 and len(bear) > open_ and len(telling) > 0.8 * len(bear)


def _best(parts: Sequence[_Part], allowed: Collection[int], least: int = 1) -> int | None:
    """Whoever is called by name in what others say, and hardly ever named in the narration, since
    there he or she is "I"."""
    called: Counter[int] = Counter()
    talked_of: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for part in parts:
        called.update(part.called)
        talked_of.update(part.talked_of)
        named.update(part.named)
    ranked = [n for n in called if n in allowed and called[n] >= least]
    best = max(
        ranked,
        key=lambda n: 2 * called[n] + min(called[n], talked_of[n]) - 2 * named[n],
        default=None,
    )
    return None if best is None or called[best] < named[best] else best
