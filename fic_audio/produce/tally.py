"""What was produced -> what a listener ought to know of it: nothing is decided quietly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.engines.phonemes import plain
from fic_audio.model import NARRATOR, Chapter, Kind, MarkKind
from fic_audio.page.segment.doubtful import doubtful
from fic_audio.script.foreign import INSTEAD
from fic_audio.script.unsure import is_unsure, nameless
from fic_audio.shelf import mp3
from fic_audio.shelf.book import Episode

if TYPE_CHECKING:
    from fic_audio.produce import Produced, Script


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a chapter."""

    chapter: str
    """Its title."""
    place: int
    """The character of the chapter that they begin at."""
    text: str


@dataclass(frozen=True, slots=True)
class Doubts:
    """Pieces of speech, thought and writing; the parts of one quotation are one."""

    unsure: int
    """Those whose speaker is less sure than the listener wants."""
    fell_to_narrator: int
    """Those that the narrator reads because their speaker is unsure or not known."""
    people: tuple[tuple[str, int], ...] = ()
    """Those who speak and are only described, with the number of their lines."""
    notes: tuple[Passage, ...] = ()
    """What is read as story and may be the author's notes."""


@dataclass(frozen=True, slots=True)
class Strange:
    """Words in another language than the story's."""

    chapter: str
    """Its title."""
    place: int
    """The character of the chapter that they begin at."""
    text: str
    language: str
    """What English calls it."""
    said: str
    """What is said of them, where nobody has a voice for them; else empty."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A line, or a part of one, that its voice could not say."""

    chapter: str
    text: str
    why: str
    instead: str
    """The voice that said it after all; empty where it is missing."""


@dataclass(frozen=True, slots=True)
class Tally:
    doubts: Doubts
    header_words: int
    """Of the story's header, which the tags show instead."""
    note_words: int
    """Of author's notes, where they are not read."""
    footnote_words: int
    """Of footnotes, where they are not read."""
    image_words: int
    """Of what stands for pictures, where that is not read."""
    silent: tuple[str, ...]
    """Titles of the chapters that hold nothing to be read aloud."""
    taken_down: tuple[Episode, ...]
    """Chapters that the story's file lacks, and that are kept."""
    left_over: tuple[Path, ...]
    """Files of an earlier run that this story has no chapter for: theirs, and strays."""
    strange: tuple[Strange, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()


def tally(made: Produced) -> Tally:
    """Counts what was not spoken, or not by whom it should have been, in the chapters wanted."""
    plan, story = made.plan, made.script.story
    footnotes = sum(_marked(story.chapters[n], MarkKind.FOOTNOTE) for n in plan.wanted)
    images = sum(_marked(story.chapters[n], MarkKind.IMAGE) for n in plan.wanted)
    notes = sum(
        _words(story.chapters[number].text[line.span.start : line.span.end])
        for number in plan.wanted
        for line in made.script.lines[number]
        if line.span.kind is Kind.NOTE
    )
    first = 0 in plan.wanted
    front_notes = sum(map(_words, story.metadata.notes)) if first else 0
    header = max(0, _words(story.front) - front_notes) if first else 0
    finished = {file.number for file in made.files}
    numbers = plan.standing.numbers
    return Tally(
        doubts=doubts(made.script, plan.wanted),
        header_words=header,
        note_words=notes - footnotes + front_notes if plan.config.notes == "skip" else 0,
        footnote_words=footnotes if plan.config.footnotes == "skip" else 0,
        image_words=images if plan.config.images == "skip" else 0,
        silent=tuple(plan.titles[n] for n in plan.wanted if numbers[n] not in finished),
        taken_down=tuple(now for _, now in plan.standing.kept if now.gone),
        left_over=_left_over(made),
        strange=tuple(_strange(made)),
        unsaid=tuple(
            Unsaid(file.title or story.metadata.title, plain(each.cue.text), each.why, each.instead)
            for file in made.files
            for each in file.unsaid
        ),
    )


def _strange(made: Produced) -> Iterator[Strange]:
    plan, story = made.plan, made.script.story
    for number, cues in made.abroad.items():
        title, text = plan.titles[number] or story.metadata.title, story.chapters[number].text
        for cue in cues:
            written = " ".join(text[cue.start : cue.end].split()) if cue.end else cue.text
            said = cue.text if cue.text.startswith(INSTEAD) else ""
            yield Strange(title, cue.start, written or cue.text, cue.language, said)


def doubts(script: Script, chapters: Collection[int]) -> Doubts:
    """Counts what is unsure in some chapters, counted from 0."""
    unsure: set[tuple[int, int | None, int]] = set()
    fell: set[tuple[int, int | None, int]] = set()
    for number in chapters:
        for line in script.lines[number]:
            span = line.span
            if (number, span.start) in script.corrections.known:
                continue
            piece = (number, span.quote, -1 if span.quote is not None else span.start)
            doubtful = is_unsure(line, script.threshold)
            if doubtful:
                unsure.add(piece)
            if line.speaker in (NARRATOR, None) and (doubtful or span.kind is Kind.DIALOGUE):
                fell.add(piece)
    notes = tuple(each for number in sorted(chapters) for each in _perhaps_notes(script, number))
    told = Counter[str]()
    for number in chapters:
        told.update(dict(nameless(script.characters, script.lines[number])))
    return Doubts(len(unsure), len(fell), tuple(told.most_common()), notes)


def _perhaps_notes(script: Script, number: int) -> Iterator[Passage]:
    chapter = script.story.chapters[number]
    title = chapter.title or script.story.metadata.title
    for start, end in doubtful(chapter, [line.span for line in script.lines[number]]):
        yield Passage(title, start, " ".join(chapter.text[start:end].split()))


def _left_over(made: Produced) -> tuple[Path, ...]:
    plan = made.plan
    before = plan.standing.before
    known = {*plan.files, *before.old, *(each.file for each in before.episodes)}
    kept = [now for _, now in plan.standing.kept]
    known = known.union(each.file for each in kept) - {each.file for each in kept if each.gone}
    strangers = (path for path in sorted(plan.folder.glob("*.mp3")) if path.name not in known)
    return tuple(path for path in strangers if mp3.is_of(path, made.script.story.metadata))


def _marked(chapter: Chapter, kind: MarkKind) -> int:
    """How many words of a chapter are marked as this."""
    return sum(_words(chapter.text[m.start : m.end]) for m in chapter.marks if m.kind is kind)


def _words(text: str) -> int:
    return len(text.split())
