"""One chapter: what is spoken of it -> a tagged file under its final name."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from fic_audio.engines.phonemes import plain
from fic_audio.engines.silence import Silence
from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR, Chapter, Clip, Cue, Line, Ms
from fic_audio.produce import record
from fic_audio.produce.plan import Plan
from fic_audio.script.cast import Cast
from fic_audio.shelf import book, mp3
from fic_audio.shelf.book import CREDITS, Said
from fic_audio.sound import music
from fic_audio.sound.master import master
from fic_audio.sound.stitch import stitch

SOUND = "4"
"""Counts the changes of stitching, mastering and tagging that change a finished file."""

noting = threading.Lock()
"""Held while the record of a folder is changed: chapters finish in several threads."""


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


def kept(plan: Plan, parts: Cast, sheets: Mapping[int, Sequence[Cue]]) -> dict[int, File]:
    """The chapters whose files stand there already, made from the very same."""
    if plan.order.again:
        return {}
    known = record.load(plan.folder)
    files = {}
    for number, cues in sheets.items():
        name, made_from = plan.files[number], _made_from(plan, parts, number, cues)
        told = book.lines_file(plan.folder, name).is_file()
        if told and (entry := known.intact(plan.folder, name, made_from)):
            files[number] = _file(plan, number, Ms(entry.length), cues, kept=True)
    return files


def estimate(plan: Plan, number: int, cues: Sequence[Cue]) -> File:
    """How long a chapter will be, by the arithmetic of the silence engine."""
    pauses = plan.config.pauses
    say = Silence(delay=0.0).say
    spoken = sum(say(cue.text, cue.voice, cue.delivery).length + cue.pause for cue in cues)
    head, tail = (
        music.head(plan.config.intro, pauses.start),
        music.tail(plan.config.outro, pauses.end),
    )
    return _file(plan, number, Ms(head + spoken + tail), cues)


def make(
    plan: Plan,
    parts: Cast,
    number: int,
    cues: Sequence[Cue],
    speak: Callable[[Sequence[Cue]], Iterator[Clip]],
    shop: Path,
    encoding: AbstractContextManager[object],
) -> File:
    """Cues -> a tagged file under its final name, where nothing half-written ever stands.

    `shop`: the folder for what is not finished. `encoding` is held by each encoder at work.
    """
    pauses, final = plan.config.pauses, plan.folder / plan.files[number]
    wav, encoded = shop / f"{number}.wav", shop / f"{number}.mp3"
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
        at_once=plan.order.jobs,
    )
    wav.unlink()
    mp3.tag(encoded, plan.script.story.metadata, _place(plan, number), voice_names(parts))
    chapter, lines = plan.script.story.chapters[number], plan.script.lines[number]
    book.save_lines(plan.folder, final.name, said(chapter, lines, cues, stitched.heard))
    try:
        encoded.replace(final)
        with noting:
            made_from = _made_from(plan, parts, number, cues)
            record.add(plan.folder, final.name, made_from, stitched.length)
    except OSError as error:
        raise OutputError(f"{final}: can't be written: {error.strerror}") from error
    return _file(plan, number, stitched.length, cues, trouble=mastered.trouble)


def said(
    chapter: Chapter, lines: Sequence[Line], cues: Sequence[Cue], heard: Sequence[tuple[Ms, Ms]]
) -> Iterator[Said]:
    """What is said when in a chapter: for each cue what is written, not what is spoken for it, and
    when its clip was stitched in."""
    starts = [line.span.start for line in lines]
    for cue, (start, end) in zip(cues, heard, strict=True):
        if cue.end == 0:
            yield Said(start, end, plain(cue.text), paragraph=CREDITS, scene=cue.scene)
            continue
        line = lines[max(bisect_right(starts, cue.start) - 1, 0)]
        written = " ".join(chapter.text[cue.start : cue.end].split()) or plain(cue.text)
        speaker, span = line.speaker or NARRATOR, line.span
        yield Said(start, end, written, speaker, span.kind, span.paragraph, cue.scene)


def words(cue: Cue) -> int:
    """How many are spoken."""
    return len(plain(cue.text).split())


def _file(plan: Plan, number: int, length: Ms, cues: Sequence[Cue], **more: Any) -> File:
    path, title = plan.folder / plan.files[number], plan.titles[number]
    return File(path, number + 1, title, length, sum(map(words, cues)), **more)


def voice_names(parts: Cast) -> tuple[str, ...]:
    """The voices heard in a story, the narrator's first."""
    roles = (parts.narrator, *(role for role in parts.roles if role.lines))
    return tuple(dict.fromkeys(role.voice.name for role in roles))


def _made_from(plan: Plan, parts: Cast, number: int, cues: Sequence[Cue]) -> str:
    """The digest of all that decides what is in a chapter's file."""
    config = plan.config
    spoken_by = sorted({cue.voice.engine for cue in cues})
    return record.digest(
        SOUND,
        [(engine, plan.versions.get(engine)) for engine in spoken_by],
        cues,
        (config.pauses.start, config.pauses.end, config.profile, config.bitrate),
        music.digest(config.intro),
        music.digest(config.outro),
        plan.script.story.metadata,
        _place(plan, number),
        voice_names(parts),
    )


def _place(plan: Plan, number: int) -> mp3.Place:
    return mp3.Place(plan.titles[number], number + 1, len(plan.titles))
