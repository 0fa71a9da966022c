"""Questions whose answers improve a story, most useful first: people, lines, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Metadata
from fic_audio.production.script import Script
from fic_audio.project.line_corrections import Index, text_of
from fic_audio.project.values import OneLiner, Question, Sample, SayAs, TaggedSilent, WhoIs, WhoSays
from fic_audio.script.characters.header_names import read_listed_names
from fic_audio.script.pronounce.doubts import Doubt
from fic_audio.script.unsure import count_nameless, is_unsure, known_by

FEW = 2
"""Most lines of a person who may be a mistake for another, or not a person."""
SAMPLES, LONGEST = 3, 240
"""Most lines shown as samples, and most characters of one."""


def questions(script: Script, index: Index, doubts: Sequence[Doubt]) -> Iterator[Question]:
    """All open questions: first who the people are, since one answer settles many lines; then who
    says the doubtful lines, the most doubtful first; then how names are pronounced."""
    asked = set()
    spoken = [line for lines in script.lines for line in lines]
    for name, count in count_nameless(script.characters, spoken):
        asked.add(name)
        yield WhoIs(name, count, samples(script, index, name))
    yield from _one_liners(script, index, asked)
    yield from _silent(script)
    yield from _lines(script, index)
    for doubt in doubts:
        yield SayAs(doubt.name, doubt.lines, doubt.said, doubt.meant)


def samples(script: Script, index: Index, person: str) -> tuple[Sample, ...]:
    """Some of a person's lines: the longest first, those that are too long last."""
    found = [
        (text_of(script.story, chapter, line), (chapter, line.span.start))
        for chapter, lines in enumerate(script.lines)
        for line in lines
        if line.speaker == person
    ]
    best = sorted(found, key=lambda each: (len(each[0]) > LONGEST, -len(each[0])))
    return tuple(Sample(index.id(at), text) for text, at in best[:SAMPLES] if text)


def quotations(script: Script, person: str) -> int:
    """Number of quotations of a person, their parts counted once."""
    found = set()
    for chapter, lines in enumerate(script.lines):
        for line in lines:
            if line.speaker == person:
                quote = line.span.quote
                found.add((chapter, quote if quote is not None else -1 - line.span.start))
    return len(found)


def _one_liners(script: Script, index: Index, asked: set[str]) -> Iterator[OneLiner]:
    """Those with hardly a line whom the listener has neither set down nor named in a line."""
    said = set(script.corrections.known.values())
    by_lines = []
    for person in script.characters:
        known = person.name in asked or person.name in said or known_by(person)
        count = 0 if known or person.name == NARRATOR else quotations(script, person.name)
        if 0 < count <= FEW:
            by_lines.append(OneLiner(person.name, count, samples(script, index, person.name)))
    yield from sorted(by_lines, key=lambda each: each.lines)


def _silent(script: Script) -> Iterator[TaggedSilent]:
    """The names in the file's list of characters whose bearers never speak."""
    speak = {line.speaker for lines in script.lines for line in lines}
    names = {
        name.casefold()
        for person in script.characters
        if person.name in speak
        for name in person.names()
    }
    story = script.story.metadata
    for entry in story.characters:
        alone = Metadata(characters=(entry,), fandoms=story.fandoms)
        for one in read_listed_names(alone):
            forms = (" ".join(name).casefold() for name in (one.name, *one.nicknames))
            if names.isdisjoint(forms):
                yield TaggedSilent(" ".join(one.name))


def _lines(script: Script, index: Index) -> Iterator[WhoSays]:
    """The doubtful lines, all parts of a quotation as one."""
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    sure: dict[tuple[int, int], float] = {}
    for chapter, lines in enumerate(script.lines):
        for line in lines:
            at = chapter, line.span.start
            if at not in index.correctable or line.span.kind not in SPOKEN_BY_CHARACTERS:
                continue
            quote = line.span.quote
            group = chapter, quote if quote is not None else -1 - line.span.start
            groups[group].append(index.id(at))
            if is_unsure(line, script.threshold) and at not in script.corrections.known:
                sure[group] = min(line.confidence, sure.get(group, 1.0))
    for group in sorted(sure, key=lambda group: sure[group]):
        yield WhoSays(tuple(groups[group]), sure[group])
