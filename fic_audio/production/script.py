"""A story -> its script: who is in it, and who says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fic_audio.config import MARK, Config
from fic_audio.errors import ConfigError
from fic_audio.events import Advance, advance_silently, advance_within
from fic_audio.language.tongues import tongue_of
from fic_audio.model import Character, Kind, Line, Span, Story
from fic_audio.page import language
from fic_audio.page.segment import habits, segment
from fic_audio.page.segment.footnotes import with_footnotes
from fic_audio.script import tagged
from fic_audio.script.attribute import attribute
from fic_audio.script.cast import Found
from fic_audio.script.names import find
from fic_audio.script.sheet import Corrections, Sheet, correct, write
from fic_audio.script.unsure import settle


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
    unasked: Found | None = None
    """What was found before the listener set anything down, where that differs."""

    def sheet(self) -> str:
        """The text of the sheet that keeps the corrections and takes new ones."""
        return write(self.story, self.lines, self.characters, self.corrections, self.threshold)

    def body(self, number: int) -> str:
        """What is written in a chapter under its heading, which changes with the number."""
        spans = [line.span for line in self.lines[number] if line.span.kind is not Kind.HEADING]
        text = self.story.chapters[number].text
        return "".join(text[span.start : span.end] for span in spans).strip()


THOROUGH = 'pip install "fic-audio[attribution]"'
"""How to get what finding speakers the thorough way takes."""


def has_thorough() -> bool:
    """Whether speakers can be found the thorough way."""
    try:
        from fic_audio.script.attribute.encoder import Encoder

        return Encoder.load() is not None
    except ImportError:
        return False


def write_script(
    story: Story,
    config: Config,
    sheets: Sequence[Sheet] = (),
    path: Path = Path("the story"),
    advance: Advance = advance_silently,
) -> Script:
    """Finds who says what; what the listener's sheets say stands, the last one's above all.

    `path` names the story in errors. Raises SheetError, and ConfigError where the thorough way is
    asked for that is not installed.
    """
    if config.tier == "thorough" and not has_thorough():
        raise ConfigError(f'[attribution] tier = "thorough": is not installed; {THOROUGH}')
    story = _in_its_language(story, config)
    story = replace(story, chapters=tuple(map(with_footnotes, story.chapters)))
    known = habits(story.chapters)
    spans = tuple(_spans(story, known, advance_within(advance, 0.0, 0.2)))
    found = _people(story, spans, config)
    advance(0.4)
    corrections = correct(sheets, story, path, spans, found)
    people = (*found, *corrections.new)
    of_lines = advance_within(advance, 0.4, 0.7 if corrections.known else 1.0)
    lines = _lines(story, spans, people, config, corrections.known, of_lines)
    unasked = None
    if corrections.known or (config.characters and not config.only):
        alone = found if config.only else _people(story, spans, replace(config, characters=()))
        if corrections.known or not _same(alone, people):
            again = advance_within(advance, 0.7, 1.0)
            unasked = Found(alone, _lines(story, spans, alone, config, {}, again))
    marked = max(config.threshold, config.mark)
    return Script(story, people, lines, corrections, marked, unasked)


Spans = tuple[tuple[Span, ...], ...]


def _spans(story: Story, known: frozenset[str], advance: Advance) -> Iterator[tuple[Span, ...]]:
    for number, chapter in enumerate(story.chapters):
        advance(number / len(story.chapters))
        yield segment(chapter, story.metadata.language, known)


def _people(story: Story, spans: Spans, config: Config) -> tuple[Character, ...]:
    """Who is in a story, with those whom the listener has set down."""
    told = (story.chapters, spans, story.metadata, config.characters)
    if tongue := tongue_of(story.metadata.language):
        return tagged.people(*told, tongue, only=config.only)
    return find(*told, only=config.only)


def _lines(
    story: Story,
    spans: Spans,
    people: tuple[Character, ...],
    config: Config,
    known: Mapping[tuple[int, int], str],
    advance: Advance,
) -> tuple[tuple[Line, ...], ...]:
    """Who says what, of these people; `known` is what the listener said of it."""
    if tongue := tongue_of(story.metadata.language):
        lines = tagged.lines(story.chapters, spans, people, tongue, known)
    else:
        told = (story.chapters, spans, people)
        lines = attribute(*told, known=known, tier=config.tier, advance=advance)
    return settle(lines, config.unsure, config.threshold, config.mark)


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
    tag = config.language or language.of(story.metadata.language, text)
    return replace(story, metadata=replace(story.metadata, language=tag))
