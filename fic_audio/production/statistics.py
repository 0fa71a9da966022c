"""What was produced -> what a listener ought to know of it: nothing is decided quietly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from fic_audio.engines.phonemes import plain
from fic_audio.model import NARRATOR, Chapter, Kind, MarkKind
from fic_audio.page.segment.doubtful import doubtful
from fic_audio.production import layout
from fic_audio.results import (
    AudioFile,
    Doubts,
    ForeignWords,
    Passage,
    Result,
    Skipped,
    Speaker,
    TakenDown,
    UnspokenLine,
)
from fic_audio.script.attribution import NOBODY
from fic_audio.script.foreign_words import INSTEAD
from fic_audio.script.unsure import count_nameless, is_unsure
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.files import Suffix

if TYPE_CHECKING:
    from fic_audio.production import File, Produced, Script
    from fic_audio.script.cast import Role


def summarize(produced: Produced) -> Result:
    """What was made, who spoke, and what was not spoken or not by whom it should have been; the
    counts are of the chapters wanted."""
    plan, script = produced.plan, produced.script
    metadata = script.story.metadata
    formats = () if plan.options.dry_run else plan.config.formats
    return Result(
        metadata.title,
        plan.folder,
        tuple(map(describe_file, produced.files)),
        tuple(layout.whole_paths(plan.folder, formats, plan.apart)),
        dry_run=plan.options.dry_run,
        partial=plan.options.preview or len(plan.wanted) < len(plan.titles),
        work=produced.seconds,
        metadata=metadata,
        narrator=describe_role(produced.cast.narrator),
        characters=tuple(map(describe_role, produced.cast.roles)),
        doubts=count_doubts(script, plan.wanted),
        corrected=len(script.corrections.yours),
        lost_corrections=script.corrections.lost,
        skipped=_skipped(produced),
        taken_down=tuple(
            TakenDown(plan.folder / now.file, now.number, now.title)
            for _, now in plan.inventory.kept
            if now.gone
        ),
        left_over=_left_over(produced),
        foreign=tuple(_foreign(produced)),
        unspoken=tuple(
            UnspokenLine(file.title or metadata.title, plain(each.cue.text), each.why, each.instead)
            for file in produced.files
            for each in file.unsaid
        ),
    )


def describe_file(file: File) -> AudioFile:
    """A finished chapter as a plain value."""
    return AudioFile(
        file.path, file.number, file.title, file.length, file.kept, out_of_profile=file.trouble
    )


def describe_role(role: Role) -> Speaker:
    """A role as a plain value."""
    who = role.character
    return Speaker(
        who.name, role.voice.name, who.aliases, str(who.gender), role.lines, role.words, role.why
    )


def _skipped(produced: Produced) -> Skipped:
    plan, story = produced.plan, produced.script.story
    footnotes = sum(_marked(story.chapters[n], MarkKind.FOOTNOTE) for n in plan.wanted)
    images = sum(_marked(story.chapters[n], MarkKind.IMAGE) for n in plan.wanted)
    notes = sum(
        _words(story.chapters[number].text[line.span.start : line.span.end])
        for number in plan.wanted
        for line in produced.script.lines[number]
        if line.span.kind is Kind.NOTE
    )
    first = 0 in plan.wanted
    front_notes = sum(map(_words, story.metadata.notes)) if first else 0
    finished = {file.number for file in produced.files}
    numbers = plan.inventory.numbers
    return Skipped(
        header_words=max(0, _words(story.front) - front_notes) if first else 0,
        note_words=notes - footnotes + front_notes if plan.config.notes == "skip" else 0,
        footnote_words=footnotes if plan.config.footnotes == "skip" else 0,
        image_words=images if plan.config.images == "skip" else 0,
        chapters=tuple(plan.titles[n] for n in plan.wanted if numbers[n] not in finished),
        missing=story.lost,
    )


def _foreign(produced: Produced) -> Iterator[ForeignWords]:
    plan, story = produced.plan, produced.script.story
    for number, cues in produced.abroad.items():
        title, text = plan.titles[number] or story.metadata.title, story.chapters[number].text
        for cue in cues:
            written = " ".join(text[cue.start : cue.end].split()) if cue.end else cue.text
            said = cue.text if cue.text.startswith(INSTEAD) else ""
            yield ForeignWords(title, cue.start, written or cue.text, cue.language, said)


Pieces = set[tuple[int, int | None, int]]
"""Quotations, and other pieces by where they start, of the chapters of a story."""


def count_unsure(script: Script, chapters: Collection[int]) -> int:
    """How many pieces of some chapters, counted from 0, have an unsure speaker."""
    return len(_told_apart(script, chapters).unsure)


class _Pieces(NamedTuple):
    unsure: Pieces
    """Their speaker is unsure."""
    fell: Pieces
    """The narrator reads them because their speaker is unsure or unknown."""
    teller: Pieces
    """A nameless "I", who tells the story, says them."""


def _told_apart(script: Script, chapters: Collection[int]) -> _Pieces:
    found = _Pieces(set(), set(), set())
    for number in chapters:
        for line in script.lines[number]:
            span = line.span
            if (number, span.start) in script.corrections.known:
                continue
            piece = (number, span.quote, -1 if span.quote is not None else span.start)
            doubtful = is_unsure(line, script.threshold)
            if doubtful:
                found.unsure.add(piece)
            if line.speaker in (NARRATOR, None) and (doubtful or span.kind is Kind.DIALOGUE):
                nobody = doubtful or line.confidence <= NOBODY
                (found.fell if nobody else found.teller).add(piece)
    return found


def count_doubts(script: Script, chapters: Collection[int]) -> Doubts:
    """Counts what is doubtful in some chapters, counted from 0."""
    found = _told_apart(script, chapters)
    notes = tuple(each for number in sorted(chapters) for each in _perhaps_notes(script, number))
    told = Counter[str]()
    for number in chapters:
        told.update(dict(count_nameless(script.characters, script.lines[number])))
    unsure, fell, teller = map(len, found)
    return Doubts(unsure, fell, teller, tuple(told.most_common()), notes)


def _perhaps_notes(script: Script, number: int) -> Iterator[Passage]:
    chapter = script.story.chapters[number]
    title = chapter.title or script.story.metadata.title
    for start, end in doubtful(chapter, [line.span for line in script.lines[number]]):
        yield Passage(title, start, " ".join(chapter.text[start:end].split()))


def _left_over(produced: Produced) -> tuple[Path, ...]:
    plan = produced.plan
    before = plan.inventory.before
    known = {*plan.files, *before.old, *(each.file for each in before.episodes)}
    kept = [now for _, now in plan.inventory.kept]
    known = known.union(each.file for each in kept) - {each.file for each in kept if each.gone}
    chapters = sorted(plan.folder.glob(f"*{Suffix.MP3}"))
    strangers = (path for path in chapters if path.name not in known)
    return tuple(path for path in strangers if mp3.is_of(path, produced.script.story.metadata))


def _marked(chapter: Chapter, kind: MarkKind) -> int:
    """How many words of a chapter are marked as this."""
    return sum(_words(chapter.text[m.start : m.end]) for m in chapter.marks if m.kind is kind)


def _words(text: str) -> int:
    return len(text.split())
