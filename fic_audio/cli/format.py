"""Results of the commands -> the rows and the JSON that they print."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from fic_audio.cli import foreign_passages, language_notice, missing_chapters, perhaps
from fic_audio.cli.rows import columns, fold_text
from fic_audio.cli.rows import count as count
from fic_audio.cli.rows import cut_text as cut_text
from fic_audio.cli.rows import plain as plain
from fic_audio.cli.rows import table as table
from fic_audio.durations import in_words, roughly
from fic_audio.model import NARRATOR, Gender, Kind
from fic_audio.script.unsure import is_unsure

if TYPE_CHECKING:
    from fic_audio.production import Script
    from fic_audio.production.serial_update import Changes
    from fic_audio.results import Doubts, LostCorrection, Result
    from fic_audio.script.cast import Cast

MOST_ASKED = 6
"""Most people without a name in a summary's question."""

_CONTROLS_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(value: object) -> str:
    """A value as one line of JSON, safe to show in a terminal.

    >>> print(as_json({"text": "é\\x9b"}))
    {"text": "é\\u009b"}
    """
    text = json.dumps(value, ensure_ascii=False)
    return _CONTROLS_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def script_rows(script: Script) -> Iterator[str]:
    """The script for people: speaker, confidence, text and reason."""
    speakers = {line.speaker or "" for lines in script.lines for line in lines}
    width = min(24, max((len(plain(name)) for name in speakers), default=8))
    for number, (chapter, lines) in enumerate(
        zip(script.story.chapters, script.lines, strict=True), 1
    ):
        yield from ("", f"── {number}. {plain(chapter.title) or 'the story'}")
        for line in lines:
            text = " ".join(plain(chapter.text[line.span.start : line.span.end]).split())
            if line.span.kind is Kind.BREAK or not text:
                continue
            by_narrator = line.speaker == NARRATOR and line.span.kind is Kind.NARRATION
            who = cut_text(plain(line.speaker or f"({line.span.kind})"), width)
            mark = "?" if is_unsure(line, script.threshold) else " "
            sure = "" if by_narrator else f"{line.confidence:.0%}"
            why = f"   ← {plain(line.why)}" if line.why and not by_narrator else ""
            row = f"{who:<{width}} {mark}{sure:>4}  {text}{why}"
            yield from fold_text(row, columns(sys.stdout), width + 8)


def script_summary(script: Script, path: Path, sheet: Path | None) -> Iterator[str]:
    """What is unsure or lost, and what to do; `sheet` is the file just written, if any."""
    from fic_audio.production.statistics import count_doubts
    from fic_audio.script.sheet.files import sheet_path

    yield from language_notice.rows(script.story.metadata.language, path)
    if kept := len(script.corrections.yours):
        yield f"{count(kept, 'line')} corrected by you"
    yield from describe_corrections(script.corrections.lost)
    yield from missing_chapters.rows(script.story.lost)
    yield from doubts_rows(count_doubts(script, range(len(script.lines))), path, sheet)
    if sheet is not None:
        named = "" if sheet == sheet_path(path) else f" --script {quote(str(sheet))}"
        yield f"to hear your corrections: fic-audio produce {quote(str(path))}{named}"


def doubts_rows(doubts: Doubts, path: Path, sheet: Path | None = None) -> Iterator[str]:
    """The people without a name, the number of unsure lines, and where to correct both."""
    if doubts.people:
        yield (
            f"who is {people(doubts.people)}? If it is another name of somebody in the cast, write "
            'that person before the lines in the sheet, or add to [characters."Name"] in '
            "fic-audio.toml: "
            f"aliases = [{json.dumps(plain(doubts.people[0][0]), ensure_ascii=False)}]"
        )
    if doubts.fell_to_narrator:
        spoken = count(doubts.fell_to_narrator, "line of speech", "lines of speech")
        yield f"speaker unknown or unsure, so read by the narrator: {spoken}"
    if doubts.teller:
        spoken = count(doubts.teller, "line of speech", "lines of speech")
        yield (
            f'"I" is never called by name, so the narrator is "I" and speaks: {spoken}; to choose '
            'a voice, add [characters."Name"] to fic-audio.toml: narrates = true'
        )
    if doubts.unsure:
        from fic_audio.script.sheet.files import sheet_path

        command = f"fic-audio script {quote(str(path))} -o {quote(str(sheet_path(path)))}"
        them = "it" if doubts.unsure == 1 else "them"
        yield f'{count(doubts.unsure, "line")} unsure: {sheet or command} shows {them} marked "?"'
    yield from perhaps.rows(doubts.notes)


