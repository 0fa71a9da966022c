"""Corrections of lines -> the corrections of a story, and the lines that each one covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fic_audio.errors import SheetError, UsageError, did_you_mean
from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Character, Kind, Line, Story
from fic_audio.production.script import Script
from fic_audio.project.ids import line_ids
from fic_audio.project.values import Scope
from fic_audio.script.sheet import Corrections
from fic_audio.script.sheet.correct import with_parts
from fic_audio.script.sheet.rows import fold, places

NEAR = 3
"""Greatest distance between two lines of one conversation, in paragraphs."""

At = tuple[int, int]
"""Place of a line: its chapter, from 0, and the character at which it starts."""


@dataclass(frozen=True, slots=True)
class Index:
    """The ids of a story's lines and their places. Neither changes with the speakers."""

    ids: tuple[tuple[str, ...], ...]
    at: Mapping[str, At]
    place: Mapping[At, tuple[int, int]]
    """Chapter and number of the line at a place, both from 0."""
    correctable: frozenset[At]
    """The lines that a sheet shows."""

    @classmethod
    def of(cls, script: Script) -> Index:
        story = script.story
        ids = line_ids(story.chapters, script.lines)
        at: dict[str, At] = {}
        place: dict[At, tuple[int, int]] = {}
        for chapter, lines in enumerate(script.lines):
            for nth, line in enumerate(lines):
                at[ids[chapter][nth]] = chapter, line.span.start
                place[chapter, line.span.start] = chapter, nth
        shown = places(story.chapters, [[line.span for line in lines] for lines in script.lines])
        return cls(ids, at, place, frozenset(each.at for each in shown))

    def line(self, script: Script, at: At) -> Line:
        chapter, nth = self.place[at]
        return script.lines[chapter][nth]

    def id(self, at: At) -> str:
        chapter, nth = self.place[at]
        return self.ids[chapter][nth]

    def find(self, name: str) -> At:
        """The place of the line with this id. Raises UsageError."""
        if name not in self.at:
            raise UsageError(
                f'no line has the id "{name}"; list the lines again, the story may have changed'
            )
        return self.at[name]


def find_name(name: str, characters: Sequence[Character]) -> str:
    """The main name of the person with this name; empty if there is none. Raises SheetError if
    several people share the name."""
    mains = {fold(each.name): each.name for each in characters} | {NARRATOR: NARRATOR}
    if main := mains.get(fold(name)):
        return main
    bear = [each.name for each in characters if fold(name) in map(fold, each.names())]
    if len(bear) > 1:
        raise SheetError(f'"{name}" is a name of {" and ".join(bear)}; use a main name')
    return bear[0] if bear else ""


def resolve_name(name: str, characters: Sequence[Character]) -> str:
    """The main name of the person with this name. Raises SheetError if there is none."""
    if found := find_name(name, characters):
        return found
    hint = did_you_mean(name, [each.name for each in characters])
    raise SheetError(f'nobody in the story is called "{name}"{hint}')


def make_corrections(
    script: Script,
    index: Index,
    changes: Mapping[At, str | None],
    drops: Sequence[str] = (),
) -> Corrections:
    """The corrections of a script with these changes: a speaker for each line, or None to remove
    its correction. A correction of one part of a quotation applies to all parts. `drops`: people
    who leave the sheet's cast if they have no line."""
    before = script.corrections
    said = {at: before.known[at] for at in before.yours}
    for at in changes:
        for part in parts_of(script, index, at):
            said.pop(part, None)
    said |= {at: name for at, name in changes.items() if name is not None}
    own = [name for name in before.own if name not in drops or name in said.values()]
    known = {person.name for person in script.characters} | {NARRATOR}
    new = [person for person in before.new if person.name not in drops or person.name in own]
    for name in dict.fromkeys(said.values()):
        if name not in known:
            own.append(name)
            new.append(Character(name, why="set down in the sheet"))
    spans = [[line.span for line in lines] for lines in script.lines]
    parts = with_parts(said, list(places(script.story.chapters, spans)))
    return Corrections(parts, frozenset(said), before.lost, tuple(new), tuple(own))


def parts_of(script: Script, index: Index, at: At) -> Iterator[At]:
    """A line and the other parts of its quotation."""
    line = index.line(script, at)
    if line.span.quote is None:
        yield at
        return
    for other in script.lines[at[0]]:
        if other.span.quote == line.span.quote:
            yield at[0], other.span.start


def lines_in_scope(
    script: Script, index: Index, ids: Sequence[str], scope: Scope
) -> tuple[At, ...]:
    """The lines that a correction of these lines covers. Raises UsageError for unknown ids, and for
    lines that cannot have a speaker."""
    found: dict[At, None] = {}
    for name in ids:
        at = index.find(name)
        if at not in index.correctable:
            raise UsageError(
                f'the line "{name}" is a note or a heading and has no speaker; choose another line'
            )
        found[at] = None
        if scope is Scope.EXCHANGE:
            found.update(dict.fromkeys(_exchange(script, index, at)))
        elif scope is Scope.REASON:
            found.update(dict.fromkeys(_same_reason(script, index, at)))
    return tuple(found)


def _exchange(script: Script, index: Index, at: At) -> Iterator[At]:
    """What the speaker of a line says in the conversation around it."""
    chapter, nth = index.place[at]
    lines = script.lines[chapter]
    for step in (-1, 1):
        paragraph = lines[nth].span.paragraph
        there = nth
        while 0 <= (there := there + step) < len(lines):
            line = lines[there]
            if line.span.kind in (Kind.BREAK, Kind.HEADING):
                break
            if line.span.kind not in SPOKEN_BY_CHARACTERS:
                continue
            if abs(line.span.paragraph - paragraph) > NEAR:
                break
            paragraph = line.span.paragraph
            if (
                line.speaker == lines[nth].speaker
                and (chapter, line.span.start) in index.correctable
            ):
                yield chapter, line.span.start


def _same_reason(script: Script, index: Index, at: At) -> Iterator[At]:
    """The lines that somebody was given for the same reason."""
    like = index.line(script, at)
    for chapter, lines in enumerate(script.lines):
        for line in lines:
            same = (line.speaker, line.why) == (like.speaker, like.why)
            if same and line.why and (chapter, line.span.start) in index.correctable:
                yield chapter, line.span.start


def text_of(story: Story, chapter: int, line: Line) -> str:
    """The words of a line, without white space around them."""
    return story.chapters[chapter].text[line.span.start : line.span.end].strip()
