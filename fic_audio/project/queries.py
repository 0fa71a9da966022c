"""Reads a project: people, lines, questions."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from fic_audio.config import Part, Retake
from fic_audio.listening.report import read_unclear
from fic_audio.model import NARRATOR, Kind, Line
from fic_audio.production.names import names_of
from fic_audio.project.comparing import compare
from fic_audio.project.line_corrections import lines_in_scope, text_of
from fic_audio.project.questions import questions, samples
from fic_audio.project.storage import ProjectStorage
from fic_audio.project.values import (
    Comparison,
    LineFilter,
    Listing,
    Person,
    Question,
    Scope,
    ScriptLine,
    SoundsUnclear,
)
from fic_audio.script.cast import Role
from fic_audio.script.pronounce.doubts import Doubt
from fic_audio.script.retakes import find_retakes
from fic_audio.script.unsure import is_unsure, known_by

PAGE = 200
"""Most lines on a page of a listing."""
ALL = LineFilter()


class ProjectQueries(ProjectStorage):
    """The part of a project that reads its story and changes nothing."""

    _retaken: tuple[int, dict[int, dict[int, Retake]]] = (-1, {})

    def people(self) -> tuple[Person, ...]:
        """The narrator, then everybody who speaks, most words first, then the others. Raises
        EngineError if a chosen engine is not ready."""
        self.refresh()
        cast = self.cast()
        doubts = Counter(
            line.speaker for lines in self.script.lines for line in lines if self._doubtful(line)
        )
        roles = (cast.narrator, *(role for role in cast.roles if role.character.name != NARRATOR))
        spoken = {role.character.name for role in roles}
        silent = [
            Role(each, cast.narrator.voice)
            for each in self.script.characters
            if each.name not in spoken
        ]
        return tuple(self._person(role, doubts) for role in (*roles, *silent))

    def lines(self, wanted: LineFilter = ALL, after: str = "", limit: int = PAGE) -> Listing:
        """The lines that meet the conditions, in the order of the story: at most `limit`, from the
        one after the id `after` on. Raises UsageError for an unknown id."""
        self.refresh()
        found = list(self._wanted(wanted))
        start = 0
        if after:
            last = self.index.place[self.index.find(after)]
            start = next((n for n, (place, _) in enumerate(found) if place > last), len(found))
        some = tuple(spoken for _, spoken in found[start : start + limit])
        return Listing(some, len(found), some[-1].id if start + limit < len(found) else "")

    def line(self, name: str) -> ScriptLine:
        """The line with this id. Raises UsageError."""
        self.refresh()
        return self._spoken(*self.index.place[self.index.find(name)])

    def questions(self, *, names: bool = True) -> tuple[Question, ...]:
        """The open questions, in order: people, lines by doubt, then, unless `names` is False, the
        names that the narrator's voice may mispronounce. Raises EngineError."""
        self.refresh()
        found: tuple[Doubt, ...] = ()
        if names:
            voice = self.cast().narrator.voice
            found = names_of(self.script, self.company().config, voice).unsure
        return tuple(questions(self.script, self.index, found))

    def lines_in_scope(self, ids: Sequence[str], scope: Scope = Scope.LINE) -> tuple[str, ...]:
        """The ids of all lines that a correction of this scope would cover. Raises UsageError."""
        self.refresh()
        return tuple(map(self.index.id, lines_in_scope(self.script, self.index, ids, scope)))

    def compare(self, story: Path, others: Sequence[Path] = ()) -> Comparison:
        """The differences between a newer file of the story and this one. Raises StoryError."""
        self.refresh()
        return compare(self.script.story, story, self.config, others)

    def unclear(self, folder: Path) -> tuple[SoundsUnclear, ...]:
        """The lines that sounded unclear when this story, finished in a folder, was last listened
        to; none if it was not."""
        self.refresh()
        return tuple(
            SoundsUnclear(
                self._line_at(each.chapter - 1, each.place),
                each.chapter,
                each.file,
                each.start,
                each.end,
                each.text,
                each.reasons,
                each.heard,
            )
            for each in read_unclear(folder)
        )

    def _line_at(self, chapter: int, place: int) -> str:
        """The id of the line at a position of a chapter, which is counted from 0; empty if there is
        none."""
        if place < 0 or not 0 <= chapter < len(self.script.lines):
            return ""
        starts = [line.span.start for line in self.script.lines[chapter]]
        nth = bisect_right(starts, place) - 1
        return self.index.ids[chapter][nth] if nth >= 0 else ""

    def _person(self, role: Role, doubts: Counter[str | None]) -> Person:
        each = role.character
        set_down = known_by(each) or self._part(each.name) is not None
        return Person(
            each.name,
            each.aliases,
            each.gender,
            role.lines,
            role.words,
            role.voice.name if role.lines or each.name == NARRATOR else "",
            role.why,
            each.why,
            doubts[each.name],
            set_down,
            samples(self.script, self.index, each.name),
        )

    def _wanted(self, wanted: LineFilter) -> Iterator[tuple[tuple[int, int], ScriptLine]]:
        words = wanted.text.casefold()
        for chapter, lines in enumerate(self.script.lines):
            if wanted.chapter not in (0, chapter + 1):
                continue
            for nth, line in enumerate(lines):
                if wanted.person and line.speaker != wanted.person:
                    continue
                spoken = self._spoken(chapter, nth)
                if line.span.kind is Kind.BREAK or not spoken.text:
                    continue
                kept = (
                    (spoken.is_doubtful or not wanted.doubtful)
                    and (spoken.is_corrected or spoken.retake or not wanted.corrected)
                    and words in spoken.text.casefold()
                )
                if kept:
                    yield (chapter, nth), spoken

    def _spoken(self, chapter: int, nth: int) -> ScriptLine:
        line = self.script.lines[chapter][nth]
        return ScriptLine(
            self.index.ids[chapter][nth],
            chapter + 1,
            line.span.kind,
            line.speaker,
            line.confidence,
            line.candidates,
            line.why,
            text_of(self.script.story, chapter, line),
            line.span.quote,
            self._doubtful(line),
            (chapter, line.span.start) in self.script.corrections.known,
            self._retakes(chapter).get(line.span.start),
        )

    def _retakes(self, chapter: int) -> dict[int, Retake]:
        """The settings for single lines of a chapter, by where they start."""
        if self._retaken[0] != self.revision:
            self._retaken = self.revision, {}
        found = self._retaken[1]
        if chapter not in found:
            told = self.script.story.chapters[chapter], self.script.lines[chapter]
            found[chapter] = find_retakes(*told, self.config.lines)
        return found[chapter]

    def _doubtful(self, line: Line) -> bool:
        return is_unsure(line, self.script.threshold)

    def _part(self, person: str) -> Part | None:
        """The settings of a person in fic-audio.toml, under any of the names."""
        names = {person.casefold()}
        for each in self.script.characters:
            if each.name == person:
                names |= {name.casefold() for name in each.names()}
        parts = [part for part in self.config.characters if part.name.casefold() in names]
        return next((part for part in parts if part.name == person), parts[0] if parts else None)