def people(asked: Sequence[tuple[str, int]]) -> str:
    """The people without a name, with their numbers of lines.

    >>> people([("the conductor", 3), ("the old woman", 1)])
    '"the conductor" (3 lines), "the old woman" (1 line)'
    """
    shown = [f'"{plain(name)}" ({count(lines, "line")})' for name, lines in asked[:MOST_ASKED]]
    more = len(asked) - MOST_ASKED
    return ", ".join((*shown, f"{more} more") if more > 0 else shown)


def describe_corrections(lost: Sequence[LostCorrection]) -> Iterator[str]:
    """The corrections whose line is no longer in the story."""
    if lost:
        one, many = "correction for a line", "corrections for lines"
        yield f"{count(len(lost), one, many)} no longer in the story:"
    for each in lost:
        yield f"  {each.path}:{each.row}: {plain(each.name)}: {cut_text(plain(each.text), 80)}"


def cast_rows(cast: Cast) -> Iterator[str]:
    """The cast as a table, the narrator first."""
    header = ("character", "gender", "lines", "words", "voice", "also called", "why this voice")
    yield from table(
        (
            (
                role.character.name,
                "" if role.character.gender is Gender.UNKNOWN else role.character.gender,
                f"{role.lines:,}",
                f"{role.words:,}",
                role.voice.name,
                ", ".join(role.character.aliases),
                role.why,
            )
            for role in (cast.narrator, *cast.roles)
        ),
        header,
    )


def describe_unchanged(result: Result) -> str:
    """The summary of a run that had nothing to do."""
    files = count(len(result.files), "file")
    return (
        f"{plain(result.title)}: nothing has changed; {files}, {in_words(result.length)}, "
        f"in {result.folder}"
    )


def summary(result: Result, path: Path) -> Iterator[str]:
    """The summary of a run: files, voices, what is doubtful and what was left out."""
    files = count(len(result.files), "file")
    about = "would make about " if result.dry_run else ""
    work = "" if result.work is None else f"; takes about {roughly(result.work)}"
    made = f"{about}{files}, {in_words(result.length)}"
    yield f"{plain(result.title)}: {made}, in {result.folder}{work}"
    if kept := sum(file.kept for file in result.files):
        yield f"  {count(kept, 'file')} unchanged, already up to date"
    for file in result.files:
        if file.out_of_profile:
            yield f"  outside the profile: {file.path.name}: {file.out_of_profile}"
    if result.partial:
        yield "  (voices and numbers of lines are for the whole story)"
    speakers = [result.narrator, *(each for each in result.characters if each.lines)]
    rows = ((each.name, each.voice, count(each.lines, "line")) for each in speakers)
    yield from (f"  {row}" for row in table(rows))
    yield from (f"  {row}" for row in language_notice.rows(result.metadata.language, path))
    yield from (f"  {row}" for row in doubts_rows(result.doubts, path))
    yield from (f"  {row}" for row in describe_corrections(result.lost_corrections))
    yield from (f"  {row}" for row in missing_chapters.rows(result.skipped.missing))
    skipped = (
        (result.skipped.header_words, "of the header (shown in the tags)"),
        (result.skipped.note_words, "of author's notes ([read] notes changes that)"),
        (result.skipped.footnote_words, "of footnotes ([read] footnotes changes that)"),
        (result.skipped.image_words, "of pictures ([read] images changes that)"),
    )
    for words, what in skipped:
        if words:
            yield f"  not read aloud: {count(words, 'word')} {what}"
    for title in result.skipped.chapters:
        yield f"  skipped, nothing to read aloud: {plain(title)}"
    for each in result.taken_down:
        yield f"  no longer in the story, kept (--remove removes it): {plain(each.title)}"
    kept_files = {each.path for each in result.taken_down}
    for file_path in result.left_over:
        if file_path not in kept_files:
            yield f"  does not belong to the story any more: {file_path}"
    yield from foreign_passages.rows(result)


def changed_rows(changes: Changes) -> Iterator[str]:
    """The changes of a serial's chapters, a row each."""
    for what, episodes in (
        ("new", changes.new),
        ("edited", changes.edited),
        ("no longer in the story, kept (--remove removes it)", changes.gone),
        ("removed", changes.removed),
    ):
        for episode in episodes:
            yield f"{what}: {episode.number}, {episode.title}"
    for title, episode in changes.renamed:
        yield f"renamed: {episode.number}, {title}, is now {episode.title}"
