"""What the commands found -> the words and the JSON that they print."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from fic_audio.cli import abroad, missing
from fic_audio.cli.rows import columns, folded
from fic_audio.cli.rows import cut as cut
from fic_audio.cli.rows import plain as plain
from fic_audio.cli.rows import table as table
from fic_audio.model import NARRATOR, Gender, Kind
from fic_audio.script.unsure import is_unsure

if TYPE_CHECKING:
    from fic_audio.produce import Done, Produced, Script
    from fic_audio.produce.tally import Doubts, Tally
    from fic_audio.script.cast import Cast, Role
    from fic_audio.script.sheet import Corrections

MOST_ASKED = 6
"""People without a name whom a summary asks for."""

_CONTROLS_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(value: object) -> str:
    """A value on one line of JSON that a terminal shows as it is.

    >>> print(as_json({"text": "é\\x9b"}))
    {"text": "é\\u009b"}
    """
    text = json.dumps(value, ensure_ascii=False)
    return _CONTROLS_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def length(ms: int) -> str:
    """A time as people say it.

    >>> length(3_725_000), length(65_400)
    ('1 h 02 min', '1 min 05 s')
    """
    minutes, seconds = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {seconds:02d} s"


def roughly(seconds: float) -> str:
    """A time that is estimated.

    >>> roughly(12), roughly(200), roughly(7_300)
    ('10 s', '3 min', '2 h 02 min')
    """
    if seconds < 55:
        return f"{max(5, 5 * round(seconds / 5))} s"
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun.

    >>> count(1, "line"), count(1200, "line")
    ('1 line', '1,200 lines')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def script_objects(script: Script, ears: Sequence[Mapping[int, str]]) -> Iterator[dict[str, Any]]:
    """One object a span in reading order; together with the header's they tile the story.

    `ears`: see `produce.ears`."""
    if script.story.front:
        yield {
            "chapter": 0, "start": 0, "end": len(script.story.front), "kind": str(Kind.NOTE),
            "speaker": None, "confidence": 1.0, "candidates": [],
            "why": "header, not story", "quote": None,
            "text": script.story.front, "ear": None,
        }  # fmt: skip
    quotes = 0
    for number, (chapter, lines, ear) in enumerate(
        zip(script.story.chapters, script.lines, ears, strict=True), 1
    ):
        highest = -1
        for line in lines:
            span = line.span
            highest = max(highest, -1 if span.quote is None else span.quote)
            yield {
                "chapter": number,
                "start": chapter.start + span.start,
                "end": chapter.start + span.end,
                "kind": str(span.kind),
                "speaker": line.speaker,
                "confidence": round(line.confidence, 3),
                "candidates": [[name, round(share, 3)] for name, share in line.candidates],
                "why": line.why,
                "quote": None if span.quote is None else quotes + span.quote,
                "text": chapter.text[span.start : span.end],
                "ear": ear.get(span.start),
            }
        quotes += highest + 1


def script_rows(script: Script) -> Iterator[str]:
    """The script as a person reads it: who, how sure, what, and why."""
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
            who = cut(plain(line.speaker or f"({line.span.kind})"), width)
            mark = "?" if is_unsure(line, script.threshold) else " "
            sure = "" if by_narrator else f"{line.confidence:.0%}"
            why = f"   ← {plain(line.why)}" if line.why and not by_narrator else ""
            row = f"{who:<{width}} {mark}{sure:>4}  {text}{why}"
            yield from folded(row, columns(sys.stdout), width + 8)


def script_summary(script: Script, story: Path, sheet: Path | None) -> Iterator[str]:
    """What is unsure or lost, and what to do; `sheet` is where the script was written, if so."""
    from fic_audio.cli.sheets import beside
    from fic_audio.produce.tally import doubts

    yield from abroad.rows(script.story.metadata.language, story)
    if kept := len(script.corrections.yours):
        yield f"{count(kept, 'line')} as you said"
    yield from corrected(script.corrections)
    yield from missing.rows(script.story)
    yield from doubts_rows(doubts(script, range(len(script.lines))), story, sheet)
    if sheet is not None:
        named = "" if sheet == beside(story) else f" --script {quote(str(sheet))}"
        yield f"to hear it as corrected: fic-audio produce {quote(str(story))}{named}"


def doubts_rows(found: Doubts, story: Path, sheet: Path | None = None) -> Iterator[str]:
    """Who is asked for, then how many lines are unsure, and where they are put right."""
    if found.people:
        yield (
            f"who is {people(found.people)}? If it is somebody else of the cast, write that name "
            'before the lines in the sheet, or under its [characters."Name"] in fic-audio.toml: '
            f"aliases = [{json.dumps(plain(found.people[0][0]), ensure_ascii=False)}]"
        )
    if found.fell_to_narrator:
        spoken = count(found.fell_to_narrator, "line of speech", "lines of speech")
        yield f"speaker unknown or unsure, so read by the narrator: {spoken}"
    if found.unsure:
        from fic_audio.cli.sheets import beside

        command = f"fic-audio script {quote(str(story))} -o {quote(str(beside(story)))}"
        them = "it" if found.unsure == 1 else "them"
        yield f'{count(found.unsure, "line")} unsure: {sheet or command} shows {them} marked "?"'


def people(asked: Sequence[tuple[str, int]]) -> str:
    """Those who have no name.

    >>> people([("the conductor", 3), ("the old woman", 1)])
    '"the conductor" (3 lines), "the old woman" (1 line)'
    """
    shown = [f'"{plain(name)}" ({count(lines, "line")})' for name, lines in asked[:MOST_ASKED]]
    more = len(asked) - MOST_ASKED
    return ", ".join((*shown, f"{more} more") if more > 0 else shown)


def corrected(corrections: Corrections) -> Iterator[str]:
    """The corrections that no longer find their line."""
    if corrections.lost:
        one = "correction no longer finds its line"
        yield f"{count(len(corrections.lost), one, 'corrections no longer find their lines')}:"
    for each in corrections.lost:
        yield f"  {each.path}:{each.row}: {plain(each.name)}: {cut(plain(each.text), 80)}"


def role_object(role: Role) -> dict[str, Any]:
    character = role.character
    return {
        "name": character.name,
        "aliases": list(character.aliases),
        "gender": str(character.gender),
        "lines": role.lines,
        "words": role.words,
        "voice": role.voice.name,
        "why": role.why,
    }


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


def produced_object(made: Produced, told: Tally) -> dict[str, Any]:
    """All that `produce --json` tells of a story."""
    from fic_audio.produce.extras import whole

    plan = made.plan
    return {
        "title": made.script.story.metadata.title,
        "story": {
            name: value for name, value in asdict(made.script.story.metadata).items() if value
        }
        | {"explicit": made.script.story.metadata.explicit},
        "folder": str(made.plan.folder),
        "dry_run": made.plan.order.dry_run,
        "files": [
            {
                "path": str(file.path),
                "number": file.number,
                "title": file.title,
                "length_ms": file.length,
                "kept": file.kept,
                "out_of_profile": file.trouble,
            }
            for file in made.files
        ],
        "also": [
            str(path)
            for path in whole(
                plan.folder, () if plan.order.dry_run else plan.config.formats, plan.apart
            )
        ],
        "length_ms": made.length,
        "narrator": role_object(made.cast.narrator),
        "characters": [role_object(role) for role in made.cast.roles],
        "unsure": told.doubts.unsure,
        "fell_to_narrator": told.doubts.fell_to_narrator,
        "corrected": len(made.script.corrections.yours),
        "skipped": {
            "header_words": told.header_words,
            "note_words": told.note_words,
            "chapters": list(told.silent),
            "missing": list(made.script.story.lost),
        },
        "taken_down": [
            {"path": str(plan.folder / each.file), "number": each.number, "title": each.title}
            for each in told.taken_down
        ],
        "left_over": [str(path) for path in told.left_over],
        "other_languages": [asdict(each) for each in told.strange],
        "unsaid": [asdict(each) for each in told.unsaid],
    }


def unchanged(done: Done) -> str:
    """The last words of a run that had nothing to do."""
    files = count(len(done.told["files"]), "file")
    title = plain(str(done.told["title"]))
    return (
        f"{title}: nothing has changed; {files}, {length(done.told['length_ms'])}, in {done.folder}"
    )


def summary(made: Produced, told: Tally) -> Iterator[str]:
    """The last words of a run: what was made, who spoke, what was not spoken or not known."""
    files = count(len(made.files), "file")
    about = "would make about " if made.plan.order.dry_run else ""
    work = "" if made.seconds is None else f"; about {roughly(made.seconds)} of work"
    yield (
        f"{plain(made.script.story.metadata.title)}: {about}{files}, "
        f"{length(made.length)}, in {made.plan.folder}{work}"
    )
    if kept := sum(file.kept for file in made.files):
        yield f"  {count(kept, 'file')} left as before: nothing in them has changed"
    for file in made.files:
        if file.trouble:
            yield f"  out of its profile: {file.path.name}: {file.trouble}"
    if made.plan.order.preview or len(made.plan.wanted) < len(made.plan.titles):
        yield "  (voices and lines of the whole story)"
    roles = [made.cast.narrator, *(role for role in made.cast.roles if role.lines)]
    rows = ((role.character.name, role.voice.name, count(role.lines, "line")) for role in roles)
    yield from (f"  {row}" for row in table(rows))
    tag = made.script.story.metadata.language
    yield from (f"  {row}" for row in abroad.rows(tag, made.plan.path))
    yield from (f"  {row}" for row in doubts_rows(told.doubts, made.plan.path))
    yield from (f"  {row}" for row in corrected(made.script.corrections))
    yield from (f"  {row}" for row in missing.rows(made.script.story))
    skipped = (
        (told.header_words, "of the header (shown in the tags)"),
        (told.note_words, "of author's notes ([read] notes changes that)"),
        (told.footnote_words, "of footnotes ([read] footnotes changes that)"),
        (told.image_words, "of pictures ([read] images changes that)"),
    )
    for words, what in skipped:
        if words:
            yield f"  not read aloud: {count(words, 'word')} {what}"
    for title in told.silent:
        yield f"  nothing to read aloud in: {plain(title)}"
    for each in told.taken_down:
        yield f"  no longer in the story, kept (--remove removes it): {plain(each.title)}"
    kept_files = {each.file for each in told.taken_down}
    for path in told.left_over:
        if path.name not in kept_files:
            yield f"  no longer of the story: {path}"
