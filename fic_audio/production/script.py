"""A story -> its script: who is in it, and who says what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.config import MARK, Config
from fic_audio.events import Advance, advance_silently, advance_within
from fic_audio.language.dialogue_conventions import conventions_of
from fic_audio.model import Character, Kind, Line, Span, Story
from fic_audio.page import language
from fic_audio.page.segment import habits, segment
from fic_audio.page.segment.footnotes import with_footnotes
from fic_audio.script import foreign_tags
from fic_audio.script.cast import UncorrectedScript
from fic_audio.script.characters import find_characters
from fic_audio.script.sheet import Corrections, Sheet, correct, write
from fic_audio.script.unsure import settle_unsure

if TYPE_CHECKING:
    from fic_audio.script.attribution.again import Attribution

Lines = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A story and who says each of its lines."""

    story: Story
    characters: tuple[Character, ...]
    lines: tuple[tuple[Line, ...], ...]
    """A tuple of lines for each chapter."""
    corrections: Corrections = field(default_factory=Corrections)
    """What the listener's sheets say of it."""
    threshold: float = MARK
    """The confidence below which a speaker is marked as unsure."""
    unasked: UncorrectedScript | None = None
    """What was found before the listener set anything down, where that differs."""

    def sheet(self) -> str:
        """The text of the sheet that keeps the corrections and takes new ones."""
        return write(self.story, self.lines, self.characters, self.corrections, self.threshold)

    def body(self, number: int) -> str:
        """What is written in a chapter under its heading, which changes with the number."""
        spans = [line.span for line in self.lines[number] if line.span.kind is not Kind.HEADING]
        text = self.story.chapters[number].text
        return "".join(text[span.start : span.end] for span in spans).strip()


def write_script(
    story: Story,
    config: Config,
    sheets: Sequence[Sheet] = (),
    path: Path = Path("the story"),
    advance: Advance = advance_silently,
) -> Script:
    """Finds who says what; what the listener's sheets say stands, the last one's above all.

    `path` names the story in errors; `advance` is told how far the work has come.
    Raises SheetError.
    """
    found = advance_within(advance, 0.0, 0.4)
    writer = ScriptWriter(story, config, path, keeps=bool(sheets), advance=found)
    decided = advance_within(advance, 0.4, 1.0)
    return writer.script(writer.corrections(sheets), advance=decided)


class ScriptWriter:
    """Finds who says what in a story, again and again as the listener corrects it.

    `keeps`: what was read is kept in memory, so that a correction costs little.
    """

    def __init__(
        self,
        story: Story,
        config: Config,
        path: Path = Path("the story"),
        *,
        keeps: bool = True,
        advance: Advance = advance_silently,
    ) -> None:
        story = _in_its_language(story, config)
        self.story = replace(story, chapters=tuple(map(with_footnotes, story.chapters)))
        known = habits(self.story.chapters)
        spans: list[tuple[Span, ...]] = []
        for chapter in self.story.chapters:
            advance(0.5 * len(spans) / len(self.story.chapters))
            spans.append(segment(chapter, story.metadata.language, known))
        self.spans = tuple(spans)
        self._config = config
        self._path = path
        self._keeps = keeps
        self._found = self._people(config)
        self._alone: tuple[Character, ...] | None = None
        self._unasked: UncorrectedScript | None = None
        self._attribution: tuple[tuple[Character, ...], Attribution] | None = None

    @property
    def is_settled(self) -> bool:
        """Whether every chapter is decided in the light of all that was said."""
        return self._attribution is None or self._attribution[1].is_settled

    def corrections(self, sheets: Sequence[Sheet]) -> Corrections:
        """What the sheets say of the story. Raises SheetError."""
        return correct(sheets, self.story, self._path, self.spans, self._found)

    def script(
        self,
        corrections: Corrections,
        only: Collection[int] | None = None,
        advance: Advance = advance_silently,
    ) -> Script:
        """The script as corrected. `only`: the chapters, from 0, to be decided anew; the others
        stay as they were, and `is_settled` tells whether they may have to change."""
        people = (*self._found, *corrections.new)
        unasked = self._without(people, corrections)
        lines = self._lines(people, corrections.known, only, advance)
        if unasked is None and not corrections.known and self._keeps:
            self._alone, self._unasked = people, UncorrectedScript(people, lines)
        marked = max(self._config.threshold, self._config.mark)
        return Script(self.story, people, lines, corrections, marked, unasked)

    def _without(
        self, people: tuple[Character, ...], corrections: Corrections
    ) -> UncorrectedScript | None:
        """What is found where nobody sets anything down, if that differs."""
        config = self._config
        set_down = (config.characters and not config.only) or config.nobody
        if not (corrections.known or set_down):
            return None
        if self._alone is None:
            bare = replace(config, characters=config.characters if config.only else (), nobody=())
            self._alone = self._found if bare == config else self._people(bare)
        if not corrections.known and _same(self._alone, people):
            return None
        self._unasked = self._unasked or UncorrectedScript(
            self._alone, self._lines(self._alone, {})
        )
        return self._unasked

    def _people(self, config: Config) -> tuple[Character, ...]:
        """Who is in the story, with those whom the listener has set down, and without those who
        are no persons."""
        told = (self.story.chapters, self.spans, self.story.metadata, config.characters)
        if tongue := conventions_of(self.story.metadata.language):
            found = foreign_tags.find_people(*told, tongue, only=config.only)
        else:
            found = find_characters(*told, only=config.only)
        nobody = {name.casefold() for name in config.nobody}
        return tuple(person for person in found if person.name.casefold() not in nobody)

    def _lines(
        self,
        people: tuple[Character, ...],
        known: Mapping[tuple[int, int], str],
        only: Collection[int] | None = None,
        advance: Advance = advance_silently,
    ) -> Lines:
        """Who says what, of these people; `known` is what the listener said of it."""
        config = self._config
        if tongue := conventions_of(self.story.metadata.language):
            lines = foreign_tags.attribute_lines(
                self.story.chapters, self.spans, people, tongue, known
            )
        else:
            lines = self._attributed(people).lines(known, only, advance)
        return settle_unsure(lines, config.unsure, config.threshold, config.mark)

    def _attributed(self, people: tuple[Character, ...]) -> Attribution:
        # numpy comes with it: nobody pays for it who does not attribute.
        from fic_audio.script.attribution.again import Attribution

        if self._attribution and self._attribution[0] == people:
            return self._attribution[1]
        told = (self.story.chapters, self.spans, people)
        made = Attribution(*told, keeps=self._keeps)
        self._attribution = (people, made) if self._keeps else None
        return made


def _same(some: Sequence[Character], others: Sequence[Character]) -> bool:
    """Whether they are the same people under the same names: then they say the same."""

    def told(people: Sequence[Character]) -> list[tuple[object, ...]]:
        return sorted(
            (each.name, sorted(each.aliases), each.gender, each.narrates, each.age)
            for each in people
        )

    return told(some) == told(others)


def _in_its_language(story: Story, config: Config) -> Story:
    """The story with the language the listener says it is in, or else its file or its text."""
    text = "\n\n".join(chapter.text[: language.SAMPLE] for chapter in story.chapters[:9])
    tag = config.language or language.find_language(story.metadata.language, text)
    return replace(story, metadata=replace(story.metadata, language=tag))
