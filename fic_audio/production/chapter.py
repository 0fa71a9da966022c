"""One chapter: what is spoken of it -> a tagged file under its final name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from fic_audio.engines.phonemes import plain
from fic_audio.errors import OutputError
from fic_audio.listening.spoken import save_spoken
from fic_audio.model import NARRATOR, Chapter, Clip, Cue, Db, Kind, Line, Lufs, Ms
from fic_audio.page.emphasis import Bare
from fic_audio.production import estimate as estimates
from fic_audio.production import fingerprints, layout
from fic_audio.production.plan import Plan
from fic_audio.production.retagging import Tags, noting, place_of, tag_again
from fic_audio.production.retagging import voice_names as voice_names
from fic_audio.script.cast import Cast
from fic_audio.shelf import manifest
from fic_audio.shelf.audio import m4b, opus
from fic_audio.shelf.files import Suffix
from fic_audio.shelf.manifest import CREDITS, ChapterFile, Manifest, TimedLine
from fic_audio.sound import music
from fic_audio.sound.cache import key
from fic_audio.sound.master import master
from fic_audio.sound.retry_in_parts import UnspokenPart
from fic_audio.sound.stitch import stitch

SOUND = "7"
"""Counts the changes of stitching and mastering that are heard in a finished file."""
HEADING_MARKS = re.compile(r"^#{1,6}\s+|\s+(?:#+|=+|-+)$")
"""Of Markdown."""
ENCODERS: Mapping[str, Callable[[Path, Path, str], None]] = {
    Suffix.M4A: m4b.encode,
    Suffix.OPUS: opus.encode,
}
"""WAV -> a chapter in another form, through filters."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished chapter."""

    path: Path
    number: int
    title: str
    length: Ms
    words: int
    """Those spoken."""
    kept: bool = False
    """It stood there already, made from the same."""
    trouble: str = ""
    """In what it is out of its profile; mostly empty."""
    unsaid: tuple[UnspokenPart, ...] = ()
    """What its voice could not say. What nobody else said is tried again in the next run."""


def keep_files(
    plan: Plan, cast: Cast, sheets: Mapping[int, Sequence[Cue]], cover: bytes
) -> dict[int, File]:
    """The chapters whose files stand there already, made from the very same.

    One that only lacks the right tags, or of whose text something is written otherwise that sounds
    the same, gets them. Raises OutputError.
    """
    if plan.options.again:
        return {}
    known = fingerprints.load(plan.folder)
    files = {}
    for number, cues in sheets.items():
        name, made_from = plan.files[number], _made_from(plan, number, cues)
        pieces = layout.piece_paths(plan.folder, name, plan.config.formats, plan.apart)
        entry = known.intact(plan.folder, name, made_from)
        if entry is None or not all(path.is_file() for path in pieces):
            continue
        if (lines := _lines_again(plan, number, cues)) is None:
            continue
        measured = Lufs(entry.lufs), Db(entry.peak)
        tags = Tags(plan, cast, place_of(plan, number), cover, *measured, lines)
        if entry.tagged_with != tags.digest:
            tag_again(plan.folder / name, entry, tags)
        files[number] = _file(plan, number, Ms(entry.length), cues, kept=True)
    return files


def _lines_again(plan: Plan, number: int, cues: Sequence[Cue]) -> Sequence[TimedLine] | None:
    """What is said in a chapter whose sound stands, as it is written now; None where it is not
    known when."""
    name = plan.files[number]
    try:
        before = Manifest(plan.folder).lines(ChapterFile(0, "", name, Ms(0)))
    except OutputError:
        return None
    if len(before) != len(cues):
        return None
    chapter, lines = plan.script.story.chapters[number], plan.script.lines[number]
    now = tuple(time_lines(chapter, lines, cues, [(each.start, each.end) for each in before]))
    if now != before:
        fingerprints.begin(plan.folder)
        manifest.save_lines(plan.folder, name, now)
    save_spoken(plan.folder, name, cues, clip_keys(plan, cues))
    return now


def estimate(plan: Plan, number: int, cues: Sequence[Cue]) -> File:
    """How long a chapter will be, by the arithmetic of the silence engine and the engines' pace."""
    pauses = plan.config.pauses
    spoken = sum(estimates.estimate_length(cue) + cue.pause for cue in cues)
    head, tail = (
        music.head(plan.config.intro, pauses.start),
        music.tail(plan.config.outro, pauses.end),
    )
    return _file(plan, number, Ms(head + spoken + tail), cues)


def make(
    plan: Plan,
    cast: Cast,
    number: int,
    cues: Sequence[Cue],
    speak: Callable[[Sequence[Cue]], Iterator[Clip]],
    staging: Path,
    encoding: AbstractContextManager[object],
    cover: bytes,
    unsaid: Sequence[UnspokenPart] = (),
) -> File:
    """Cues -> a tagged file under its final name, where nothing half-written ever stands.

    `staging`: the folder for what is not finished. `encoding` is held by each encoder at work.
    `unsaid` is filled by those who speak: a file that lacks words is made again next time.
    """
    pauses, final = plan.config.pauses, plan.folder / plan.files[number]
    wav, encoded = staging / f"{number}.wav", staging / f"{number}.mp3"
    clips = speak(cues)
    clips = chain([next(clips)], clips)  # an engine that can't speak says so before a file is begun
    config = plan.config
    head, tail = music.head(config.intro, pauses.start), music.tail(config.outro, pauses.end)
    stitched = stitch(cues, clips, wav, head=head, tail=tail)
    music.mix(wav, config.intro, config.outro, head, tail)
    mastered = master(
        wav,
        encoded,
        config.profile,
        bitrate=config.bitrate,
        gate=encoding,
        at_once=plan.options.jobs,
    )
    made = {Path(final.name): encoded}
    for path in layout.piece_paths(plan.folder, final.name, config.formats, plan.apart):
        piece = staging / f"{number}{path.suffix}"
        with encoding:
            ENCODERS[path.suffix](wav, piece, mastered.filters)
        made[path.relative_to(plan.folder)] = piece
    wav.unlink()
    chapter, lines = plan.script.story.chapters[number], plan.script.lines[number]
    told = tuple(time_lines(chapter, lines, cues, stitched.heard))
    place = place_of(plan, number)
    tags = Tags(plan, cast, place, cover, mastered.lufs, mastered.peak, told)
    tags.write(encoded)
    for piece in made.values():
        if piece.suffix == Suffix.OPUS:
            tags.write_opus(piece)
    with noting:
        # Should it end between here and the last line, the chapter is made again.
        fingerprints.begin(plan.folder, forget=final.name)
    manifest.save_lines(plan.folder, final.name, told)
    save_spoken(plan.folder, final.name, cues, clip_keys(plan, cues))
    try:
        for name, piece in reversed(made.items()):  # the MP3 last: with it the others are there
            piece.replace(plan.folder / name)
        with noting:
            digests = "" if has_missing(unsaid) else _made_from(plan, number, cues), tags.digest
            measured = mastered.lufs, mastered.peak
            fingerprints.add(plan.folder, final.name, *digests, stitched.length, *measured)
    except OSError as error:
        raise OutputError(f"{final}: can't be written: {error.strerror}") from error
    more = {"trouble": mastered.trouble, "unsaid": tuple(unsaid)}
    return _file(plan, number, stitched.length, cues, **more)


def has_missing(unsaid: Sequence[UnspokenPart]) -> bool:
    """Whether words are left out: nobody else said them."""
    return any(not each.instead for each in unsaid)


def time_lines(
    chapter: Chapter, lines: Sequence[Line], cues: Sequence[Cue], heard: Sequence[tuple[Ms, Ms]]
) -> Iterator[TimedLine]:
    """What is said when in a chapter: for each cue what is written, not what is spoken for it, and
    when its clip was stitched in. Marks of emphasis are not written words."""
    starts = [line.span.start for line in lines]
    bare = Bare(chapter.text)
    for cue, (start, end) in zip(cues, heard, strict=True):
        if cue.end == 0:
            yield TimedLine(start, end, plain(cue.text), paragraph=CREDITS, scene=cue.scene)
            continue
        line = lines[max(bisect_right(starts, cue.start) - 1, 0)]
        written = " ".join(bare.of(cue.start, cue.end).split()) or plain(cue.text)
        speaker, span = line.speaker or NARRATOR, line.span
        if span.kind is Kind.HEADING:
            written = HEADING_MARKS.sub("", written)
        yield TimedLine(
            start, end, written, speaker, span.kind, span.paragraph, cue.scene, cue.start
        )


def clip_keys(plan: Plan, cues: Sequence[Cue]) -> list[str]:
    """The names of what the cues sound like, as the cache has them."""
    versions = plan.versions
    return [key(f"{cue.voice.engine} {versions.get(cue.voice.engine, '')}", cue) for cue in cues]


def count_words(cue: Cue) -> int:
    """How many are spoken."""
    return len(plain(cue.text).split())


def _file(plan: Plan, number: int, length: Ms, cues: Sequence[Cue], **more: Any) -> File:
    path, title = plan.folder / plan.files[number], plan.own_titles[number]
    place = plan.inventory.numbers[number]
    return File(path, place, title, length, sum(map(count_words, cues)), **more)


def _made_from(plan: Plan, number: int, cues: Sequence[Cue]) -> str:
    """The digest of all that decides what is heard in a chapter's file."""
    config = plan.config
    spoken_by = sorted({cue.voice.engine for cue in cues})
    # The last chapter of a file may lack the blank line that it has once another follows.
    end = len(plan.script.story.chapters[number].text.rstrip())
    cues = [replace(cue, end=end) if cue.end > end else cue for cue in cues]
    return fingerprints.digest(
        SOUND,
        [(engine, plan.versions.get(engine)) for engine in spoken_by],
        cues,
        (config.pauses.start, config.pauses.end, config.profile, config.bitrate),
        music.digest(config.intro),
        music.digest(config.outro),
    )
